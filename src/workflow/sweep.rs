//! A sweep: the runs of an experiment that its folder does not hold yet, then its tables, analysis, answer and record.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use serde_json::json;

use crate::experiment::plan::SweepPlan;
use crate::experiment::unit::Unit;
use crate::experiment::{Replicates, Shard};
use crate::files::disk::RealDisk;
use crate::model::run::RunResult;
use crate::question::Question;
use crate::question::readings::{Weekly, read};
use crate::store::Store;
use crate::store::run as runner;

use super::answer_files::WeeklyReadings;
use super::changes::check_memory;
use super::error::WorkflowError;
use super::progress::{Progress, Stretch, say_missing_letters};

pub use super::sweep_outcome::{ShardOutcome, SweepOutcome};
pub use super::sweep_request::SweepRequest;
use super::sweep_tables::{Extras, SweepTables, write_tables, write_timing};

/// Runs what is missing of a sweep and writes its tables, analysis, answer and record.
///
/// # Errors
/// A wrong request, a folder of another sweep, or output that cannot be written. Runs that fail are no error: see
/// [`SweepOutcome::check_failed`]. What was run before an error is kept.
pub fn run_sweep(request: &SweepRequest, progress: &dyn Progress) -> Result<SweepOutcome, WorkflowError> {
    let plan = request.plan()?;
    let SweepRequest { csv, xlsx, analyse, answer, .. } = *request;
    let extras = Extras { csv, xlsx, analyse, answer };
    run_plan(plan, &request.experiment, &request.folder, request.threads, extras, progress)
}

/// Runs what a folder does not hold of a plan, and writes tables, analysis, answer and record.
pub(super) fn run_plan(
    plan: SweepPlan,
    name: &str,
    folder: &Path,
    threads: usize,
    extras: Extras,
    progress: &dyn Progress,
) -> Result<SweepOutcome, WorkflowError> {
    check_memory(&plan.scenario(plan.largest())?, threads)?;
    let store = Store::open(Arc::new(RealDisk), folder, &plan, Shard::WHOLE)?;
    store.notes.iter().for_each(|note| progress.note(note));
    progress.note(&opening(&plan, &store, Shard::WHOLE, threads));
    let clock = Instant::now();
    let question = if extras.answer { Some(Question::of(&plan)?) } else { None };
    let (ran, read) = run_missing(&plan, &store, question.as_ref(), threads, progress)?;
    let running = clock.elapsed();
    let readings = extras.answer.then_some(WeeklyReadings { read, threads });
    let tables = write_tables(&plan, &store, name, extras, readings)?;
    let timing = json!({
        "threads": threads,
        "runs": ran,
        "running_seconds": running.as_secs_f64(),
        "all_seconds": clock.elapsed().as_secs_f64(),
    });
    write_timing(&store, &timing)?;
    let SweepTables { headline, analysis, answer } = tables;
    if answer.is_some() || matches!(analysis, Ok(Some(_))) {
        say_missing_letters(progress, &plan.baselines, plan.alternatives());
    }
    Ok(SweepOutcome { plan, folder: folder.to_owned(), headline, analysis, answer, ran, running })
}

/// Runs what is missing, and reads on the way the weekly values that a question needs; how many runs were made, and
/// what was read.
fn run_missing(
    plan: &SweepPlan,
    store: &Store,
    question: Option<&Question>,
    threads: usize,
    progress: &dyn Progress,
) -> Result<(u64, Weekly), WorkflowError> {
    let (wanted, watched) =
        question.map_or_else(Default::default, |question| (question.readings(), question.watched(plan)));
    let seen = Mutex::new(Weekly::new());
    let watcher = |unit: Unit, run: &RunResult| {
        if watched.contains(&unit.point) {
            let rows = read(&wanted, run);
            seen.lock().unwrap_or_else(PoisonError::into_inner).insert((unit.point, unit.replicate), rows);
        }
    };
    let stretch = Stretch::begin(progress, plan.most_runs().saturating_sub(store.done()));
    let ran = runner::run_watched(plan, store, threads, &runner::engine, &watcher, &|| progress.step())?.ran;
    drop(stretch);
    Ok((ran, seen.into_inner().unwrap_or_else(PoisonError::into_inner)))
}

fn opening(plan: &SweepPlan, store: &Store, shard: Shard, threads: usize) -> String {
    let done = store.done();
    let before = if done > 0 { format!(", {done} runs done before") } else { String::new() };
    let share = if shard.is_whole() { String::new() } else { format!(", shard {}/{}", shard.number, shard.of) };
    format!(
        "{}: {} points, {} runs{}{share}, seed {}, {threads} threads{before}",
        plan.experiment.name,
        plan.len(),
        plan.most_runs(),
        if matches!(plan.replicates, Replicates::Until(_)) { " at the most" } else { "" },
        plan.seed
    )
}

/// Runs what is missing of one shard. When all shards are done, [`run_sweep`] writes the tables.
///
/// # Errors
/// As of [`run_sweep`]; and that no seed is given, which all shards must share.
pub fn run_shard(request: &SweepRequest, shard: Shard, progress: &dyn Progress) -> Result<ShardOutcome, WorkflowError> {
    let plan = request.plan_for(shard)?;
    run_shard_of(&plan, &request.folder, shard, request.threads, progress)
}

/// Runs what is missing of one shard of a plan.
pub(super) fn run_shard_of(
    plan: &SweepPlan,
    folder: &Path,
    shard: Shard,
    threads: usize,
    progress: &dyn Progress,
) -> Result<ShardOutcome, WorkflowError> {
    check_memory(&plan.scenario(plan.largest())?, threads)?;
    let store = Store::open(Arc::new(RealDisk), folder, plan, shard)?;
    store.notes.iter().for_each(|note| progress.note(note));
    progress.note(&opening(plan, &store, shard, threads));
    let clock = Instant::now();
    let _stretch = Stretch::begin(progress, plan.most_runs().saturating_sub(store.done()) / u64::from(shard.of));
    let ended = runner::run(plan, &store, threads, &runner::engine, &|| progress.step())?;
    Ok(ShardOutcome { ran: ended.ran, failed: ended.failed, running: clock.elapsed() })
}
