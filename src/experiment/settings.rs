//! What an experiment says beside what it varies: scenarios, outcomes, replicates, baseline.

use crate::config::{Entry, Ledger, Node, Problem, Span, clip, listed, nearest, real, whole};
use crate::knob::Value;
use crate::model::sustainability::OUTCOMES;
use crate::study::outcomes::outcome_number;

use super::factor::{Factor, Levels};
use super::{Baseline, Design, Precision, Replicates};

/// Outcomes of interest where the file names none: what lasts.
const INTEREST: [&str; 4] = ["survived", "attendance", "mobilised", "retention"];

pub(super) fn scenarios(
    one: Option<&Entry>,
    several: Option<&Entry>,
    top: &Span,
    ledger: &mut Ledger,
) -> Option<Vec<(String, Span)>> {
    let hint = "as in scenario = \"j4dw\", or scenarios = [\"j4dw\", \"meca\"]";
    match (one, several) {
        (Some(entry), None) => ledger.text("scenario", entry).map(|name| vec![(name, entry.span.clone())]),
        (None, Some(entry)) => match &entry.node {
            Node::Words(words) if !words.is_empty() => {
                let mut seen: Vec<&str> = Vec::new();
                for (word, span) in words {
                    if seen.contains(&word.as_str()) {
                        let problem = Problem::at(span, format!("`{}` is listed twice", clip(word)), "this one");
                        ledger.problems.push(problem.hint("name each scenario once"));
                    }
                    seen.push(word);
                }
                Some(words.clone())
            }
            _ => {
                ledger.wrong_type("scenarios", entry, "a list of scenarios", hint.to_owned());
                None
            }
        },
        (Some(_), Some(entry)) => {
            let problem = Problem::at(&entry.key_span, "`scenario` is there too", "one of the two");
            ledger.problems.push(problem.hint("put all of them into `scenarios`"));
            None
        }
        (None, None) => {
            let problem = Problem::at(top, "the file does not say over which scenario", "missing at the top");
            ledger.problems.push(problem.hint(hint));
            None
        }
    }
}

pub(super) fn interest() -> Vec<usize> {
    INTEREST.iter().filter_map(|name| outcome_number(name)).collect()
}

pub(super) fn outcomes(entry: &Entry, ledger: &mut Ledger) -> Vec<usize> {
    let hint = "as in outcomes = [\"retention\", \"mobilised\"]";
    let words = match &entry.node {
        Node::Words(words) if !words.is_empty() => words,
        _ => {
            ledger.wrong_type("outcomes", entry, "a list of outcomes", hint.to_owned());
            return Vec::new();
        }
    };
    let mut found = Vec::new();
    for (word, span) in words {
        match outcome(word, span, ledger) {
            Some(number) if found.contains(&number) => {
                let problem = Problem::at(span, format!("`{word}` is listed twice"), "this one");
                ledger.problems.push(problem.hint("name each outcome once"));
            }
            number => found.extend(number),
        }
    }
    found
}

fn outcome(word: &str, span: &Span, ledger: &mut Ledger) -> Option<usize> {
    let found = outcome_number(word);
    if found.is_none() {
        let hint = match nearest(word, OUTCOMES.iter().map(|outcome| outcome.name)) {
            Some(meant) => format!("did you mean \"{meant}\"?"),
            None => "`mobilise explain --all` lists all outcomes".to_owned(),
        };
        let title = format!("there is no outcome \"{}\"", clip(word));
        ledger.problems.push(Problem::at(span, title, "not an outcome").hint(hint));
    }
    found
}

/// The most replicates of a point, as for scenarios.
const MAX_REPLICATES: i64 = 1_000_000;

pub(super) fn replicates(entry: &Entry, ledger: &mut Ledger) -> Option<Replicates> {
    let wanted = "a whole number, or a precision";
    let hint = "as in replicates = 40, or replicates = { outcome = \"retention\", half_width = 0.02, at_most = 2000 }";
    match &entry.node {
        Node::Value(Value::Whole(_)) => whole("replicates", entry, 1, MAX_REPLICATES, hint, ledger)
            .and_then(|n| u32::try_from(n).ok())
            .map(Replicates::Fixed),
        Node::Table(inner) => precision(entry, inner, hint, ledger).map(Replicates::Until),
        _ => {
            ledger.wrong_type("replicates", entry, wanted, hint.to_owned());
            None
        }
    }
}

