//! `[question.long]`: the larger size of an experiment, laid over the keys of the file.

use crate::config::{Entry, Ledger, Node, Problem};

/// What a larger size may say: how many points and replicates. What is asked stays what it is.
const KEYS: [&str; 8] = ["replicates", "rows", "trajectories", "levels", "candidates", "base_rows", "table", "vary"];

/// The table of the larger size, where the file has one.
pub(super) fn find(entries: &[Entry]) -> Option<&Entry> {
    let question = entries.iter().find(|entry| entry.key == "question")?;
    let Node::Table(inner) = &question.node else { return None };
    inner.iter().find(|entry| entry.key == "long")
}

/// Looks whether a file's larger size is one; asked for or not, a mistake in it is said.
pub(super) fn check(entries: &[Entry], ledger: &mut Ledger) {
    let Some(long) = find(entries) else { return };
    let Node::Table(inner) = &long.node else {
        ledger.wrong_type("question.long", long, "a table", "write [question.long] above its keys".to_owned());
        return;
    };
    for item in inner {
        if !KEYS.contains(&item.key.as_str()) {
            ledger.unknown("question.long", item, KEYS);
        }
        if item.key == "vary" {
            let varied = entries.iter().find(|entry| entry.key == "vary");
            foreign(item, varied, &mut Vec::new(), ledger);
        }
    }
}

/// The larger size turns what the file turns: another knob would be another question.
fn foreign(long: &Entry, own: Option<&Entry>, path: &mut Vec<String>, ledger: &mut Ledger) {
    let Some(own) = own else {
        let name = if path.is_empty() { "anything".to_owned() } else { format!("`{}`", path.join(".")) };
        let problem = Problem::at(&long.key_span, format!("the file does not vary {name}"), "only here");
        ledger.problems.push(problem.hint("the long size turns the same knobs more finely; add it to [vary] first"));
        return;
    };
    let (Node::Table(inner), Node::Table(others)) = (&long.node, &own.node) else { return };
    if is_range(inner) {
        return;
    }
    for item in inner {
        path.push(item.key.clone());
        foreign(item, others.iter().find(|entry| entry.key == item.key), path, ledger);
        path.pop();
    }
}

/// Lays the larger size over a file's keys.
pub(super) fn lay(entries: &mut Vec<Entry>) {
    let Some(Node::Table(inner)) = find(entries).map(|long| long.node.clone()) else { return };
    over(entries, inner);
}

fn over(entries: &mut Vec<Entry>, with: Vec<Entry>) {
    for new in with {
        let Some(old) = entries.iter_mut().find(|entry| entry.key == new.key) else {
            entries.push(new);
            continue;
        };
        match (&mut old.node, new.node) {
            // The order of the file's knobs stays: the last one of a grid goes round fastest.
            (Node::Table(old), Node::Table(new)) if !is_range(&new) => over(old, new),
            (node, new_node) => {
                *node = new_node;
                old.span = new.span;
            }
        }
    }
}

/// Whether a table gives the values of a knob, and is not a group of knobs; so too a precision of replicates.
fn is_range(entries: &[Entry]) -> bool {
    let known = |entry: &Entry| ["from", "to", "steps", "log", "half_width", "at_most"].contains(&entry.key.as_str());
    entries.iter().any(|entry| known(entry) && !matches!(entry.node, Node::Table(_)))
}
