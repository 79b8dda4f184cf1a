//! `[draw]`: the accepted set of a calibration, of which each replicate takes a row.
//!
//! A calibration leaves many values, each with a weight, and no best one. A replicate that runs with one row of them
//! carries what is not known of the knobs beside the chance of a run. Which row it is hangs on the seed and the
//! replicate alone, so that replicate r of all scenarios in a comparison has the same values as it has the same random
//! numbers.

use std::sync::Arc;

use crate::design::stream::{Purpose, Stream};
use crate::knob::Value;

use super::Scenario;
use super::library::{self, ACCEPTED};
use super::read::Text;
use crate::config::ledger::Ledger;
use crate::config::table::{Cell, Row, TextTable};
use crate::config::tree::{Entry, Node};
use crate::config::{Problem, Source, Span, clip, listed, nearest};
use crate::files::named_from;

/// No set is larger; a larger file is refused before it is read.
const MAX_BYTES: u64 = 64 << 20;

const KEYS: [&str; 3] = ["from", "knobs", "fixed"];
const FROM_HINT: &str = "as in [draw] with from = \"accepted.csv\" below it: the posterior.csv of a calibration";
const HINT: &str = "as `mobilise calibrate` writes posterior.csv: particle,weight,distance, a column a knob; a row a \
                    particle";

/// What is no value of the model: it stands in a scenario once, for all replicates.
const NOT_DRAWN: [&str; 8] = ["version", "name", "about", "seed", "start", "base", "organisations", "population"];

/// What each replicate of a scenario draws.
#[derive(Debug, Clone, PartialEq)]
pub struct Draw {
    /// The accepted set as the scenario names it: a path from where it is read, or an embedded name.
    pub from: String,
    /// The knobs that are drawn: those columns of the set that neither the command line nor a layer holds.
    pub knobs: Vec<String>,
    /// Whether all replicates take one row, the medoid.
    pub fixed: bool,
    /// Whether the scenario lists the knobs that are drawn.
    pub(super) lists_knobs: bool,
    set: Arc<Accepted>,
}

/// An accepted set, as a calibration writes it.
#[derive(Debug, PartialEq)]
struct Accepted {
    source: Arc<Source>,
    embedded: bool,
    columns: Vec<Column>,
    /// By row, then by column.
    rows: Vec<RowValues>,
    /// By row the weights up to it, its own among them.
    weight_up_to: Vec<f64>,
}

/// The values of one row, each with its position in the file.
type RowValues = Vec<(Value, Span)>;

impl Accepted {
    fn weights(&self) -> Vec<f64> {
        let mut before = 0.0;
        self.weight_up_to.iter().map(|up_to| up_to - std::mem::replace(&mut before, *up_to)).collect()
    }

    fn numbers(&self) -> Vec<Vec<f64>> {
        self.rows.iter().map(|row| row.iter().map(|(value, _)| as_number(value)).collect()).collect()
    }
}

fn as_number(value: &Value) -> f64 {
    match value {
        Value::Whole(x) => *x as f64,
        Value::Real(x) => *x,
        _ => f64::NAN,
    }
}

#[derive(Debug, PartialEq)]
struct Column {
    name: String,
    span: Span,
}

