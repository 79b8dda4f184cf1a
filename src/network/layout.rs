//! Which column of an edge list holds what.

use super::fault::{Fault, shown};
use crate::config::nearest_slip;
use crate::config::table::{Field, Line};

/// The columns, and how many there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Layout {
    pub(super) source: usize,
    pub(super) target: usize,
    pub(super) trust: Option<usize>,
    pub(super) count: usize,
    /// The number of the line that shows it, for messages.
    pub(super) line: usize,
}

impl Layout {
    /// The layout a header names; `None` when the line is data.
    pub(super) fn from_header(line: Line<'_>, fields: &[Field<'_>]) -> Result<Option<Layout>, Fault> {
        let source = first_of(line, fields, ["source", "from"])?;
        let target = first_of(line, fields, ["target", "to"])?;
        if let (Some(source), Some(target)) = (source, target) {
            let trust = first_of(line, fields, ["trust", "weight"])?;
            let count = fields.len();
            return Ok(Some(Layout { source, target, trust, count, line: line.number }));
        }
        // `from` or `to` alone may be a name; `source` or `target` alone is a header with a slip.
        match (column(line, fields, "source")?, column(line, fields, "target")?) {
            (Some(half), None) if fields.len() > 1 => Err(half_header(line, fields, &fields[half], "target")),
            (None, Some(half)) if fields.len() > 1 => Err(half_header(line, fields, &fields[half], "source")),
            _ => Ok(None),
        }
    }

    /// The layout without a header: source, target, and possibly trust.
    pub(super) fn without_header(line: Line<'_>, fields: &[Field<'_>]) -> Result<Layout, Fault> {
        if let Some(fourth) = fields.get(3) {
            let label = format!("{} columns without a header", fields.len());
            let hint = "begin with a line that names the columns: source, target, trust";
            return Err(Fault::at(line.offset + fourth.offset, "too many columns", label, hint));
        }
        let trust = (fields.len() == 3).then_some(2);
        Ok(Layout { source: 0, target: 1, trust, count: fields.len(), line: line.number })
    }
}

/// The column called by the first of two names, else by the second.
fn first_of(line: Line<'_>, fields: &[Field<'_>], [first, second]: [&str; 2]) -> Result<Option<usize>, Fault> {
    match column(line, fields, first)? {
        Some(column) => Ok(Some(column)),
        None => column(line, fields, second),
    }
}

fn column(line: Line<'_>, fields: &[Field<'_>], name: &str) -> Result<Option<usize>, Fault> {
    let is_called = |field: &Field<'_>| field.text.eq_ignore_ascii_case(name);
    let mut found = (0..).zip(fields).filter(|(_, field)| is_called(field));
    let first = found.next().map(|(number, _)| number);
    match found.next() {
        None => Ok(first),
        Some((_, again)) => {
            let label = format!("there are two columns {}", shown(&again.text));
            Err(Fault::at(line.offset + again.offset, "same column twice", label, "keep one of the two"))
        }
    }
}

fn half_header(line: Line<'_>, fields: &[Field<'_>], half: &Field<'_>, missing: &str) -> Fault {
    let others = fields.iter().map(|field| field.text.as_ref()).filter(|name| *name != half.text);
    let missing_shown = shown(missing);
    let hint = match nearest_slip(missing, others) {
        Some(near) => format!("did you mean {missing_shown} by {}?", shown(near)),
        None => {
            format!("call the other column {missing_shown}; above data, put a line source,target")
        }
    };
    let label = format!("the header has a column {} but no column {missing_shown}", shown(&half.text));
    Fault::at(line.offset + half.offset, "half a header", label, hint)
}
