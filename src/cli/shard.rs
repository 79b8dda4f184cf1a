//! `mobilise shard`: one share of a sweep whose plan lies in its folder. What a job of a cluster runs.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use clap::Args;

use mobilise::config::Problem;
use mobilise::experiment::plan::Plan;
use mobilise::files;
use mobilise::files::disk::RealDisk;
use mobilise::store::Store;
use mobilise::store::record;
use mobilise::store::run as runner;
use mobilise::study::stored::read_record;

use super::options::{self, ChangeOptions};
use super::rerun::{Recorded, check_networks, check_version, recorded};
use super::sweep_words::time;
use super::{Failure, Terminal, sweep};

/// Arguments of `mobilise shard`.
#[derive(Debug, Args)]
pub struct ShardArguments {
    /// The plan that `mobilise sweep --on` kept: store/submitted-….json in the sweep's folder
    plan: PathBuf,
    /// Which share of how many: I/N
    shard: String,
    /// Threads to run on; the numbers are the same on any number of them
    #[arg(long, value_name = "N")]
    threads: Option<String>,
    /// Say nothing on standard error but errors
    #[arg(long, short)]
    pub quiet: bool,
}

const HINT: &str = "name the store/submitted-….json of a sweep's folder";

/// Runs what is missing of the shard. A run that fails is recorded and no failure of the shard: to start it again
/// at once would be no use.
pub fn run(arguments: &ShardArguments, terminal: &Terminal) -> Result<(), Failure> {
    let options = ChangeOptions { threads: arguments.threads.clone(), ..ChangeOptions::default() };
    let threads = options.threads()?;
    let shard = sweep::shard(&arguments.shard)?;
    let folder = arguments.plan.parent().and_then(Path::parent).unwrap_or(Path::new(""));
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let record = read_record(&arguments.plan)?;
    let text = files::read_bytes(&arguments.plan).map_err(|error| Failure::output(&error, HINT))?;
    let name = record::frozen_name(&String::from_utf8_lossy(&text));
    if arguments.plan.file_name().is_none_or(|own| own.to_string_lossy() != name) {
        // A record of another place, such as a run.json, or one that was edited.
        let title = format!("`{}` is no plan that was submitted, or not as it was then", arguments.plan.display());
        return Err(Problem::whole(title, HINT).into());
    }
    check_version(&record)?;
    check_networks(&record)?;
    let Recorded { name, changes, shelf } = recorded(&record)?;
    let digest = record["points_digest"].as_str().unwrap_or_default().trim_start_matches("sha256:");
    let plan = Plan::read_for(shard, digest, &name, &changes, &shelf)?;
    options::check_memory(&plan.scenario(plan.largest())?, threads)?;
    let store = Store::open(Arc::new(RealDisk), folder, &plan, shard)?;
    store.notes.iter().for_each(|note| terminal.say(note));
    let clock = Instant::now();
    let ended = runner::run(&plan, &store, threads, &runner::engine, &|| ())?;
    let failed = if ended.failed > 0 { format!(", {} failed", ended.failed) } else { String::new() };
    terminal.say(&format!(
        "shard {}/{}: {} runs in {}{failed}",
        shard.number,
        shard.of,
        ended.ran,
        time(clock.elapsed())
    ));
    Ok(())
}
