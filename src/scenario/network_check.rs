//! What `[network]` must say together: a kind that is possible among so many people, and names that are there.

use crate::config::ledger::Ledger;
use crate::config::{Problem, Span, nearest};
use crate::knob::Choice;
use crate::knob::network::NetworkKind;
use crate::model::plan::Trait;
use crate::network::likeness::is_missing;
use crate::network::{AttributeValue, NetworkFile, make};

use super::Scenario;
use super::network_attributes::{attribute, meaning};

const FILE_HINT: &str = "as in [network] with file = \"friends.graphml\" below it";

/// Who holds most ties, and how many, given both ends of every tie.
fn busiest(ends: impl Iterator<Item = u32>) -> Option<(u32, usize)> {
    let mut all: Vec<u32> = ends.collect();
    all.sort_unstable();
    all.chunk_by(|a, b| a == b)
        .map(|run| (run[0], run.len()))
        .max_by_key(|(who, ties)| (*ties, std::cmp::Reverse(*who)))
}

/// The kind of network must have what it needs, and must read what the file sets.
pub(super) fn check_kind(scenario: &Scenario, ledger: &mut Ledger) {
    let network = &scenario.network;
    let kind = network.knobs.kind;
    let word = kind.word();
    if kind == NetworkKind::File && network.file.is_none() {
        ledger.say("network.kind", "the network file is not named".to_owned(), "no file", FILE_HINT.to_owned());
    } else {
        check_made(scenario, ledger);
    }
    for (key, given, owner) in
        [("file", network.file.is_some(), NetworkKind::File), ("ties", !network.ties.is_empty(), NetworkKind::Ties)]
    {
        if given && kind != owner {
            let hint = format!("leave out `{key}`, or write kind = \"{}\"", owner.word());
            ledger.say(
                &format!("network.{key}"),
                format!("a network of kind {word} reads no `{key}`"),
                "not read",
                hint,
            );
        }
    }
    let nodes = f64::from(scenario.population.knobs.traits.workers);
    let most = f64::from(scenario.behaviour.ties.most);
    let needed = match kind {
        NetworkKind::Complete => nodes - 1.0,
        NetworkKind::CopingClusters => f64::from(network.knobs.cluster_size) - 1.0,
        _ if kind.knobs().contains(&"degree") => network.knobs.degree,
        _ => 0.0,
    };
    if needed > most {
        let title = format!("the network needs {needed} ties a worker, and nobody can hold more than {most}");
        ledger.say("network.kind", title, "too many ties", format!("set ties.most to {needed} or more"));
    }
    let full = match (kind, &network.file) {
        (NetworkKind::File, Some(from)) => {
            let ends = from.file.ties.iter().flat_map(|(a, b)| [*a, *b]);
            busiest(ends).map(|(node, ties)| (format!("`{}`", from.file.ids[node as usize]), ties))
        }
        (NetworkKind::Ties, _) => {
            busiest(network.ties.iter().flatten().copied()).map(|(worker, ties)| (format!("worker {worker}"), ties))
        }
        _ => None,
    };
    if let Some((who, ties)) = full.filter(|(_, ties)| *ties as f64 > most) {
        let title = format!("{who} has {ties} ties, and nobody can hold more than {most}");
        let key = if kind == NetworkKind::File { "network.file" } else { "network.ties" };
        ledger.say(key, title, "too many ties", format!("set ties.most to {ties} or more"));
    }
    check_read(scenario, ledger);
}

/// A network of this kind must be possible among so many people.
pub(super) fn check_made(scenario: &Scenario, ledger: &mut Ledger) {
    if let Err(misfit) = make::check(&scenario.network.knobs, scenario.population.knobs.traits.workers) {
        let name = format!("network.{}", misfit.knob);
        ledger.say(&name, format!("`{name}` {}", misfit.what), "does not go together", misfit.hint.to_owned());
    }
}

