//! `[vary]`: knobs with their values, as lists or from one number to another.

use crate::config::{Entry, Ledger, Node, Problem, Span, clip};
use crate::knob::catalogue::NAMED;
use crate::knob::{Kind, Value};

use super::factor::{Factor, Levels, Range};
use super::kinds::{is_whole, kind, within};
use crate::config::{real, switch, whole};

/// Keys of a range.
const RANGE: [&str; 4] = ["from", "to", "steps", "log"];

const HINT: &str = "as in coping.relief = [0.1, 0.3], or coping.relief = { from = 0.1, to = 0.5, steps = 5 }";

/// No list is longer.
const MAX_VALUES: usize = 100_000;

/// The factors of `[vary]`, in file order.
pub(super) fn factors(entry: &Entry, ledger: &mut Ledger) -> Vec<Factor> {
    let mut found = Vec::new();
    match &entry.node {
        Node::Table(entries) => walk(entries, &mut Vec::new(), &mut found, ledger),
        _ => ledger.wrong_type("vary", entry, "a table", "write [vary] above its keys".to_owned()),
    }
    found
}

fn walk(entries: &[Entry], path: &mut Vec<(String, Span)>, found: &mut Vec<Factor>, ledger: &mut Ledger) {
    for entry in entries {
        if ledger.full() {
            return;
        }
        path.push((entry.key.clone(), entry.key_span.clone()));
        let is_range = |inner: &[Entry]| {
            inner.iter().any(|item| RANGE.contains(&item.key.as_str()) && !matches!(item.node, Node::Table(_)))
        };
        match &entry.node {
            Node::Table(inner) if !is_range(inner) => walk(inner, path, found, ledger),
            _ => found.extend(factor(entry, path, ledger)),
        }
        path.pop();
    }
}

/// What stands in a scenario once and for all, so that a point cannot change it.
pub(crate) const NOT_VARIED: [(&str, &str); 7] = [
    ("version", "it is that of the language"),
    ("name", "points are told apart by their numbers"),
    ("about", "points are told apart by their numbers"),
    ("seed", "replicates have other random numbers already: see `replicates`"),
    ("base", "several scenarios go into `scenarios`"),
    ("start", "dates go into [alternatives]"),
    ("run.replicates", "say `replicates` at the top of the file"),
];

fn factor(entry: &Entry, path: &[(String, Span)], ledger: &mut Ledger) -> Option<Factor> {
    let name = path.iter().map(|(key, _)| key.as_str()).collect::<Vec<_>>().join(".");
    if let Some((_, hint)) = NOT_VARIED.iter().find(|(key, _)| *key == name) {
        let problem = Problem::at(&entry.key_span, format!("`{name}` cannot be varied"), "not a knob");
        ledger.problems.push(problem.hint(*hint));
        return None;
    }
    let levels = match &entry.node {
        Node::Table(inner) => Levels::Range(range(&name, entry, inner, kind(&name), ledger)?),
        _ => listed(&name, entry, path, ledger)?,
    };
    Some(Factor { name, path: path.to_vec(), levels, span: entry.span.clone() })
}

