//! `mobilise sensitivity`: run what is missing of an experiment, as `sweep` does, and say which knobs matter.

use std::fmt::Write;
use std::path::Path;

use clap::Args;

use mobilise::experiment::plan::SweepPlan;
use mobilise::internals::analysis::summary::summary;
use mobilise::internals::analysis::words::meaning;
use mobilise::internals::analysis::{Analysis, Points};
use mobilise::workflow::sensitivity::analyse_folder;

use super::failure::Failure;
use super::sweep::{SweepArguments, finished};
use super::terminal::Terminal;
use super::words::{render, verify_command};

/// Arguments of `mobilise sensitivity`.
#[derive(Debug, Args)]
#[command(after_help = FOLDER)]
pub struct SensitivityArguments {
    #[command(flatten)]
    sweep: SweepArguments,
    /// Print only JSON on standard output: all numbers
    #[arg(long)]
    json: bool,
}

const FOLDER: &str = "In place of a file a folder that `sweep` or `sensitivity` left: then nothing is run.";

/// Runs, analyses, and says what was found.
pub fn run(arguments: &SensitivityArguments, terminal: &Terminal) -> Result<(), Failure> {
    let folder = Path::new(&arguments.sweep.experiment);
    if folder.is_dir() {
        check_folder_options(&arguments.sweep, folder)?;
        let (plan, analysis) = analyse_folder(folder, arguments.sweep.csv)?;
        return show(arguments, &plan, &analysis, folder, terminal);
    }
    let Some(outcome) = finished(&arguments.sweep, true, terminal)? else { return Ok(()) };
    let folder = outcome.folder.clone();
    let (plan, analysis) = outcome.into_analysis()?;
    show(arguments, &plan, &analysis, &folder, terminal)
}

/// Refuses options that would change what a folder's record says.
fn check_folder_options(options: &SweepArguments, folder: &Path) -> Result<(), Failure> {
    let SweepArguments { change, seed, out, dry_run, watch, shard, .. } = options;
    let changes = !change.set.is_empty() || change.weeks.is_some() || change.replicates.is_some();
    if changes || seed.seed.is_some() || out.out.is_some() || *dry_run || *watch || shard.is_some() {
        let title = format!("`{}` is a folder, whose record says what was run", folder.display());
        let hint = "leave out --set, --weeks, --replicates, --seed, --out, --shard, --dry-run and --watch; or name the \
                    experiment file";
        return Err(Failure::input(title, hint));
    }
    Ok(())
}

fn show(
    arguments: &SensitivityArguments,
    plan: &SweepPlan,
    analysis: &Analysis,
    folder: &Path,
    terminal: &Terminal,
) -> Result<(), Failure> {
    if arguments.json {
        terminal.data(&format!("{:#}\n", summary(plan, analysis, folder)))?;
    } else {
        terminal.data(&text(plan, analysis, terminal.width()))?;
    }
    terminal.say(&closing(analysis, folder));
    Ok(())
}

fn text(plan: &SweepPlan, analysis: &Analysis, width: u16) -> String {
    let mut out = String::new();
    for finding in analysis.words() {
        let table = finding.table.map_or_else(String::new, |table| render(&table, width));
        let _ = writeln!(out, "{}\n{table}{}\n", finding.title, finding.sentences.join("\n"));
    }
    let _ = writeln!(out, "{}", meaning(plan, analysis));
    out
}

fn closing(analysis: &Analysis, folder: &Path) -> String {
    let (tables, figures) = match &analysis.points {
        Points::Trajectories(_) => ("elementary_effects.csv", "tornado.png, mu-sigma.png"),
        Points::Blocks(blocks) if blocks.has_pairs() => ("indices.csv, index_pairs.csv", "tornado.png"),
        Points::Blocks(_) => ("indices.csv", "tornado.png"),
    };
    format!(
        "wrote {}: {tables} (all organisations, fields and rankings), figures ({figures}), and the sweep's tables\n\n\
         next: {}\n      \
         more replicates in the file, and the same command: only the new ones are run",
        folder.display(),
        verify_command(folder)
    )
}
