//! `[pattern.NAME]`: what was observed, and which quantity of a run is compared with it.

use crate::config::real;
use crate::config::{Entry, Ledger, Node, Problem, Span, clip};
use crate::config::{NAME_HINT, unfit_name};
use crate::scenario::Scenario;

use super::pattern::{ErrorModel, Pattern, range_of};
use super::pattern_use::PatternUse;
use super::quantity_file::{self, QuantityDraft, QuantityTable};

/// Keys of a pattern, those of a quantity first.
const KEYS: [&str; 17] = [
    "measure",
    "outcome",
    "history",
    "week",
    "weeks",
    "organisation",
    "over",
    "scenario",
    "about",
    "source",
    "use",
    "observed",
    "tolerance",
    "range",
    "likelihood",
    "sd",
    "weight",
];
/// The keys that say what was observed.
const AIM: [&str; 5] = ["observed", "tolerance", "range", "likelihood", "sd"];

pub(super) const HINT: &str =
    "as in [pattern.members] with measure = \"ever_members\", week = 130, observed = 500.0, tolerance = 125.0";

const AIM_HINT: &str =
    "as in observed = 500.0 with tolerance = 125.0; range = [30, 50]; likelihood = \"normal\" with sd = 20.0";

/// A pattern that is not yet resolved in a scenario.
#[derive(Debug)]
pub(crate) struct PatternDraft {
    /// Its name.
    pub name: String,
    /// What it is, in words.
    pub about: String,
    /// The scenario of a calibration that it is of, where the file says so.
    pub scenario: Option<(String, Span)>,
    /// The codes of the claims it comes from.
    pub source: String,
    /// What it is for.
    pub purpose: PatternUse,
    /// What is measured.
    pub of: QuantityDraft,
    /// Its divisor, if it is a ratio.
    pub over: Option<QuantityDraft>,
    aim: Aim,
    weight: f64,
    /// Where the file has it.
    pub span: Span,
}

/// What was observed, with the scale and distribution of its error.
#[derive(Debug, Clone, Copy)]
struct Aim {
    observed: f64,
    scale: f64,
    error: ErrorModel,
}

impl Aim {
    /// Nothing was observed: values of runs are reported only.
    const NONE: Self = Self { observed: f64::NAN, scale: f64::NAN, error: ErrorModel::Tolerance };
}

/// The kind of file a pattern is in, which decides what it may leave out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Home {
    /// A calibration, which uses all its patterns.
    Calibration,
    /// A file of patterns: each says whether calibrations use it, and may have no observation.
    Patterns,
}

/// The patterns of `[pattern]`, in file order.
pub(super) fn patterns(entries: &[Entry], home: Home, ledger: &mut Ledger) -> Vec<PatternDraft> {
    let mut found = Vec::new();
    for entry in entries {
        if ledger.full() {
            break;
        }
        if let Some(why) = unfit_name(&entry.key) {
            let title = format!("`{}` is not a name", clip(&entry.key));
            ledger.problems.push(Problem::at(&entry.key_span, title, why).hint(NAME_HINT));
            continue;
        }
        match &entry.node {
            Node::Table(inner) => found.extend(pattern(entry, inner, home, ledger)),
            _ => ledger.wrong_type(&format!("pattern.{}", entry.key), entry, "a table", HINT.to_owned()),
        }
    }
    found
}

