//! `[network]`: how the ties of the first week come about, and workers and ties from a file.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::files::named_from;
use crate::knob::Value;
use crate::knob::network::{NetworkKind, NetworkKnobs};
use crate::model::plan::{GivenNetwork, Trait};
use crate::network::likeness::canonical;
use crate::network::{Account, AttributeValue, NetworkFile, Reading};

use super::Scenario;
use super::network_attributes::{account_of_attributes, attribute};
use super::network_check::check_attributes;
use super::network_file::read_network_file_as;
use super::walk::knobs;
use crate::config::Problem;
use crate::config::ledger::Ledger;
use crate::config::tree::{Entry, Node};

/// How a scenario's network comes about.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Network {
    /// Its kind, and what that kind reads.
    pub knobs: NetworkKnobs,
    /// How a file is read, where it may be read in several ways.
    pub reading: Reading,
    /// The network read from a file, where that is its kind.
    pub file: Option<FromFile>,
    /// Ties as pairs of workers' numbers from 1 up, where that is its kind.
    pub ties: Vec<[u32; 2]>,
}

/// A network from a file.
#[derive(Debug, Clone, PartialEq)]
pub struct FromFile {
    /// The path as the scenario gives it, from where it is read.
    pub path: PathBuf,
    /// What it says: shared by the copies of a scenario, of which a draw makes one for every row.
    pub file: Arc<NetworkFile>,
    /// What was assumed, joined and left out when it was read.
    pub account: Account,
}

impl FromFile {
    /// The number from 1 of the worker whom the file calls by a name, or by one that looks the same.
    #[must_use]
    pub fn worker(&self, name: &str) -> Option<u32> {
        let wanted = canonical(name);
        let exact = self.file.ids.iter().position(|id| id == name);
        let alike = || self.file.ids.iter().position(|id| canonical(id) == wanted);
        exact.or_else(alike).map(|position| position as u32 + 1)
    }
}

/// Lays the table over the network: its kind with the knobs, a file that is read, or a list of ties.
pub(super) fn lay(entry: &Entry, folder: &Path, scenario: &mut Scenario, ledger: &mut Ledger) {
    let has = |wanted: &str| match &entry.node {
        Node::Table(entries) => entries.iter().any(|item| item.key == wanted),
        _ => false,
    };
    if has("kind") {
        // Another kind takes the place of what a base says.
        scenario.network.file = None;
        scenario.network.ties.clear();
    }
    let mut found = None;
    let mut ties = None;
    let (mut reading, mut declared) = (scenario.network.reading, None);
    let specials = ["file", "ties", "weights", "twice", "self_ties", "direction"];
    knobs("network", entry, &mut scenario.network.knobs, ledger, &specials, &mut |short, item, ledger| {
        match short {
            "file" => found = ledger.text("network.file", item).map(|file| (file, item.span.clone())),
            "ties" => ties = pairs(item, ledger),
            "weights" | "twice" | "self_ties" | "direction" => {
                declare(short, item, &mut reading, ledger);
                declared = Some(item.span.clone());
            }
            _ => return false,
        }
        true
    });
    scenario.network.reading = reading;
    if let (None, Some(span), Some(from)) = (&found, &declared, &scenario.network.file) {
        // The file of a base, read anew as this layer declares.
        match read_network_file_as(&from.path, Some(span), reading) {
            Ok((read, mut account)) => {
                account.notes.extend(account_of_attributes(&read));
                let network = FromFile { path: from.path.clone(), file: Arc::new(read), account };
                scenario.network.file = Some(network);
            }
            Err(problems) => ledger.problems.extend(problems.0),
        }
    }
    if let Some((file, span)) = found {
        scenario.network.knobs.kind = if has("kind") { scenario.network.knobs.kind } else { NetworkKind::File };
        let path = named_from(folder, &file);
        match read_network_file_as(&path, Some(&span), reading) {
            Ok((read, mut account)) => {
                account.notes.extend(account_of_attributes(&read));
                let network = FromFile { path, file: Arc::new(read), account };
                scenario.population.knobs.traits.workers = network.file.ids.len() as u32;
                check_attributes(&network.file, &span, ledger);
                scenario.network.file = Some(network);
            }
            Err(problems) => ledger.problems.extend(problems.0),
        }
    }
    if let Some(ties) = ties {
        scenario.network.knobs.kind = if has("kind") { scenario.network.knobs.kind } else { NetworkKind::Ties };
        scenario.network.ties = ties;
    }
}

