//! `[prior]`: the knobs to be found, with their priors.

use crate::config::{Entry, Ledger, Node, Problem, Span};
use crate::config::{real, switch};
use crate::experiment::kinds::{is_whole, kind, within};
use crate::experiment::vary::NOT_VARIED;
use crate::knob::{Kind, Value};

use super::prior::Prior;

/// Keys of a prior.
const KEYS: [&str; 5] = ["from", "to", "log", "mean", "sd"];

/// A normal prior whose mean lies farther outside its range has next to nothing in it: less than one in a thousand.
const MAX_DEVIATIONS: f64 = 3.0;

/// Parts the scenario whose own a knob is from the name of the knob, as in `j4dw:problem.rate`.
pub(crate) const OF_SCENARIO: char = ':';

pub(super) const HINT: &str = "as in [prior] with recruitment.ask = { from = 0.05, to = 0.5, log = true } below it";

/// A knob to be found.
#[derive(Debug, Clone)]
pub struct KnobPrior {
    /// Its dotted name; where it is one scenario's own, after that scenario and a colon.
    pub name: String,
    /// The scenario whose own it is; none where all scenarios share it.
    pub scenario: Option<String>,
    /// The parts of that name, with their places in the file.
    pub(crate) path: Vec<(String, Span)>,
    /// Its span in the file.
    pub(crate) span: Span,
    /// Its prior, of the knob or of its logarithm.
    pub prior: Prior,
    /// Whether that is of its logarithm.
    pub log: bool,
    /// Whether it takes whole numbers only.
    pub whole: bool,
    /// The smallest value of the knob.
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

    /// Its dotted name alone.
    #[must_use]
    pub fn knob(&self) -> &str {
        self.name.split_once(OF_SCENARIO).map_or(&self.name, |(_, knob)| knob)
    }

    /// The prior in words.
    #[must_use]
    pub fn words(&self) -> String {
        match self.prior.normal {
            Some((mean, deviation)) => format!("normal, mean {mean}, sd {deviation}, {} to {}", self.from, self.to),
            None => format!("{} to {}{}", self.from, self.to, if self.log { ", log" } else { "" }),
        }
    }
}

/// The priors of `[prior]`, in file order. Where there are several scenarios, `[prior.SCENARIO]` has those that are one
/// scenario's own.
pub(super) fn priors(entries: &[Entry], scenarios: &[String], ledger: &mut Ledger) -> Vec<KnobPrior> {
    let mut found = Vec::new();
    for entry in entries {
        match &entry.node {
            Node::Table(inner) if scenarios.len() > 1 && scenarios.contains(&entry.key) => {
                let before = found.len();
                walk(inner, &mut Vec::new(), &mut found, ledger);
                for knob in &mut found[before..] {
                    knob.name = format!("{}{OF_SCENARIO}{}", entry.key, knob.name);
                    knob.scenario = Some(entry.key.clone());
                }
            }
            _ => walk(std::slice::from_ref(entry), &mut Vec::new(), &mut found, ledger),
        }
    }
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
    let numbers = numbers(&name, inner, kind, ledger)?;
    let whole = is_whole(kind);
    match numbers.range(&name, kind).and_then(|(from, to)| numbers.prior(&name, whole, (from, to))) {
        Ok((prior, from, to)) => {
            let (path, span) = (path.to_vec(), entry.span.clone());
            Some(KnobPrior { name, scenario: None, path, span, prior, log: numbers.log, whole, from, to })
        }
        Err((title, label)) => {
            ledger.problems.push(Problem::at(&entry.span, title, label).hint(HINT));
            None
        }
    }
}

/// The numbers of a prior as the file gives them.
#[derive(Default)]
struct Numbers {
    from: Option<f64>,
    to: Option<f64>,
    mean: Option<f64>,
    sd: Option<f64>,
    log: bool,
}

/// Why numbers are no prior: a title and a label.
type Refusal = (String, &'static str);

fn numbers(name: &str, inner: &[Entry], kind: Option<Kind>, ledger: &mut Ledger) -> Option<Numbers> {
    let before = ledger.problems.len();
    let mut numbers = Numbers::default();
    for item in inner {
        let full = format!("prior.{name}.{}", item.key);
        match item.key.as_str() {
            "from" | "to" => match real(&item.node) {
                Some(x) if !within(x, kind) => {
                    let allowed = kind.map_or_else(|| "a number".to_owned(), |kind| kind.to_string());
                    ledger.out_of_range(&full, item, &allowed, HINT.to_owned());
                }
                Some(x) if item.key == "from" => numbers.from = Some(x),
                Some(x) => numbers.to = Some(x),
                None => ledger.wrong_type(&full, item, "a number", HINT.to_owned()),
            },
            "mean" | "sd" => match real(&item.node) {
                Some(x) if !x.is_finite() || (item.key == "sd" && x <= 0.0) => {
                    ledger.out_of_range(&full, item, "a number above 0", HINT.to_owned());
                }
                Some(x) if item.key == "mean" => numbers.mean = Some(x),
                Some(x) => numbers.sd = Some(x),
                None => ledger.wrong_type(&full, item, "a number", HINT.to_owned()),
            },
            "log" => numbers.log = switch(item, ledger).unwrap_or(false),
            _ => ledger.unknown(&format!("prior.{name}"), item, KEYS),
        }
    }
    (ledger.problems.len() == before).then_some(numbers)
}

impl Numbers {
    /// Both ends; a normal prior without ends has those of the knob.
    fn range(&self, name: &str, kind: Option<Kind>) -> Result<(f64, f64), Refusal> {
        if self.mean.is_some() != self.sd.is_some() {
            return Err((format!("`prior.{name}` has only one of mean and sd"), "half a normal distribution"));
        }
        let ends = match kind {
            Some(Kind::Real { low, high }) if self.mean.is_some() => (Some(low), Some(high)),
            Some(Kind::Whole { low, high }) if self.mean.is_some() => (Some(f64::from(low)), Some(f64::from(high))),
            _ => (None, None),
        };
        let (from, to) = (self.from.or(ends.0), self.to.or(ends.1));
        let missing = if from.is_none() { "from" } else { "to" };
        from.zip(to).ok_or_else(|| (format!("`prior.{name}` lacks `{missing}`"), "half a range"))
    }

    /// The prior in its coordinate, with the ends of the knob.
    fn prior(&self, name: &str, whole: bool, (from, to): (f64, f64)) -> Result<(Prior, f64, f64), Refusal> {
        if from >= to {
            return Err((format!("`prior.{name}` goes from {from} to {to}"), "nothing between them"));
        }
        let normal = self.mean.zip(self.sd);
        if let Some((mean, sd)) = normal
            && (mean < from - MAX_DEVIATIONS * sd || mean > to + MAX_DEVIATIONS * sd)
        {
            let title = format!("`prior.{name}` has its mean {mean} far outside {from} to {to}");
            return Err((title, "next to no value between them"));
        }
        if self.log && (from <= 0.0 || normal.is_some()) {
            let label = if from <= 0.0 { "an end that is not above 0" } else { "mean and sd are of the knob itself" };
            return Err((format!("`prior.{name}` cannot be of the logarithm"), label));
        }
        // Each whole number has the half step on either side of it, the ends like all others.
        let half = if whole { 0.5 } else { 0.0 };
        let (low, high) = (from - half, to + half);
        let (low, high) = if self.log { (libm::log(low), libm::log(high)) } else { (low, high) };
        Ok((Prior { from: low, to: high, normal }, from, to))
    }
}