fn pattern(entry: &Entry, inner: &[Entry], home: Home, ledger: &mut Ledger) -> Option<PatternDraft> {
    let name = format!("pattern.{}", entry.key);
    let before = ledger.problems.len();
    for item in inner.iter().filter(|item| !KEYS.contains(&item.key.as_str())) {
        ledger.unknown(&name, item, KEYS);
    }
    let key = |wanted: &str| inner.iter().find(|item| item.key == wanted);
    let of = QuantityTable { name: &name, span: &entry.key_span, entries: inner, above: None }.read(ledger);
    let over = match key("over") {
        None => None,
        Some(item) => Some(over(&format!("{name}.over"), item, of.as_ref(), ledger)?),
    };
    let about = key("about").and_then(|item| ledger.text(&format!("{name}.about"), item)).unwrap_or_default();
    let source = key("source").and_then(|item| ledger.text(&format!("{name}.source"), item)).unwrap_or_default();
    let scenario = of_scenario(&name, key("scenario"), home, ledger)?;
    let purpose = used(&name, key("use"), home, ledger)?;
    let open =
        home == Home::Patterns && purpose == PatternUse::Testing && !AIM.iter().any(|wanted| key(wanted).is_some());
    let aim = if open { Aim::NONE } else { aim(&name, entry, inner, ledger)? };
    let weight = key("weight").map_or(Some(1.0), |item| {
        positive(&format!("{name}.weight"), item, "1 as usual, 0.25 four times as tolerant", ledger)
    })?;
    if ledger.problems.len() > before {
        return None;
    }
    let span = entry.key_span.clone();
    let name = entry.key.clone();
    Some(PatternDraft { name, about, scenario, source, purpose, of: of?, over, aim, weight, span })
}

/// The divisor of a ratio; what it leaves out is as in the pattern itself.
pub(crate) fn over(name: &str, item: &Entry, of: Option<&QuantityDraft>, ledger: &mut Ledger) -> Option<QuantityDraft> {
    let Node::Table(entries) = &item.node else {
        ledger.wrong_type(name, item, "a table", "as in over = { week = 52 }".to_owned());
        return None;
    };
    for odd in entries.iter().filter(|odd| !quantity_file::KEYS.contains(&odd.key.as_str())) {
        ledger.unknown(name, odd, quantity_file::KEYS);
    }
    QuantityTable { name, span: &item.span, entries, above: of }.read(ledger)
}

/// The scenario that a calibration's own pattern is of, where it says so.
#[allow(clippy::option_option)] // none at all is a mistake in the file
fn of_scenario(name: &str, item: Option<&Entry>, home: Home, ledger: &mut Ledger) -> Option<Option<(String, Span)>> {
    let Some(item) = item else { return Some(None) };
    let scenario = ledger.text(&format!("{name}.scenario"), item)?;
    if home == Home::Patterns {
        let title = format!("`{name}.scenario` has no meaning here");
        let problem = Problem::at(&item.key_span, title, "all patterns of a file are of one scenario");
        ledger.problems.push(problem.hint("`scenario` at the top of the file"));
        return None;
    }
    Some(Some((scenario, item.span.clone())))
}

/// What it is for.
fn used(name: &str, item: Option<&Entry>, home: Home, ledger: &mut Ledger) -> Option<PatternUse> {
    let usual = if home == Home::Calibration { PatternUse::Fitted } else { PatternUse::Testing };
    let Some(item) = item else { return Some(usual) };
    let word = ledger.text(&format!("{name}.use"), item)?;
    let problem = match (PatternUse::named(&word), home) {
        (Some(_), Home::Calibration) => {
            let title = format!("`{name}.use` has no meaning here");
            Problem::at(&item.key_span, title, "a calibration uses all it names")
                .hint("it belongs in a file of patterns")
        }
        (Some(purpose), Home::Patterns) => return Some(purpose),
        (None, _) => {
            let title = format!("`{name}.use` takes \"fitted\", \"selecting\" or \"testing\"");
            let hint = "fitted: calibrations that name this file use it; selecting: it chooses among models; testing: \
                        it does neither";
            Problem::at(&item.span, title, "none of these").hint(hint)
        }
    };
    ledger.problems.push(problem);
    None
}

