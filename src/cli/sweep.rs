//! `mobilise sweep`: run an experiment into a store, or see what it would take, or watch it.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use clap::Args;
use serde_json::json;

use mobilise::files::disk::{RealDisk, write_safely};
use mobilise::scenario::{Place, Problem, Shelf, Source};
use mobilise::sweep::plan::{Changes, Plan};
use mobilise::sweep::store::{Store, belongs_to};
use mobilise::sweep::{Shard, record, run as runner, tables, watch};

use super::options::{self, ChangeOptions, word};
use super::study::fresh_seed;
use super::sweep_words::{forecast_text, headline_text, time};
use super::{Failure, Terminal};

/// Arguments of `mobilise sweep`.
#[derive(Debug, Args)]
pub struct SweepArguments {
    /// An experiment file, or an embedded name (learning-and-relief, place-and-law)
    experiment: String,
    #[command(flatten)]
    change: ChangeOptions,
    /// The seed of all random numbers, in place of the file's
    #[arg(long, value_name = "N")]
    seed: Option<String>,
    /// The folder to write to; one that was begun goes on [default: the experiment's name and -sweep]
    #[arg(long, short, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Say what would run, how long it takes and what is done already; run nothing, write nothing
    #[arg(long)]
    dry_run: bool,
    /// Show how far the sweep is that runs in another terminal, until it ends
    #[arg(long, conflicts_with = "dry_run")]
    watch: bool,
    /// Run the i-th of n shares only, into the same folder; without it afterwards, the tables are written
    #[arg(long, value_name = "I/N", conflicts_with = "watch")]
    shard: Option<String>,
    /// Write the table of runs as CSV too
    #[arg(long)]
    csv: bool,
    /// Say nothing on standard error but errors
    #[arg(long, short)]
    pub quiet: bool,
}

/// Runs the experiment, or goes on with it.
pub fn run(arguments: &SweepArguments, terminal: &Terminal) -> Result<(), Failure> {
    let threads = arguments.change.threads()?;
    let shard = arguments.shard.as_deref().map_or(Ok(Shard::WHOLE), shard)?;
    let folder = arguments.out.clone().unwrap_or_else(|| default_folder(&arguments.experiment));
    if arguments.watch {
        return watch_it(&folder, terminal);
    }
    let plan = plan(arguments, &folder, shard)?;
    let all = forecast_if(arguments.dry_run, &plan, threads)?;
    if let Some(text) = all {
        return terminal.data(&(text + &state_text(&folder)?));
    }
    check_memory(&plan, threads)?;

    let store = Store::open(Arc::new(RealDisk), &folder, &plan, shard)?;
    store.notes.iter().for_each(|note| terminal.say(note));
    terminal.say(&opening(&plan, &store, shard, threads));
    let clock = Instant::now();
    let done = store.done();
    let progress = terminal.progress(plan.most_runs().saturating_sub(done) / u64::from(shard.of));
    let ended = runner::run(&plan, &store, threads, &runner::engine, &|| progress.step());
    progress.finish();
    let ended = ended?;
    let running = clock.elapsed();
    if !shard.is_whole() {
        let text = format!(
            "shard {}/{} is done: {} runs in {}, {} failed\nwhen all shards are done, the same command without --shard writes the tables",
            shard.number,
            shard.of,
            ended.ran,
            time(running),
            ended.failed
        );
        terminal.say(&text);
        return failed(ended.failed, &folder);
    }
    let headline = tables::write(&plan, &store, arguments.csv)?;
    record::remove_stale(&store, arguments.csv, headline.failed > 0)?;
    record::write(&plan, &store, &arguments.experiment, &record::TABLES)?;
    let timing = json!({
        "threads": threads,
        "runs": ended.ran,
        "running_seconds": running.as_secs_f64(),
        "all_seconds": clock.elapsed().as_secs_f64(),
    });
    write_safely(store.disk(), &folder.join("timing.json"), format!("{timing:#}\n").as_bytes())
        .map_err(|error| Failure { text: format!("error: {error}"), code: 1 })?;
    terminal.data(&headline_text(&plan, &headline))?;
    terminal.say(&closing(&folder, ended.ran, running));
    failed(headline.failed, &folder)
}

