//! `[pattern.NAME]`: what was observed, and what of a run is laid beside it.

use crate::config::{Entry, Ledger, Node, Problem, Span, clip, nearest};
use crate::experiment::file::real;
use crate::model::measures::MEASURES;
use crate::model::sustainability::OUTCOMES;
use crate::scenario::{NAME_HINT, Scenario, unfit_name};
use crate::study::outcomes::outcome_number;

use super::pattern::{Law, Pattern, Quantity, What};

/// Keys of a pattern, those of a quantity first.
const KEYS: [&str; 15] = [
    "measure",
    "outcome",
    "week",
    "weeks",
    "organisation",
    "over",
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
/// Those that say what was observed.
const AIM: [&str; 5] = ["observed", "tolerance", "range", "likelihood", "sd"];
const QUANTITY: [&str; 5] = ["measure", "outcome", "week", "weeks", "organisation"];

pub(super) const HINT: &str =
    "as in [pattern.members] with measure = \"ever_members\", week = 130, observed = 500.0, tolerance = 125.0";

/// A pattern whose weeks and organisations are not yet those of a scenario.
#[derive(Debug)]
pub(crate) struct Draft {
    name: String,
    about: String,
    /// The codes of the claims it comes from.
    pub source: String,
    /// Whether a calibration may use it; it is a test of the model only where none does.
    pub calibrated: bool,
    of: QuantityDraft,
    over: Option<QuantityDraft>,
    observed: f64,
    scale: f64,
    law: Law,
    weight: f64,
    span: Span,
}

#[derive(Debug)]
struct QuantityDraft {
    what: What,
    weeks_span: Option<Span>,
    organisation: Option<(String, Span)>,
}

/// Where patterns stand, and so what they may leave out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stands {
    /// In a calibration, which uses all of them.
    InCalibration,
    /// In a file of patterns: each says whether it is used, and may have no number to be held to.
    ByThemselves,
}

/// The patterns of `[pattern]`, in file order.
pub(super) fn patterns(entries: &[Entry], stands: Stands, ledger: &mut Ledger) -> Vec<Draft> {
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
            Node::Table(inner) => found.extend(pattern(entry, inner, stands, ledger)),
            _ => ledger.wrong_type(&format!("pattern.{}", entry.key), entry, "a table", HINT.to_owned()),
        }
    }
    found
}

fn pattern(entry: &Entry, inner: &[Entry], stands: Stands, ledger: &mut Ledger) -> Option<Draft> {
    let name = format!("pattern.{}", entry.key);
    let before = ledger.problems.len();
    for item in inner.iter().filter(|item| !KEYS.contains(&item.key.as_str())) {
        ledger.unknown(&name, item, KEYS);
    }
    let key = |wanted: &str| inner.iter().find(|item| item.key == wanted);
    let of = quantity(&name, &entry.key_span, inner, None, ledger);
    let over = match key("over") {
        None => None,
        Some(item) => match &item.node {
            Node::Table(below) => {
                for odd in below.iter().filter(|odd| !QUANTITY.contains(&odd.key.as_str())) {
                    ledger.unknown(&format!("{name}.over"), odd, QUANTITY);
                }
                Some(quantity(&format!("{name}.over"), &item.span, below, of.as_ref(), ledger)?)
            }
            _ => {
                ledger.wrong_type(&format!("{name}.over"), item, "a table", "as in over = { week = 52 }".to_owned());
                return None;
            }
        },
    };
    let about = key("about").and_then(|item| ledger.text(&format!("{name}.about"), item)).unwrap_or_default();
    let source = key("source").and_then(|item| ledger.text(&format!("{name}.source"), item)).unwrap_or_default();
    let calibrated = used(&name, key("use"), stands, ledger)?;
    let open = stands == Stands::ByThemselves && !calibrated && !AIM.iter().any(|wanted| key(wanted).is_some());
    let (observed, scale, law) =
        if open { (f64::NAN, f64::NAN, Law::Tolerance) } else { aim(&name, entry, inner, ledger)? };
    let weight = key("weight").map_or(Some(1.0), |item| {
        positive(&format!("{name}.weight"), item, "1 as usual, 0.25 four times as tolerant", ledger)
    })?;
    if ledger.problems.len() > before {
        return None;
    }
    let span = entry.key_span.clone();
    let name = entry.key.clone();
    Some(Draft { name, about, source, calibrated, of: of?, over, observed, scale, law, weight, span })
}

