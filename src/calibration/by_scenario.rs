//! Keys of a calibration that hold for all its scenarios, or are given by scenario.

use crate::config::{Entry, Ledger, Node, Problem, Span, clip, nearest};

/// What a file says for all scenarios, or for some of them by name.
#[derive(Debug, Clone)]
pub(super) enum ByScenario<T> {
    All(T),
    Each(Vec<(String, T)>),
}

impl<T> ByScenario<T> {
    /// What it says for a scenario.
    pub(super) fn of(&self, scenario: &str) -> Option<&T> {
        match self {
            ByScenario::All(value) => Some(value),
            ByScenario::Each(list) => list.iter().find(|(name, _)| name == scenario).map(|(_, value)| value),
        }
    }
}

/// Reads a key that takes a value, or a table of values by scenario. `names` are those of the scenarios.
pub(super) fn by_scenario<T>(
    entry: &Entry,
    names: &[String],
    ledger: &mut Ledger,
    mut read: impl FnMut(&str, &Entry, &mut Ledger) -> Option<T>,
) -> Option<ByScenario<T>> {
    let Node::Table(inner) = &entry.node else {
        return Some(ByScenario::All(read(&entry.key, entry, ledger)?));
    };
    let mut list = Vec::new();
    for item in inner {
        if names.contains(&item.key) {
            let value = read(&format!("{}.{}", entry.key, item.key), item, ledger)?;
            list.push((item.key.clone(), value));
        } else {
            ledger.problems.push(unknown_scenario(&item.key, &item.key_span, names));
        }
    }
    Some(ByScenario::Each(list))
}

/// A name that is none of the calibration's scenarios.
pub(super) fn unknown_scenario(name: &str, span: &Span, names: &[String]) -> Problem {
    let hint = match nearest(name, names.iter().map(String::as_str)) {
        Some(meant) => format!("did you mean \"{meant}\"?"),
        None => format!("its scenarios are {}", names.join(", ")),
    };
    Problem::at(span, format!("there is no scenario \"{}\" here", clip(name)), "not a scenario of this calibration")
        .hint(hint)
}

/// A list of words, each with its place.
pub(super) fn words(name: &str, entry: &Entry, hint: &str, ledger: &mut Ledger) -> Vec<(String, Span)> {
    match &entry.node {
        Node::Words(words) => words.clone(),
        _ => {
            ledger.wrong_type(name, entry, "a list of texts", hint.to_owned());
            Vec::new()
        }
    }
}
