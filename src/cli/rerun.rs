//! `mobilise rerun`: make again what a record says, from the record alone, and compare the bytes.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use serde_json::Value;

use mobilise::analysis;
use mobilise::calibration;
use mobilise::calibration::patterns::plan as holding;
use mobilise::config::Problem;
use mobilise::experiment::Shard;
use mobilise::experiment::plan::{Changes, Plan};
use mobilise::files;
use mobilise::files::disk::RealDisk;
use mobilise::question::robust::record::KIND;
use mobilise::scenario::{Overrides, Shelf};
use mobilise::store::Store;
use mobilise::store::run as runner;
use mobilise::study::Study;
use mobilise::study::changed::{Same, compare};
use mobilise::study::manifest::digest;
use mobilise::study::stored::{self, not_whole, read_record};
use mobilise::workflow::network::FollowedNetwork;
use mobilise::workflow::verification::rerun_verification;

use super::answer::{Answered, Reading};
use super::options::ChangeOptions;
use super::robust_folder::{again, compared, unfinished};
use super::sweep::{After, finish};
use super::{Failure, Terminal, calibrate, study};

/// Arguments of `mobilise rerun`.
#[derive(Debug, Args)]
pub struct RerunArguments {
    /// The run.json of a folder that `run`, `compare`, `sweep`, `ask`, `robust`, `sensitivity`, `calibrate`, `patterns`, `verify` or `network follow` wrote
    record: PathBuf,
    /// Keep what is made in this folder, which must not be there yet
    #[arg(long, short, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Threads to run on; the numbers are the same on any number of them
    #[arg(long, value_name = "N")]
    threads: Option<String>,
    /// Say nothing on standard error but errors
    #[arg(long, short)]
    pub quiet: bool,
}

/// Makes it again, and says which files came out the same.
pub fn run(arguments: &RerunArguments, terminal: &Terminal) -> Result<(), Failure> {
    let beside = arguments.record.parent().map_or(PathBuf::new(), Path::to_owned);
    unfinished(&beside).map_or(Ok(()), Err)?;
    let record = read_record(&arguments.record)?;
    check_version(&record)?;
    check_networks(&record)?;
    let options = ChangeOptions { threads: arguments.threads.clone(), ..ChangeOptions::default() };
    let threads = options.threads()?;
    if let Some(out) = arguments.out.as_ref().filter(|out| out.symlink_metadata().is_ok()) {
        let title = format!("cannot write to `{}`: it is there already", out.display());
        return Err(Problem::whole(title, "another --out DIR, or none: then nothing is kept").into());
    }
    let passing = tempfile::tempdir()
        .map_err(|error| Failure { text: format!("error: cannot make a temporary folder: {error}"), code: 1 })?;
    let place = arguments.out.clone().unwrap_or_else(|| passing.path().join("again"));
    if record["kind"] == "sweep" {
        sweep(&record, &place, threads, terminal)?;
    } else if record["kind"] == KIND {
        again(&record, &beside, &place, threads, terminal)?;
    } else if record["kind"] == "networks" {
        followed(&record)?.write(&place, false)?;
    } else if record["kind"] == "patterns" {
        patterns(&record, &place, threads, terminal)?;
    } else if record["kind"] == "classics" {
        rerun_verification(&record, &place, terminal)?;
    } else if record["kind"] == "calibration" {
        calibration(&record, &place, threads, terminal)?;
    } else {
        let study = stored::study(&record)?;
        let csv = record["outputs"].get("weeks.csv").is_some();
        study::make(&study, &place, false, csv, threads, terminal)?;
    }
    let mut found = compare(&record, &place).map_err(|error| Failure::output(&error, "may you read it?"))?;
    if record["kind"] == KIND {
        found.extend(compared(&record, &place)?);
    }
    let mut out = String::new();
    for (name, state) in &found {
        let word = if *state == Same::No { "differs" } else { state.word() };
        let _ = writeln!(out, "{word:<8} {name}");
    }
    terminal.data(&out)?;
    let other = found.iter().filter(|(_, state)| *state != Same::Yes).count();
    if other == 0 {
        terminal.say(&format!("all {} files came out the same, byte for byte", found.len()));
        return Ok(());
    }
    let text = format!(
        "error: {other} of {} files came out otherwise\nhint: was the record changed, or was it written by another build? `mobilise selftest` says whether this one is sound",
        found.len()
    );
    Err(Failure { text, code: 3 })
}

pub fn check_version(record: &Value) -> Result<(), Failure> {
    let (was, is) = (record["version"].as_str().unwrap_or("?"), env!("CARGO_PKG_VERSION"));
    if was == is {
        return Ok(());
    }
    let title = format!("the record was written by mobilise {was}, and this is {is}");
    Err(Problem::whole(title, "versions may give other numbers, as CHANGELOG.md says: use that one").into())
}

/// Network files are named in a record, not held: they must be as they were.
pub fn check_networks(record: &Value) -> Result<(), Failure> {
    for (path, recorded) in record["networks"].as_object().into_iter().flatten() {
        let hint = "the record names it from the folder it was run in: go there, or bring the file back";
        let bytes = files::read_bytes(Path::new(path)).map_err(|error| Failure::output(&error, hint))?;
        if recorded.as_str() != Some(digest(&bytes).as_str()) {
            let title = format!("the network file `{path}` was changed since");
            return Err(Problem::whole(title, "bring back the one of then").into());
        }
    }
    Ok(())
}