/// Whether calibrations may use it.
fn used(name: &str, item: Option<&Entry>, stands: Stands, ledger: &mut Ledger) -> Option<bool> {
    let Some(item) = item else { return Some(stands == Stands::InCalibration) };
    let word = ledger.text(&format!("{name}.use"), item)?;
    let problem = match (word.as_str(), stands) {
        ("calibrated" | "predicted", Stands::InCalibration) => {
            let title = format!("`{name}.use` has no meaning here");
            Problem::at(&item.key_span, title, "a calibration uses all it names")
                .hint("it belongs in a file of patterns")
        }
        ("calibrated", _) => return Some(true),
        ("predicted", _) => return Some(false),
        _ => {
            let title = format!("`{name}.use` takes \"calibrated\" or \"predicted\"");
            let hint = "calibrated: calibrations that name this file use it; predicted: it is a test";
            Problem::at(&item.span, title, "neither").hint(hint)
        }
    };
    ledger.problems.push(problem);
    None
}

/// What was observed, how far off counts as 1, and by which law.
fn aim(name: &str, entry: &Entry, inner: &[Entry], ledger: &mut Ledger) -> Option<(f64, f64, Law)> {
    let key = |wanted: &str| inner.iter().find(|item| item.key == wanted);
    let ways = "observed with tolerance, observed with likelihood and sd, or range";
    let hint =
        "as in observed = 500.0 with tolerance = 125.0; range = [30, 50]; likelihood = \"normal\" with sd = 20.0";
    let wrong = |span: &Span, title: String, label: &str, ledger: &mut Ledger| {
        ledger.problems.push(Problem::at(span, title, label).hint(hint));
        None
    };
    if let Some(item) = key("range") {
        if let Some(other) = ["observed", "tolerance", "likelihood", "sd"].iter().find_map(|other| key(other)) {
            let title = format!("`{name}` has a range and `{}` too", other.key);
            return wrong(&other.key_span, title, "one of the two", ledger);
        }
        let ends = numbers(&item.node);
        let Some([from, to]) = ends.as_deref() else {
            ledger.wrong_type(&format!("{name}.range"), item, "a list of two numbers", hint.to_owned());
            return None;
        };
        if from >= to {
            return wrong(&item.span, format!("`{name}.range` goes from {from} to {to}"), "nothing between", ledger);
        }
        return Some(((from + to) / 2.0, (to - from) / 2.0, Law::Tolerance));
    }
    let Some(item) = key("observed") else {
        return wrong(&entry.key_span, format!("`{name}` does not say what was observed"), ways, ledger);
    };
    let Some(observed) = real(&item.node).filter(|x| x.is_finite()) else {
        ledger.wrong_type(&format!("{name}.observed"), item, "a number", hint.to_owned());
        return None;
    };
    let observed_span = &item.span;
    match (key("tolerance"), key("likelihood"), key("sd")) {
        (Some(item), None, None) => {
            Some((observed, positive(&format!("{name}.tolerance"), item, hint, ledger)?, Law::Tolerance))
        }
        (None, Some(law), Some(sd)) => {
            let word = ledger.text(&format!("{name}.likelihood"), law)?;
            let law = match word.as_str() {
                "normal" => Law::Normal,
                "lognormal" => Law::Lognormal,
                _ => {
                    let title = format!("there is no likelihood \"{}\"", clip(&word));
                    return wrong(&law.span, title, "it takes \"normal\" and \"lognormal\"", ledger);
                }
            };
            if law == Law::Lognormal && observed <= 0.0 {
                let title = format!("`{name}.observed` has no logarithm");
                return wrong(observed_span, title, "not above 0", ledger);
            }
            Some((observed, positive(&format!("{name}.sd"), sd, hint, ledger)?, law))
        }
        _ => wrong(&entry.key_span, format!("`{name}` does not say how far off is how bad"), ways, ledger),
    }
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

/// What is read off a run; what `over` leaves out is as above it.
fn quantity(
    name: &str,
    span: &Span,
    inner: &[Entry],
    above: Option<&QuantityDraft>,
    ledger: &mut Ledger,
) -> Option<QuantityDraft> {
    let key = |wanted: &str| inner.iter().find(|item| item.key == wanted);
    let before = ledger.problems.len();
    let organisation = key("organisation")
        .and_then(|item| ledger.text(&format!("{name}.organisation"), item).map(|name| (name, item.span.clone())))
        .or_else(|| above.and_then(|above| above.organisation.clone()));
    let weeks = match (key("week"), key("weeks")) {
        (Some(_), Some(item)) => {
            let problem = Problem::at(&item.key_span, format!("`{name}` has `week` and `weeks`"), "one of the two");
            ledger.problems.push(problem.hint("week = 52, or weeks = [0, 52] for a mean over them"));
            return None;
        }
        (Some(item), None) => week(name, item, ledger).map(|week| (week, week, item.span.clone())),
        (None, Some(item)) => weeks(name, item, ledger).map(|(from, to)| (from, to, item.span.clone())),
        (None, None) => above.and_then(|above| match above.what {
            What::Weeks { from, to, .. } => above.weeks_span.clone().map(|span| (from, to, span)),
            What::Outcome(_) => None,
        }),
    };
    if ledger.problems.len() > before {
        return None;
    }
    let mut wrong = |span: &Span, title: String, label: &str, hint: String| {
        ledger.problems.push(Problem::at(span, title, label).hint(hint));
        None
    };
    let usual = above.and_then(|above| match above.what {
        What::Weeks { measure, .. } => Some(measure),
        What::Outcome(_) => None,
    });
    let measure = match (key("measure"), key("outcome")) {
        (Some(_), Some(item)) => {
            let hint = "a measure has weeks, an outcome is of the whole run".to_owned();
            return wrong(&item.key_span, format!("`{name}` has a measure and an outcome"), "one of the two", hint);
        }
        (None, Some(item)) => {
            if let Some(weeks) = key("week").or_else(|| key("weeks")) {
                let hint = "leave it out, or take a weekly measure".to_owned();
                return wrong(&weeks.key_span, format!("`{name}` has an outcome and weeks"), "of the whole run", hint);
            }
            let Node::Value(crate::knob::Value::Text(word)) = &item.node else {
                ledger.wrong_type(&format!("{name}.outcome"), item, "the name of an outcome", HINT.to_owned());
                return None;
            };
            let Some(outcome) = outcome_number(word) else {
                let hint = meant(word, OUTCOMES.iter().map(|outcome| outcome.name), "outcomes");
                return wrong(&item.span, format!("there is no outcome \"{}\"", clip(word)), "not an outcome", hint);
            };
            return Some(QuantityDraft { what: What::Outcome(outcome), weeks_span: None, organisation });
        }
        (Some(item), None) => {
            let Node::Value(crate::knob::Value::Text(word)) = &item.node else {
                ledger.wrong_type(&format!("{name}.measure"), item, "the name of a measure", HINT.to_owned());
                return None;
            };
            match MEASURES.iter().position(|measure| measure.name == word) {
                Some(measure) => measure,
                None => {
                    let hint = meant(word, MEASURES.iter().map(|measure| measure.name), "measures");
                    return wrong(&item.span, format!("there is no measure \"{}\"", clip(word)), "not a measure", hint);
                }
            }
        }
        (None, None) => match usual {
            Some(measure) => measure,
            None => {
                let title = format!("`{name}` does not say what is measured");
                return wrong(span, title, "no `measure` and no `outcome`", HINT.to_owned());
            }
        },
    };
    let Some((from, to, weeks_span)) = weeks else {
        let title = format!("`{name}` does not say in which weeks");
        let hint = "week = 52, or weeks = [0, 52] for a mean over them; weeks count from 0".to_owned();
        return wrong(span, title, "no `week` and no `weeks`", hint);
    };
    Some(QuantityDraft { what: What::Weeks { measure, from, to }, weeks_span: Some(weeks_span), organisation })
}

fn meant<'a>(word: &str, names: impl Iterator<Item = &'a str>, what: &str) -> String {
    match nearest(word, names) {
        Some(meant) => format!("did you mean \"{meant}\"?"),
        None => format!("`mobilise explain --all` lists all {what}"),
    }
}