/// Reads the plan; the seed of a store that was begun is that of those who go on with it.
fn plan(arguments: &SweepArguments, folder: &Path, shard: Shard) -> Result<Plan, Failure> {
    let begun = belongs_to(folder).map_err(|error| Failure { text: format!("error: {error}"), code: 1 })?;
    let begun = begun.and_then(|begun| begun["seed"].as_u64());
    let drawn = std::cell::OnceCell::new();
    let changes = Changes {
        overrides: arguments.change.overrides(),
        replicates: arguments.change.replicates()?,
        seed: options::seed(arguments.seed.as_deref())?,
    };
    let plan = Plan::read(&arguments.experiment, &changes, &Shelf::default(), &|| {
        begun.unwrap_or_else(|| *drawn.get_or_init(|| fresh_seed().ok()).as_ref().unwrap_or(&0))
    })?;
    if drawn.get().is_some() && !shard.is_whole() {
        let hint = "write seed = 1 into the file, or give every shard the same --seed";
        return Err(Problem::whole("shards must share a seed, and none is given", hint).into());
    }
    match drawn.into_inner() {
        Some(None) => {
            Err(Failure { text: "error: no random seed to be had\nhint: give one with --seed".to_owned(), code: 1 })
        }
        _ => Ok(plan),
    }
}

fn shard(text: &str) -> Result<Shard, Failure> {
    text.parse().map_err(|hint: &str| {
        let source = Source { name: "--shard".to_owned(), text: text.to_owned() };
        let place = Place { source: Arc::new(source), span: 0..text.len() };
        Problem::at(&place, "`--shard` takes one share of several", "this is not one").hint(hint).into()
    })
}

/// The folder of an experiment that names none: where it was begun, it goes on.
fn default_folder(experiment: &str) -> PathBuf {
    let stem = Path::new(experiment).file_stem().map_or(experiment.into(), |stem| stem.to_string_lossy());
    PathBuf::from(format!("{stem}-sweep"))
}

fn forecast_if(wanted: bool, plan: &Plan, threads: usize) -> Result<Option<String>, Failure> {
    Ok(if wanted { Some(forecast_text(plan, threads)?) } else { None })
}

/// What is in the store already, for a dry run.
fn state_text(folder: &Path) -> Result<String, Failure> {
    let place = folder.display();
    Ok(match watch::look(folder)? {
        None => format!("store         nothing is done yet in {place}\n"),
        Some(state) => format!(
            "store         {} runs are done in {place}{}\n",
            state.done,
            if state.running { ", and it is running" } else { "" }
        ),
    })
}

fn check_memory(plan: &Plan, threads: usize) -> Result<(), Failure> {
    options::check_memory(&plan.scenario(plan.largest())?, threads)
}

fn opening(plan: &Plan, store: &Store, shard: Shard, threads: usize) -> String {
    let done = store.done();
    let before = if done > 0 { format!(", {done} runs done before") } else { String::new() };
    let share = if shard.is_whole() { String::new() } else { format!(", shard {}/{}", shard.number, shard.of) };
    format!(
        "{}: {} points, {} runs{}{share}, seed {}, {threads} threads{before}",
        plan.experiment.name,
        plan.len(),
        plan.most_runs(),
        if matches!(plan.replicates, mobilise::sweep::experiment::Replicates::Until(_)) { " at the most" } else { "" },
        plan.seed
    )
}

fn closing(folder: &Path, ran: u64, running: Duration) -> String {
    let place = folder.display();
    let interactions = if folder.join("interactions.csv").is_file() { "interactions.csv, " } else { "" };
    format!(
        "\n{ran} runs in {}\nwrote {place}: effects.csv, {interactions}outcomes.csv, points.csv, runs.parquet, run.json\n\n\
         next: mobilise report {}   all of it on one page: report.html\n      \
         mobilise verify-output {}   whether a file was changed since\n      \
         more replicates in the file, and the same command: only the new ones are run",
        time(running),
        word(&place.to_string()),
        word(&place.to_string()),
    )
}

fn failed(runs: u64, folder: &Path) -> Result<(), Failure> {
    if runs == 0 {
        return Ok(());
    }
    let text = format!(
        "error: {runs} runs failed; the others are in the tables\nhint: `{}` says why, where the tables are written; the same command tries them again",
        folder.join("failures.csv").display()
    );
    Err(Failure { text, code: 1 })
}

/// How often a sweep is looked at.
const LOOK_EVERY: Duration = Duration::from_millis(500);

/// Shows progress until nobody runs the sweep any more.
fn watch_it(folder: &Path, terminal: &Terminal) -> Result<(), Failure> {
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
        let speed = if rate > 0.0 { format!(", {rate:.1} a second") } else { String::new() };
        let text = format!("{} runs of {} points done{failed}", state.done, state.points);
        if text != last {
            terminal.data(&format!("{text}{speed}\n"))?;
            last = text;
        }
        if !state.running {
            let end = if state.finished {
                "nobody is running it; its tables are written\n"
            } else {
                "nobody is running it, and it is not finished: the command without --watch goes on with it\n"
            };
            return terminal.data(end);
        }
        std::thread::sleep(LOOK_EVERY);
    }
}
