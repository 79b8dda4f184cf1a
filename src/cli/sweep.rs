//! `mobilise sweep`: run an experiment into a folder, or say what it would take, or watch it.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use clap::Args;

use mobilise::config::Problem;
use mobilise::experiment::Shard;
use mobilise::question::Question;
use mobilise::store::watch;
use mobilise::text::duration;
use mobilise::workflow::forecast::{forecast_text, state_text};
use mobilise::workflow::headline::headline_text;
use mobilise::workflow::sweep::{SweepOutcome, SweepRequest, run_shard, run_sweep};

#[cfg(feature = "cluster")]
use super::cluster::{self, ClusterOptions};
use super::failure::Failure;
use super::options::{BegunFolderOption, ChangeOptions, SeedOption};
use super::parse;
use super::terminal::Terminal;
use super::words::{report_command, verify_command};

/// Arguments of `mobilise sweep`.
#[derive(Debug, Args)]
pub struct SweepArguments {
    /// An experiment file, or an embedded name (learning-and-relief, place-and-law, which-knobs-matter, shares-of-variance, or a question)
    pub experiment: String,
    #[command(flatten)]
    pub change: ChangeOptions,
    #[command(flatten)]
    pub seed: SeedOption,
    #[command(flatten)]
    pub out: BegunFolderOption,
    /// Say what would run, how long it takes and what is done already; run nothing, write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Show the progress of a sweep that runs in another terminal, until it ends
    #[arg(long, conflicts_with = "dry_run")]
    pub watch: bool,
    /// Run the i-th of n shares only, into the same folder; without it afterwards, the tables are written
    #[arg(long, value_name = "I/N", conflicts_with = "watch", value_parser = parse::shard)]
    pub shard: Option<Shard>,
    /// Write the table of runs as CSV too
    #[arg(long)]
    pub csv: bool,
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
            analyse,
            threads: self.change.threads(),
            ..SweepRequest::new(&self.experiment, self.folder())
        }
    }
}

/// Says how far the check of many points is, where it takes long.
fn say_checked(done: usize, all: usize) {
    use std::io::Write;
    let _ = writeln!(std::io::stderr().lock(), "checked {done} of {all} points");
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
    let request =
        SweepRequest { checked: (!terminal.is_quiet()).then_some(say_checked as fn(usize, usize)), ..request };
    if arguments.watch {
        return watch_sweep(&request.folder, terminal).map(|()| None);
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

/// Time between two looks at a sweep.
const LOOK_EVERY: Duration = Duration::from_millis(500);

/// Shows progress until the sweep is no longer running.
fn watch_sweep(folder: &Path, terminal: &Terminal) -> Result<(), Failure> {
    let nothing = || {
        let title = format!("there is no sweep in `{}`", folder.display());
        Failure::from(Problem::whole(title, "name its folder with --out DIR; it is there once the sweep has begun"))
    };
    let mut last = String::new();
    let clock = Instant::now();
    let mut first = None;
    loop {
        let state = watch::look(folder)?.ok_or_else(nothing)?;
        let begun = *first.get_or_insert(state.done);
        let rate = (state.done - begun.min(state.done)) as f64 / clock.elapsed().as_secs_f64().max(1e-9);
        let failed = if state.failed > 0 { format!(", {} failed", state.failed) } else { String::new() };
        let speed = if rate > 0.0 { format!(", {rate:.1} per second") } else { String::new() };
        let text = format!("{} runs of {} points done{failed}", state.done, state.points);
        if text != last {
            terminal.data(&format!("{text}{speed}\n"))?;
            last = text;
        }
        if !state.running {
            let end = if state.finished {
                "it is not running; its tables are written\n"
            } else {
                "it is not running and not finished: the command without --watch goes on with it\n"
            };
            return terminal.data(end);
        }
        std::thread::sleep(LOOK_EVERY);
    }
}