fn precision(entry: &Entry, inner: &[Entry], hint: &str, ledger: &mut Ledger) -> Option<Precision> {
    let (mut number, mut half_width, mut at_most, mut organisation) = (None, None, None, None);
    let known = ["outcome", "half_width", "at_most", "organisation"];
    for item in inner {
        let full = format!("replicates.{}", item.key);
        match item.key.as_str() {
            "outcome" => {
                if let Some(word) = ledger.text(&full, item) {
                    number = outcome(&word, &item.span, ledger);
                }
            }
            "organisation" => organisation = ledger.text(&full, item),
            "at_most" => at_most = whole(&full, item, 2, MAX_REPLICATES, hint, ledger),
            "half_width" => match real(&item.node) {
                Some(width) if width > 0.0 && width.is_finite() => half_width = Some(width),
                Some(_) => ledger.out_of_range(&full, item, "a number above 0", hint.to_owned()),
                None => ledger.wrong_type(&full, item, "a number above 0", hint.to_owned()),
            },
            _ => ledger.unknown("replicates", item, known),
        }
    }
    for (missing, key) in [
        (!inner.iter().any(|item| item.key == "outcome"), "outcome"),
        (!inner.iter().any(|item| item.key == "half_width"), "half_width"),
        (!inner.iter().any(|item| item.key == "at_most"), "at_most"),
    ] {
        if missing {
            let title = format!("a precision needs `{key}`");
            ledger.problems.push(Problem::at(&entry.span, title, "missing here").hint(hint));
        }
    }
    Some(Precision {
        outcome: number?,
        organisation,
        half_width: half_width?,
        at_most: u32::try_from(at_most?).unwrap_or(u32::MAX),
    })
}

/// A baseline: settings as a scenario would say them, and alternatives by their names.
pub(super) fn baseline(entry: &Entry, factors: &[Factor], ledger: &mut Ledger) -> Baseline {
    let Node::Table(entries) = &entry.node else {
        ledger.wrong_type("baseline", entry, "a table", "write [baseline] above its keys".to_owned());
        return Baseline::default();
    };
    let mut baseline = Baseline::default();
    for item in entries {
        let found = factors.iter().position(|factor| factor.name == item.key);
        let Some((number, alternatives)) = found.and_then(|number| match &factors[number].levels {
            Levels::Alternatives(alternatives) => Some((number, alternatives)),
            _ => None,
        }) else {
            baseline.settings.push(item.clone());
            continue;
        };
        let Some(label) = ledger.text(&format!("baseline.{}", item.key), item) else { continue };
        match alternatives.iter().position(|alternative| alternative.label == label) {
            Some(level) => baseline.alternatives.push((number, level)),
            None => {
                let labels: Vec<&str> = alternatives.iter().map(|a| a.label.as_str()).collect();
                let title = format!("`{}` has no alternative \"{}\"", item.key, clip(&label));
                let hint = format!("it has {}", listed(&labels));
                ledger.problems.push(Problem::at(&item.span, title, "none of them").hint(hint));
            }
        }
    }
    baseline
}

/// A grid and a list need single values, and a list as many of each factor.
pub(super) fn divided(design: Option<&Design>, factors: &[Factor], ledger: &mut Ledger) {
    if !matches!(design, Some(Design::Grid | Design::List)) {
        return;
    }
    for factor in factors {
        if let Levels::Range(range) = &factor.levels
            && range.steps.is_none()
        {
            let title = format!("`{}` does not say into how many values it is divided", factor.name);
            let problem = Problem::at(&factor.span, title, "no steps");
            ledger.problems.push(problem.hint("as in { from = 0.0, to = 1.0, steps = 5 }, or a list of values"));
        }
    }
    let counts: Vec<usize> = factors.iter().map(|factor| factor.coordinates().len()).collect();
    if matches!(design, Some(Design::List))
        && let Some(odd) = counts.iter().position(|count| *count != counts[0])
    {
        let title =
            format!("`{}` has {} values and `{}` has {}", factors[odd].name, counts[odd], factors[0].name, counts[0]);
        let problem = Problem::at(&factors[odd].span, title, "another number of values");
        let hint = "a list takes the first values together, then the second: as many of each; or design = \"grid\"";
        ledger.problems.push(problem.hint(hint));
    }
}
