//! The documentation says what the program does.
//!
//! Prose rots without a sound: a table copied by hand keeps the old default, a README keeps a command that no
//! longer parses, a source is cited that stands nowhere. So the tables between `<!-- generated: … -->` and
//! `<!-- end -->` are made here from the program's own (`MOBILISE_BLESS=1 cargo test --test house docs` writes
//! them), every knob a page names must exist, every source cited must be listed, every command shown must
//! run, and what the README, the justfile and `.ci/run` call a test must be the same.

#![allow(clippy::disallowed_methods)] // tests read the repository's own files

mod book;
mod commands;
mod english;
mod findings;
mod generated;
mod links;
mod names;
mod outputs;
mod recipes;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const PAGES: [&str; 23] = [
    "README.md",
    "docs/README.md",
    "docs/tutorials/clone-to-slide.md",
    "docs/tutorials/slide-to-paper.md",
    "docs/promises.md",
    "docs/glossary.md",
    "docs/model.md",
    "docs/files.md",
    "docs/cases.md",
    "docs/sources.md",
    "docs/networks.md",
    "docs/experiments.md",
    "docs/questions.md",
    "docs/report.md",
    "docs/serve.md",
    "docs/cluster.md",
    "docs/sensitivity.md",
    "docs/calibration.md",
    "docs/patterns.md",
    "docs/verification.md",
    "docs/python-and-r.md",
    "docs/performance.md",
    "docs/scale.md",
];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn text(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn run(folder: &Path, arguments: &[&str]) {
    let done = Command::new(env!("CARGO_BIN_EXE_mobilise")).args(arguments).current_dir(folder).output();
    let done = done.expect("the program starts");
    assert!(done.status.success(), "mobilise {}\n{}", arguments.join(" "), String::from_utf8_lossy(&done.stderr));
}

/// The commands of a page's `console` blocks, in order.
fn commands(page: &str) -> Vec<String> {
    let blocks = page.split("```console\n").skip(1).filter_map(|block| block.split_once("```"));
    blocks.flat_map(|(block, _)| block.lines()).filter_map(|line| line.strip_prefix("$ ")).map(str::to_owned).collect()
}

/// Everything below a folder with this ending.
fn files_below(folder: &Path, ending: &str, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()) {
        if entry.is_dir() {
            files_below(&entry, ending, found);
        } else if entry.extension().is_some_and(|e| e == ending) {
            found.push(entry);
        }
    }
}
