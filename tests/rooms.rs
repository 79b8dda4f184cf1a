//! The house stands as its plan says.
//!
//! A folder answers one question, and a lower floor never imports a higher one: the list `FLOORS`
//! below. Floors rot one convenient `use` at a time – a model that reads a file, a scenario that draws – and no
//! compiler minds. So the paths are read here. Files stay small for the same reason: nobody decides to write a file of
//! a thousand lines.

#![allow(clippy::disallowed_methods)] // tests read the repository's own files

use std::fs;
use std::path::{Path, PathBuf};

/// Floors from the ground up.
const FLOORS: [&str; 24] = [
    "number",
    "text",
    "design",
    "sensitivity",
    "knob",
    "config",
    "network",
    "model",
    "scenario",
    "glossary",
    "record",
    "study",
    "experiment",
    "store",
    "analysis",
    "calibration",
    "odd",
    "verify",
    "question",
    "results",
    "figure",
    "report",
    "serve",
    "workflow",
];

/// Beside the floors: touches the disk and nothing of ours; from this floor up it may be used.
const LEAF: &str = "files";
const LEAF_FROM: &str = "scenario";

/// What the floors below the leaf never touch: they compute.
const NO_INPUT_OR_OUTPUT: [&str; 12] = [
    "std::fs",
    "std::net",
    "std::env",
    "std::process",
    "println!",
    "print!(",
    "eprintln!",
    "eprint!(",
    "clap::",
    "plotters::",
    "indicatif::",
    "std::time::",
];

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> =
        fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|end| end == "rs") {
            found.push(path);
        }
    }
}

/// All source files with their paths below `src`.
fn all() -> Vec<(String, String)> {
    let mut files = Vec::new();
    rust_files(&source(), &mut files);
    let name = |path: &Path| path.strip_prefix(source()).expect("below src").to_string_lossy().replace('\\', "/");
    files.iter().map(|path| (name(path), fs::read_to_string(path).expect("a text"))).collect()
}

/// The code of a file: without comments, and without its tests, which stand at the end.
fn code(text: &str) -> String {
    let before_tests = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    let lines = before_tests.lines().map(|line| line.split("//").next().unwrap_or_default());
    lines.collect::<Vec<_>>().join("\n")
}

/// Files that are tests as a whole.
fn is_test(name: &str, files: &[(String, String)]) -> bool {
    let (folder, file) = name.rsplit_once('/').unwrap_or(("", name));
    let module = file.trim_end_matches(".rs");
    let parent = files.iter().find(|(other, _)| *other == format!("{folder}/mod.rs"));
    parent.is_some_and(|(_, text)| text.contains(&format!("#[cfg(test)]\nmod {module};")))
}

/// The parts of the library that some code names by `crate::`, one at a time or in braces.
fn named(code: &str) -> Vec<String> {
    let word = |text: &str| text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let mut found = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        // `$crate::` inside a macro counts; `mycrate::` does not.
        if code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_') {
            continue;
        }
        let rest = &code[at + "crate::".len()..];
        match rest.strip_prefix('{') {
            Some(list) => {
                let list = list.split("};").next().unwrap_or_default();
                found.extend(list.split(',').map(|item| word(item.trim())).filter(|item| !item.is_empty()));
            }
            None => found.push(word(rest)),
        }
    }
    found
}

fn floor(part: &str) -> Option<usize> {
    FLOORS.iter().position(|floor| *floor == part)
}

#[test]
fn a_lower_floor_never_imports_a_higher_one() {
    let files = all();
    let leaf_from = floor(LEAF_FROM).expect("a floor");
    let (mut seen, mut wrong) = ([false; FLOORS.len()], Vec::new());
    for (name, text) in &files {
        let Some(own) = name.split(['/', '.']).next().and_then(floor) else { continue };
        seen[own] = true;
        if is_test(name, &files) {
            continue;
        }
        for part in named(&code(text)) {
            let allowed = match floor(&part) {
                Some(other) => other <= own,
                None => part != LEAF || own >= leaf_from,
            };
            if !allowed {
                wrong.push(format!("src/{name} names crate::{part}"));
            }
        }
    }
    assert!(seen.iter().all(|seen| *seen), "every floor has files: {seen:?}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_leaf_imports_nothing_of_ours() {
    for (name, text) in all().iter().filter(|(name, _)| name.split(['/', '.']).next() == Some(LEAF)) {
        assert!(named(&code(text)).is_empty(), "src/{name}");
    }
}

/// The command line is no part of the library, and the library does not know of it.
#[test]
fn the_library_does_not_know_the_command_line() {
    let library = all().into_iter().filter(|(name, _)| !name.starts_with("cli/") && name != "main.rs");
    for (name, text) in library {
        let code = code(&text);
        for word in ["clap", "indicatif", "comfy_table", "process::exit", "println!", "eprintln!", "dbg!"] {
            assert!(!code.contains(word), "src/{name} has {word}: the library returns values and errors");
        }
    }
}

#[test]
fn the_model_does_no_input_or_output() {
    let files = all();
    for (name, text) in &files {
        let Some(own) = name.split(['/', '.']).next().and_then(floor) else { continue };
        if own >= floor(LEAF_FROM).expect("a floor") || is_test(name, &files) {
            continue;
        }
        let code = code(text);
        for word in NO_INPUT_OR_OUTPUT {
            assert!(!code.contains(word), "src/{name} has {word}");
        }
    }
}

/// What is drawn and reported was read in the room of results; here nothing is opened.
#[test]
fn figures_and_reports_read_no_file() {
    let files = all();
    let own = |name: &str| name.starts_with("figure/") || name.starts_with("report/");
    let mut seen = 0;
    for (name, text) in files.iter().filter(|(name, _)| own(name) && !is_test(name, &files)) {
        seen += 1;
        let code = code(text);
        for word in ["files::", "crate::files", "csv::", "File::open", "std::fs", "parquet::", "serde_json::from"] {
            assert!(!code.contains(word), "src/{name} has {word}: results are read in src/results");
        }
    }
    assert!(seen > 20, "{seen} files");
}

/// Neither the engine nor anything it is made from contains the name of an organisation, population or case.
#[test]
fn the_engine_knows_no_name() {
    for (name, text) in all().iter().filter(|(name, _)| name.starts_with("model/")) {
        let code = code(text);
        for word in ["J4DW", "j4dw", "MECA", "meca", "Unite", "Kalayaan"] {
            assert!(!code.contains(word), "src/{name} has {word}");
        }
    }
}

#[test]
fn files_are_small() {
    let files = all();
    let mut lengths: Vec<usize> = files.iter().map(|(_, text)| text.lines().count()).collect();
    for (name, text) in &files {
        assert!(text.lines().count() <= 800, "src/{name} has {} lines", text.lines().count());
    }
    lengths.sort_unstable();
    let median = lengths[lengths.len() / 2];
    assert!(median <= 150, "half the files have more than {median} lines");
}

/// What this file relies on: the check can fail.
#[test]
fn paths_are_found() {
    let code = "use crate::model::x;\nuse crate::{figure::y, files};\nlet z = $crate::knob::Z; mycrate::scenario;";
    assert_eq!(named(code), ["model", "figure", "files", "knob"]);
}
