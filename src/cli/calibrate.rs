//! `mobilise calibrate`: find the values of knobs that agree with what was observed.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use clap::Args;
use serde_json::json;

use mobilise::calibration::make::{Made, make};
use mobilise::calibration::plan::{Changes, Plan};
use mobilise::calibration::smc::Generation;
use mobilise::calibration::store::Store;
use mobilise::calibration::summary::sentences;
use mobilise::calibration::{record, tables};
use mobilise::figure;
use mobilise::files::disk::{RealDisk, write_safely};
use mobilise::scenario::{Overrides, Shelf};
use mobilise::store::belongs_to;

use super::calibrate_words::summary_text;
use super::options::{self, word};
use super::study::fresh_seed;
use super::sweep_words::time;
use super::{Failure, Terminal, report};

/// Arguments of `mobilise calibrate`.
#[derive(Debug, Args)]
pub struct CalibrateArguments {
    /// A calibration file, or an embedded name (j4dw-growth, first-year)
    calibration: String,
    /// Change a knob of the scenario: its dotted name, =, and a value; may be given many times
    #[arg(long = "set", value_name = "KNOB=VALUE")]
    set: Vec<String>,
    /// Particles of a generation, in place of the file's
    #[arg(long, value_name = "N")]
    particles: Option<String>,
    /// Runs of each proposal, in place of the file's
    #[arg(long, value_name = "N")]
    replicates: Option<String>,
    /// Runs in search of values, in place of the file's; the accepted set is then run once more, afresh
    #[arg(long, value_name = "N")]
    at_most: Option<String>,
    /// The seed of all random numbers, in place of the file's
    #[arg(long, value_name = "N")]
    seed: Option<String>,
    /// The folder to write to; one that was begun goes on [default: the calibration's name and -calibration]
    #[arg(long, short, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Threads to run on; the numbers are the same on any number of them
    #[arg(long, value_name = "N")]
    threads: Option<String>,
    /// Say nothing on standard error but errors
    #[arg(long, short)]
    pub quiet: bool,
}

/// Calibrates, or goes on with it.
pub fn run(arguments: &CalibrateArguments, terminal: &Terminal) -> Result<(), Failure> {
    let threads = options::threads(arguments.threads.as_deref())?;
    let folder = arguments.out.clone().unwrap_or_else(|| default_folder(&arguments.calibration));
    let plan = plan(arguments, &folder)?;
    options::check_memory(&plan.scenario, threads)?;
    let store = Store::open(Arc::new(RealDisk), &folder, &plan)?;
    terminal.say(&opening(&plan, &store, threads));
    let clock = Instant::now();
    let made = make_all(&plan, &store, threads, &arguments.calibration, terminal)?;
    let timing = json!({ "threads": threads, "all_seconds": clock.elapsed().as_secs_f64() });
    write_safely(store.disk(), &folder.join("timing.json"), format!("{timing:#}\n").as_bytes())
        .map_err(|error| Failure { text: format!("error: {error}"), code: 1 })?;
    terminal.data(&summary_text(&plan, &made, terminal.width()))?;
    terminal.say(&closing(&folder, clock.elapsed()));
    failed(&made)
}

/// Runs a calibration and writes tables, figures and record.
pub fn make_all(plan: &Plan, store: &Store, threads: usize, name: &str, terminal: &Terminal) -> Result<Made, Failure> {
    // Each particle is run once more at the end.
    let fresh = plan.settings.particles as u64;
    let runs = u64::from(plan.replicates);
    let progress = terminal.progress((plan.settings.at_most.saturating_sub(store.done()) + fresh) * runs);
    let proposal = || (0..runs).for_each(|_| progress.step());
    let mut told = |generation: &Generation| progress.say(terminal, &generation_text(generation));
    let made = make(plan, store, threads, &proposal, &mut told);
    progress.finish();
    let made = made?.ok_or_else(|| Failure {
        text: format!(
            "error: {} runs did not give {} that have a value for every pattern\nhint: do runs fail, or is a pattern's \
             divisor always 0? Try the scenario with `mobilise run`",
            plan.at_most_runs, plan.settings.particles
        ),
        code: 1,
    })?;
    let figures = figure::calibration::write_all(plan, store)?;
    let outputs: Vec<String> = tables::TABLES.iter().map(|table| (*table).to_owned()).chain(figures).collect();
    let said = sentences(plan, &made.done, &made.last, &made.summary);
    record::write(plan, store, name, &outputs, &said)?;
    Ok(made)
}

