//! The command line, through the real program.
//!
//! The contract: data on standard output and everything else on standard error; 0 done, 1 a run failed, 2
//! the input is wrong; a refusal says what, where and the way out, and leaves nothing on disk; what a study
//! writes is named and shaped as other tools read it.
//!
//! It can break where no unit test looks: in the order of statements (a folder made before the last check),
//! in a library that prints, in an option that clap refuses in its own words, in a column renamed.
//!
//! What it has caught: a full disk under standard output that ended in 0; `--out a/b` without `a` that
//! advised `--force`; `--force --out .` that ran for minutes before it failed; a population in the file and
//! another number of workers by `--set` beside a network, which ran past the end of a column.

mod check;
mod folders;
mod look_up;
mod new;
mod options;
mod streams;
mod study;
mod words;

use serde_json::Value;

/// A study small enough to run many times over.
const TINY: [&str; 6] = ["--weeks", "4", "--replicates", "2", "--set", "population.workers=200"];

fn tiny<'a>(arguments: &[&'a str]) -> Vec<&'a str> {
    arguments.iter().copied().chain(TINY).collect()
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}\n{text}"))
}