/// The replicate whose networks a record tells of.
fn followed(record: &Value) -> Result<FollowedNetwork, Failure> {
    let number = |value: &Value| value.as_u64().and_then(|n| u32::try_from(n).ok());
    let replicate = number(&record["replicate"]).ok_or_else(|| not_whole("which replicate"))?;
    // Everything else is as in the record of a study of one replicate.
    let mut as_study = record.clone();
    as_study["replicates"] = 1.into();
    let Study { scenarios, seed, command, .. } = stored::study(&as_study)?;
    let scenario = scenarios.into_iter().next().ok_or_else(|| not_whole("which scenario"))?;
    let weeks = record["weeks"].as_array().into_iter().flatten();
    let weeks = weeks.map(|week| number(&week["week"])).collect::<Option<Vec<_>>>();
    let weeks = weeks.filter(|weeks| weeks.iter().all(|week| *week < scenario.run.weeks));
    Ok(FollowedNetwork { scenario, seed, replicate, weeks: weeks.ok_or_else(|| not_whole("which weeks"))?, command })
}

/// Makes a sweep again from the texts in its record; the disk is not asked for any of them. What it answers, where it was
/// asked something.
pub fn sweep(record: &Value, place: &Path, threads: usize, terminal: &Terminal) -> Result<Option<Answered>, Failure> {
    let (plan, name) = sweep_of(record)?;
    let store = Store::open(Arc::new(RealDisk), place, &plan, Shard::WHOLE)?;
    let progress = terminal.progress(plan.most_runs());
    let ended = runner::run(&plan, &store, threads, &runner::engine, &|| progress.step());
    progress.finish();
    ended?;
    let has = |table: &str| record["outputs"].get(table).is_some();
    let analysed = analysis::tables::TABLES.into_iter().any(has);
    let answer = has("answer.json").then(|| Reading { threads, ..Reading::default() });
    finish(&plan, &store, &name, After { csv: has("runs.csv"), analyse: analysed, answer }).map(|done| done.answered)
}

/// What a record tells of a sweep: what its experiment was called by, and what makes its plan.
pub struct Recorded {
    pub name: String,
    pub changes: Changes,
    pub shelf: Shelf,
}

/// What a record tells of a sweep.
pub fn recorded(record: &Value) -> Result<Recorded, Failure> {
    let name = record["experiment"].as_str().ok_or_else(|| not_whole("which experiment"))?;
    let texts: BTreeMap<String, String> = serde_json::from_value(record["texts"].clone()).unwrap_or_default();
    let settings = serde_json::from_value(record["changes"]["settings"].clone()).unwrap_or_default();
    let last = serde_json::from_value(record["changes"]["last"].clone()).unwrap_or_default();
    let changes = Changes {
        overrides: Overrides(settings),
        replicates: record["changes"]["replicates"].as_u64().and_then(|n| u32::try_from(n).ok()),
        seed: Some(record["seed"].as_u64().ok_or_else(|| not_whole("with which seed"))?),
        long: record["changes"]["long"] == true,
        last: Overrides(last),
    };
    Ok(Recorded { name: name.to_owned(), changes, shelf: Shelf::sealed(texts) })
}

/// The plan of a sweep that a record tells of, and what its experiment was called by.
pub fn sweep_of(record: &Value) -> Result<(Plan, String), Failure> {
    let Recorded { name, changes, shelf } = recorded(record)?;
    Ok((Plan::read(&name, &changes, &shelf, &|| 0)?, name))
}

/// Holds runs to patterns again, from the texts in the record.
fn patterns(record: &Value, place: &Path, threads: usize, terminal: &Terminal) -> Result<(), Failure> {
    let names: Vec<String> = serde_json::from_value(record["patterns"].clone()).unwrap_or_default();
    if names.is_empty() {
        return Err(not_whole("which patterns").into());
    }
    let texts: BTreeMap<String, String> = serde_json::from_value(record["texts"].clone()).unwrap_or_default();
    let changes = holding::Changes {
        overrides: Overrides(serde_json::from_value(record["changes"]["settings"].clone()).unwrap_or_default()),
        replicates: record["changes"]["replicates"].as_u64().and_then(|n| u32::try_from(n).ok()),
        seed: Some(record["seed"].as_u64().ok_or_else(|| not_whole("with which seed"))?),
    };
    let plan = holding::Plan::read(&names, &changes, &Shelf::sealed(texts), &|| 0)?;
    super::patterns::make(&plan, place, false, threads, terminal)?;
    Ok(())
}

/// Makes a calibration again from the texts in its record.
fn calibration(record: &Value, place: &Path, threads: usize, terminal: &Terminal) -> Result<(), Failure> {
    let (plan, name) = calibration::record::plan_of(record)?;
    let store = calibration::store::Store::open(Arc::new(RealDisk), place, &plan)?;
    calibrate::make_all(&plan, &store, threads, &name, terminal)?;
    Ok(())
}
