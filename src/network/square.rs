//! Tables that are no edge lists: a matrix of people by people, and a list of alters.

use super::draft::Draft;
use super::fault::{Fault, shown};
use super::field::{node, read_weight};
use super::layout::is_number;
use crate::config::table::{Field, Line, Separator};

/// A square table: a row and a column per person.
pub(super) struct Matrix {
    /// Whether the first line names the columns, and the first field of each line its row.
    named: bool,
    people: usize,
}

impl Matrix {
    /// Knows a matrix by its first line and what follows. A named one has in its first column the names of its first
    /// line; a bare one is square, with nothing but zeros where its rows meet their own columns.
    pub(super) fn of<'r>(
        line: Line<'_>,
        head: &[Field<'_>],
        rows: impl Iterator<Item = Vec<Field<'r>>>,
    ) -> Result<Option<Self>, Fault> {
        if head.len() < 2 {
            return Ok(None);
        }
        if head.iter().all(is_number) && head.iter().all(|field| !field.text.is_empty()) {
            return Ok(Self::bare(head, rows));
        }
        let mut rows = rows.peekable();
        let Some(first) = rows.peek() else { return Ok(None) };
        // White space between fields leaves the corner out.
        let columns = if first.len() == head.len() + 1 { head } else { &head[1..] };
        let is_row = |row: &[Field<'_>]| {
            row.len() == columns.len() + 1 && row[1..].iter().all(is_number) && !row[0].text.is_empty()
        };
        if columns.len() < 2 || !is_row(first) {
            return Ok(None);
        }
        let is_corner_blank = columns.len() == head.len() || head[0].text.is_empty();
        let names: Vec<&str> = columns.iter().map(|field| field.text.as_ref()).collect();
        let (mut count, mut own) = (0, 0);
        for row in rows.take(names.len() + 1) {
            if !is_row(&row) {
                return Ok(None);
            }
            own += usize::from(names.get(count).is_some_and(|name| *name == row[0].text));
            count += 1;
        }
        if count == names.len() && own == count {
            return Ok(Some(Self { named: true, people: count }));
        }
        if !is_corner_blank {
            return Ok(None);
        }
        let label = format!("a table of {count} rows and {} columns whose names are not the same", names.len());
        let hint = "a matrix of ties has the same names, in the same order, in its first line and its first column; a \
                    table of people by events (two-mode) must first be made one of people by people";
        Err(Fault::at(line.offset, "not a square matrix", label, hint))
    }

    fn bare<'r>(head: &[Field<'_>], rows: impl Iterator<Item = Vec<Field<'r>>>) -> Option<Self> {
        let people = head.len();
        let is_zero = |field: Option<&Field<'_>>| field.is_some_and(|field| field.text.parse::<f64>() == Ok(0.0));
        if people < 3 || !is_zero(head.first()) {
            return None;
        }
        let mut count = 1;
        for row in rows {
            if count == people || row.len() != people || !row.iter().all(is_number) || !is_zero(row.get(count)) {
                return None;
            }
            count += 1;
        }
        (count == people).then_some(Self { named: false, people })
    }

    /// Reads the ties of the matrix.
    pub(super) fn read<'a>(
        &self,
        lines: impl Iterator<Item = Line<'a>>,
        separator: Separator,
        draft: &mut Draft<'a>,
    ) -> Result<(), Fault> {
        let mut lines = lines;
        if self.named {
            let Some(line) = lines.next() else { return Ok(()) };
            names(line, separator, self.people, draft)?;
        } else {
            let at = |number: usize| (number + 1).to_string();
            (0..self.people).try_for_each(|number| draft.add_node(&at(number), 0).map(|_| ()))?;
        }
        cells(lines, separator, self.people, draft)
    }
}

/// Reads a matrix whose people may be known already; else they stand in its first line, or are numbered.
pub(super) fn with_labels<'a>(
    lines: &[Line<'a>],
    people: usize,
    embedded: bool,
    draft: &mut Draft<'a>,
) -> Result<(), Fault> {
    let mut lines = lines.iter().copied();
    if lines.len() != people + usize::from(embedded) {
        let label = format!("{} lines for {people} people", lines.len());
        return Err(Fault::at(0, "not a square matrix", label, "a row per person, a number per person"));
    }
    if embedded && let Some(line) = lines.next() {
        names(line, Separator::Space, people, draft)?;
    }
    for number in draft.node_count()..people {
        draft.add_node(&(number + 1).to_string(), 0)?;
    }
    cells(lines, Separator::Space, people, draft)
}

fn split<'a>(line: Line<'a>, separator: Separator) -> Result<Vec<Field<'a>>, Fault> {
    let unreadable = |(offset, label, hint)| Fault::at(line.offset + offset, "unreadable line", label, hint);
    separator.split(line.text).map_err(unreadable)
}

