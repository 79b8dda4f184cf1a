//! What is answered: sentences and the numbers they are made of.

use crate::study::estimate::Estimate;

use super::shown::Shown;

/// What the numbers say to a question.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// One part for each answer asked for, in file order.
    pub said: Vec<Said>,
    /// What speaks against relying on it: few runs, runs that failed or ended early, outcomes that cannot differ.
    pub notes: Vec<String>,
    /// The part whose picture is worth showing first.
    pub figure: Option<String>,
}

/// A part of an answer.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Said {
    /// Its name in the file.
    pub name: String,
    /// Its kind.
    pub kind: &'static str,
    /// What is said, sentence by sentence.
    pub sentences: Vec<String>,
    /// The numbers it is made of.
    pub numbers: Vec<Number>,
    /// What its picture shows.
    pub picture: Option<Shown>,
}

/// A number with its interval and how many runs it rests on.
#[derive(Debug, Clone, PartialEq)]
pub struct Number {
    /// What it is.
    pub what: String,
    /// Of which outcome or reading.
    pub of: String,
    /// The number; NaN where there is none.
    pub value: f64,
    /// Lower end of its interval; NaN where it has none.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// Runs, or pairs of runs, it rests on.
    pub runs: u32,
    /// Whether it is a difference whose sign a sentence states: what must keep its sign for the answer to stand.
    pub statement: bool,
}

impl Number {
    /// A mean with its interval.
    pub fn mean(what: impl Into<String>, of: &str, e: &Estimate) -> Self {
        let Estimate { mean, low, high, replicates, .. } = *e;
        Self { what: what.into(), of: of.to_owned(), value: mean, low, high, runs: replicates, statement: false }
    }

    /// A count or share without an interval.
    pub fn plain(what: impl Into<String>, of: &str, value: f64, runs: usize) -> Self {
        let (low, high) = (f64::NAN, f64::NAN);
        Self { what: what.into(), of: of.to_owned(), value, low, high, runs: runs as u32, statement: false }
    }

    /// A difference whose sign is stated.
    pub fn statement(what: impl Into<String>, of: &str, e: &Estimate) -> Self {
        Self { statement: true, ..Self::mean(what, of, e) }
    }
}