impl Draw {
    /// Rows of the set.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.set.rows.len()
    }

    /// As how many rows of equal weight the set is: (Σw)² / Σw².
    #[must_use]
    pub fn effective_rows(&self) -> f64 {
        let weights = self.set.weights();
        let (total, squares) = weights.iter().fold((0.0, 0.0), |(sum, squares), w| (sum + w, squares + w * w));
        total * total / squares
    }

    /// The row that stands for the set: the one from which the others are least far away, by their weights. Distances are
    /// Euclidean, over all columns of the set, each in its weighted standard deviation.
    #[must_use]
    pub fn medoid(&self) -> usize {
        super::medoid::medoid(&self.set.numbers(), &self.set.weights())
    }

    /// The row that a replicate under a seed takes, from 0: each with a chance in proportion to its weight, or the
    /// [medoid](Draw::medoid) where the draw is fixed.
    #[must_use]
    pub fn row(&self, seed: u64, replicate: u32) -> usize {
        if self.fixed {
            return self.medoid();
        }
        let up_to = &self.set.weight_up_to;
        let total = up_to.last().copied().unwrap_or(0.0);
        let wanted = total * Stream::within(seed, Purpose::AcceptedRow, 0, replicate).open();
        // Rounding may take it to the very end, which belongs to the last row that has a weight.
        let last = up_to.partition_point(|up_to| *up_to < total);
        up_to.partition_point(|up_to| *up_to <= wanted).min(last)
    }

    /// The values of a row, in the order of [`Draw::knobs`].
    #[must_use]
    pub fn values(&self, row: usize) -> Vec<f64> {
        self.taken().map(|column| as_number(&self.set.rows[row][column].0)).collect()
    }

    /// The text of the set and the path it was read from, where it is not one of the program's own.
    #[must_use]
    pub fn file(&self) -> Option<(&str, &str)> {
        (!self.set.embedded).then_some((self.set.source.name.as_str(), self.set.source.text.as_str()))
    }

    /// The text of the set.
    pub(super) fn source(&self) -> &Arc<Source> {
        &self.set.source
    }

    /// The columns that are taken, each with its value in a row.
    pub(super) fn row_values(&self, row: usize) -> impl Iterator<Item = (&str, &Span, &(Value, Span))> {
        let set = &self.set;
        self.taken()
            .map(move |column| (set.columns[column].name.as_str(), &set.columns[column].span, &set.rows[row][column]))
    }

    /// The columns that are taken.
    fn taken(&self) -> impl Iterator<Item = usize> {
        let span = |name: &String| self.set.columns.iter().position(|column| column.name == *name);
        self.knobs.iter().filter_map(span)
    }
}

/// Lays `[draw]` over a scenario, and reads the set it names.
pub(super) fn lay(entry: &Entry, text: &Text, scenario: &mut Scenario, ledger: &mut Ledger) {
    let Node::Table(items) = &entry.node else {
        return ledger.wrong_type("draw", entry, "a table", FROM_HINT.to_owned());
    };
    for item in items.iter().filter(|item| !KEYS.contains(&item.key.as_str())) {
        ledger.unknown("draw", item, KEYS);
    }
    let key = |wanted: &str| items.iter().find(|item| item.key == wanted);
    if let Some(item) = key("from") {
        let Some(from) = ledger.text("draw.from", item) else { return };
        let before = ledger.problems.len();
        let Some(set) = read(&from, text, &item.span, ledger) else {
            debug_assert!(ledger.problems.len() > before, "what cannot be read is said");
            return;
        };
        let knobs = set.columns.iter().map(|column| column.name.clone()).collect();
        let from = if set.embedded { from } else { set.source.name.clone() };
        let fixed = scenario.draw.as_ref().is_some_and(|draw| draw.fixed);
        scenario.draw = Some(Draw { from, knobs, fixed, lists_knobs: false, set: Arc::new(set) });
    }
    if scenario.draw.is_none() && ledger.pinning && items.iter().all(|item| item.key == "fixed") {
        return; // `--fixed` for a scenario that draws nothing
    }
    let Some(draw) = &mut scenario.draw else {
        let problem = Problem::at(&entry.key_span, "`draw` does not say from where", "no `from`");
        return ledger.problems.push(problem.hint(FROM_HINT));
    };
    if let Some(item) = key("knobs") {
        ledger.note("draw.knobs", &item.span);
        let Node::Words(words) = &item.node else {
            let hint = "as in knobs = [\"coping.relief\"]; leave it out to draw all";
            return ledger.wrong_type("draw.knobs", item, "a list of columns of the set", hint.to_owned());
        };
        let known: Vec<&str> = draw.set.columns.iter().map(|column| column.name.as_str()).collect();
        for (word, span) in words.iter().filter(|(word, _)| !known.contains(&word.as_str())) {
            let hint = match nearest(word, known.iter().copied()) {
                Some(meant) => format!("did you mean \"{meant}\"?"),
                None => format!("it has {}", listed(&known)),
            };
            let title = format!("the accepted set has no column `{}`", clip(word));
            ledger.problems.push(Problem::at(span, title, "not a column of it").hint(hint));
        }
        draw.knobs = words.iter().map(|(word, _)| word.clone()).collect();
        draw.lists_knobs = true;
    }
    if let Some(item) = key("fixed") {
        ledger.note("draw.fixed", &item.span);
        match &item.node {
            Node::Value(Value::Switch(fixed)) => draw.fixed = *fixed,
            _ => {
                let hint = "true lets all replicates take one row, the medoid of the set".to_owned();
                ledger.wrong_type("draw.fixed", item, "true or false", hint);
            }
        }
    }
}