fn listed(name: &str, entry: &Entry, path: &[(String, Span)], ledger: &mut Ledger) -> Option<Levels> {
    let values: Vec<(Value, Span)> = match &entry.node {
        Node::Words(words) => words.iter().map(|(word, span)| (Value::Text(word.clone()), span.clone())).collect(),
        Node::Numbers(numbers) => numbers.iter().map(|(x, span)| (Value::Whole(*x), span.clone())).collect(),
        Node::Values(values) => values.clone(),
        _ => {
            ledger.wrong_type(&format!("vary.{name}"), entry, "a list of values, or from and to", HINT.to_owned());
            return None;
        }
    };
    if values.is_empty() || values.len() > MAX_VALUES {
        let label = if values.is_empty() { "an empty list" } else { "a very long list" };
        let problem = Problem::at(&entry.span, format!("`vary.{name}` needs from 1 to {MAX_VALUES} values"), label);
        ledger.problems.push(problem.hint(HINT));
        return None;
    }
    let mut sorted: Vec<(String, &Span)> = values.iter().map(|(value, span)| (value.to_string(), span)).collect();
    sorted.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.bytes.start.cmp(&b.1.bytes.start)));
    if let Some(twice) = sorted.windows(2).find(|pair| pair[0].0 == pair[1].0) {
        let problem = Problem::at(twice[1].1, format!("{} is listed twice", clip(&twice[1].0)), "the second time");
        ledger.problems.push(problem.hint("each value once; how often it is run is `replicates`"));
        return None;
    }
    let word = |value: &Value| match value {
        Value::Text(word) => Some(word.clone()),
        _ => None,
    };
    let on = |value: &Value| match value {
        Value::Switch(on) => Some(*on),
        _ => None,
    };
    let named = path.len() == 2 && NAMED.contains(&path[0].0.as_str());
    let whole = path.len() == 1 && ["population", "organisations", "agencies"].contains(&name);
    if named && let Some(list) = values.iter().map(|(value, span)| Some((on(value)?, span.clone()))).collect() {
        return Some(Levels::Presence(list));
    }
    if whole && let Some(list) = values.iter().map(|(value, span)| Some((word(value)?, span.clone()))).collect() {
        return Some(Levels::Named(list));
    }
    if named {
        let title = format!("`vary.{name}` takes true and false");
        let hint = "true leaves it in, false takes it away; a knob of it has one part more in its name";
        ledger.problems.push(Problem::at(&entry.span, title, "something else").hint(hint));
        return None;
    }
    Some(Levels::Listed(values))
}

fn range(name: &str, entry: &Entry, inner: &[Entry], kind: Option<Kind>, ledger: &mut Ledger) -> Option<Range> {
    let (mut from, mut to, mut steps, mut log) = (None, None, None, false);
    let hint = "as in { from = 0.1, to = 0.5, steps = 5 }; log = true divides by factors";
    let before = ledger.problems.len();
    if let Some(kind @ (Kind::Switch | Kind::Choice(_))) = kind {
        let problem = Problem::at(&entry.span, format!("`{name}` takes {kind}"), "a range of numbers");
        ledger.problems.push(problem.hint("list the values, as in [true, false]"));
        return None;
    }
    for item in inner {
        let full = format!("vary.{name}.{}", item.key);
        match item.key.as_str() {
            "from" | "to" => match (real(&item.node), kind) {
                (Some(x), kind) if !within(x, kind) => {
                    let allowed = kind.map_or_else(|| "a number".to_owned(), |kind| kind.to_string());
                    ledger.out_of_range(&full, item, &allowed, hint.to_owned());
                }
                (Some(x), _) if item.key == "from" => from = Some(x),
                (Some(x), _) => to = Some(x),
                (None, _) => ledger.wrong_type(&full, item, "a number", hint.to_owned()),
            },
            "steps" => steps = whole(&full, item, 2, MAX_VALUES as i64, hint, ledger),
            "log" => log = switch(item, ledger).unwrap_or(false),
            _ => ledger.unknown(&format!("vary.{name}"), item, RANGE),
        }
    }
    if ledger.problems.len() > before {
        return None;
    }
    let (Some(from), Some(to)) = (from, to) else {
        let missing = if from.is_none() { "from" } else { "to" };
        let title = format!("`vary.{name}` does not say `{missing}` which number");
        ledger.problems.push(Problem::at(&entry.span, title, "half a range").hint(hint));
        return None;
    };
    if from == to || (log && (from <= 0.0 || to <= 0.0)) {
        let (title, label) = if from == to {
            (format!("`vary.{name}` goes from {from} to {to}"), "nothing between them")
        } else {
            (format!("`vary.{name}` is divided by factors, and has an end that is not above 0"), "log = true")
        };
        ledger.problems.push(Problem::at(&entry.span, title, label).hint(hint));
        return None;
    }
    let steps = steps.and_then(|steps| u32::try_from(steps).ok());
    Some(Range { from, to, steps, log, whole: is_whole(kind) })
}
