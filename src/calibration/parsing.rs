//! What files of calibrations and files of patterns have in common.

use std::path::Path;

use crate::config::{Entry, Ledger, Node, Problem, Problems, Span, clip, parse};
use crate::scenario::library::Embedded;
use crate::scenario::{FileKind, Shelf, Text, check_kind, check_version, find};

/// Where to look for a file.
pub(crate) struct Source<'a> {
    /// A path or an embedded name.
    pub name: &'a str,
    /// The folder that a path starts from.
    pub folder: &'a Path,
    pub library: &'a [Embedded],
    /// Where another file names it.
    pub named_at: Option<&'a Span>,
    pub shelf: &'a Shelf,
}

/// Finds and reads a file of some kind; `read` takes its entries.
pub(crate) fn read_file<T>(
    source: &Source<'_>,
    kind: FileKind,
    read: impl FnOnce(&Text, &[Entry], &mut Ledger) -> Option<T>,
) -> Result<T, Problems> {
    let text = find(source.name, source.folder, source.library, source.named_at, source.shelf)?;
    let entries = parse(&text.source)?;
    check_version(&text.source, &entries)?;
    check_kind(kind, &text, &entries)?;
    let mut ledger = Ledger::default();
    let found = read(&text, &entries, &mut ledger);
    match (found, ledger.problems.is_empty()) {
        (Some(found), true) => Ok(found),
        _ => Err(Problems(ledger.problems)),
    }
}

/// The top of a text, where a missing key is reported.
pub(crate) fn top(text: &Text) -> Span {
    Span { source: text.source.clone(), bytes: 0..0 }
}

/// Reports a key that a file does not take.
pub(crate) fn unknown_key(entry: &Entry, label: &str, hint: String, ledger: &mut Ledger) {
    let title = format!("there is no `{}`", clip(&entry.key));
    ledger.problems.push(Problem::at(&entry.key_span, title, label).hint(hint));
}

/// The scenario that a file names, which it must.
pub(crate) fn scenario_of(
    entry: Option<&Entry>,
    text: &Text,
    missing: &str,
    ledger: &mut Ledger,
) -> Option<(String, Span)> {
    let Some(entry) = entry else {
        let problem = Problem::at(&top(text), missing, "missing at the top");
        ledger.problems.push(problem.hint("as in scenario = \"j4dw\""));
        return None;
    };
    Some((ledger.text("scenario", entry)?, entry.span.clone()))
}

/// A table that must be there with something in it.
pub(crate) fn section<T>(
    name: &str,
    entry: Option<&Entry>,
    text: &Text,
    hint: &str,
    ledger: &mut Ledger,
    read: impl FnOnce(&[Entry], &mut Ledger) -> Vec<T>,
) -> Vec<T> {
    let before = ledger.problems.len();
    let found = match entry.map(|entry| &entry.node) {
        None => Vec::new(),
        Some(Node::Table(entries)) => read(entries, ledger),
        Some(_) => {
            entry.into_iter().for_each(|entry| ledger.wrong_type(name, entry, "a table", hint.to_owned()));
            return Vec::new();
        }
    };
    if found.is_empty() && ledger.problems.len() == before {
        let span = entry.map_or_else(|| top(text), |entry| entry.key_span.clone());
        let problem = Problem::at(&span, format!("the file has no {name}"), format!("no [{name}]"));
        ledger.problems.push(problem.hint(hint));
    }
    found
}
