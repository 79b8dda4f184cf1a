//! `mobilise run` and `mobilise compare`: run, write the folder, show the table, say what to try next.

use std::path::{Path, PathBuf};
use std::time::Instant;

use clap::Args;
use rand::TryRng;
use rand::rngs::SysRng;
use serde_json::{Value, json};

use mobilise::figure;
use mobilise::files::{self, FolderInTheMaking};
use mobilise::model::sustainability::OUTCOMES;
use mobilise::scenario;
use mobilise::study::Study;
use mobilise::study::estimate::Estimate;
use mobilise::study::manifest::digest;
use mobilise::study::outcomes::outcome_number;
use mobilise::study::results::Results;
use mobilise::text::number;

use super::options::{RunOptions, word};
use super::{Failure, Terminal, report, table};

/// Arguments of `mobilise run`.
#[derive(Debug, Args)]
pub struct RunArguments {
    /// A scenario file, or an embedded name
    scenario: String,
    #[command(flatten)]
    pub options: RunOptions,
}

/// Arguments of `mobilise compare`.
#[derive(Debug, Args)]
pub struct CompareArguments {
    /// Scenario files or embedded names; the first is laid beside each of the others
    #[arg(default_values = ["j4dw", "meca"])]
    scenarios: Vec<String>,
    #[command(flatten)]
    pub options: RunOptions,
}

/// Runs one scenario.
pub fn run(arguments: &RunArguments, terminal: &Terminal) -> Result<(), Failure> {
    study(std::slice::from_ref(&arguments.scenario), &arguments.options, terminal)
}

/// Runs several scenarios under the same random numbers.
pub fn compare(arguments: &CompareArguments, terminal: &Terminal) -> Result<(), Failure> {
    study(&arguments.scenarios, &arguments.options, terminal)
}

fn study(names: &[String], options: &RunOptions, terminal: &Terminal) -> Result<(), Failure> {
    let (seed, threads) = (options.seed()?, options.change.threads()?);
    let scenarios = options.change.load(names)?;
    let replicates = scenarios[0].run.replicates;
    let in_files = scenarios.iter().find_map(|scenario| scenario.seed);
    let seed = seed.or(in_files).map_or_else(fresh_seed, Ok)?;
    let study = Study { scenarios, seed, replicates, command: std::env::args().skip(1).collect() };

    let place = place(options);
    let results = make(&study, &place, options.force, options.csv, threads, terminal)?;

    if options.json {
        terminal.data(&summary(&study, &results, &place))?;
    } else {
        terminal.data(&tables(&study, &results, terminal.width()))?;
    }
    terminal.say(&closing(&study, &results, &place, names, options));
    Ok(())
}

/// Runs a study and leaves its folder.
pub fn make(
    study: &Study,
    place: &Path,
    force: bool,
    csv: bool,
    threads: usize,
    terminal: &Terminal,
) -> Result<Results, Failure> {
    let folder = FolderInTheMaking::begin(place, force)
        .map_err(|error| Failure::output(&error, "say where to write with --out DIR"))?;
    terminal.say(&opening(study, threads));
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
    let pool = pool.map_err(|error| Failure { text: format!("error: cannot start threads: {error}"), code: 1 })?;
    let clock = Instant::now();
    let progress = terminal.progress(study.runs());
    let results = pool.install(|| study.run_into(&folder, csv, &|| progress.step()));
    progress.finish();
    let results = results?;
    let running = clock.elapsed();
    pool.install(|| figure::study::write_all(study, &results, &folder))?;
    study.write_manifest(&folder)?;
    write_timing(study, &folder, running.as_secs_f64(), clock.elapsed().as_secs_f64(), threads)?;
    folder.finish().map_err(|error| Failure { text: format!("error: {error}"), code: 1 })?;
    Ok(results)
}

/// A random seed, short enough to type. It is recorded like one that was given.
pub fn fresh_seed() -> Result<u64, Failure> {
    let seed = SysRng.try_next_u32().map_err(|error| Failure {
        text: format!("error: could not obtain a random seed: {error}\nhint: pass --seed"),
        code: 1,
    })?;
    Ok(u64::from(seed))
}

/// The folder asked for, or the first of `mobilise-out`, `mobilise-out-2` … that is not there yet.
fn place(options: &RunOptions) -> PathBuf {
    let numbered = |n: u32| PathBuf::from(if n == 1 { "mobilise-out".to_owned() } else { format!("mobilise-out-{n}") });
    options
        .out
        .clone()
        .unwrap_or_else(|| (1..).map(numbered).find(|path| path.symlink_metadata().is_err()).unwrap_or_default())
}

