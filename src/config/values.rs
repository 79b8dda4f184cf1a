//! Values of keys, read with the message for one that does not fit.

use std::path::PathBuf;

use crate::knob::{Kind, Value};

use super::ledger::Ledger;
use super::name::{NAME_HINT, unfit_name};
use super::problem::Problem;
use super::tree::{Entry, Node};

/// A number, with a point or without.
pub(crate) fn real(node: &Node) -> Option<f64> {
    match node {
        Node::Value(Value::Real(x)) => Some(*x),
        Node::Value(Value::Whole(x)) => Some(*x as f64),
        _ => None,
    }
}

/// A whole number within bounds.
pub(crate) fn whole(name: &str, entry: &Entry, low: i64, high: i64, hint: &str, ledger: &mut Ledger) -> Option<u64> {
    let allowed = format!("a whole number from {low} to {high}");
    match &entry.node {
        Node::Value(Value::Whole(x)) if (low..=high).contains(x) => return u64::try_from(*x).ok(),
        Node::Value(Value::Whole(_)) => ledger.out_of_range(name, entry, &allowed, hint.to_owned()),
        _ => ledger.wrong_type(name, entry, &allowed, hint.to_owned()),
    }
    None
}

/// A switch.
pub(crate) fn switch(entry: &Entry, ledger: &mut Ledger) -> Option<bool> {
    match &entry.node {
        Node::Value(Value::Switch(on)) => Some(*on),
        _ => {
            ledger.wrong_type(&entry.key, entry, &Kind::Switch.to_string(), "write true or false".to_owned());
            None
        }
    }
}

/// The value of `name`.
pub(crate) fn name_of(entry: &Entry, ledger: &mut Ledger) -> Option<String> {
    let name = ledger.text("name", entry)?;
    match unfit_name(&name) {
        None => Some(name),
        Some(why) => {
            ledger.problems.push(Problem::at(&entry.span, "`name` is not a name", why).hint(NAME_HINT));
            None
        }
    }
}

/// The name of a file without its folder and ending.
pub(crate) fn stem(path: &str) -> String {
    PathBuf::from(path).file_stem().map_or_else(|| path.to_owned(), |stem| stem.to_string_lossy().into_owned())
}
