//! `mobilise sensitivity`: run what is missing of an experiment, as `sweep` does, and say which knobs matter.

use std::path::Path;
use std::sync::Arc;

use clap::Args;

use mobilise::analysis::{Analysis, Missing, analyse, fit, missing, tables};
use mobilise::config::Problem;
use mobilise::experiment::Shard;
use mobilise::experiment::plan::Plan;
use mobilise::figure;
use mobilise::files;
use mobilise::files::disk::{RealDisk, write_safely};
use mobilise::store::{Store, StoreError};
use mobilise::study::stored;
use serde_json::Value;

use super::sensitivity_words::{closing, summary, text};
use super::sweep::{After, SweepArguments, finish, make};
use super::{Failure, Terminal, rerun};

/// Arguments of `mobilise sensitivity`.
#[derive(Debug, Args)]
#[command(after_help = FOLDER)]
pub struct SensitivityArguments {
    #[command(flatten)]
    pub sweep: SweepArguments,
    /// Print all numbers as JSON on standard output, and nothing else there
    #[arg(long)]
    json: bool,
}

const FOLDER: &str = "In place of a file a folder that `sweep` or `sensitivity` left: then nothing is run.";

/// Runs, analyses, and says what was found.
pub fn run(arguments: &SensitivityArguments, terminal: &Terminal) -> Result<(), Failure> {
    let folder = Path::new(&arguments.sweep.experiment);
    if folder.is_dir() {
        let (plan, analysis) = of_folder(arguments, folder)?;
        return say(arguments, &plan, &analysis, folder, terminal);
    }
    let check = |plan: &Plan| fit(plan).map(|_| ()).map_err(Failure::from);
    let Some(made) = make(&arguments.sweep, true, &check, terminal)? else { return Ok(()) };
    let analysis = whole(made.analysis, &made.folder)?;
    say(arguments, &made.plan, &analysis, &made.folder, terminal)
}

fn say(
    arguments: &SensitivityArguments,
    plan: &Plan,
    analysis: &Analysis,
    folder: &Path,
    terminal: &Terminal,
) -> Result<(), Failure> {
    if arguments.json {
        terminal.data(&summary(plan, analysis, folder))?;
    } else {
        terminal.data(&text(plan, analysis, terminal.width()))?;
    }
    terminal.say(&closing(analysis, folder));
    Ok(())
}

/// Nothing is computed of some of the runs: a zero in place of one that failed would be a wrong number.
fn whole(analysis: Result<Option<Analysis>, Missing>, folder: &Path) -> Result<Analysis, Failure> {
    match analysis {
        Ok(Some(analysis)) => Ok(analysis),
        Ok(None) => Err(Failure { text: "error: nothing was asked for\nhint: please report this".to_owned(), code: 1 }),
        Err(missing) => {
            let text = format!(
                "error: {} runs failed, and nothing is computed without them: {missing}\nhint: `{}` says why; the same command tries them again",
                missing.runs,
                folder.join("failures.csv").display()
            );
            Err(Failure { text, code: 1 })
        }
    }
}

/// The analysis of a folder that a sweep left, from its record; nothing is run.
fn of_folder(arguments: &SensitivityArguments, folder: &Path) -> Result<(Plan, Analysis), Failure> {
    let SweepArguments { change, seed, out, dry_run, watch, shard, csv, .. } = &arguments.sweep;
    let changes = !change.set.is_empty() || change.weeks.is_some() || change.replicates.is_some();
    if changes || seed.is_some() || out.is_some() || *dry_run || *watch || shard.is_some() {
        let title = format!("`{}` is a folder, whose record says what was run", folder.display());
        let hint = "leave out --set, --weeks, --replicates, --seed, --out, --shard, --dry-run and --watch; or name the \
                    experiment file";
        return Err(Problem::whole(title, hint).into());
    }
    if !folder.join("run.json").is_file() || !folder.join("store").is_dir() {
        let title = format!("`{}` holds no finished sweep with its store", folder.display());
        let hint = "give the experiment file and --out with this folder: what is missing is run";
        return Err(Problem::whole(title, hint).into());
    }
    let record = stored::record(folder)?;
    if record["kind"] != "sweep" {
        let title = format!("`{}` holds no sweep", folder.display());
        return Err(Problem::whole(title, "name a folder that `sweep` or `sensitivity` wrote").into());
    }
    let (name, plan, store) = stored_sweep(&record, folder)?;
    let csv = *csv || record["outputs"].get("runs.csv").is_some();
    let analysis =
        whole(finish(&plan, &store, &name, After { csv, analyse: true, ..After::default() })?.analysis, folder)?;
    Ok((plan, analysis))
}

