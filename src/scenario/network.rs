//! `[network] file = "…"`: workers and ties from a file, with what it says of each worker.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::files;
use crate::knob::Value;
use crate::model::plan::{NetworkPlan, Trait};
use crate::network::{self, AttributeValue, Format, Limits, NetworkFile};

use super::Scenario;
use super::ledger::Ledger;
use super::problem::{Place, Problem, Source, clip, nearest};
use super::tree::{Entry, Node};

/// No network is larger; a larger file is refused before it is read.
const MOST_BYTES: u64 = 1 << 30;
/// Limits that keep the numbers of nodes and half-ties within 32 bits.
const LIMITS: Limits = Limits { nodes: 50_000_000, ties: 100_000_000 };

/// A network from a file.
#[derive(Debug, Clone, PartialEq)]
pub struct Network {
    /// The path as the scenario gives it, from where it is read.
    pub path: PathBuf,
    /// What it says.
    pub file: NetworkFile,
}

/// Attributes that are not traits.
const PLACES: [&str; 3] = ["origin", "area", "organisation"];

/// Reads the file that the table names; the number of workers is that of its nodes.
pub(super) fn lay(entry: &Entry, folder: &Path, scenario: &mut Scenario, ledger: &mut Ledger) {
    let hint = "as in [network] with file = \"friends.graphml\" below it";
    let Node::Table(entries) = &entry.node else {
        let problem = Problem::at(&entry.place, "`network` takes a table", format!("this is {}", entry.node.sort()));
        ledger.problems.push(problem.hint(hint));
        return;
    };
    for item in entries {
        if ledger.full() {
            break;
        }
        match (item.key.as_str(), &item.node) {
            ("file", Node::Value(Value::Text(file))) => {
                ledger.note("network.file", &item.place);
                match read(&folder.join(file), &item.place) {
                    Ok(network) => {
                        scenario.population.knobs.traits.workers = network.file.ids.len() as u32;
                        check(&network, &item.place, ledger);
                        scenario.network = Some(network);
                    }
                    Err(problem) => ledger.problems.push(*problem),
                }
            }
            ("file", node) => {
                let problem =
                    Problem::at(&item.place, "`network.file` takes a text", format!("this is {}", node.sort()));
                ledger.problems.push(problem.hint(hint));
            }
            _ => {
                let title = format!("there is no `network.{}`", item.key);
                ledger
                    .problems
                    .push(Problem::at(&item.key_place, title, "not a key of `network`").hint("it takes file"));
            }
        }
    }
}

fn read(path: &Path, place: &Place) -> Result<Network, Box<Problem>> {
    // No file system takes a longer path, and a message could not show it.
    let format = Format::from_path(path).filter(|_| path.as_os_str().len() <= 4_096);
    let Some(format) = format else {
        let title = format!("`{}` is of no known format", clip(&path.display().to_string()));
        let problem = Problem::at(place, title, "unknown ending");
        return Err(Box::new(
            problem.hint("GraphML ends in .graphml or .xml, an edge list in .csv, .tsv, .txt or .edges"),
        ));
    };
    let text = files::read_text(path, MOST_BYTES).map_err(|error| {
        Box::new(
            Problem::at(place, error.to_string(), "named here")
                .hint(error.hint().unwrap_or("the path starts from the scenario file's folder")),
        )
    })?;
    match network::read(&text, format, LIMITS) {
        Ok(file) => Ok(Network { path: path.to_owned(), file }),
        Err(problem) => {
            let span = span_of(&text, problem.line, problem.column);
            let source = Arc::new(Source { name: path.display().to_string(), text });
            let place = Place { source, span };
            Err(Box::new(Problem::at(&place, problem.title, problem.label).hint(problem.hint)))
        }
    }
}

/// The byte at a line and column, both counted from 1.
fn span_of(text: &str, line: usize, column: usize) -> std::ops::Range<usize> {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let within = text[start..].chars().take(column.saturating_sub(1)).map(char::len_utf8).sum::<usize>();
    let start = start + within;
    let length = text[start..].chars().next().map_or(0, char::len_utf8);
    start..start + length
}