fn opening(study: &Study, threads: usize) -> String {
    let names: Vec<&str> = study.scenarios.iter().map(|s| s.name.as_str()).collect();
    let weeks = study.scenarios[0].run.weeks;
    let replicates = study.replicates;
    format!(
        "{}: {weeks} weeks, {replicates} replicates each, seed {}, {threads} threads",
        names.join(" and "),
        study.seed
    )
}

fn write_timing(
    study: &Study,
    folder: &FolderInTheMaking,
    running: f64,
    all: f64,
    threads: usize,
) -> Result<(), Failure> {
    let worker_weeks: f64 = study
        .scenarios
        .iter()
        .map(|s| f64::from(s.population.knobs.traits.workers) * f64::from(s.run.weeks) * f64::from(study.replicates))
        .sum();
    let timing = json!({
        "threads": threads,
        "running_seconds": running,
        "all_seconds": all,
        "worker_weeks": worker_weeks,
        "worker_weeks_per_second": worker_weeks / running,
    });
    let written = files::write_new(&folder.path().join("timing.json"), format!("{timing:#}\n").as_bytes());
    written.map_err(|error| Failure { text: format!("error: {error}"), code: 1 })
}

fn tables(study: &Study, results: &Results, width: u16) -> String {
    let replicates = study.replicates;
    let foot = format!("± half the 95 % interval of the mean over {replicates} replicates; – no value\n");
    if study.scenarios.len() == 1 {
        let under = table::under(study, results, &table::rows(study, results, None), width);
        return table::single(study, results, width) + &foot + &under;
    }
    let all: Vec<String> = (1..study.scenarios.len())
        .map(|other| {
            let under = table::under(study, results, &table::rows(study, results, Some(other)), width);
            let table = table::compared(study, results, other, width);
            format!("{table}{foot}{under}\n{}", verdict(study, results, other))
        })
        .collect();
    all.join("\n")
}

/// One sentence on what lasts, made of the numbers: which way the difference in retention and in mobilised
/// people points, or that it does not.
fn verdict(study: &Study, results: &Results, other: usize) -> String {
    let (a, b) = (&study.scenarios[0].name, &study.scenarios[other].name);
    let sentence = |name: &str, what: &str| -> String {
        let Some(e) = outcome_number(name).and_then(|outcome| table::headline(results, other, outcome)) else {
            return String::new();
        };
        let d = &e.difference;
        let (first, second) = (number(e.first.mean), number(e.other.mean));
        let numbers = format!("{first} against {second}");
        match (d.low, d.high) {
            (low, _) if low > 0.0 => format!("{a} {what} than {b} ({numbers}). "),
            (_, high) if high < 0.0 => format!("{b} {what} than {a} ({second} against {first}). "),
            (low, _) if low.is_nan() => format!("{a} and {b}: {numbers}; one replicate tells no interval. "),
            _ => format!("{a} and {b} cannot be told apart on {} ({numbers}). ", OUTCOMES[e.outcome].label),
        }
    };
    let text = sentence("mobilised", "has more people mobilised in the last year")
        + &sentence("retention", "keeps more of its best year's mobilisation");
    format!("{}\n", text.trim_end())
}

fn closing(study: &Study, results: &Results, place: &Path, names: &[String], options: &RunOptions) -> String {
    let first = place.join(format!("{}.png", figure::study::worth_showing(study, results)));
    let mut text = format!(
        "\nwrote {}: tables (weeks.parquet, runs.csv, curves.csv), figures (curves.png, behind.png), run.json",
        place.display()
    );
    if study.scenarios.len() > 1 {
        text.push_str(", effects.csv, effects.png");
    }
    text.push_str(&format!("\nworth showing first: {}", first.display()));
    let words: Vec<String> = names.iter().map(|name| word(name)).collect();
    let again = if study.scenarios.len() > 1 { "compare" } else { "run" };
    let (turned, what) = turned(study, names, options);
    text.push_str("\n\ntry next:");
    text.push_str(&format!("\n  {}", report::next(place)));
    text.push_str(&format!("\n  mobilise {again} {}{}   {what}", words.join(" "), given(&turned)));
    if study.scenarios.len() > 1 && names == ["j4dw", "meca"] {
        text.push_str(&format!(
            "\n  mobilise compare j4dw crossover-meca-in-london{}     both organisations on one population",
            given(options)
        ));
    }
    text.push_str("\n  mobilise explain week                              what happens in a week, in order");
    text
}

