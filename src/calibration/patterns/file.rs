//! Reading a file of patterns.

use std::path::Path;

use crate::config::{Entry, Ledger, Node, Problem, Problems, Span, clip, listed, nearest, parse};
use crate::experiment::file::{stem, whole};
use crate::scenario::library::PATTERNS;
use crate::scenario::{FileKind, Shelf, Text, check_kind, check_version, find};

use super::super::file::{named, section};
use super::super::pattern_file::{self, Draft, Stands};

const KEYS: [&str; 7] = ["version", "name", "about", "scenario", "weeks", "set", "pattern"];

/// What a file of patterns says, before its patterns have met the scenario.
#[derive(Debug)]
pub(in crate::calibration) struct Read {
    pub text: Text,
    /// The file's name without folder and ending.
    pub stem: String,
    pub name: Option<String>,
    pub about: String,
    pub scenario: (String, Span),
    pub weeks: Option<u32>,
    pub set: Vec<String>,
    pub patterns: Vec<Draft>,
}

/// Finds and reads a file of patterns, by path or embedded name.
pub(in crate::calibration) fn read(
    name: &str,
    folder: &Path,
    asked_at: Option<&Span>,
    shelf: &Shelf,
) -> Result<Read, Problems> {
    let text = find(name, folder, PATTERNS, asked_at, shelf)?;
    let entries = parse(&text.source)?;
    check_version(&text.source, &entries)?;
    check_kind(FileKind::Patterns, &text, &entries)?;
    let mut ledger = Ledger::default();
    let read = file(&text, &entries, &mut ledger);
    match (read, ledger.problems.is_empty()) {
        (Some(read), true) => Ok(read),
        _ => Err(Problems(ledger.problems)),
    }
}

fn file(text: &Text, entries: &[Entry], ledger: &mut Ledger) -> Option<Read> {
    for entry in entries.iter().filter(|entry| !KEYS.contains(&entry.key.as_str())) {
        let hint = match nearest(&entry.key, KEYS) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => format!("it takes {}", listed(&KEYS)),
        };
        let title = format!("there is no `{}`", clip(&entry.key));
        ledger.problems.push(Problem::at(&entry.key_span, title, "not a key of a file of patterns").hint(hint));
    }
    let key = |wanted: &str| entries.iter().find(|entry| entry.key == wanted);
    let top = Span { source: text.source.clone(), bytes: 0..0 };
    let name = key("name").and_then(|entry| named(entry, ledger));
    let about = key("about").and_then(|entry| ledger.text("about", entry)).unwrap_or_default();
    let scenario = match key("scenario") {
        Some(entry) => ledger.text("scenario", entry).map(|name| (name, entry.span.clone())),
        None => {
            let title = "the file does not say of which scenario its patterns are";
            ledger.problems.push(Problem::at(&top, title, "missing at the top").hint("as in scenario = \"j4dw\""));
            None
        }
    };
    let hint = "it takes the place of the scenario's run.weeks";
    let weeks = key("weeks").and_then(|entry| whole("weeks", entry, 1, 100_000, hint, ledger));
    let set = key("set").map_or_else(Vec::new, |entry| settings(entry, ledger));
    let read = |entries: &[Entry], ledger: &mut Ledger| pattern_file::patterns(entries, Stands::ByThemselves, ledger);
    let patterns = section("pattern", key("pattern"), &top, pattern_file::HINT, ledger, read);
    Some(Read {
        text: text.clone(),
        stem: stem(&text.source.name),
        name,
        about,
        scenario: scenario?,
        weeks: weeks.and_then(|weeks| u32::try_from(weeks).ok()),
        set,
        patterns,
    })
}

/// What is laid over the scenario, as on the command line.
fn settings(entry: &Entry, ledger: &mut Ledger) -> Vec<String> {
    match &entry.node {
        Node::Words(words) => words.iter().map(|(word, _)| word.clone()).collect(),
        _ => {
            let hint = "as in set = [\"population.free_time=0.1\"], each as on the command line".to_owned();
            ledger.wrong_type("set", entry, "a list of settings", hint);
            Vec::new()
        }
    }
}
