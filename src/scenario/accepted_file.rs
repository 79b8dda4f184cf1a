//! The text of an accepted set, as `mobilise calibrate` writes `posterior.csv`.

use std::sync::Arc;

use crate::config::ledger::Ledger;
use crate::config::table::{Cell, Row, TextTable};
use crate::config::{Problem, Source, Span, clip};
use crate::files::named_from;
use crate::knob::Value;

use super::library::{self, ACCEPTED};
use super::read::Text;

/// No set is larger; a larger file is refused before it is read.
const MAX_BYTES: u64 = 64 << 20;

const HINT: &str = "as `mobilise calibrate` writes posterior.csv: particle,weight,distance, a column a knob; a row a \
                    particle";

/// Parts the scenario whose own a column is from its knob, as in `j4dw:problem.rate`.
const OF_SCENARIO: char = ':';

/// What is no value of the model: it stands in a scenario once, for all replicates.
const NOT_DRAWN: [&str; 9] =
    ["version", "name", "about", "seed", "start", "base", "organisations", "agencies", "population"];

/// An accepted set, as a calibration writes it.
#[derive(Debug, PartialEq)]
pub(super) struct Accepted {
    pub source: Arc<Source>,
    pub embedded: bool,
    pub columns: Vec<Column>,
    /// By row, then by column.
    pub rows: Vec<RowValues>,
    /// By row the weights up to it, its own among them.
    pub weight_up_to: Vec<f64>,
}

/// The values of one row, each with its position in the file.
pub(super) type RowValues = Vec<(Value, Span)>;

impl Accepted {
    /// The weight of each row.
    pub(super) fn weights(&self) -> Vec<f64> {
        let mut before = 0.0;
        self.weight_up_to.iter().map(|up_to| up_to - std::mem::replace(&mut before, *up_to)).collect()
    }

    /// By row, then by column.
    pub(super) fn numbers(&self) -> Vec<Vec<f64>> {
        self.rows.iter().map(|row| row.iter().map(|(value, _)| as_number(value)).collect()).collect()
    }
}

/// A value as a number; NaN for a word or switch.
pub(super) fn as_number(value: &Value) -> f64 {
    match value {
        Value::Whole(x) => *x as f64,
        Value::Real(x) => *x,
        _ => f64::NAN,
    }
}

#[derive(Debug, PartialEq)]
pub(super) struct Column {
    /// The knob.
    pub name: String,
    /// The scenario of the calibration whose own it is; none where all shared it.
    pub scenario: Option<String>,
    pub span: Span,
}

/// The set of this name: a path from the folder of the file that names it, or one of the program's own.
pub(super) fn read(from: &str, text: &Text, asked_at: &Span, ledger: &mut Ledger) -> Option<Accepted> {
    let path = named_from(&text.folder, from);
    let embedded = library::find(ACCEPTED, from).filter(|_| !text.shelf.holds(&path));
    let source = match embedded {
        Some(file) => Source { name: file.path.to_owned(), text: file.text.to_owned() },
        None => match text.shelf.text(&path, MAX_BYTES) {
            Ok(text) => Source { name: path.display().to_string(), text },
            Err(error) => {
                let hint = error.hint().map_or_else(
                    || format!("a path from the file that names it, or one of {}", library::names(ACCEPTED)),
                    |hint| format!("{hint}: of a calibration's folder posterior.csv"),
                );
                ledger.problems.push(Problem::at(asked_at, error.to_string(), "named here").hint(hint));
                return None;
            }
        },
    };
    table(Arc::new(source), embedded.is_some(), asked_at, ledger)
}

/// What a column holds.
enum Holds {
    Weight,
    Knob(String),
    /// What a calibration writes beside: numbers of particles, distances, patterns.
    Nothing,
}

pub(super) fn table(source: Arc<Source>, embedded: bool, named_at: &Span, ledger: &mut Ledger) -> Option<Accepted> {
    match accepted(&source, embedded, named_at) {
        Ok(set) => Some(set),
        Err(problem) => {
            ledger.problems.push(*problem);
            None
        }
    }
}

