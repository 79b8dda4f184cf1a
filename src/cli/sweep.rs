//! `mobilise sweep`: run an experiment into a store, or see what it would take, or watch it.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use clap::Args;
use serde_json::{Value, json};

use mobilise::analysis::{Analysis, Missing};
use mobilise::config::{Problem, Source, Span};
use mobilise::experiment::Shard;
use mobilise::experiment::plan::{Changes, Plan};
use mobilise::files::disk::{RealDisk, write_safely};
use mobilise::question::Question;
use mobilise::scenario::Shelf;
use mobilise::store::record;
use mobilise::store::run as runner;
use mobilise::store::tables;
use mobilise::store::tables::Headline;
use mobilise::store::watch;
use mobilise::store::{Store, belongs_to};

use super::answer::{self, Answered, Reading};
use super::cluster::{self, ClusterOptions};
use super::options::{self, ChangeOptions, word};
use super::study::fresh_seed;
use super::sweep_words::{forecast_text, headline_text, time};
use super::{Failure, Terminal, report, sensitivity};

/// Arguments of `mobilise sweep`.
#[derive(Debug, Args)]
pub struct SweepArguments {
    /// An experiment file, or an embedded name (learning-and-relief, place-and-law, which-knobs-matter, shares-of-variance, or a question)
    pub experiment: String,
    #[command(flatten)]
    pub change: ChangeOptions,
    /// The seed of all random numbers, in place of the file's
    #[arg(long, value_name = "N")]
    pub seed: Option<String>,
    /// The folder to write to; one that was begun goes on [default: the experiment's name and -sweep]
    #[arg(long, short, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Say what would run, how long it takes and what is done already; run nothing, write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Show how far the sweep is that runs in another terminal, until it ends
    #[arg(long, conflicts_with = "dry_run")]
    pub watch: bool,
    /// Run the i-th of n shares only, into the same folder; without it afterwards, the tables are written
    #[arg(long, value_name = "I/N", conflicts_with = "watch")]
    pub shard: Option<String>,
    /// Write the table of runs as CSV too
    #[arg(long)]
    pub csv: bool,
    #[command(flatten)]
    cluster: ClusterOptions,
    /// Say nothing on standard error but errors
    #[arg(long, short)]
    pub quiet: bool,
}

/// Runs the experiment, or goes on with it.
pub fn run(arguments: &SweepArguments, terminal: &Terminal) -> Result<(), Failure> {
    let Some(made) = make(arguments, false, &|_| Ok(()), terminal)? else { return Ok(()) };
    let question = Question::read(&made.plan)?;
    let words = question.as_ref().map(|question| &question.words);
    terminal.data(&headline_text(&made.plan, &made.headline, words))?;
    terminal.say(&closing(&made.folder, made.ran, made.running));
    failed(made.headline.failed, &made.folder)
}

/// A sweep that has ended, with its tables.
pub struct Made {
    pub plan: Plan,
    pub folder: PathBuf,
    pub headline: Headline,
    /// What its knobs do, where that was asked for; or which runs are missing for it.
    pub analysis: Result<Option<Analysis>, Missing>,
    pub ran: u64,
    pub running: Duration,
}

/// Runs what is missing and writes the tables; nothing where only a part was asked for: a forecast, a look, a shard.
/// `check` may refuse the plan before anything is done.
pub fn make(
    arguments: &SweepArguments,
    analyse: bool,
    check: &dyn Fn(&Plan) -> Result<(), Failure>,
    terminal: &Terminal,
) -> Result<Option<Made>, Failure> {
    let threads = arguments.change.threads()?;
    let shard = arguments.shard.as_deref().map_or(Ok(Shard::WHOLE), shard)?;
    let folder = arguments.out.clone().unwrap_or_else(|| default_folder(&arguments.experiment));
    if arguments.watch {
        return watch_it(&folder, terminal).map(|()| None);
    }
    if let Some(engine) = arguments.cluster.engine()? {
        let sweep = cluster::Sweep {
            read: &|| plan(arguments, &folder, shard).and_then(|plan| check(&plan).map(|()| plan)),
            name: &arguments.experiment,
            folder: &folder,
            threads: arguments.change.threads.as_ref().map_or(1, |_| threads),
            csv: arguments.csv,
            analyse,
            dry_run: arguments.dry_run,
        };
        return cluster::run(&sweep, &*engine, &arguments.cluster, terminal);
    }
    let plan = plan(arguments, &folder, shard)?;
    check(&plan)?;
    let all = forecast_if(arguments.dry_run, &plan, threads)?;
    if let Some(text) = all {
        return terminal.data(&(text + &state_text(&folder)?)).map(|()| None);
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
        return failed(ended.failed, &folder).map(|()| None);
    }
    let after = After { csv: arguments.csv, analyse, ..After::default() };
    let Finished { headline, analysis, .. } = finish(&plan, &store, &arguments.experiment, after)?;
    let timing = json!({
        "threads": threads,
        "runs": ended.ran,
        "running_seconds": running.as_secs_f64(),
        "all_seconds": clock.elapsed().as_secs_f64(),
    });
    write_timing(&store, &timing)?;
    Ok(Some(Made { plan, folder, headline, analysis, ran: ended.ran, running }))
}

