//! What kind of file a text is, by its own top-level keys: so that a good file given to the wrong command is called by
//! its name, and not by twenty keys that the command does not know.

use std::path::Path;

use super::TOP;
use super::library::experiments;
use super::read::{Shelf, Text, find};
use crate::config::Problem;
use crate::config::tree::{Entry, Node, parse};

/// A kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FileKind {
    /// What `run` and `compare` take.
    Scenario,
    /// What `sweep` takes and, where it asks something, `ask`.
    Experiment,
    /// What `calibrate` takes.
    Calibration,
    /// What `patterns` takes.
    Patterns,
}

impl FileKind {
    /// All of them, in the order in which they are named.
    pub(crate) const ALL: [FileKind; 4] =
        [FileKind::Scenario, FileKind::Experiment, FileKind::Calibration, FileKind::Patterns];

    /// What it is called in messages.
    pub(crate) fn name(self) -> &'static str {
        match self {
            FileKind::Scenario => "a scenario",
            FileKind::Experiment => "an experiment",
            FileKind::Calibration => "a calibration",
            FileKind::Patterns => "a file of patterns",
        }
    }

    /// Whether no other kind of file has this key.
    fn is_known_by(self, key: &str) -> bool {
        let shared = ["version", "name", "about", "seed"];
        match self {
            FileKind::Scenario => TOP.contains(&key) && !shared.contains(&key),
            FileKind::Experiment => {
                ["design", "table", "outcomes", "vary", "alternatives", "baseline", "question"].contains(&key)
            }
            FileKind::Calibration => {
                ["prior", "particles", "keep", "tolerance", "acceptance", "at_most", "patterns"].contains(&key)
            }
            FileKind::Patterns => key == "set",
        }
    }

    /// The command that takes it, with what it does.
    pub(crate) fn command(self, name: &str, asks: bool) -> String {
        match self {
            FileKind::Scenario => format!("`mobilise run {name}` runs it"),
            FileKind::Experiment if asks => {
                format!("`mobilise ask {name}` answers its question, `mobilise sweep {name}` runs it alone")
            }
            FileKind::Experiment => format!("`mobilise sweep {name}` runs it"),
            FileKind::Calibration => format!("`mobilise calibrate {name}` runs it"),
            FileKind::Patterns => format!("`mobilise patterns {name}` holds runs to it"),
        }
    }
}

/// The kind of a file that is plainly of one; nothing where keys of several sorts stand in it, or of none.
fn kind_of(entries: &[Entry]) -> Option<FileKind> {
    let has = |key: &str| entries.iter().any(|entry| entry.key == key);
    let told: Vec<FileKind> =
        FileKind::ALL.into_iter().filter(|kind| entries.iter().any(|entry| kind.is_known_by(&entry.key))).collect();
    match told.as_slice() {
        [one] => Some(*one),
        // Calibrations have these keys too, and by one of the keys above they are known.
        [] if has("pattern") && has("scenario") => Some(FileKind::Patterns),
        [] if has("scenarios") => Some(FileKind::Experiment),
        _ => None,
    }
}

/// The kind of the file that a command is given by path, or by the name of an embedded experiment; nothing where it
/// cannot be read, or is not plainly of one kind.
pub(crate) fn kind_of_file(name: &str, shelf: &Shelf) -> Option<FileKind> {
    let text = find(name, Path::new(""), experiments(), None, shelf).ok()?;
    kind_of(&parse(&text.source).ok()?)
}

/// Refuses a file that is plainly of another kind than the one that is wanted; whatever else is wrong with it waits
/// for the command that takes it.
pub(crate) fn check_kind(wanted: FileKind, text: &Text, entries: &[Entry]) -> Result<(), Problem> {
    let has = |key: &str| entries.iter().any(|entry| entry.key == key);
    let Some(kind) = kind_of(entries).filter(|kind| *kind != wanted) else { return Ok(()) };
    // A calibration without its prior and a file of patterns with a key too many look alike: what is wrong with either
    // is said as of the one that was meant.
    if (wanted, kind) == (FileKind::Calibration, FileKind::Patterns) && !has("set")
        || (wanted, kind) == (FileKind::Patterns, FileKind::Calibration) && !has("prior")
    {
        return Ok(());
    }
    let own = entries.iter().find(|entry| kind.is_known_by(&entry.key));
    let shared = || entries.iter().find(|entry| ["pattern", "scenarios"].contains(&entry.key.as_str()));
    let Some(telling) = own.or_else(shared) else { return Ok(()) };
    let name = &text.source.name;
    let title = format!("`{name}` is {}, not {}", kind.name(), wanted.name());
    let asks = entries.iter().any(|entry| entry.key == "question" && matches!(entry.node, Node::Table(_)));
    let label = format!("a key of {}", kind.name());
    Err(Problem::at(&telling.key_span, title, label).hint(kind.command(name, asks)))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::library::{CALIBRATIONS, CASES, CLASSICS, EXPERIMENTS, Embedded, PATTERNS, QUESTIONS};
    use super::*;
    use crate::config::Source;
    use crate::config::tree::parse;

    fn kind(text: &str) -> Option<FileKind> {
        let source = Arc::new(Source { name: "a file".to_owned(), text: text.to_owned() });
        kind_of(&parse(&source).expect("TOML"))
    }

    #[test]
    fn every_file_of_the_library_is_of_its_sort() {
        let all: [(FileKind, &[&[Embedded]]); 4] = [
            (FileKind::Scenario, &[CASES, CLASSICS]),
            (FileKind::Experiment, &[EXPERIMENTS, QUESTIONS]),
            (FileKind::Calibration, &[CALIBRATIONS]),
            (FileKind::Patterns, &[PATTERNS]),
        ];
        for (wanted, libraries) in all {
            for file in libraries.iter().flat_map(|library| library.iter()) {
                assert_eq!(kind(file.text), Some(wanted), "{}", file.path);
            }
        }
    }

    #[test]
    fn what_may_be_several_sorts_is_called_none() {
        for text in ["version = 1", "scenario = \"j4dw\"", "base = \"j4dw\"\n[vary]", "prior = 1\nvary = 2"] {
            assert_eq!(kind(text), None, "{text}");
        }
    }
}
