//! `mobilise patterns`: runs held to what was observed.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use clap::Args;

use mobilise::calibration::patterns::held::{Found, Held};
use mobilise::calibration::patterns::plan::{Changes, Listed, Plan};
use mobilise::calibration::verdict::{MEANING, Verdict};
use mobilise::figure::{self, FigureError, Look, png};
use mobilise::files::{self, FolderInTheMaking};
use mobilise::scenario::Shelf;

use super::calibrate_words::table;
use super::options::{self, ChangeOptions, word};
use super::study::fresh_seed;
use super::{Failure, Terminal};
use mobilise::text::number;

/// Arguments of `mobilise patterns`.
#[derive(Debug, Args)]
pub struct PatternsArguments {
    /// Files of patterns, or embedded names: mostly those of the scenarios they are of
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
    change: ChangeOptions,
    /// The seed of all random numbers; the same seed gives the same numbers
    #[arg(long, value_name = "N")]
    seed: Option<String>,
    /// The folder to write to; it must not be there yet, unless --force
    #[arg(long, short, value_name = "DIR", default_value = "mobilise-patterns")]
    out: PathBuf,
    /// Print everything as JSON on standard output, and nothing else there
    #[arg(long)]
    json: bool,
    /// Say nothing on standard error but errors
    #[arg(long, short)]
    pub quiet: bool,
    /// Replace the folder if it is there
    #[arg(long)]
    force: bool,
}

/// Pixels of a PNG to a CSS pixel.
const PIXELS: f32 = 2.0;

/// Runs, holds the runs to the patterns, and says how they lie.
pub fn run(arguments: &PatternsArguments, terminal: &Terminal) -> Result<(), Failure> {
    let threads = arguments.change.threads()?;
    let changes = Changes {
        overrides: arguments.change.overrides(),
        replicates: arguments.change.replicates()?,
        seed: options::seed(arguments.seed.as_deref())?,
    };
    let fresh = fresh_seed()?;
    let mut plan = Plan::read(&arguments.patterns, &changes, &Shelf::default(), &|| fresh)?;
    plan.study.command = std::env::args().skip(1).collect();
    for scenario in &plan.study.scenarios {
        options::check_memory(scenario, threads)?;
    }
    let names: Vec<&str> = plan.study.scenarios.iter().map(|scenario| scenario.name.as_str()).collect();
    let (runs, seed) = (plan.study.replicates, plan.study.seed);
    terminal.say(&format!("{}: {runs} runs each, seed {seed}, {threads} threads", names.join(", ")));
    let held = make(&plan, &arguments.out, arguments.force, threads, terminal)?;
    if arguments.json {
        terminal.data(&format!("{:#}\n", plan.json(&held)))?;
    } else {
        terminal.data(&tables(&plan, &held, terminal.width()))?;
    }
    let place = word(&arguments.out.display().to_string());
    terminal.say(&format!(
        "\nwrote {place}: tables (patterns.csv, values.csv, curves.csv), patterns.json, figures (counts.png, patterns.png), \
         run.json\n\ntry next:\n  mobilise patterns j4dw --draw j4dw-growth   the same with the values that a calibration left"
    ));
    Ok(())
}

/// Runs everything and leaves the folder.
pub fn make(plan: &Plan, place: &Path, force: bool, threads: usize, terminal: &Terminal) -> Result<Vec<Held>, Failure> {
    let folder = FolderInTheMaking::begin(place, force)
        .map_err(|error| Failure::output(&error, "say where to write with --out DIR"))?;
    let unmade = |error: String| Failure { text: format!("error: {error}"), code: 1 };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
    let pool = pool.map_err(|error| unmade(format!("cannot start threads: {error}")))?;
    let progress = terminal.progress(plan.study.runs());
    let held = pool.install(|| plan.hold(&|| progress.step()));
    progress.finish();
    let held = held?;
    plan.write_tables(&held, &folder)?;
    let record = serde_json::json!({
        "version": env!("CARGO_PKG_VERSION"),
        "seed": plan.study.seed,
        "replicates": plan.study.replicates,
        "changes": { "settings": plan.changes.overrides.0 },
        "scenarios": plan.study.scenarios.iter().map(|s| serde_json::json!({ "name": s.name })).collect::<Vec<_>>(),
    });
    for picture in figure::patterns::pictures(&record, folder.path())? {
        let failed = |error: FigureError| unmade(error.to_string());
        let svg = picture.svg(&Look::default()).map_err(failed)?;
        let pixels = png(&svg, PIXELS).map_err(failed)?;
        for (ending, bytes) in [("svg", svg.as_bytes()), ("png", pixels.as_slice())] {
            let path = folder.path().join(format!("{}.{ending}", picture.name));
            files::write_new(&path, bytes).map_err(|error| unmade(error.to_string()))?;
        }
    }
    plan.write_record(&folder)?;
    folder.finish().map_err(|error| unmade(error.to_string()))?;
    Ok(held)
}

fn tables(plan: &Plan, held: &[Held], width: u16) -> String {
    let mut out = String::new();
    for ((scenario, sheet), held) in plan.study.scenarios.iter().zip(&plan.sheets).zip(held) {
        let rows: Vec<Vec<String>> = sheet.listed.iter().zip(&held.found).map(row).collect();
        let heads = [scenario.name.as_str(), "observed", "simulated", "95 % interval", "within", "", ""];
        let _ = writeln!(out, "{}", table(width, &heads, &rows));
    }
    let _ = writeln!(
        out,
        "simulated: median and 95 % interval of {} runs; within: the share of runs in the observed range\n{MEANING}\n\
         calibrated: calibrations use it; predicted: it is a test of the model",
        plan.study.replicates
    );
    out
}

fn row((listed, found): (&Listed, &Found)) -> Vec<String> {
    let [low, median, high] = found.simulated.map(number);
    let (observed, within) = match found.verdict {
        Some(_) => {
            let (from, to) = found.observed;
            (format!("{} to {}", number(from), number(to)), format!("{:.0} %", found.within * 100.0))
        }
        None => ("–".to_owned(), "–".to_owned()),
    };
    let verdict = found.verdict.map_or("–", Verdict::word).to_owned();
    let about = &listed.pattern.about;
    let about = if about.is_empty() { &listed.pattern.name } else { about };
    vec![about.clone(), observed, median, format!("{low} to {high}"), within, verdict, listed.used().to_owned()]
}
