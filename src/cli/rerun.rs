//! `mobilise rerun`: make again what a record says, from the record alone, and compare the bytes.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use serde_json::Value;

use mobilise::experiment::changed::{Same, compare};
use mobilise::experiment::manifest::digest;
use mobilise::experiment::stored::{self, not_whole, read_record};
use mobilise::files;
use mobilise::files::disk::RealDisk;
use mobilise::scenario::{Overrides, Problem, Shelf};
use mobilise::sweep::plan::{Changes, Plan};
use mobilise::sweep::store::Store;
use mobilise::sweep::{Shard, record, run as runner, tables};

use super::options::ChangeOptions;
use super::{Failure, Terminal, study};

/// Arguments of `mobilise rerun`.
#[derive(Debug, Args)]
pub struct RerunArguments {
    /// The run.json of a folder that `run`, `compare` or `sweep` wrote
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
    let record = read_record(&arguments.record)?;
    check_version(&record)?;
    check_networks(&record)?;
    let options = ChangeOptions { set: Vec::new(), weeks: None, replicates: None, threads: arguments.threads.clone() };
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
    } else {
        let study = stored::study(&record)?;
        let csv = record["outputs"].get("weeks.csv").is_some();
        study::make(&study, &place, false, csv, threads, terminal)?;
    }
    let found = compare(&record, &place).map_err(|error| Failure::output(&error, "may you read it?"))?;
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

fn check_version(record: &Value) -> Result<(), Failure> {
    let (was, is) = (record["version"].as_str().unwrap_or("?"), env!("CARGO_PKG_VERSION"));
    if was == is {
        return Ok(());
    }
    let title = format!("the record was written by mobilise {was}, and this is {is}");
    Err(Problem::whole(title, "versions may give other numbers, as CHANGELOG.md says: use that one").into())
}

/// Network files are named in a record, not held: they must be as they were.
fn check_networks(record: &Value) -> Result<(), Failure> {
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

/// Makes a sweep again from the texts in its record; the disk is not asked for any of them.
fn sweep(record: &Value, place: &Path, threads: usize, terminal: &Terminal) -> Result<(), Failure> {
    let name = record["experiment"].as_str().ok_or_else(|| not_whole("which experiment"))?;
    let texts: BTreeMap<String, String> = serde_json::from_value(record["texts"].clone()).unwrap_or_default();
    let settings = serde_json::from_value(record["changes"]["settings"].clone()).unwrap_or_default();
    let changes = Changes {
        overrides: Overrides(settings),
        replicates: record["changes"]["replicates"].as_u64().and_then(|n| u32::try_from(n).ok()),
        seed: Some(record["seed"].as_u64().ok_or_else(|| not_whole("with which seed"))?),
    };
    let plan = Plan::read(name, &changes, &Shelf::sealed(texts), &|| 0)?;
    let store = Store::open(Arc::new(RealDisk), place, &plan, Shard::WHOLE)?;
    let progress = terminal.progress(plan.most_runs());
    let ended = runner::run(&plan, &store, threads, &runner::engine, &|| progress.step());
    progress.finish();
    ended?;
    tables::write(&plan, &store, record["outputs"].get("runs.csv").is_some())?;
    Ok(record::write(&plan, &store, name, &record::TABLES)?)
}