/// The plan and the store of a finished sweep, with what the experiment was called by.
pub fn opened(record: &Value, folder: &Path) -> Result<(String, Plan, Store), Failure> {
    rerun::check_version(record)?;
    rerun::check_networks(record)?;
    let (plan, name) = rerun::sweep_of(record)?;
    let store = Store::open(Arc::new(RealDisk), folder, &plan, Shard::WHOLE)?;
    Ok((name, plan, store))
}

/// The same of a sweep whose design can be analysed, and of which all runs are there.
fn stored_sweep(record: &Value, folder: &Path) -> Result<(String, Plan, Store), Failure> {
    let (name, plan, store) = opened(record, folder)?;
    fit(&plan)?;
    let absent = missing(&plan, &store);
    if absent.runs > 0 {
        let title = format!("{} runs of `{}` are not in its store: {absent}", absent.runs, folder.display());
        let hint =
            "nothing is computed without them: give the experiment file and --out with this folder, and they are run";
        return Err(Problem::whole(title, hint).into());
    }
    Ok((name, plan, store))
}

/// What an analysed folder's sensitivity figures show; none where it was not analysed.
pub fn pictures(record: &Value, folder: &Path) -> Result<Vec<figure::Picture>, Failure> {
    if !tables::TABLES.iter().any(|name| folder.join(name).is_file()) || !folder.join("store").is_dir() {
        return Ok(Vec::new());
    }
    let (_, plan, store) = stored_sweep(record, folder)?;
    let analysis = analyse(&plan, &store)?;
    Ok(figure::sensitivity::pictures(&plan, &analysis))
}

/// What [`renew`] made: an analysis where there is to be one, unless runs are missing; and the names of its files.
pub type Renewed = (Result<Option<Analysis>, Missing>, Vec<String>);

/// Makes the tables and figures of sensitivity anew where they are asked for or there already, and removes those of
/// before that are no more.
pub fn renew(plan: &Plan, store: &Store, wanted: bool) -> Result<Renewed, Failure> {
    let folder = store.folder();
    let before = recorded(folder);
    let there = tables::TABLES.iter().any(|name| folder.join(name).is_file());
    let absent = missing(plan, store);
    let (analysis, made) = if !(wanted || there) || fit(plan).is_err() {
        (Ok(None), Vec::new())
    } else if absent.runs > 0 {
        (Err(absent), Vec::new())
    } else {
        let analysis = analyse(plan, store)?;
        let made = write(plan, &analysis, store)?;
        (Ok(Some(analysis)), made)
    };
    for name in before.iter().filter(|name| !made.contains(name)) {
        let path = folder.join(name);
        if path.is_file() {
            store.disk().remove(&path).map_err(StoreError::from)?;
        }
    }
    Ok((analysis, made))
}

/// Writes tables and figures; their names.
fn write(plan: &Plan, analysis: &Analysis, store: &Store) -> Result<Vec<String>, Failure> {
    let mut made: Vec<String> = tables::write(analysis, store)?.into_iter().map(str::to_owned).collect();
    for picture in figure::sensitivity::pictures(plan, analysis) {
        let svg = picture.svg(&figure::Look::default()).map_err(drawing)?;
        let png = figure::png(&svg, 2.0).map_err(drawing)?;
        let name = &picture.name;
        for (name, bytes) in [(format!("{name}.svg"), svg.into_bytes()), (format!("{name}.png"), png)] {
            write_safely(store.disk(), &store.folder().join(&name), &bytes).map_err(StoreError::from)?;
            made.push(name);
        }
    }
    Ok(made)
}

/// A picture that could not be drawn.
pub fn drawing(error: figure::FigureError) -> Failure {
    Failure { text: format!("error: {error}\nhint: the tables are written; please report this"), code: 1 }
}

/// Files of an earlier analysis that a folder's record names, or that are always called so.
fn recorded(folder: &Path) -> Vec<String> {
    let figures = recorded_files(folder, |name| figure::sensitivity::NAMES.iter().any(|stem| name.starts_with(stem)));
    tables::TABLES.into_iter().map(str::to_owned).chain(figures).collect()
}

/// Files beside a folder's record that it names, of those that are meant.
pub fn recorded_files(folder: &Path, is_meant: impl Fn(&str) -> bool) -> Vec<String> {
    let record = folder.join("run.json");
    let known = files::read_text(&record, 1 << 30).ok().and_then(|text| serde_json::from_str::<Value>(&text).ok());
    let outputs = known.as_ref().and_then(|record| record["outputs"].as_object());
    let names = outputs.into_iter().flatten().map(|(name, _)| name.clone());
    names.filter(|name| is_meant(name) && !name.contains(['/', '\\'])).collect()
}