/// The options of a run of which another scenario or setting gives a run that can be laid beside it.
fn given(options: &RunOptions) -> String {
    let change = &options.change;
    let one = |option: &'static str, value: &Option<String>| value.as_ref().map(|value| (option, value.clone()));
    let sets = change.set.iter().map(|set| ("--set", set.clone()));
    let others = [
        one("--draw", &change.draw),
        one("--weeks", &change.weeks),
        one("--replicates", &change.replicates),
        one("--seed", &options.seed),
    ];
    let all = sets.chain(others.into_iter().flatten());
    all.map(|(option, value)| format!(" {option} {}", word(&value))).collect()
}

/// The same run with something else turned, in words too: a practice that an organisation has left out, or twice as
/// many weeks where none has one that can be.
fn turned(study: &Study, names: &[String], options: &RunOptions) -> (RunOptions, String) {
    let organisations: Vec<_> = study.scenarios.iter().flat_map(|scenario| &scenario.organisations).collect();
    for (practice, words) in [("learning", "politicised learning"), ("sharing", "sharing"), ("outreach", "outreach")] {
        for organisation in &organisations {
            let hours = &organisation.knobs.hours;
            let share = match practice {
                "learning" => hours.learning,
                "sharing" => hours.sharing,
                _ => hours.outreach,
            };
            let bare = organisation.name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
            let name = if bare { organisation.name.clone() } else { scenario::quoted(&organisation.name) };
            let knob = format!("organisation.{name}.hours.{practice}");
            let mut other = options.clone();
            other.change.set.retain(|set| set.split('=').next().map(str::trim) != Some(knob.as_str()));
            other.change.set.push(format!("{knob}=0"));
            // Where other shares are held they may not add up to 1 without it.
            if share > 0.0 && other.change.load(names).is_ok() {
                return (other, format!("the same without {words} in {}", organisation.name));
            }
        }
    }
    let mut other = options.clone();
    other.change.weeks = Some((2 * u64::from(study.scenarios[0].run.weeks)).to_string());
    (other, "the same for twice as long".to_owned())
}

fn summary(study: &Study, results: &Results, place: &Path) -> String {
    let number = |x: f64| if x.is_nan() { Value::Null } else { json!(x) };
    let estimate = |e: &Estimate| {
        json!({
            "mean": number(e.mean),
            "low": number(e.low),
            "high": number(e.high),
            "standard_error": number(e.standard_error),
            "replicates": e.replicates,
        })
    };
    let scenarios: Vec<Value> = study
        .scenarios
        .iter()
        .enumerate()
        .map(|(s, scenario)| {
            let groups: Vec<Value> = (0..=scenario.organisations.len())
                .map(|group| {
                    let outcomes: serde_json::Map<String, Value> = OUTCOMES
                        .iter()
                        .enumerate()
                        .map(|(k, info)| (info.name.to_owned(), estimate(&results.outcomes.estimate(s, group, k))))
                        .collect();
                    json!({ "organisation": study.group_name(s, group), "outcomes": outcomes })
                })
                .collect();
            json!({
                "name": scenario.name,
                "digest": digest(scenario::to_toml(scenario).as_bytes()),
                "weeks": scenario.run.weeks,
                "workers": scenario.population.knobs.traits.workers,
                "organisations": groups,
            })
        })
        .collect();
    let effects: Vec<Value> = results
        .effects
        .iter()
        .map(|e| {
            json!({
                "measure": OUTCOMES[e.outcome].name,
                "scenario": study.scenarios[e.scenario.0].name,
                "organisation": study.group_name(e.scenario.0, e.scenario.1),
                "versus": study.scenarios[e.versus.0].name,
                "versus_organisation": study.group_name(e.versus.0, e.versus.1),
                "difference": estimate(&e.difference),
                "variance_removed": number(e.variance_removed),
            })
        })
        .collect();
    let all = json!({
        "program": "mobilise",
        "version": env!("CARGO_PKG_VERSION"),
        "seed": study.seed,
        "replicates": study.replicates,
        "out": place.display().to_string(),
        "scenarios": scenarios,
        "effects": effects,
    });
    format!("{all:#}\n")
}