/// The set of this name: a path from the folder of the file that names it, or one of the program's own.
fn read(from: &str, text: &Text, asked_at: &Span, ledger: &mut Ledger) -> Option<Accepted> {
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

fn table(source: Arc<Source>, embedded: bool, named_at: &Span, ledger: &mut Ledger) -> Option<Accepted> {
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
            let title = if name.is_empty() { "a column has no name" } else { "a column is there twice" };
            return Err(Box::new(Problem::at(span, title, "this one").hint(HINT)));
        }
        if NOT_DRAWN.contains(&name.as_ref()) || name.starts_with("run.") || name.starts_with("draw.") {
            let title = format!("`{}` cannot be drawn", clip(name));
            let hint = "it is the same in all replicates: leave the column out";
            return Err(Box::new(Problem::at(span, title, "not a knob of the model").hint(hint)));
        }
        holds.push(match name.as_ref() {
            "weight" => Holds::Weight,
            "particle" | "distance" | "model" => Holds::Nothing,
            name if name.starts_with("pattern.") => Holds::Nothing,
            name => {
                columns.push(Column { name: name.to_owned(), span: span.clone() });
                Holds::Knob(name.to_owned())
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

#[cfg(test)]
mod tests {
    use super::*;

    fn draw(rows: &str) -> Draw {
        let text = format!("# made by hand\nparticle,weight,distance,coping.relief,pattern.x\n{rows}");
        let source = Arc::new(Source { name: "set.csv".to_owned(), text });
        let span = Span { source: Arc::clone(&source), bytes: 0..0 };
        let mut ledger = Ledger::default();
        let set = table(source, false, &span, &mut ledger).expect("a set");
        Draw {
            from: String::new(),
            knobs: vec!["coping.relief".to_owned()],
            fixed: false,
            lists_knobs: false,
            set: Arc::new(set),
        }
    }

    #[test]
    fn rows_come_as_often_as_their_weights_say() {
        let draw = draw("0,0.5,1,0.1,\n1,0,1,0.2,\n2,1.5,1,0.3,7\n3,2,1,0.4,\n4,0,1,0.5,\n");
        let mut counts = [0u32; 5];
        (0..40_000).for_each(|replicate| counts[draw.row(1, replicate)] += 1);
        assert_eq!((counts[1], counts[4]), (0, 0), "no weight, no chance");
        // Five standard deviations of a binomial count: 10,000 has 87 at the most.
        for (count, expected) in [(counts[0], 5_000), (counts[2], 15_000), (counts[3], 20_000)] {
            assert!(count.abs_diff(expected) < 500, "{counts:?}");
        }
        assert!((draw.effective_rows() - 16.0 / 6.5).abs() < 1e-12);
        assert_eq!(draw.values(2), [0.3]);
    }

    /// Stored results rest on these: they never change.
    #[test]
    fn rows_stay_what_they_are() {
        let draw = draw(&(0..100).map(|n| format!("{n},1,1,0.1,\n")).collect::<String>());
        let rows: Vec<usize> = (0..6).map(|replicate| draw.row(1, replicate)).collect();
        // From ChaCha8 written out in another language.
        assert_eq!(rows, [82, 96, 56, 20, 12, 65]);
        assert_eq!((0..6).map(|replicate| draw.row(2, replicate)).collect::<Vec<_>>(), [3, 54, 0, 90, 20, 90]);
    }
}