fn week(name: &str, item: &Entry, ledger: &mut Ledger) -> Option<u32> {
    let hint = "weeks count from 0, as in the weekly tables";
    let found = crate::experiment::file::whole(&format!("{name}.week"), item, 0, 1_000_000, hint, ledger);
    found.and_then(|week| u32::try_from(week).ok())
}

fn weeks(name: &str, item: &Entry, ledger: &mut Ledger) -> Option<(u32, u32)> {
    let whole = |x: i64| u32::try_from(x).ok();
    let ends = match &item.node {
        Node::Numbers(list) => match list.as_slice() {
            [(from, _), (to, _)] => whole(*from).zip(whole(*to)).filter(|(from, to)| from <= to),
            _ => None,
        },
        _ => None,
    };
    if ends.is_none() {
        let hint = "the first and the last week of a mean, as in weeks = [104, 178]; they count from 0";
        ledger.wrong_type(&format!("{name}.weeks"), item, "a list of two whole numbers, in order", hint.to_owned());
    }
    ends
}

impl Draft {
    /// The pattern in a scenario: its organisations are there, and its weeks are run.
    pub fn settle(self, scenario: &Scenario, problems: &mut Vec<Problem>) -> Option<Pattern> {
        let of = settle(&self.of, scenario, &self.span, problems);
        let over = self.over.as_ref().map(|over| settle(over, scenario, &self.span, problems));
        let Self { name, about, observed, scale, law, weight, .. } = self;
        let over = match over {
            Some(over) => Some(over?),
            None => None,
        };
        Some(Pattern { name, about, of: of?, over, observed, scale, law, weight })
    }
}