/// What was observed, with the scale and distribution of its error.
fn aim(name: &str, entry: &Entry, inner: &[Entry], ledger: &mut Ledger) -> Option<Aim> {
    let key = |wanted: &str| inner.iter().find(|item| item.key == wanted);
    let ways = "observed with tolerance, observed with likelihood and sd, or range";
    if let Some(item) = key("range") {
        let other = ["observed", "tolerance", "likelihood", "sd"].iter().find_map(|other| key(other));
        return range(name, item, other, ledger);
    }
    let Some(item) = key("observed") else {
        return refuse(&entry.key_span, format!("`{name}` does not say what was observed"), ways, ledger);
    };
    let Some(observed) = real(&item.node).filter(|x| x.is_finite()) else {
        ledger.wrong_type(&format!("{name}.observed"), item, "a number", AIM_HINT.to_owned());
        return None;
    };
    let (scale, error) = match (key("tolerance"), key("likelihood"), key("sd")) {
        (Some(item), None, None) => {
            (positive(&format!("{name}.tolerance"), item, AIM_HINT, ledger)?, ErrorModel::Tolerance)
        }
        (None, Some(likelihood), Some(sd)) => {
            let word = ledger.text(&format!("{name}.likelihood"), likelihood)?;
            let error = match word.as_str() {
                "normal" => ErrorModel::Normal,
                "lognormal" => ErrorModel::Lognormal,
                _ => {
                    let title = format!("there is no likelihood \"{}\"", clip(&word));
                    return refuse(&likelihood.span, title, "it takes \"normal\" and \"lognormal\"", ledger);
                }
            };
            if error == ErrorModel::Lognormal && observed <= 0.0 {
                let title = format!("`{name}.observed` has no logarithm");
                return refuse(&item.span, title, "not above 0", ledger);
            }
            (positive(&format!("{name}.sd"), sd, AIM_HINT, ledger)?, error)
        }
        _ => return refuse(&entry.key_span, format!("`{name}` does not give the size of its error"), ways, ledger),
    };
    Some(Aim { observed, scale, error })
}

/// The aim of a range; `other` is a key that contradicts it.
fn range(name: &str, item: &Entry, other: Option<&Entry>, ledger: &mut Ledger) -> Option<Aim> {
    if let Some(other) = other {
        let title = format!("`{name}` has a range and `{}` too", other.key);
        return refuse(&other.key_span, title, "one of the two", ledger);
    }
    let ends = numbers(&item.node);
    let Some([from, to]) = ends.as_deref() else {
        ledger.wrong_type(&format!("{name}.range"), item, "a list of two numbers", AIM_HINT.to_owned());
        return None;
    };
    if from >= to {
        return refuse(&item.span, format!("`{name}.range` goes from {from} to {to}"), "nothing between", ledger);
    }
    Some(Aim { observed: (from + to) / 2.0, scale: (to - from) / 2.0, error: ErrorModel::Tolerance })
}

/// Reports an aim that cannot be used.
fn refuse(span: &Span, title: String, label: &str, ledger: &mut Ledger) -> Option<Aim> {
    ledger.problems.push(Problem::at(span, title, label).hint(AIM_HINT));
    None
}

fn positive(name: &str, item: &Entry, hint: &str, ledger: &mut Ledger) -> Option<f64> {
    match real(&item.node) {
        Some(x) if x > 0.0 && x.is_finite() => return Some(x),
        Some(_) => ledger.out_of_range(name, item, "a number above 0", hint.to_owned()),
        None => ledger.wrong_type(name, item, "a number above 0", hint.to_owned()),
    }
    None
}

/// A list of numbers, with points or without.
fn numbers(node: &Node) -> Option<Vec<f64>> {
    match node {
        Node::Numbers(list) => Some(list.iter().map(|(x, _)| *x as f64).collect()),
        Node::Values(list) => list.iter().map(|(value, _)| real(&Node::Value(value.clone()))).collect(),
        _ => None,
    }
}

impl PatternDraft {
    /// The range that counts as what was observed; none where nothing was.
    pub(crate) fn range(&self) -> Option<(f64, f64)> {
        (!self.aim.observed.is_nan()).then(|| range_of(self.aim.observed, self.aim.scale, self.aim.error))
    }

    /// The pattern in a scenario, which must have its organisations and run its weeks.
    pub(crate) fn resolve(self, scenario: &Scenario, problems: &mut Vec<Problem>) -> Option<Pattern> {
        let of = self.of.resolve(scenario, &self.span, problems);
        let over = match &self.over {
            Some(over) => Some(over.resolve(scenario, &self.span, problems)?),
            None => None,
        };
        let Self { name, about, aim: Aim { observed, scale, error }, weight, .. } = self;
        Some(Pattern { name, about, of: of?, over, observed, scale, error, weight, by_factors: false })
    }
}