/// Attributes with a trait's name must hold a trait's values; [`check_names`] looks at the others.
fn check(network: &Network, place: &Place, ledger: &mut Ledger) {
    for attribute in &network.file.attributes {
        if ledger.full() {
            break;
        }
        let name = attribute.name.as_str();
        let Some(trait_) = Trait::ALL.into_iter().find(|t| t.name() == name) else {
            let known = Trait::ALL.iter().map(|t| t.name()).chain(PLACES);
            if !PLACES.contains(&name)
                && let Some(meant) = nearest(name, known).filter(|meant| strsim::damerau_levenshtein(meant, name) <= 2)
            {
                let title = format!("the network's nodes have an attribute `{name}`");
                ledger.problems.push(
                    Problem::at(place, title, "not read")
                        .hint(format!("did you mean `{meant}`? If not, give it a name less like it")),
                );
            }
            continue;
        };
        let bad = attribute.values.iter().position(|value| match value {
            None => false,
            Some(AttributeValue::Number(x)) => !(0.0..=trait_.most()).contains(x),
            Some(_) => true,
        });
        if let Some(node) = bad {
            let value = match &attribute.values[node] {
                Some(AttributeValue::Number(x)) => x.to_string(),
                Some(AttributeValue::Text(text)) => format!("\"{}\"", text.chars().take(40).collect::<String>()),
                Some(AttributeValue::Switch(on)) => on.to_string(),
                None => String::new(),
            };
            let title = format!("`{name}` of node `{}` is {value}", network.file.ids[node]);
            let hint = format!("a number from 0 to {}, or nothing where the population decides", trait_.most());
            ledger.problems.push(Problem::at(place, title, "in this file").hint(hint));
        }
    }
}

/// Origins, areas and organisations that nodes name must be there.
pub(super) fn check_names(scenario: &Scenario, ledger: &mut Ledger) {
    let Some(network) = &scenario.network else { return };
    let Some(place) = ledger.places.get("network.file").cloned() else { return };
    let known: [(&str, Vec<&str>); 3] = [
        ("origin", scenario.population.origins.iter().map(|(name, _)| name.as_str()).collect()),
        ("area", scenario.population.areas.iter().map(|(name, _)| name.as_str()).collect()),
        ("organisation", scenario.organisations.iter().map(|o| o.name.as_str()).collect()),
    ];
    for (what, known) in known {
        let Some(attribute) = network.file.attributes.iter().find(|a| a.name == what) else { continue };
        let stranger = attribute.values.iter().position(|value| match value {
            None => false,
            Some(AttributeValue::Text(text)) => !known.contains(&text.as_str()),
            Some(_) => true,
        });
        let Some(node) = stranger else { continue };
        let value = match &attribute.values[node] {
            Some(AttributeValue::Text(text)) => text.chars().take(40).collect(),
            _ => "not a text".to_owned(),
        };
        let title = format!("`{what}` of node `{}` is `{value}`", network.file.ids[node]);
        let hint = match nearest(&value, known.iter().copied()) {
            Some(meant) => format!("did you mean `{meant}`? It is not among those of the scenario"),
            None => format!("the scenario has {}", if known.is_empty() { "none".to_owned() } else { known.join(", ") }),
        };
        ledger.problems.push(Problem::at(&place, title, "in this file").hint(hint));
    }
}

impl Network {
    /// The network as the engine takes it.
    pub(super) fn plan(&self, scenario: &Scenario) -> NetworkPlan {
        let trust = scenario.behaviour.ties.daily_trust;
        let ties =
            self.file.ties.iter().zip(&self.file.trust).map(|((a, b), t)| (*a, *b, t.unwrap_or(trust))).collect();
        let mut plan = NetworkPlan { ties, ..NetworkPlan::default() };
        for attribute in &self.file.attributes {
            if let Some(trait_) = Trait::ALL.into_iter().find(|t| t.name() == attribute.name) {
                let number = |value: &Option<AttributeValue>| match value {
                    Some(AttributeValue::Number(x)) => Some(*x),
                    _ => None,
                };
                plan.traits.push((trait_, attribute.values.iter().map(number).collect()));
            }
        }
        plan.origins =
            self.places("origin", &scenario.population.origins.iter().map(|(n, _)| n.as_str()).collect::<Vec<_>>());
        plan.areas =
            self.places("area", &scenario.population.areas.iter().map(|(n, _)| n.as_str()).collect::<Vec<_>>());
        plan.members =
            self.places("organisation", &scenario.organisations.iter().map(|o| o.name.as_str()).collect::<Vec<_>>());
        plan
    }

    fn places(&self, attribute: &str, known: &[&str]) -> Vec<Option<u16>> {
        let number = |value: &Option<AttributeValue>| match value {
            Some(AttributeValue::Text(text)) => known.iter().position(|name| name == text).map(|n| n as u16),
            _ => None,
        };
        let found = self.file.attributes.iter().find(|a| a.name == attribute);
        found.map(|a| a.values.iter().map(number).collect()).unwrap_or_default()
    }
}
