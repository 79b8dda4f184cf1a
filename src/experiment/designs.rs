//! `design` and the keys that say how large it is.

use crate::config::{Entry, Ledger, Problem, Span, clip, listed, nearest};
use crate::design::{self, DesignError, Latin, Morris, Saltelli, Sobol, Stratum};

use super::Design;
use crate::config::{switch, whole};

/// What designs are called, and the keys each reads.
const DESIGNS: [(&str, &[&str]); 7] = [
    ("grid", &[]),
    ("list", &[]),
    ("table", &["table"]),
    ("latin-hypercube", &["rows"]),
    ("sobol", &["rows"]),
    ("morris", &["trajectories", "levels", "candidates"]),
    ("saltelli", &["base_rows", "pairs"]),
];

/// Keys that some design reads.
pub(super) const KEYS: [&str; 7] = ["table", "rows", "trajectories", "levels", "candidates", "base_rows", "pairs"];

/// Levels of a factor in trajectories, where nothing is said.
const LEVELS: u64 = 4;

/// The word for the design: a grid where the file says nothing. Keys that it does not read are refused.
pub(super) fn word(entries: &[Entry], ledger: &mut Ledger) -> Option<&'static str> {
    let given = entries.iter().find(|entry| entry.key == "design");
    let (word, reads) = match given {
        None => DESIGNS[0],
        Some(entry) => {
            let text = ledger.text("design", entry)?;
            let Some(found) = DESIGNS.iter().find(|(name, _)| *name == text) else {
                let names = DESIGNS.map(|(name, _)| name);
                let hint = match nearest(&text, names) {
                    Some(meant) => format!("did you mean \"{meant}\"?"),
                    None => format!("designs are {}", listed(&names)),
                };
                let title = format!("there is no design \"{}\"", clip(&text));
                ledger.problems.push(Problem::at(&entry.span, title, "not a design").hint(hint));
                return None;
            };
            *found
        }
    };
    for entry in entries {
        let key = entry.key.as_str();
        if KEYS.contains(&key) && !reads.contains(&key) {
            let readers: Vec<&str> =
                DESIGNS.iter().filter(|(_, reads)| reads.contains(&key)).map(|(name, _)| *name).collect();
            let title = format!("`{key}` is not read by the design \"{word}\"");
            let hint =
                format!("it is read by {}: write design = \"{}\", or leave it out", listed(&readers), readers[0]);
            ledger.problems.push(Problem::at(&entry.key_span, title, "not read").hint(hint));
        }
    }
    Some(word)
}

/// The design of this word for so many factors.
pub(super) fn design(word: &str, entries: &[Entry], factors: usize, top: &Span, ledger: &mut Ledger) -> Option<Design> {
    let key = |wanted: &str| entries.iter().find(|entry| entry.key == wanted);
    let at = key("design").map_or(top, |entry| &entry.span);
    let number = |name: &str, otherwise: Option<u64>, ledger: &mut Ledger| -> Option<usize> {
        let hint = format!("as in {name} = {}", if name == "base_rows" { 256 } else { 20 });
        match (key(name), otherwise) {
            (Some(entry), _) => whole(name, entry, 1, 1 << 24, &hint, ledger).map(|n| n as usize),
            (None, Some(number)) => Some(number as usize),
            (None, None) => {
                let title = format!("the design \"{word}\" needs `{name}`");
                ledger.problems.push(Problem::at(at, title, "how large is it?").hint(hint));
                None
            }
        }
    };
    if factors == 0 {
        return None; // said elsewhere
    }
    let made = match word {
        "grid" => return Some(Design::Grid),
        "list" => return Some(Design::List),
        "table" => return Some(Design::Table),
        "latin-hypercube" => {
            Latin::new(factors, number("rows", None, ledger)?, Stratum::Anywhere).map(design::Design::from)
        }
        "sobol" => Sobol::new(factors, number("rows", None, ledger)?, true).map(design::Design::from),
        "morris" => {
            let trajectories = number("trajectories", None, ledger)?;
            let levels = u32::try_from(number("levels", Some(LEVELS), ledger)?).unwrap_or(u32::MAX);
            let candidates = match key("candidates") {
                Some(_) => Some(number("candidates", None, ledger)?),
                None => None,
            };
            let made = Morris::new(factors, trajectories, levels);
            let made = made.and_then(|made| match candidates {
                Some(candidates) => made.most_spread_of(candidates),
                None => Ok(made),
            });
            made.map(design::Design::from)
        }
        _ => {
            let base_rows = number("base_rows", None, ledger)?;
            let pairs = key("pairs").map_or(Some(false), |entry| switch(entry, ledger))?;
            Saltelli::new(factors, base_rows, pairs).map(design::Design::from)
        }
    };
    match made {
        Ok(made) => Some(Design::Cube(made)),
        Err(DesignError { parameter, what, hint }) => {
            let span = key(parameter).map_or(at, |entry| &entry.span);
            ledger.problems.push(Problem::at(span, format!("`{parameter}` {what}"), "no design").hint(hint));
            None
        }
    }
}
