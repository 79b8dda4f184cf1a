//! How robust an answer is: which of its statements keep their sign when shared values are drawn from an accepted set,
//! and when the structure of the model is another.
//!
//! A statement is a difference whose sign a sentence states ([`Number::statement`]). It is known by the answer it
//! belongs to, what is laid beside what, and the outcome; in every variant the number of that name is looked up, so a
//! best point stays the same point where another one is best.

mod fate;
mod read;
pub(crate) mod record;
mod words;
pub(crate) mod write;

use crate::study::outcomes::outcome_number;
use crate::text::capital;

use crate::experiment::plan::SweepPlan;

use super::answer::{Answer, Number};
pub use fate::Fate;

use super::definition::Question;
use super::quantity::Quantity;
use fate::fate;

/// What was asked in all variants, and how.
#[derive(Debug, Clone, PartialEq)]
pub struct About {
    /// The question, one sentence.
    pub asks: String,
    /// What its file is called, without the ending.
    pub question: String,
    /// Whether it has the long size.
    pub long: bool,
    /// The seed of all random numbers.
    pub seed: u64,
    /// The version of the program that ran it.
    pub version: String,
}

impl About {
    /// What a question's plan as it stands says of it.
    pub fn of(question: &Question, plan: &SweepPlan) -> Self {
        Self {
            asks: question.asks.clone(),
            question: plan.file_stem(),
            long: plan.changes.long,
            seed: plan.seed,
            version: env!("CARGO_PKG_VERSION").to_owned(),
        }
    }

    /// What its size is called in files.
    pub fn size(&self) -> &'static str {
        if self.long { "long" } else { "seminar" }
    }
}

/// What was changed all over the model.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// Nothing: the starting values and the structure as it stands.
    Nothing,
    /// Shared values are drawn from an accepted set, for each replicate.
    Drawn,
    /// The structure is another.
    Structure,
}

/// A question asked once more.
#[derive(Debug, Clone, PartialEq)]
pub struct Variant {
    /// What it is called.
    pub name: String,
    /// What was changed.
    pub change: Change,
    /// Replicates a point.
    pub replicates: u32,
    /// Runs that were made.
    pub runs: u64,
    /// The digest of all points' scenarios.
    pub digest: String,
}

/// A variant that a question cannot have.
#[derive(Debug, Clone, PartialEq)]
pub struct Omission {
    /// What it is called.
    pub name: String,
    /// Why, in plain words.
    pub why: String,
}

/// A statement in one variant.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cell {
    /// The difference; NaN where it has no value.
    pub value: f64,
    /// Lower end of its interval.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// Pairs of runs it rests on.
    pub runs: u32,
    /// What becomes of the statement.
    pub fate: Fate,
}

/// A statement over all variants.
#[derive(Debug, Clone, PartialEq)]
pub struct Statement {
    /// The answer it belongs to.
    pub answer: String,
    /// The kind of that answer.
    pub kind: &'static str,
    /// What is laid beside what.
    pub what: String,
    /// The outcome.
    pub of: String,
    /// A cell for each variant, the first as it stands.
    pub cells: Vec<Cell>,
    /// Whether it is among those worth showing first.
    pub headline: bool,
}

impl Statement {
    /// Whether it is beyond chance as it stands.
    pub fn stands(&self) -> bool {
        self.cells[0].fate == Fate::Same
    }

    /// How far from 0 it is as it stands, in half intervals.
    fn strength(&self) -> f64 {
        let cell = &self.cells[0];
        let strength = cell.value.abs() / ((cell.high - cell.low) / 2.0);
        if strength.is_nan() { 0.0 } else { strength }
    }

    /// What is stated of which outcome, in words.
    pub fn label(&self) -> String {
        format!("{}: {}", capital(&self.quantity().label), self.what)
    }

