//! `mobilise sweep`: run an experiment into a folder, or say what it would take, or watch it.

use std::path::PathBuf;

use clap::Args;

use mobilise::experiment::Shard;
use mobilise::internals::text::duration;
use mobilise::question::Question;
use mobilise::workflow::forecast::{forecast_text, state_text};
use mobilise::workflow::headline::headline_text;
use mobilise::workflow::sweep::{SweepOutcome, SweepRequest, run_shard, run_sweep};
use mobilise::workflow::watch::SweepWatch;

#[cfg(feature = "cluster")]
use super::cluster::{self, ClusterOptions};
use super::failure::Failure;
use super::options::{BegunFolderOption, ChangeOptions, SeedOption};
use super::parse;
use super::stopped;
use super::terminal::Terminal;
use super::words::{report_command, verify_command};

/// Arguments of `mobilise sweep`.
#[derive(Debug, Args)]
pub struct SweepArguments {
    /// An experiment or question: a file, or a name that `mobilise list` shows
    pub experiment: String,
    #[command(flatten)]
    pub change: ChangeOptions,
    #[command(flatten)]
    pub seed: SeedOption,
    #[command(flatten)]
    pub out: BegunFolderOption,
    /// Show the number of runs, the time they take and what is done already, without running anything
    #[arg(long)]
    pub dry_run: bool,
    /// Show the progress of a sweep that runs in another terminal
    #[arg(long, conflicts_with = "dry_run")]
    pub watch: bool,
    /// Run only shard I of N, into the same folder; run the command without it afterwards to write the tables
    #[arg(long, value_name = "I/N", conflicts_with = "watch", value_parser = parse::shard)]
    pub shard: Option<Shard>,
    /// Also write the table of runs as CSV
    #[arg(long)]
    pub csv: bool,
    /// Also write all tables into a workbook for spreadsheets, tables.xlsx
    #[arg(long)]
    pub xlsx: bool,
    #[cfg(feature = "cluster")]
    #[command(flatten)]
    cluster: ClusterOptions,
}

impl SweepArguments {
    fn folder(&self) -> PathBuf {
        self.out.folder(&self.experiment, "sweep")
    }

    /// What is asked for.
    pub fn request(&self, analyse: bool) -> SweepRequest {
        SweepRequest {
            changes: self.change.changes(),
            seed: self.seed.seed,
            csv: self.csv,
            xlsx: self.xlsx,
            analyse,
            threads: self.change.threads(),
            ..SweepRequest::new(&self.experiment, self.folder())
        }
    }
}

/// Runs the experiment, or goes on with it.
pub fn run(arguments: &SweepArguments, terminal: &Terminal) -> Result<(), Failure> {
    let Some(outcome) = finished(arguments, false, terminal)? else { return Ok(()) };
    let question = Question::read(&outcome.plan)?;
    let words = question.as_ref().map(|question| &question.words);
    terminal.data(&headline_text(&outcome.plan, &outcome.headline, words))?;
    terminal.say(&closing(&outcome));
    Ok(outcome.check_failed()?)
}

/// Runs what is missing, here or on a cluster; none if only a part was asked for: a forecast, a look, a shard.
pub fn finished(
    arguments: &SweepArguments,
    analyse: bool,
    terminal: &Terminal,
) -> Result<Option<SweepOutcome>, Failure> {
    let request = arguments.request(analyse);
    let request = SweepRequest { checked: terminal.checked(), ..request };
    if arguments.watch {
        let mut watch = SweepWatch::of(request.folder);
        while let Some(line) = watch.next_line()? {
            terminal.data(&line)?;
        }
        return Ok(None);
    }
    #[cfg(feature = "cluster")]
    if let Some(settings) = arguments.cluster.settings() {
        let request = SweepRequest { threads: arguments.change.threads_or_one(), ..request };
        return cluster::run(&request, &settings, arguments.dry_run, terminal);
    }
    if arguments.dry_run {
        let text = forecast_text(&request.plan()?, request.threads)? + &state_text(&request.folder)?;
        return terminal.data(&text).map(|()| None);
    }
    stopped::keeps_runs_in(&request.folder);
    match arguments.shard {
        Some(shard) if !shard.is_whole() => one_shard(&request, shard, terminal).map(|()| None),
        _ => Ok(Some(run_sweep(&request, terminal)?)),
    }
}

fn one_shard(request: &SweepRequest, shard: Shard, terminal: &Terminal) -> Result<(), Failure> {
    let outcome = run_shard(request, shard, terminal)?;
    terminal.say(&format!(
        "shard {}/{} is done: {} runs in {}, {} failed\nwhen all shards are done, the same command without --shard writes the tables",
        shard.number,
        shard.of,
        outcome.ran,
        duration(outcome.running),
        outcome.failed
    ));
    Ok(outcome.check_failed(&request.folder)?)
}

fn closing(outcome: &SweepOutcome) -> String {
    let folder = &outcome.folder;
    let interactions = if folder.join("interactions.csv").is_file() { "interactions.csv, " } else { "" };
    format!(
        "\n{} runs in {}\nwrote {}: effects.csv, {interactions}outcomes.csv, points.csv, runs.parquet, run.json\n\n\
         next: {}\n      {}\n      \
         more replicates in the file, and the same command: only the new ones are run",
        outcome.ran,
        duration(outcome.running),
        folder.display(),
        report_command(folder),
        verify_command(folder),
    )
}