/// Reads the text of an accepted set, up to its first problem.
fn accepted(source: &Arc<Source>, embedded: bool, named_at: &Span) -> Result<Accepted, Box<Problem>> {
    let refuse =
        |span: &Span, title: &str, label: &str, hint: &str| Err(Box::new(Problem::at(span, title, label).hint(hint)));
    let Some(table) = TextTable::new(source, HINT) else {
        return refuse(named_at, "the accepted set is empty", "named here", HINT);
    };
    let head = table.head()?;
    let (holds, columns) = columns(&head)?;
    if !holds.iter().any(|holds| matches!(holds, Holds::Weight)) {
        let hint = "a 1 in every row, where all count alike";
        return refuse(&head.span, "the accepted set has no column `weight`", "the columns", hint);
    }
    if columns.is_empty() {
        return refuse(&head.span, "the accepted set names no knob", "the columns", HINT);
    }
    let (mut rows, mut weight_up_to, mut total) = (Vec::new(), Vec::new(), 0.0);
    for row in table.rows(holds.len()) {
        let (weight, values) = values(&table, row?, &holds)?;
        total += weight;
        rows.push(values);
        weight_up_to.push(total);
    }
    if rows.is_empty() {
        return refuse(&head.span, "the accepted set has no rows", "no line after this", HINT);
    }
    if total <= 0.0 || !total.is_finite() {
        let title = format!("the weights of the accepted set add up to {total}");
        return refuse(&head.span, &title, "no row has a chance", "a weight above 0 where a row counts");
    }
    Ok(Accepted { source: Arc::clone(source), embedded, columns, rows, weight_up_to })
}

/// What each column holds, and those that are knobs.
fn columns(head: &Row<'_>) -> Result<(Vec<Holds>, Vec<Column>), Box<Problem>> {
    let (mut holds, mut columns) = (Vec::new(), Vec::new());
    for (n, Cell { text: name, span }) in head.cells.iter().enumerate() {
        if name.is_empty() || head.cells[..n].iter().any(|other| other.text == *name) {
            let title = if name.is_empty() { "a column has no name" } else { "a column appears twice" };
            return Err(Box::new(Problem::at(span, title, "this one").hint(HINT)));
        }
        if name == "model" {
            let hint =
                "keep the rows of one model and leave the column out; what that model sets belongs into the scenario";
            return Err(Box::new(Problem::at(span, "the accepted set is of several models", "this column").hint(hint)));
        }
        let (scenario, knob) = match name.split_once(OF_SCENARIO) {
            Some((scenario, knob)) => (Some(scenario.to_owned()), knob),
            None => (None, name.as_ref()),
        };
        if NOT_DRAWN.contains(&knob) || knob.starts_with("run.") || knob.starts_with("draw.") {
            let title = format!("`{}` cannot be drawn", clip(name));
            let hint = "it is the same in all replicates: leave the column out";
            return Err(Box::new(Problem::at(span, title, "not a knob of the model").hint(hint)));
        }
        holds.push(match name.as_ref() {
            "weight" => Holds::Weight,
            "particle" | "distance" | "model" => Holds::Nothing,
            name if name.starts_with("pattern.") => Holds::Nothing,
            _ => {
                columns.push(Column { name: knob.to_owned(), scenario, span: span.clone() });
                Holds::Knob(knob.to_owned())
            }
        });
    }
    Ok((holds, columns))
}

/// The weight of a row, and its values in the order of the knobs.
fn values(table: &TextTable<'_>, row: Row<'_>, holds: &[Holds]) -> Result<(f64, RowValues), Box<Problem>> {
    let (mut weight, mut values) = (0.0, Vec::new());
    let wrong = |span: &Span, title: String| {
        Box::new(Problem::at(span, title, "this is not one").hint("numbers are written 0.5, with a point"))
    };
    for (Cell { text, span }, holds) in row.cells.into_iter().zip(holds) {
        match holds {
            Holds::Nothing => {}
            Holds::Weight => {
                let number = table.number(&text).filter(|x| *x >= 0.0);
                weight = number.ok_or_else(|| wrong(&span, "`weight` takes a number from 0 up".to_owned()))?;
            }
            Holds::Knob(name) => match number(&table.pointed(&text)) {
                Some(value) => values.push((value, span)),
                None => return Err(wrong(&span, format!("`{}` takes a number", clip(name)))),
            },
        }
    }
    Ok((weight, values))
}

/// A number as a knob takes it: whole where it is written so.
fn number(written: &str) -> Option<Value> {
    let whole = written.parse::<i64>().ok().map(Value::Whole);
    whole.or_else(|| written.parse::<f64>().ok().filter(|x| x.is_finite()).map(Value::Real))
}
