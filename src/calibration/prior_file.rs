//! `[prior]`: the knobs that are to be found, with what is held of them beforehand.

use crate::config::{Entry, Ledger, Node, Problem, Span};
use crate::experiment::factor::is_whole;
use crate::experiment::file::{real, switch};
use crate::experiment::vary::{NOT_VARIED, kind, within};
use crate::knob::{Kind, Value};

use super::prior::Prior;

/// Keys of a prior.
const KEYS: [&str; 5] = ["from", "to", "log", "mean", "sd"];

pub(super) const HINT: &str = "as in [prior] with recruitment.ask = { from = 0.05, to = 0.5, log = true } below it";

/// A knob that is to be found.
#[derive(Debug, Clone)]
pub struct KnobPrior {
    /// Its dotted name.
    pub name: String,
    /// The parts of that name, where the file gives them.
    pub(crate) path: Vec<(String, Span)>,
    /// Where the file says so.
    pub(crate) span: Span,
    /// Its law, of the knob or of its logarithm.
    pub law: Prior,
    /// Whether that is of its logarithm.
    pub log: bool,
    /// Whether only whole numbers will do.
    pub whole: bool,
    /// The least value of the knob.
    pub from: f64,
    /// The largest.
    pub to: f64,
}

impl KnobPrior {
    /// The number a coordinate stands for.
    #[must_use]
    pub fn number(&self, coordinate: f64) -> f64 {
        let x = if self.log { libm::exp(coordinate) } else { coordinate };
        // An exponential may pass its end by its last digit; half a step beyond a whole end belongs to it.
        let x = if self.whole { x.round() } else { x };
        x.clamp(self.from, self.to)
    }

    /// The coordinate of a number.
    #[must_use]
    pub fn coordinate(&self, number: f64) -> f64 {
        if self.log { libm::log(number) } else { number }
    }

    /// The number as the knob takes it.
    pub(crate) fn value(&self, coordinate: f64) -> Value {
        let x = self.number(coordinate);
        if self.whole { Value::Whole(x as i64) } else { Value::Real(x) }
    }

    /// The law in words.
    #[must_use]
    pub fn words(&self) -> String {
        match self.law.normal {
            Some((mean, deviation)) => format!("normal, mean {mean}, sd {deviation}, {} to {}", self.from, self.to),
            None => format!("{} to {}{}", self.from, self.to, if self.log { ", log" } else { "" }),
        }
    }
}

/// The priors of `[prior]`, in file order.
pub(super) fn priors(entries: &[Entry], ledger: &mut Ledger) -> Vec<KnobPrior> {
    let mut found = Vec::new();
    walk(entries, &mut Vec::new(), &mut found, ledger);
    found
}

fn walk(entries: &[Entry], path: &mut Vec<(String, Span)>, found: &mut Vec<KnobPrior>, ledger: &mut Ledger) {
    for entry in entries {
        if ledger.full() {
            return;
        }
        path.push((entry.key.clone(), entry.key_span.clone()));
        let is_prior = |inner: &[Entry]| {
            inner.iter().any(|item| KEYS.contains(&item.key.as_str()) && !matches!(item.node, Node::Table(_)))
        };
        match &entry.node {
            Node::Table(inner) if is_prior(inner) => found.extend(prior(entry, inner, path, ledger)),
            Node::Table(inner) if !inner.is_empty() => walk(inner, path, found, ledger),
            _ => {
                let name = path.iter().map(|(key, _)| key.as_str()).collect::<Vec<_>>().join(".");
                ledger.wrong_type(&format!("prior.{name}"), entry, "from and to, or mean and sd", HINT.to_owned());
            }
        }
        path.pop();
    }
}

fn prior(entry: &Entry, inner: &[Entry], path: &[(String, Span)], ledger: &mut Ledger) -> Option<KnobPrior> {
    let name = path.iter().map(|(key, _)| key.as_str()).collect::<Vec<_>>().join(".");
    if NOT_VARIED.iter().any(|(key, _)| *key == name) || name == "run.weeks" {
        let problem = Problem::at(&entry.key_span, format!("`{name}` cannot be calibrated"), "not a knob of the model");
        ledger.problems.push(problem.hint("a prior is of a number that the model works with"));
        return None;
    }
    let kind = kind(&name);
    if let Some(kind @ (Kind::Switch | Kind::Choice(_))) = kind {
        let problem = Problem::at(&entry.span, format!("`{name}` takes {kind}"), "a range of numbers");
        ledger.problems.push(problem.hint("only numbers can be calibrated; run one calibration for each choice"));
        return None;
    }
    let before = ledger.problems.len();
    let (mut from, mut to, mut mean, mut sd, mut log) = (None, None, None, None, false);
    for item in inner {
        let full = format!("prior.{name}.{}", item.key);
        match item.key.as_str() {
            "from" | "to" => match real(&item.node) {
                Some(x) if !within(x, kind) => {
                    let allowed = kind.map_or_else(|| "a number".to_owned(), |kind| kind.to_string());
                    ledger.out_of_range(&full, item, &allowed, HINT.to_owned());
                }
                Some(x) if item.key == "from" => from = Some(x),
                Some(x) => to = Some(x),
                None => ledger.wrong_type(&full, item, "a number", HINT.to_owned()),
            },
            "mean" | "sd" => match real(&item.node) {
                Some(x) if !x.is_finite() || (item.key == "sd" && x <= 0.0) => {
                    ledger.out_of_range(&full, item, "a number above 0", HINT.to_owned());
                }
                Some(x) if item.key == "mean" => mean = Some(x),
                Some(x) => sd = Some(x),
                None => ledger.wrong_type(&full, item, "a number", HINT.to_owned()),
            },
            "log" => log = switch(item, ledger).unwrap_or(false),
            _ => ledger.unknown(&format!("prior.{name}"), item, KEYS),
        }
    }
    if ledger.problems.len() > before {
        return None;
    }
    let mut wrong = |title: String, label: &str| {
        ledger.problems.push(Problem::at(&entry.span, title, label).hint(HINT));
        None
    };
    let normal = match (mean, sd) {
        (Some(mean), Some(sd)) => Some((mean, sd)),
        (None, None) => None,
        _ => return wrong(format!("`prior.{name}` has only one of mean and sd"), "half a normal law"),
    };
    let ends = match kind {
        Some(Kind::Real { low, high }) if normal.is_some() => (Some(low), Some(high)),
        Some(Kind::Whole { low, high }) if normal.is_some() => (Some(f64::from(low)), Some(f64::from(high))),
        _ => (None, None),
    };
    let (Some(from), Some(to)) = (from.or(ends.0), to.or(ends.1)) else {
        let missing = if from.is_none() { "from" } else { "to" };
        return wrong(format!("`prior.{name}` does not say `{missing}` which number"), "half a range");
    };
    if from >= to {
        return wrong(format!("`prior.{name}` goes from {from} to {to}"), "nothing between them");
    }
    let whole = is_whole(kind);
    if log && (from <= 0.0 || normal.is_some()) {
        let label = if from <= 0.0 { "an end that is not above 0" } else { "mean and sd are of the knob itself" };
        return wrong(format!("`prior.{name}` cannot be of the logarithm"), label);
    }
    // Each whole number has the half step on either side of it, the ends like all others.
    let half = if whole { 0.5 } else { 0.0 };
    let (low, high) = (from - half, to + half);
    let (low, high) = if log { (libm::log(low), libm::log(high)) } else { (low, high) };
    let law = Prior { from: low, to: high, normal };
    Some(KnobPrior { name, path: path.to_vec(), span: entry.span.clone(), law, log, whole, from, to })
}