/// A knob that the kind does not read would do nothing.
pub(super) fn check_read(scenario: &Scenario, ledger: &mut Ledger) {
    let knobs = &scenario.network.knobs;
    let (word, read) = (knobs.kind.word(), knobs.kind.knobs());
    for name in crate::knob::Table::names(knobs) {
        let full = format!("network.{name}");
        if !read.contains(&name.as_str()) && ledger.meant_with(&full, "network.kind") {
            let hint = format!("a network of kind {word} reads {}", read.join(", "));
            let problem = Problem::at(&ledger.spans[&full], format!("`{full}` does nothing"), "not read by its kind");
            ledger.problems.push(problem.hint(hint));
        }
    }
}

/// Attributes with a trait's name must hold a trait's values; [`check_names`] looks at the others.
pub(super) fn check_attributes(file: &NetworkFile, span: &Span, ledger: &mut Ledger) {
    for attribute in &file.attributes {
        if ledger.full() {
            break;
        }
        let name = attribute.name.as_str();
        let found = meaning(name).and_then(|what| Trait::ALL.into_iter().find(|t| t.name() == what));
        let Some(trait_) = found else { continue };
        let bad = attribute.values.iter().position(|value| match value {
            None => false,
            Some(AttributeValue::Whole(x)) => !(0.0..=trait_.max()).contains(&(*x as f64)),
            Some(AttributeValue::Number(x)) => !(0.0..=trait_.max()).contains(x),
            Some(AttributeValue::Text(text)) if text.trim().is_empty() || is_missing(text) => false,
            Some(_) => true,
        });
        if let Some(node) = bad {
            let value = match &attribute.values[node] {
                Some(AttributeValue::Whole(x)) => x.to_string(),
                Some(AttributeValue::Number(x)) => x.to_string(),
                Some(AttributeValue::Text(text)) => format!("\"{}\"", text.chars().take(40).collect::<String>()),
                Some(AttributeValue::Switch(on)) => on.to_string(),
                None => String::new(),
            };
            let title = format!("`{name}` of node `{}` is {value}", file.ids[node]);
            let hint = format!("a number from 0 to {}, or nothing where the population decides", trait_.max());
            ledger.problems.push(Problem::at(span, title, "in this file").hint(hint));
        }
    }
}

/// Origins, areas and organisations that nodes name must be there.
pub(super) fn check_names(scenario: &Scenario, ledger: &mut Ledger) {
    let Some(file) = scenario.network.file.as_ref().map(|from| &from.file) else { return };
    let Some(span) = ledger.spans.get("network.file").cloned() else { return };
    let known: [(&str, Vec<&str>); 3] = [
        ("origin", scenario.population.origins.iter().map(|(name, _)| name.as_str()).collect()),
        ("area", scenario.population.areas.iter().map(|(name, _)| name.as_str()).collect()),
        ("organisation", scenario.organisations.iter().map(|o| o.name.as_str()).collect()),
    ];
    for (what, known) in known {
        let Some(attribute) = attribute(file, what) else { continue };
        let stranger = attribute.values.iter().position(|value| match value {
            None => false,
            // Another program's word for what it does not know: the population decides.
            Some(AttributeValue::Text(text)) if text.trim().is_empty() || is_missing(text) => false,
            Some(AttributeValue::Text(text)) => !known.contains(&text.as_str()),
            Some(_) => true,
        });
        let Some(node) = stranger else { continue };
        let value = match &attribute.values[node] {
            Some(AttributeValue::Text(text)) => text.chars().take(40).collect(),
            _ => "not a text".to_owned(),
        };
        let title = format!("`{what}` of node `{}` is `{value}`", file.ids[node]);
        let hint = match nearest(&value, known.iter().copied()) {
            Some(meant) => format!("did you mean `{meant}`? It is not among those of the scenario"),
            None => format!("the scenario has {}", if known.is_empty() { "none".to_owned() } else { known.join(", ") }),
        };
        ledger.problems.push(Problem::at(&span, title, "in this file").hint(hint));
    }
}
