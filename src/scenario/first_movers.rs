//! `workers` of an intervention: the first movers it names, by their numbers or by the names of a network file.

use std::collections::BTreeSet;

use super::Scenario;
use super::network::FromFile;
use crate::config::ledger::Ledger;
use crate::config::tree::{Entry, Node};
use crate::config::{Problem, Span, clip, nearest};
use crate::knob::Value;

const HINT: &str = "as in workers = [1, 501]; workers are numbered from 1";

/// Lays the lists of all interventions. This comes after the network, whose file may give workers names.
pub(super) fn lay(entries: &[Entry], scenario: &mut Scenario, ledger: &mut Ledger) {
    // A file that could not be read is a problem of its own, and makes none of the names that it would give.
    let is_unread = scenario.network.file.is_none() && tables(entries, "network").any(|item| item.key == "file");
    for table in tables(entries, "intervention") {
        let Some(entry) = inner(table).iter().find(|item| item.key == "workers") else { continue };
        let Some(intervention) = scenario.interventions.iter_mut().find(|known| known.name == table.key) else {
            continue;
        };
        if is_unread && !matches!(entry.node, Node::Numbers(_)) {
            continue;
        }
        let full = format!("intervention.{}.workers", table.key);
        intervention.workers = list(&full, entry, scenario.network.file.as_ref(), ledger);
    }
}

/// What stands in the tables of this name.
fn tables<'a>(entries: &'a [Entry], key: &str) -> impl Iterator<Item = &'a Entry> {
    entries.iter().filter(move |entry| entry.key == key).flat_map(inner)
}

fn inner(entry: &Entry) -> &[Entry] {
    match &entry.node {
        Node::Table(items) => items,
        _ => &[],
    }
}

/// How a list names a worker.
enum Who<'a> {
    Number(i64),
    Name(&'a str),
}

/// The numbers of the workers on a list, each once.
fn list(full: &str, entry: &Entry, file: Option<&FromFile>, ledger: &mut Ledger) -> Vec<u32> {
    ledger.note(full, &entry.span);
    let Some(named) = named(&entry.node) else {
        ledger.wrong_type(full, entry, "a list of workers, by number or by name", HINT.to_owned());
        return Vec::new();
    };
    let mut list: Vec<u32> = Vec::with_capacity(named.len());
    let mut seen = BTreeSet::new();
    for (who, span) in named {
        if ledger.full() {
            break;
        }
        match number(&who, file) {
            Some(number) if seen.insert(number) => {
                ledger.note(&format!("{full}.{number}"), span);
                list.push(number);
            }
            Some(number) => {
                let (title, hint) = match who {
                    Who::Number(_) => (format!("{number} is listed twice"), HINT.to_owned()),
                    Who::Name(name) => (
                        format!("\"{}\" is listed twice", clip(name)),
                        format!("this is worker {number}, whom the list has already"),
                    ),
                };
                ledger.problems.push(Problem::at(span, title, "this one").hint(hint));
            }
            None => ledger.problems.push(unknown(&who, span, file)),
        }
    }
    list
}

/// The workers that a list names, each with its place; nothing where it lists something else.
fn named(node: &Node) -> Option<Vec<(Who<'_>, &Span)>> {
    match node {
        Node::Numbers(numbers) => Some(numbers.iter().map(|(number, span)| (Who::Number(*number), span)).collect()),
        Node::Words(words) => Some(words.iter().map(|(word, span)| (Who::Name(word), span)).collect()),
        Node::Values(values) => values
            .iter()
            .map(|(value, span)| match value {
                Value::Whole(number) => Some((Who::Number(*number), span)),
                Value::Text(word) => Some((Who::Name(word), span)),
                _ => None,
            })
            .collect(),
        _ => None,
    }
}

/// A worker's number. A number in quotation marks is a name first, as in `[worker."7"]`.
fn number(who: &Who<'_>, file: Option<&FromFile>) -> Option<u32> {
    match who {
        Who::Number(number) => u32::try_from(*number).ok().filter(|number| *number > 0),
        Who::Name(name) => {
            let by_number = || name.parse().ok().filter(|number| *number > 0);
            file.and_then(|file| file.worker(name)).or_else(by_number)
        }
    }
}

fn unknown(who: &Who<'_>, span: &Span, file: Option<&FromFile>) -> Problem {
    let name = match who {
        Who::Number(number) => {
            return Problem::at(span, format!("{number} is no worker's number"), "this one").hint(HINT);
        }
        Who::Name(name) => name,
    };
    let title = format!("there is no worker called \"{}\"", clip(name));
    let Some(file) = file else {
        let hint = format!("names come from a network file (network.file), and there is none; {HINT}");
        return Problem::at(span, title, "a name").hint(hint);
    };
    let ids = || file.file.ids.iter().map(String::as_str);
    let hint = match nearest(name, ids()) {
        Some(meant) => format!("did you mean \"{}\"? Names are those of the network file", clip(meant)),
        None => {
            let some: Vec<String> = ids().take(3).map(|id| format!("\"{}\"", clip(id))).collect();
            format!("names are those of the network file, as {}", some.join(", "))
        }
    };
    Problem::at(span, title, "not in the network file").hint(hint)
}
