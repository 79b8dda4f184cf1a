//! A table of points made elsewhere: a CSV file, a column for each knob or set of alternatives, a row a point.

use std::path::Path;
use std::sync::Arc;

use crate::config::table::{Row, TextTable};
use crate::config::{Entry, Ledger, Problem, Source, Span, clip, listed};
use crate::files::named_from;
use crate::knob::catalogue::NAMED;
use crate::knob::{Kind, Value};
use crate::scenario::Text;
use crate::scenario::library::{self, Embedded, TABLES};

use super::factor::{Factor, Levels};
use super::kinds::{is_whole, kind};

/// No table is larger; a larger one is refused before it is read.
const MAX_BYTES: u64 = 256 << 20;

const HINT: &str = "the first line names knobs, as in coping.relief,run.weeks; each line after it is a point";

/// Reads the table that a key names: its factors, and a row of coordinates a point.
pub(super) fn read(
    entry: &Entry,
    text: &Text,
    factors: &mut Vec<Factor>,
    alternatives: &[Factor],
    ledger: &mut Ledger,
) -> Vec<Vec<f64>> {
    let Some(name) = ledger.text("table", entry) else { return Vec::new() };
    let source = match beside(text, &name) {
        Some(own) => Source { name: own.path.to_owned(), text: own.text.to_owned() },
        None => {
            let path = named_from(&text.folder, &name);
            match text.shelf.text(&path, MAX_BYTES) {
                Ok(table) => Source { name: path.display().to_string(), text: table },
                Err(error) => {
                    let hint = "check the path; it starts from the folder of the experiment file";
                    let hint = error.hint().unwrap_or(hint);
                    ledger.problems.push(Problem::at(&entry.span, error.to_string(), "named here").hint(hint));
                    return Vec::new();
                }
            }
        }
    };
    let source = Arc::new(source);
    points(&source, &entry.span, factors, alternatives, ledger)
}

/// Reads the text of a table; `named_at` is where the experiment names it.
fn points(
    source: &Arc<Source>,
    named_at: &Span,
    factors: &mut Vec<Factor>,
    alternatives: &[Factor],
    ledger: &mut Ledger,
) -> Vec<Vec<f64>> {
    let Some(table) = TextTable::new(source, HINT) else {
        ledger.problems.push(Problem::at(named_at, "the table is empty", "named here").hint(HINT));
        return Vec::new();
    };
    let head = match table.head() {
        Ok(head) => head,
        Err(problem) => {
            ledger.problems.push(problem);
            return Vec::new();
        }
    };
    let Some(columns) = columns(&head, alternatives, ledger) else { return Vec::new() };
    *factors = columns;
    let mut rows = Vec::new();
    for line in table.rows(factors.len()) {
        if ledger.full() {
            break;
        }
        match line {
            Ok(line) => {
                let cells = line.cells.into_iter().zip(factors.iter_mut());
                let row: Vec<Option<f64>> = cells
                    .map(|(cell, factor)| coordinate(factor, &table.pointed(&cell.text), cell.span, ledger))
                    .collect();
                rows.extend(row.into_iter().collect::<Option<Vec<f64>>>());
            }
            Err(problem) => ledger.problems.push(problem),
        }
    }
    if rows.is_empty() && ledger.problems.is_empty() {
        ledger.problems.push(Problem::at(&head.span, "the table has no points", "no line after this").hint(HINT));
    }
    rows
}

/// The table of this name that lies beside an experiment, where both come with the program. Such an experiment has
/// no folder on the disk.
fn beside(text: &Text, name: &str) -> Option<&'static Embedded> {
    let own = library::find(TABLES, name)?;
    let together = Path::new(&text.source.name).parent() == Path::new(own.path).parent();
    (text.folder.as_os_str().is_empty() && together).then_some(own)
}