/// What is to be made of a store that was run to its end, beside the tables.
#[derive(Debug, Default)]
pub struct After {
    /// The table of runs as CSV too.
    pub csv: bool,
    /// What its knobs do.
    pub analyse: bool,
    /// What its question's answer is, with what was read of weeks already.
    pub answer: Option<Reading>,
}

/// What became of a store that was run to its end.
#[derive(Debug)]
pub struct Finished {
    pub headline: Headline,
    pub analysis: Result<Option<Analysis>, Missing>,
    pub answered: Option<Answered>,
}

/// Writes the tables and the record of a store that was run to its end. A folder that was analysed or answered once
/// stays so: its tables of sensitivity and its answer are made again of what is there now.
pub fn finish(plan: &Plan, store: &Store, name: &str, after: After) -> Result<Finished, Failure> {
    let headline = tables::write(plan, store, after.csv)?;
    record::remove_stale(store, after.csv, headline.failed > 0)?;
    let (analysis, made) = sensitivity::renew(plan, store, after.analyse)?;
    let (answered, files) = answer::renew(plan, store, after.answer)?;
    let names: Vec<&str> = record::TABLES.into_iter().chain(made.iter().chain(&files).map(String::as_str)).collect();
    record::write(plan, store, name, &names)?;
    Ok(Finished { headline, analysis, answered })
}

/// Writes how long what took.
pub fn write_timing(store: &Store, timing: &Value) -> Result<(), Failure> {
    write_safely(store.disk(), &store.folder().join("timing.json"), format!("{timing:#}\n").as_bytes())
        .map_err(|error| Failure { text: format!("error: {error}"), code: 1 })
}

fn plan(arguments: &SweepArguments, folder: &Path, shard: Shard) -> Result<Plan, Failure> {
    read_plan(&arguments.experiment, &arguments.change, arguments.seed.as_deref(), false, folder, shard)
}

/// Reads the plan, and what it asks, so that a mistake there is said before anything runs. The seed of a store that was
/// begun is that of those who go on with it.
pub fn read_plan(
    name: &str,
    change: &ChangeOptions,
    seed: Option<&str>,
    long: bool,
    folder: &Path,
    shard: Shard,
) -> Result<Plan, Failure> {
    let begun = belongs_to(folder).map_err(|error| Failure { text: format!("error: {error}"), code: 1 })?;
    let begun = begun.map(|begun| begun.seed);
    let drawn = std::cell::OnceCell::new();
    let (overrides, seed) = (change.overrides(), options::seed(seed)?);
    let changes = Changes { overrides, replicates: change.replicates()?, seed, long, ..Changes::default() };
    let plan = Plan::read(name, &changes, &Shelf::default(), &|| {
        begun.unwrap_or_else(|| *drawn.get_or_init(|| fresh_seed().ok()).as_ref().unwrap_or(&0))
    })?;
    Question::read(&plan)?;
    if drawn.get().is_some() && !shard.is_whole() {
        let hint = "write seed = 1 into the file, or give every shard the same --seed";
        return Err(Problem::whole("shards must share a seed, and none is given", hint).into());
    }
    match drawn.into_inner() {
        Some(None) => {
            Err(Failure { text: "error: could not obtain a random seed\nhint: pass --seed".to_owned(), code: 1 })
        }
        _ => Ok(plan),
    }
}

/// The share that an option names.
pub fn shard(text: &str) -> Result<Shard, Failure> {
    text.parse().map_err(|hint: &str| {
        let source = Source { name: "--shard".to_owned(), text: text.to_owned() };
        let place = Span { source: Arc::new(source), bytes: 0..text.len() };
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
pub fn state_text(folder: &Path) -> Result<String, Failure> {
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
        if matches!(plan.replicates, mobilise::experiment::Replicates::Until(_)) { " at the most" } else { "" },
        plan.seed
    )
}

/// What is said when a sweep has ended.
pub fn closing(folder: &Path, ran: u64, running: Duration) -> String {
    let place = folder.display();
    let interactions = if folder.join("interactions.csv").is_file() { "interactions.csv, " } else { "" };
    format!(
        "\n{ran} runs in {}\nwrote {place}: effects.csv, {interactions}outcomes.csv, points.csv, runs.parquet, run.json\n\n\
         next: {}\n      \
         mobilise verify-output {}   whether a file was changed since\n      \
         more replicates in the file, and the same command: only the new ones are run",
        time(running),
        report::next(folder),
        word(&place.to_string()),
    )
}

/// Says that runs failed, if some did.
pub fn failed(runs: u64, folder: &Path) -> Result<(), Failure> {
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
