//! Reading a file of patterns.

use std::path::Path;

use crate::calibration::parsing::{Source, read_file, scenario_of, section, unknown_key};
use crate::calibration::pattern_file::{self, Home, PatternDraft};
use crate::config::{Entry, Ledger, Node, Problems, Span, listed, name_of, nearest};
use crate::config::{stem, whole};
use crate::scenario::library::PATTERNS;
use crate::scenario::{FileKind, Shelf, Text};

const KEYS: [&str; 7] = ["version", "name", "about", "scenario", "weeks", "set", "pattern"];

/// The contents of a file of patterns, which are not yet resolved in the scenario.
#[derive(Debug)]
pub(crate) struct PatternFile {
    pub text: Text,
    /// The file's name without folder and ending.
    pub stem: String,
    pub name: Option<String>,
    pub about: String,
    pub scenario: (String, Span),
    pub weeks: Option<u32>,
    pub set: Vec<String>,
    pub patterns: Vec<PatternDraft>,
}

/// Finds and reads a file of patterns, by path or embedded name.
pub(crate) fn read_patterns(
    name: &str,
    folder: &Path,
    named_at: Option<&Span>,
    shelf: &Shelf,
) -> Result<PatternFile, Problems> {
    read_file(&Source { name, folder, library: PATTERNS, named_at, shelf }, FileKind::Patterns, file)
}

fn file(text: &Text, entries: &[Entry], ledger: &mut Ledger) -> Option<PatternFile> {
    for entry in entries.iter().filter(|entry| !KEYS.contains(&entry.key.as_str())) {
        let hint = match nearest(&entry.key, KEYS) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => format!("it takes {}", listed(&KEYS)),
        };
        unknown_key(entry, "not a key of a file of patterns", hint, ledger);
    }
    let key = |wanted: &str| entries.iter().find(|entry| entry.key == wanted);
    let name = key("name").and_then(|entry| name_of(entry, ledger));
    let about = key("about").and_then(|entry| ledger.text("about", entry)).unwrap_or_default();
    let scenario = scenario_of(key("scenario"), text, "the file does not name the scenario of its patterns", ledger);
    let hint = "it replaces the scenario's run.weeks";
    let weeks = key("weeks").and_then(|entry| whole("weeks", entry, 1, 100_000, hint, ledger));
    let set = key("set").map_or_else(Vec::new, |entry| settings(entry, ledger));
    let read = |entries: &[Entry], ledger: &mut Ledger| pattern_file::patterns(entries, Home::Patterns, ledger);
    let patterns = section("pattern", key("pattern"), text, pattern_file::HINT, ledger, read);
    Some(PatternFile {
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

/// Settings of the scenario, as on the command line.
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