fn columns(head: &Row<'_>, alternatives: &[Factor], ledger: &mut Ledger) -> Option<Vec<Factor>> {
    let mut found: Vec<Factor> = Vec::new();
    let before = ledger.problems.len();
    for cell in &head.cells {
        let (name, span) = (cell.text.to_string(), cell.span.clone());
        if name.is_empty() || found.iter().any(|factor| factor.name == name) {
            let title = if name.is_empty() { "a column has no name" } else { "a column appears twice" };
            ledger.problems.push(Problem::at(&span, title, "this one").hint(HINT));
            continue;
        }
        if let Some(factor) = alternatives.iter().find(|factor| factor.name == name) {
            found.push(factor.clone());
            continue;
        }
        if ["name", "about", "seed", "version", "base", "start", "run.replicates"].contains(&name.as_str()) {
            ledger.problems.push(Problem::at(&span, format!("`{name}` cannot be varied"), "not a knob").hint(HINT));
            continue;
        }
        let levels = match kind(&name) {
            _ if ["population", "organisations", "agencies"].contains(&name.as_str()) => Levels::Named(Vec::new()),
            _ if is_presence(&name) => Levels::Presence(Vec::new()),
            Some(Kind::Switch | Kind::Choice(_)) => Levels::Listed(Vec::new()),
            kind => Levels::Column { whole: is_whole(kind) },
        };
        let path = name.split('.').map(|part| (part.to_owned(), span.clone())).collect();
        found.push(Factor { name, path, levels, span });
    }
    let unknown: Vec<&Factor> = found.iter().filter(|factor| is_unknown(factor)).collect();
    if unknown.len() > MAX_UNKNOWN {
        let names: Vec<&str> = unknown.iter().map(|factor| factor.name.as_str()).collect();
        let title = format!("{} of {} columns name no knob", unknown.len(), head.cells.len());
        let hint = format!("they are {}; is this a table of points?", listed(&names));
        ledger.problems.push(Problem::at(&unknown[0].span, title, "the first of them").hint(hint));
    }
    for factor in alternatives.iter().filter(|factor| !found.iter().any(|other| other.name == factor.name)) {
        let title = format!("the table has no column `{}`", clip(&factor.name));
        ledger.problems.push(Problem::at(&factor.span, title, "never chosen").hint("add the column, or leave it out"));
    }
    (ledger.problems.len() == before).then_some(found)
}

/// Columns without a knob that are looked at one by one; more are another table.
const MAX_UNKNOWN: usize = 5;

/// Whether a column names no knob that there could be.
fn is_unknown(factor: &Factor) -> bool {
    let first = factor.name.split('.').next().unwrap_or_default();
    matches!(factor.levels, Levels::Column { .. }) && kind(&factor.name).is_none() && !NAMED.contains(&first)
}

/// Whether a name is that of something that can be there or not, as `intervention.tied-visa`.
fn is_presence(name: &str) -> bool {
    name.split_once('.').is_some_and(|(sort, rest)| NAMED.contains(&sort) && !rest.contains('.'))
}

/// A switch as spreadsheets, R and Python write it.
fn switch(cell: &str) -> Option<bool> {
    match cell.to_ascii_lowercase().as_str() {
        "true" | "1" => Some(true),
        "false" | "0" => Some(false),
        _ => None,
    }
}

/// The coordinate a cell gives; a word that is new becomes one more level.
fn coordinate(factor: &mut Factor, cell: &str, span: Span, ledger: &mut Ledger) -> Option<f64> {
    match &mut factor.levels {
        Levels::Column { whole } => number(&factor.name, *whole, cell, &span, ledger),
        Levels::Alternatives(alternatives) => {
            let level = alternatives.iter().position(|alternative| alternative.label == cell);
            if level.is_none() {
                let labels: Vec<&str> = alternatives.iter().map(|a| a.label.as_str()).collect();
                let title = format!("`{}` has no alternative \"{}\"", factor.name, clip(cell));
                let hint = format!("it has {}", listed(&labels));
                ledger.problems.push(Problem::at(&span, title, "none of them").hint(hint));
            }
            level.map(|level| level as f64)
        }
        Levels::Listed(values) => {
            let value = match switch(cell).filter(|_| kind(&factor.name) == Some(Kind::Switch)) {
                Some(on) => Value::Switch(on),
                None => Value::Text(cell.to_owned()),
            };
            Some(level_of(values, value, span))
        }
        Levels::Named(names) => Some(level_of(names, cell.to_owned(), span)),
        Levels::Presence(values) => {
            let on = switch(cell);
            if on.is_none() {
                let title = format!("`{}` takes true or false", factor.name);
                ledger.problems.push(Problem::at(&span, title, "neither").hint("true leaves it in"));
            }
            on.map(|on| level_of(values, on, span))
        }
        Levels::Range(_) => None,
    }
}

/// The number of a level among those met so far; a new one is added.
fn level_of<T: PartialEq>(levels: &mut Vec<(T, Span)>, level: T, span: Span) -> f64 {
    let known = levels.iter().position(|(other, _)| *other == level);
    let number = known.unwrap_or_else(|| {
        levels.push((level, span));
        levels.len() - 1
    });
    number as f64
}

/// A number that its knob takes.
fn number(name: &str, whole: bool, cell: &str, span: &Span, ledger: &mut Ledger) -> Option<f64> {
    let number = cell.parse::<f64>().ok().filter(|x| x.is_finite());
    let fits = number.filter(|x| !whole || x.fract() == 0.0);
    let fits = fits.filter(|x| match kind(name) {
        Some(Kind::Real { low, high }) => (low..=high).contains(x),
        Some(Kind::Whole { low, high }) => (f64::from(low)..=f64::from(high)).contains(x),
        _ => true,
    });
    if fits.is_none() {
        let allowed = kind(name).map_or_else(|| "a number".to_owned(), |kind| kind.to_string());
        let problem = Problem::at(span, format!("`{name}` takes {allowed}"), "this is not one");
        ledger.problems.push(problem.hint("numbers are written 0.5, with a point"));
    }
    fits
}