/// One of the keys that say how a file is read.
fn declare(key: &str, entry: &Entry, reading: &mut Reading, ledger: &mut Ledger) {
    let full = format!("network.{key}");
    ledger.note(&full, &entry.span);
    let word = match &entry.node {
        Node::Value(Value::Text(word)) => Some(word.clone()),
        Node::Value(Value::Whole(number)) => Some(number.to_string()),
        Node::Value(Value::Real(number)) => Some(number.to_string()),
        _ => None,
    };
    let takes = Reading::KEYS.iter().find(|(name, _)| *name == key).map_or("", |(_, takes)| takes);
    match word {
        None => ledger.wrong_type(&full, entry, takes, "it says how a network file is read".to_owned()),
        Some(word) if reading.set(key, &word).is_err() => {
            let title = format!("`{full}` takes {takes}");
            let problem = Problem::at(&entry.span, title, "none of these");
            ledger.problems.push(problem.hint("it says how a network file is read; docs/networks.md explains each"));
        }
        Some(_) => {}
    }
}

/// A list of ties, each once, between two workers.
fn pairs(entry: &Entry, ledger: &mut Ledger) -> Option<Vec<[u32; 2]>> {
    ledger.note("network.ties", &entry.span);
    let hint = "as in ties = [[1, 2], [2, 3]]; workers are numbered from 1";
    let pairs = match &entry.node {
        Node::Pairs(pairs) => pairs.as_slice(),
        Node::Words(words) if words.is_empty() => &[],
        _ => {
            ledger.wrong_type("network.ties", entry, "a list of pairs of workers", hint.to_owned());
            return None;
        }
    };
    let mut seen = BTreeSet::new();
    let mut ties = Vec::with_capacity(pairs.len());
    for (n, ([a, b], span)) in pairs.iter().enumerate() {
        if ledger.full() {
            break;
        }
        ledger.note(&format!("network.ties.{n}"), span);
        let number = |x: &i64| u32::try_from(*x).ok().filter(|x| *x > 0);
        let problem = match (number(a), number(b)) {
            (Some(a), Some(b)) if a == b => format!("worker {a} is tied to themselves"),
            (Some(a), Some(b)) if !seen.insert((a.min(b), a.max(b))) => format!("{a} and {b} are tied twice"),
            (Some(a), Some(b)) => {
                ties.push([a, b]);
                continue;
            }
            _ => "workers are numbered from 1".to_owned(),
        };
        ledger.problems.push(Problem::at(span, problem, "this tie").hint(hint));
    }
    Some(ties)
}

impl Network {
    /// The ties a scenario gives one by one, as the engine takes them.
    pub(super) fn given(&self, scenario: &Scenario) -> Option<GivenNetwork> {
        let trust = scenario.behaviour.ties.daily_trust;
        match (self.knobs.kind, &self.file) {
            (NetworkKind::Ties, _) => {
                let ties = self.ties.iter().map(|[a, b]| (a - 1, b - 1, trust)).collect();
                Some(GivenNetwork { ties, ..GivenNetwork::default() })
            }
            (NetworkKind::File, Some(from)) => Some(from.file_given(scenario, trust)),
            _ => None,
        }
    }
}

impl FromFile {
    fn file_given(&self, scenario: &Scenario, trust: f64) -> GivenNetwork {
        let ties =
            self.file.ties.iter().zip(&self.file.trust).map(|((a, b), t)| (*a, *b, t.unwrap_or(trust))).collect();
        let mut plan = GivenNetwork { ties, ..GivenNetwork::default() };
        for trait_ in Trait::ALL {
            if let Some(attribute) = attribute(&self.file, trait_.name()) {
                let number = |value: &Option<AttributeValue>| value.as_ref().and_then(AttributeValue::number);
                plan.traits.push((trait_, attribute.values.iter().map(number).collect()));
            }
        }
        plan.origins =
            self.spans("origin", &scenario.population.origins.iter().map(|(n, _)| n.as_str()).collect::<Vec<_>>());
        plan.areas = self.spans("area", &scenario.population.areas.iter().map(|(n, _)| n.as_str()).collect::<Vec<_>>());
        plan.members =
            self.spans("organisation", &scenario.organisations.iter().map(|o| o.name.as_str()).collect::<Vec<_>>());
        plan
    }

    fn spans(&self, what: &str, known: &[&str]) -> Vec<Option<u16>> {
        let number = |value: &Option<AttributeValue>| match value {
            Some(AttributeValue::Text(text)) => known.iter().position(|name| name == text).map(|n| n as u16),
            _ => None,
        };
        let found = attribute(&self.file, what);
        found.map(|a| a.values.iter().map(number).collect()).unwrap_or_default()
    }
}