    fn quantity(&self) -> Quantity {
        let words = self.of.replace('_', " ");
        match outcome_number(&self.of) {
            Some(outcome) if self.kind == "variance" => {
                Quantity::of(&self.of, &Quantity::outcome(outcome).label, "share")
            }
            Some(outcome) => Quantity::outcome(outcome),
            None => Quantity::reading(&self.of).unwrap_or_else(|| Quantity::of(&self.of, &words, "")),
        }
    }
}

/// How robust an answer is.
#[derive(Debug, Clone, PartialEq)]
pub struct Robustness {
    /// What was asked.
    pub about: About,
    /// The variants, the first as it stands.
    pub variants: Vec<Variant>,
    /// Variants that the question cannot have.
    pub left_out: Vec<Omission>,
    /// The statements, in the order of the answers.
    pub statements: Vec<Statement>,
}

/// Statements that are worth showing first.
const HEADLINES: usize = 3;

impl Robustness {
    /// Lays the answers of all variants beside the first, that of the question as it stands.
    pub fn of(about: About, asked: Vec<(Variant, Answer)>, left_out: Vec<Omission>) -> Self {
        let (variants, answers): (Vec<Variant>, Vec<Answer>) = asked.into_iter().unzip();
        let mut statements: Vec<Statement> = Vec::new();
        let said = answers.first().into_iter().flat_map(|answer| &answer.sections);
        for (part, number) in said.flat_map(|part| part.numbers.iter().map(move |number| (part, number))) {
            let known =
                |other: &Statement| (&other.answer, &other.what, &other.of) == (&part.name, &number.what, &number.of);
            if !number.statement || statements.iter().any(known) {
                continue;
            }
            let cells = answers.iter().map(|answer| cell(number, find(answer, &part.name, number))).collect();
            let (answer, what, of) = (part.name.clone(), number.what.clone(), number.of.clone());
            statements.push(Statement { answer, kind: part.kind, what, of, cells, headline: false });
        }
        let first = answers.first().and_then(|answer| answer.figure.as_deref());
        for index in strongest(&statements, first).into_iter().take(HEADLINES) {
            statements[index].headline = true;
        }
        Self { about, variants, left_out, statements }
    }

    /// The statements worth showing where there is room for so many, in the order of the answers.
    pub fn shown(&self, most: usize) -> Vec<&Statement> {
        let headline = self.statements.iter().find(|statement| statement.headline);
        let mut order = strongest(&self.statements, headline.map(|statement| statement.answer.as_str()));
        order.truncate(most);
        order.sort_unstable();
        order.into_iter().map(|index| &self.statements[index]).collect()
    }

    /// The indices of variants with one kind of change.
    pub fn indices(&self, change: Change) -> Vec<usize> {
        (0..self.variants.len()).filter(|index| self.variants[*index].change == change).collect()
    }
}

/// The statements in the order in which they are worth showing: those that stand before those that do not, those of the
/// answer worth showing first before others, then the strongest.
fn strongest(statements: &[Statement], first: Option<&str>) -> Vec<usize> {
    let mut order: Vec<usize> = (0..statements.len()).collect();
    let own = |index: usize| first == Some(statements[index].answer.as_str());
    order.sort_by(|a, b| {
        let rank = |index: usize| (!statements[index].stands(), !own(index));
        rank(*a).cmp(&rank(*b)).then(statements[*b].strength().total_cmp(&statements[*a].strength()))
    });
    order
}

/// The number of the same name in another answer.
fn find<'a>(answer: &'a Answer, part: &str, number: &Number) -> Option<&'a Number> {
    let part = answer.sections.iter().find(|section| section.name == part)?;
    part.numbers.iter().find(|other| (&other.what, &other.of) == (&number.what, &number.of))
}

fn cell(first: &Number, here: Option<&Number>) -> Cell {
    let Some(Number { value, low, high, runs, .. }) = here.cloned() else {
        return Cell { value: f64::NAN, low: f64::NAN, high: f64::NAN, runs: 0, fate: Fate::Nothing };
    };
    Cell { value, low, high, runs, fate: fate([first.value, first.low, first.high], [value, low, high]) }
}