fn settle(draft: &QuantityDraft, scenario: &Scenario, at: &Span, problems: &mut Vec<Problem>) -> Option<Quantity> {
    let field = scenario.organisations.len();
    let names: Vec<&str> = scenario.organisations.iter().map(|o| o.name.as_str()).collect();
    let (group, organisation) = match &draft.organisation {
        None => (0, names.first().copied().unwrap_or("field").to_owned()),
        Some((name, _)) if name == "field" => (field, name.clone()),
        Some((name, span)) => match names.iter().position(|known| known == name) {
            Some(group) => (group, name.clone()),
            None => {
                let title = format!("there is no organisation \"{}\"", clip(name));
                let hint = format!("the scenario has {}; \"field\" is the whole population", names.join(", "));
                problems.push(Problem::at(span, title, "not in the scenario").hint(hint));
                return None;
            }
        },
    };
    if let What::Weeks { to, .. } = draft.what
        && to >= scenario.run.weeks
    {
        let span = draft.weeks_span.as_ref().unwrap_or(at);
        let title = format!("week {to} is not run");
        let weeks = scenario.run.weeks;
        let hint = format!("{weeks} weeks are run, 0 to {}; `weeks` at the top of the file says how many", weeks - 1);
        problems.push(Problem::at(span, title, "after the end").hint(hint));
        return None;
    }
    Some(Quantity { group, organisation, what: draft.what })
}
