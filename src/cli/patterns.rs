//! `mobilise patterns`: runs compared with what was observed.

use std::fmt::Write;
use std::path::PathBuf;

use clap::Args;

use mobilise::internals::calibration::patterns::prior::unfitted;
use mobilise::internals::calibration::patterns::words::tables;
use mobilise::internals::calibration::verdict::MEANING;
use mobilise::workflow::folder_names::DefaultFolder;
use mobilise::workflow::patterns::{PatternsOutcome, PatternsRequest, compare_patterns};

use super::failure::Failure;
use super::options::NewRunOptions;
use super::stopped;
use super::terminal::Terminal;
use super::words::{path_word, render};

/// Arguments of `mobilise patterns`.
#[derive(Debug, Args)]
pub struct PatternsArguments {
    /// Files of patterns, or names that `mobilise list patterns` shows
    #[arg(default_values = [
        "j4dw",
        "meca",
        "meca-history",
        "united-workers-association",
        "no-way-in",
        "crossover-j4dw-in-somerset",
        "crossover-meca-in-london",
    ])]
    patterns: Vec<String>,
    #[command(flatten)]
    options: NewRunOptions,
    /// The folder of a calibration: compare each pattern with what its prior alone gives [default: two-cases, which comes
    /// with the program, for the program's own patterns]
    #[arg(long, value_name = "CALIBRATION")]
    prior: Option<PathBuf>,
    /// Print only JSON on standard output
    #[arg(long)]
    json: bool,
}

/// Runs, and compares the runs with the patterns.
pub fn run(arguments: PatternsArguments, terminal: &Terminal) -> Result<(), Failure> {
    let NewRunOptions { change, seed, folder } = &arguments.options;
    stopped::writes_at_the_end();
    let request = PatternsRequest {
        changes: change.changes(),
        seed: seed.seed,
        folder: folder.folder_or(&DefaultFolder::OfAll(&arguments.patterns, "patterns")),
        if_taken: folder.if_taken(),
        patterns: arguments.patterns,
        threads: change.threads(),
        prior: arguments.prior,
        command: terminal.command(),
    };
    let outcome = compare_patterns(&request, terminal)?;
    if arguments.json {
        terminal.data(&format!("{:#}\n", outcome.plan.json_beside(&outcome.held, outcome.prior.as_ref())))?;
    } else {
        terminal.data(&text(&outcome, terminal.width()))?;
    }
    terminal.say(&format!(
        "\nwrote {}: tables (patterns.csv, values.csv, curves.csv), patterns.json, figures (counts.png, patterns.png), \
         run.json\n\ntry next:\n  mobilise patterns j4dw --fixed   the same with one set of values for all runs",
        path_word(&outcome.folder)
    ));
    Ok(())
}

fn text(outcome: &PatternsOutcome, width: u16) -> String {
    let mut out = String::new();
    for table in tables(&outcome.plan, &outcome.held, outcome.prior.as_ref()) {
        let _ = writeln!(out, "{}", render(&table, width));
    }
    let _ = writeln!(
        out,
        "simulated: median and 95 % interval of {} runs; within: the share of runs in the observed range\n{MEANING}\n\
         used in fitting: no test; selecting: it chooses among models; testing: it is used for neither",
        outcome.plan.study.replicates
    );
    if outcome.prior.is_some() {
        let _ = writeln!(out, "by chance: the share of draws of the prior that meet the pattern");
    }
    if let Some(sentence) = unfitted(&outcome.plan, &outcome.held, outcome.prior.as_ref()) {
        let _ = writeln!(out, "\n{sentence}");
    }
    out
}
