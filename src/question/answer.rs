//! An answer: sentences and the numbers behind them.

use crate::study::estimate::Estimate;

use super::chart::Chart;

/// The answer to a question.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// The answer in one sentence.
    pub short: String,
    /// Who is asleep at the end, and what they lacked: read before any difference.
    pub asleep: Vec<String>,
    /// One section per requested answer, in file order.
    pub sections: Vec<Section>,
    /// Limits of the answer: few runs, runs that failed or ended early, outcomes that cannot differ.
    pub notes: Vec<String>,
    /// The name of the section whose chart is shown first.
    pub figure: Option<String>,
}

/// The answer of one table `[question.answer.*]`.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Section {
    /// Its name in the file.
    pub name: String,
    /// What it is about, in words.
    pub heading: String,
    /// Its kind.
    pub kind: &'static str,
    /// It in one sentence; empty where its kind has no words of its own for that.
    pub short: String,
    /// Its sentences.
    pub sentences: Vec<String>,
    /// The numbers behind them.
    pub numbers: Vec<Number>,
    /// Its chart, if it has one.
    pub chart: Option<Chart>,
}

/// A number with its interval and the number of runs behind it.
#[derive(Debug, Clone, PartialEq)]
pub struct Number {
    /// What it is.
    pub what: String,
    /// The outcome or reading.
    pub of: String,
    /// The number; NaN if there is none.
    pub value: f64,
    /// Lower end of its 95 % interval; NaN if it has none.
    pub low: f64,
    /// Upper end of its 95 % interval; NaN if it has none.
    pub high: f64,
    /// Runs, or pairs of runs, behind it.
    pub runs: u32,
    /// Whether it is a difference whose sign a sentence states: the answer holds only while that sign does.
    pub statement: bool,
}

impl Section {
    /// Its first sentence without the numbers behind it.
    pub(super) fn gist(&self) -> String {
        let sentence = self.sentences.first().map_or("", String::as_str);
        let mut kept = String::new();
        let mut rest = sentence;
        while let Some(open) = rest.find(" (") {
            let Some(close) = rest[open..].find(')').map(|at| open + at + 1) else { break };
            let aside = &rest[open..close];
            let is_number = ["95 %", "runs", "pairs", "chance alone"].iter().any(|word| aside.contains(word));
            kept.push_str(if is_number { &rest[..open] } else { &rest[..close] });
            rest = &rest[close..];
        }
        kept + rest
    }
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
