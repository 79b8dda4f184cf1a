//! What sort of file a text is, by its own top-level keys: so that a good file given to the wrong command is called by
//! its name, and not by twenty keys that the command does not know.

use super::TOP;
use super::read::Text;
use crate::config::problem::Problem;
use crate::config::tree::{Entry, Node};

/// A sort of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sort {
    /// What `run` and `compare` take.
    Scenario,
    /// What `sweep` takes and, where it asks something, `ask`.
    Experiment,
    /// What `calibrate` takes.
    Calibration,
    /// What `patterns` takes.
    Patterns,
}

impl Sort {
    /// All of them, in the order in which they are named.
    pub const ALL: [Sort; 4] = [Sort::Scenario, Sort::Experiment, Sort::Calibration, Sort::Patterns];

    /// What it is called in messages.
    pub fn name(self) -> &'static str {
        match self {
            Sort::Scenario => "a scenario",
            Sort::Experiment => "an experiment",
            Sort::Calibration => "a calibration",
            Sort::Patterns => "a file of patterns",
        }
    }

    /// Whether no other sort of file has this key.
    fn is_told_by(self, key: &str) -> bool {
        let shared = ["version", "name", "about", "seed"];
        match self {
            Sort::Scenario => TOP.contains(&key) && !shared.contains(&key),
            Sort::Experiment => {
                ["scenarios", "design", "table", "outcomes", "vary", "alternatives", "baseline", "question"]
                    .contains(&key)
            }
            Sort::Calibration => {
                ["prior", "particles", "keep", "tolerance", "acceptance", "at_most", "patterns"].contains(&key)
            }
            Sort::Patterns => key == "set",
        }
    }

    /// The command that takes it, with what it does.
    pub fn command(self, name: &str, asks: bool) -> String {
        match self {
            Sort::Scenario => format!("`mobilise run {name}` runs it"),
            Sort::Experiment if asks => {
                format!("`mobilise ask {name}` answers its question, `mobilise sweep {name}` runs it alone")
            }
            Sort::Experiment => format!("`mobilise sweep {name}` runs it"),
            Sort::Calibration => format!("`mobilise calibrate {name}` runs it"),
            Sort::Patterns => format!("`mobilise patterns {name}` holds runs to it"),
        }
    }
}

/// The sort of a file that is plainly of one; nothing where keys of several sorts stand in it, or of none.
fn sort_of(entries: &[Entry]) -> Option<Sort> {
    let has = |key: &str| entries.iter().any(|entry| entry.key == key);
    let told: Vec<Sort> =
        Sort::ALL.into_iter().filter(|sort| entries.iter().any(|entry| sort.is_told_by(&entry.key))).collect();
    match told.as_slice() {
        [one] => Some(*one),
        // Calibrations have patterns too, and by one of the keys above they are known.
        [] if has("pattern") && has("scenario") => Some(Sort::Patterns),
        _ => None,
    }
}

/// Refuses a file that is plainly of another sort than the one that is wanted; whatever else is wrong with it waits
/// for the command that takes it.
pub(crate) fn check_sort(wanted: Sort, text: &Text, entries: &[Entry]) -> Result<(), Problem> {
    let has = |key: &str| entries.iter().any(|entry| entry.key == key);
    let Some(sort) = sort_of(entries).filter(|sort| *sort != wanted) else { return Ok(()) };
    // A calibration without its prior and a file of patterns with a key too many look alike: what is wrong with either
    // is said as of the one that was meant.
    if (wanted, sort) == (Sort::Calibration, Sort::Patterns) && !has("set")
        || (wanted, sort) == (Sort::Patterns, Sort::Calibration) && !has("prior")
    {
        return Ok(());
    }
    let telling = |entry: &&Entry| sort.is_told_by(&entry.key) || entry.key == "pattern";
    let Some(telling) = entries.iter().find(telling) else { return Ok(()) };
    let name = &text.source.name;
    let title = format!("`{name}` is {}, not {}", sort.name(), wanted.name());
    let asks = entries.iter().any(|entry| entry.key == "question" && matches!(entry.node, Node::Table(_)));
    let label = format!("a key of {}", sort.name());
    Err(Problem::at(&telling.key_place, title, label).hint(sort.command(name, asks)))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::library::{CALIBRATIONS, CASES, CLASSICS, EXPERIMENTS, Embedded, PATTERNS, QUESTIONS};
    use super::*;
    use crate::config::problem::Source;
    use crate::config::tree::parse;

    fn sort(text: &str) -> Option<Sort> {
        let source = Arc::new(Source { name: "a file".to_owned(), text: text.to_owned() });
        sort_of(&parse(&source).expect("TOML"))
    }

    #[test]
    fn every_file_of_the_library_is_of_its_sort() {
        let all: [(Sort, &[&[Embedded]]); 4] = [
            (Sort::Scenario, &[CASES, CLASSICS]),
            (Sort::Experiment, &[EXPERIMENTS, QUESTIONS]),
            (Sort::Calibration, &[CALIBRATIONS]),
            (Sort::Patterns, &[PATTERNS]),
        ];
        for (wanted, libraries) in all {
            for file in libraries.iter().flat_map(|library| library.iter()) {
                assert_eq!(sort(file.text), Some(wanted), "{}", file.path);
            }
        }
    }

    #[test]
    fn what_may_be_several_sorts_is_called_none() {
        for text in ["version = 1", "scenario = \"j4dw\"", "base = \"j4dw\"\n[vary]", "prior = 1\nvary = 2"] {
            assert_eq!(sort(text), None, "{text}");
        }
    }
}
