//! `[worker.1]`: what a scenario says of single workers, by their numbers.

use crate::knob::Value;
use crate::model::plan::Trait;

use super::Scenario;
use super::names::few;
use super::network::FromFile;
use crate::config::ledger::Ledger;
use crate::config::tree::{Entry, Node};
use crate::config::{Problem, clip, nearest};

/// A worker of whom a scenario says something.
#[derive(Debug, Clone, PartialEq)]
pub struct Worker {
    /// Their number, from 1 up; with a network file that of their node.
    pub number: u32,
    /// Traits that are not left to the population.
    pub traits: Vec<(Trait, f64)>,
}

const HINT: &str = "as in [worker.1] with threshold = 0.5 below it; workers are numbered from 1";

/// Lays the tables of single workers over a list.
///
/// A worker is named by their number or, where a network file gives names, by that: `[worker.Ana]`, and a name that is a
/// number in quotes.
pub(super) fn lay(entry: &Entry, file: Option<&FromFile>, workers: &mut Vec<Worker>, ledger: &mut Ledger) {
    let Node::Table(entries) = &entry.node else {
        return ledger.wrong_type("worker", entry, "a table of numbered tables", HINT.to_owned());
    };
    if !few("worker", workers.len() + entries.len(), entry, ledger) {
        return;
    }
    for item in entries {
        if ledger.full() {
            break;
        }
        let is_quoted = item.key_span.source.text[item.key_span.bytes.clone()].starts_with(['"', '\'']);
        let by_number = || item.key.parse::<u32>().ok().filter(|number| *number > 0);
        let by_name = || file.and_then(|file| file.worker(&item.key));
        let number = if is_quoted { by_name().or_else(by_number) } else { by_number().or_else(by_name) };
        let (Some(number), Node::Table(inner)) = (number, &item.node) else {
            let title = format!("`worker.{}` is not a worker's table", clip(&item.key));
            let names = file.into_iter().flat_map(|file| file.file.ids.iter().map(String::as_str));
            let hint = match nearest(&item.key, names).filter(|_| number.is_none()) {
                Some(meant) => format!("did you mean \"{}\"? Names are those of the network file", clip(meant)),
                None => HINT.to_owned(),
            };
            let label = match file {
                Some(_) => "neither a number nor a name in the network file, with keys below it",
                None => "not a number with keys below it",
            };
            ledger.problems.push(Problem::at(&item.key_span, title, label).hint(hint));
            continue;
        };
        ledger.note(&format!("worker.{number}"), &item.key_span);
        let span = workers.iter().position(|known| known.number == number).unwrap_or_else(|| {
            workers.push(Worker { number, traits: Vec::new() });
            workers.len() - 1
        });
        for trait_entry in inner {
            set(number, trait_entry, &mut workers[span].traits, ledger);
        }
    }
}

fn set(number: u32, entry: &Entry, traits: &mut Vec<(Trait, f64)>, ledger: &mut Ledger) {
    let Some(trait_) = Trait::ALL.into_iter().find(|t| t.name() == entry.key) else {
        return ledger.unknown(&format!("worker.{number}"), entry, Trait::ALL.iter().map(|t| t.name()));
    };
    let full = format!("worker.{number}.{}", entry.key);
    let allowed = format!("a number from 0 to {}", trait_.max());
    let hint = format!("its mean in the population is population.{}", trait_.name());
    let value = match &entry.node {
        Node::Value(Value::Real(x)) => *x,
        Node::Value(Value::Whole(x)) => *x as f64,
        _ => return ledger.wrong_type(&full, entry, &allowed, hint),
    };
    ledger.note(&full, &entry.span);
    if !(0.0..=trait_.max()).contains(&value) {
        return ledger.out_of_range(&full, entry, &allowed, hint);
    }
    match traits.iter_mut().find(|(known, _)| *known == trait_) {
        Some((_, known)) => *known = value,
        None => traits.push((trait_, value)),
    }
}

/// Every worker that is named must be there.
pub(super) fn check(scenario: &Scenario, ledger: &mut Ledger) {
    let count = scenario.population.knobs.traits.workers;
    let named = scenario.workers.iter().map(|worker| (format!("worker.{}", worker.number), worker.number));
    let movers = scenario.interventions.iter().flat_map(|i| {
        i.workers.iter().map(move |number| (format!("intervention.{}.workers.{number}", i.name), *number))
    });
    let ties = scenario.network.ties.iter().enumerate();
    let ties = ties.map(|(index, [a, b])| (format!("network.ties.{index}"), *a.max(b)));
    for (at, number) in named.chain(movers).chain(ties).filter(|(_, number)| *number > count) {
        if ledger.full() {
            return;
        }
        let hint = format!("the scenario has {count} workers, numbered from 1 (population.workers)");
        let title = format!("there is no worker {number}");
        ledger.problems.push(match ledger.near(&at) {
            Some(span) => Problem::at(span, title, "named here").hint(hint),
            None => Problem::whole(title, hint),
        });
    }
}