/// Reads the plan; the seed of a store that was begun is that of those who go on with it.
fn plan(arguments: &CalibrateArguments, folder: &Path) -> Result<Plan, Failure> {
    let begun = belongs_to(folder).map_err(|error| Failure { text: format!("error: {error}"), code: 1 })?;
    let begun = begun.map(|begun| begun.seed);
    let whole = |option: &str, text: &Option<String>, most: u64| {
        let number = |text: &String| options::whole(option, text, 1..=most, "in place of what the file says");
        text.as_ref().map(number).transpose()
    };
    let small = |number: Option<u64>| number.and_then(|n| u32::try_from(n).ok());
    let changes = Changes {
        overrides: Overrides(arguments.set.iter().map(|set| ("--set".to_owned(), set.clone())).collect()),
        particles: small(whole("--particles", &arguments.particles, 100_000)?),
        replicates: small(whole("--replicates", &arguments.replicates, 10_000)?),
        at_most: whole("--at-most", &arguments.at_most, 1_000_000_000)?,
        seed: options::seed(arguments.seed.as_deref())?,
    };
    let drawn = fresh_seed()?;
    Ok(Plan::read(&arguments.calibration, &changes, &Shelf::default(), &|| begun.unwrap_or(drawn))?)
}

/// The folder of a calibration that names none: where it was begun, it goes on.
fn default_folder(calibration: &str) -> PathBuf {
    let stem = Path::new(calibration).file_stem().map_or(calibration.into(), |stem| stem.to_string_lossy());
    PathBuf::from(format!("{stem}-calibration"))
}

fn opening(plan: &Plan, store: &Store, threads: usize) -> String {
    let done = store.done() * u64::from(plan.replicates);
    let before = if done > 0 { format!(", {done} runs done before") } else { String::new() };
    format!(
        "{}: {} knobs, {} patterns, {} particles, at most {} runs and then {} fresh ones of the accepted set, seed {}, \
         {threads} threads{before}",
        plan.name,
        plan.knobs.len(),
        plan.patterns.len(),
        plan.settings.particles,
        plan.at_most_runs,
        plan.settings.particles * plan.replicates as usize,
        plan.settings.seed
    )
}

fn generation_text(g: &Generation) -> String {
    let near = if g.tolerance.is_finite() { format!("tolerance {:.3}", g.tolerance) } else { "the prior".to_owned() };
    format!(
        "generation {}: {near}, {} of {} accepted ({:.0} %), as much as {:.0} of equal weight",
        g.number,
        g.particles.len(),
        g.proposals,
        g.acceptance() * 100.0,
        g.effective_size()
    )
}

fn closing(folder: &Path, took: Duration) -> String {
    let place = word(&folder.display().to_string());
    format!(
        "\n{}\nwrote {place}: tables (posterior.csv, knobs.csv, patterns.csv, generations.csv, curves.csv), figures \
         (pairs.png, patterns.png, curves.png), run.json\n\nnext: {}\n      \
         mobilise verify-output {place}   whether a file was changed since\n      \
         a larger at_most in the file, and the same command: it goes on where it stopped",
        time(took),
        report::next(folder),
    )
}

fn failed(made: &Made) -> Result<(), Failure> {
    let runs: u64 =
        made.done.generations.iter().map(|generation| generation.failed).sum::<u64>() + made.predicted.failed;
    if runs == 0 {
        return Ok(());
    }
    let text = format!(
        "error: {runs} proposals failed, and count as not accepted\nhint: the lines `failed` of store/journal say why; a \
         narrower prior leaves out values that do not go together"
    );
    Err(Failure { text, code: 1 })
}