/// The last fields of a line, one per person.
fn last<'f, 'a>(line: Line<'_>, fields: &'f [Field<'a>], people: usize) -> Result<&'f [Field<'a>], Fault> {
    let found = fields.len().checked_sub(people).and_then(|start| fields.get(start..));
    found.ok_or_else(|| {
        let label = format!("{} numbers for {people} people", fields.len());
        Fault::at(line.offset, "not a square matrix", label, "a row per person, a number per person")
    })
}

fn names(line: Line<'_>, separator: Separator, people: usize, draft: &mut Draft<'_>) -> Result<(), Fault> {
    let fields = split(line, separator)?;
    for field in last(line, &fields, people)? {
        let before = draft.node_count();
        if node(draft, line, field)? as usize != before {
            let label = format!("{} is there twice", shown(&field.text));
            let hint = "give each person a name of their own";
            return Err(Fault::at(line.offset + field.offset, "same name twice", label, hint));
        }
    }
    Ok(())
}

/// What stands at (row, column) and at (column, row) is one tie. Where every number is 0 or 1, a 1 says only that there
/// is a tie.
fn cells<'a>(
    lines: impl Iterator<Item = Line<'a>>,
    separator: Separator,
    people: usize,
    draft: &mut Draft<'a>,
) -> Result<(), Fault> {
    draft.names_both_sides();
    let mut cells: Vec<(u32, u32, f64, usize)> = Vec::new();
    for (row, line) in lines.enumerate() {
        let fields = split(line, separator)?;
        for (column, field) in last(line, &fields, people)?.iter().enumerate() {
            let weight = read_weight(line, field, separator)?.unwrap_or(0.0);
            if weight != 0.0 {
                draft.check_tie_limit(cells.len(), line.offset + field.offset)?;
                cells.push((row as u32, column as u32, weight, line.offset + field.offset));
            }
        }
    }
    let is_plain = cells.iter().all(|(_, _, weight, _)| *weight == 1.0);
    draft.account.note(format!("read as a matrix of {people} people"));
    for (row, column, weight, offset) in cells {
        draft.add_tie((row, column), (!is_plain).then_some((weight, offset)), offset)?;
    }
    Ok(())
}

/// A list of alters: a person, and all whom they name.
pub(super) struct Alters {
    columns: usize,
}

impl Alters {
    /// Knows the list by its header: a column for ego, and numbered ones for alters.
    pub(super) fn of(head: &[Field<'_>]) -> Option<Self> {
        const EGO: [&str; 8] = ["ego", "id", "name", "source", "person", "respondent", "node", "from"];
        let word = |field: &Field<'_>| field.text.trim().to_lowercase();
        let (first, rest) = head.split_first()?;
        let stem = |word: &str| word.trim_end_matches(|c: char| c.is_ascii_digit()).to_owned();
        let stems: Vec<String> = rest.iter().map(|field| stem(&word(field))).collect();
        let is_numbered = |(n, field): (usize, &Field<'_>)| word(field) == format!("{}{}", stems[0], n + 1);
        let is_list = rest.len() > 1 && !stems[0].is_empty() && rest.iter().enumerate().all(is_numbered);
        let ego = word(first);
        let is_ego = EGO.contains(&ego.as_str()) || EGO.iter().any(|known| ego == format!("{known}_id"));
        (is_list && is_ego).then_some(Self { columns: head.len() })
    }

    /// Reads a tie from each person to everybody whom they name; two who name each other have one tie.
    pub(super) fn read<'a>(
        &self,
        lines: impl Iterator<Item = Line<'a>>,
        separator: Separator,
        draft: &mut Draft<'a>,
    ) -> Result<(), Fault> {
        draft.names_both_sides();
        draft.account.note("read as a list of alters: each line ties its first name to all others on it");
        for line in lines {
            let fields = split(line, separator)?;
            if fields.len() > self.columns {
                let label = format!("{} columns here, {} in the header", fields.len(), self.columns);
                let hint = "give the header a column for each alter";
                return Err(Fault::at(line.offset, "mixed column counts", label, hint));
            }
            let Some((ego, alters)) = fields.split_first().filter(|(ego, _)| !ego.text.is_empty()) else { continue };
            let ego = node(draft, line, ego)?;
            for field in alters.iter().filter(|field| field.quoted || !super::likeness::is_missing(&field.text)) {
                if !field.text.is_empty() {
                    let alter = node(draft, line, field)?;
                    draft.add_tie((ego, alter), None, line.offset + field.offset)?;
                }
            }
        }
        Ok(())
    }
}
