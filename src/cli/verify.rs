//! `mobilise verify`: the engine against the classics.

use std::fmt::Write;
use std::path::PathBuf;

use clap::Args;
use comfy_table::{Cell, CellAlignment};

use mobilise::internals::text::trimmed;
use mobilise::internals::verify::{Case, Effort};
use mobilise::workflow::verification::{Verification, cases_named};

use super::failure::Failure;
use super::terminal::Terminal;
use super::words::{path_word, plain_table, table_text};

/// Arguments of `mobilise verify`.
#[derive(Debug, Args)]
pub struct VerifyArguments {
    /// Cases to check, by the name of their scenario file; all, if none is named
    names: Vec<String>,
    /// Run the long form: the sizes of the literature, and more replicates
    #[arg(long)]
    long: bool,
    /// The seed of all random numbers
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Print all comparisons as JSON
    #[arg(long)]
    json: bool,
    /// Write tables of what was compared, and a figure of each case that is a curve, into this new folder
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// List the cases and run none
    #[arg(long)]
    list: bool,
}

/// Runs the cases, prints what was compared, and fails where the engine does not agree.
pub fn run(arguments: &VerifyArguments, terminal: &Terminal) -> Result<(), Failure> {
    let cases = cases_named(&arguments.names)?;
    if arguments.list {
        return terminal.data(&list(&cases));
    }
    let effort = Effort { long: arguments.long, seed: arguments.seed };
    let verification = Verification::run(&cases, effort, terminal)?;
    if let Some(folder) = &arguments.out {
        verification.write(folder)?;
        let folder = path_word(folder);
        terminal.say(&format!("wrote {folder}: tables and figures\nnext: mobilise plot {folder} --theme dark"));
    }
    if arguments.json {
        terminal.data(&format!("{:#}\n", verification.json()))?;
    } else {
        terminal.data(&table(&verification, terminal.width()))?;
    }
    Ok(verification.check()?)
}

fn list(cases: &[&Case]) -> String {
    let mut out = String::new();
    for case in cases {
        let _ = writeln!(out, "{:<22} {} (theory {})", case.name, case.title, case.source);
    }
    out
}

fn table(verification: &Verification, width: u16) -> String {
    let mut table = plain_table(width);
    let right = |text: &str| Cell::new(text).set_alignment(CellAlignment::Right);
    let heads = [Cell::new(""), Cell::new("by"), right("expected"), right("found"), right("±"), Cell::new("")];
    table.set_header(heads);
    let (mut all, mut failures) = (0, 0);
    for (case, result) in &verification.results {
        all += result.comparisons.len();
        failures += result.failures();
        table.add_row([format!("{} — {}", case.name, case.title), format!("theory {}", case.source)]);
        for it in &result.comparisons {
            table.add_row([
                Cell::new(format!("  {}", it.what)),
                Cell::new(it.basis),
                right(&trimmed(it.expected)),
                right(&trimmed(it.found)),
                right(&trimmed(it.tolerance)),
                Cell::new(if it.passed() { "holds" } else { "fails" }),
            ]);
        }
    }
    format!("{}\n{} of {all} comparisons hold.\n", table_text(&table), all - failures)
}
