//! Submits a sweep, follows it, submits again what is missing, and writes its tables.

use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use serde_json::json;

use crate::config::Problem;
use crate::experiment::plan::SweepPlan;
use crate::files::disk::{Disk, Lock, RealDisk};
use crate::record::Record;
use crate::store::Store;
use crate::store::missing::missing;
use crate::store::record;
use crate::text::duration;
use crate::workflow::error::WorkflowError;
use crate::workflow::progress::Progress;
use crate::workflow::recorded::{check_version, sweep_plan};
use crate::workflow::sweep_outcome::SweepOutcome;
use crate::workflow::sweep_request::SweepRequest;
use crate::workflow::sweep_tables::{Extras, SweepTables, write_tables, write_timing};

use super::draft::{Draft, draft, engine_of, task};
use super::engine::Engine;
use super::failure;
use super::follow::{FollowEnd, follow};
use super::settings::ClusterSettings;
use super::submission::Submission;

/// Rounds of submitting what is missing, in one go.
const MAX_ROUNDS: u32 = 10;

/// Rounds without a single run after which a sweep is given up.
const MAX_IDLE: u32 = 2;

/// A sweep that is submitted, or about to be.
struct SubmittedSweep<'a> {
    engine: &'a dyn Engine,
    progress: &'a dyn Progress,
    folder: &'a Path,
    plan: SweepPlan,
    /// What the experiment was called by.
    name: String,
    submission: Submission,
}

/// Submits a sweep in shards, or goes on following one that was submitted; then writes its tables and record as
/// [`run_sweep`](crate::workflow::sweep::run_sweep) does. `request.threads` is that of each shard. A sweep that was
/// submitted is finished as it was then, whatever its files are now.
///
/// # Errors
/// A wrong request, an engine that refuses it, a job that was cancelled, and shards that several rounds did not finish.
/// What was run before an error is kept, and the same request goes on.
pub fn run_on_cluster(
    request: &SweepRequest,
    settings: &ClusterSettings,
    progress: &dyn Progress,
) -> Result<SweepOutcome, WorkflowError> {
    let engine = engine_of(settings)?;
    let open = Submission::open(&request.folder)?;
    let clock = Instant::now();
    let begun = open.is_some();
    let mut sweep = match open {
        Some(submission) => resume(request, submission, &*engine, progress)?,
        None => begin(request, &*engine, settings, progress)?,
    };
    let store = Store::collect(Arc::new(RealDisk), &request.folder, &sweep.plan)?;
    let _lock = lock(&request.folder)?;
    let before = store.done();
    if !begun {
        record::freeze(&sweep.plan, &store, &sweep.name)?;
    }
    drop(store);
    let store = sweep.run_to_end(begun)?;
    let SubmittedSweep { plan, name, submission, .. } = sweep;
    let SweepRequest { csv, xlsx, analyse, .. } = *request;
    let extras = Extras { csv, xlsx, analyse, answer: false };
    let SweepTables { headline, analysis, answer } = write_tables(&plan, &store, &name, extras, None)?;
    let (ran, running) = (store.done() - before, clock.elapsed());
    let timing = json!({
        "on": submission.on,
        "shards": submission.of,
        "threads": submission.threads,
        "rounds": submission.rounds,
        "runs": ran,
        "all_seconds": running.as_secs_f64(),
    });
    write_timing(&store, &timing)?;
    Ok(SweepOutcome { plan, folder: request.folder.clone(), headline, analysis, answer, ran, running })
}

/// Two that follow would submit everything twice, which changes no number and wastes the cluster.
fn lock(folder: &Path) -> Result<Lock, WorkflowError> {
    let lock = Lock::take(&folder.join("store").join("lock-follow"), false).map_err(WorkflowError::output)?;
    lock.ok_or_else(|| {
        let title = format!("another command follows the sweep in `{}` already", folder.display());
        Problem::whole(title, "see it with --watch").into()
    })
}

/// A sweep that was not submitted yet.
fn begin<'a>(
    request: &'a SweepRequest,
    engine: &'a dyn Engine,
    settings: &ClusterSettings,
    progress: &'a dyn Progress,
) -> Result<SubmittedSweep<'a>, WorkflowError> {
    let Draft { plan, submission, shard_time } = draft(request, engine, settings)?;
    let threads =
        if submission.threads == 1 { "one thread".to_owned() } else { format!("{} threads", submission.threads) };
    progress.note(&format!(
        "{}: {} points, {} runs, seed {}; {} shards, each about {} on {threads}",
        plan.experiment.name,
        plan.len(),
        plan.most_runs(),
        plan.seed,
        submission.of,
        duration(shard_time),
    ));
    let name = request.experiment.clone();
    Ok(SubmittedSweep { engine, progress, folder: &request.folder, plan, name, submission })
}

/// A sweep that was submitted before, as it was then.
fn resume<'a>(
    request: &'a SweepRequest,
    submission: Submission,
    engine: &'a dyn Engine,
    progress: &'a dyn Progress,
) -> Result<SubmittedSweep<'a>, WorkflowError> {
    let folder = &request.folder;
    let job = submission.job.clone().unwrap_or_default();
    if submission.on != engine.key() {
        let title =
            format!("the sweep in `{}` was submitted with --on {}, as job {job}", folder.display(), submission.on);
        return Err(Problem::whole(title, format!("--on {} follows it", submission.on)).into());
    }
    let record = Record::read(&folder.join("store").join(&submission.plan))?;
    check_version(&record)?;
    let (plan, name) = sweep_plan(&record)?;
    progress.note(&format!("job {job} was submitted before: following it"));
    let is_same =
        |now: SweepPlan| now.digest() == plan.digest() && now.replicates == plan.replicates && now.seed == plan.seed;
    if !request.plan().is_ok_and(is_same) {
        progress.note("the file has changed since submission; what was submitted is finished first");
    }
    Ok(SubmittedSweep { engine, progress, folder, plan, name, submission })
}

impl SubmittedSweep<'_> {
    /// Submits and follows until no shard has work left; the store as it is then.
    fn run_to_end(&mut self, begun: bool) -> Result<Store, WorkflowError> {
        // Re-running the command retries failed runs once.
        let (mut but_failed, mut all_counted) = (begun, false);
        let mut cancelled = false;
        loop {
            let store = Store::collect(Arc::new(RealDisk), self.folder, &self.plan)?;
            store.notes.iter().for_each(|note| self.progress.note(note));
            let left = missing(&self.plan, &store, self.submission.of, but_failed)?;
            if left.is_empty() {
                self.end_job()?;
                return Ok(store);
            }
            let done = store.done();
            drop(store);
            if cancelled {
                return Err(failure::cancelled(&self.submission, left.len()));
            }
            if self.submission.job.is_none() {
                self.submit(&left, done)?;
                all_counted = false;
            }
            but_failed = true;
            let runs = self.plan.most_runs();
            match follow(&self.submission, self.folder, runs, all_counted, self.engine, self.progress)? {
                FollowEnd::AllRunsDone => all_counted = true,
                FollowEnd::Ended { cancelled: by_command } => {
                    cancelled = by_command;
                    self.end_job()?;
                }
            }
        }
    }

    fn end_job(&mut self) -> Result<(), WorkflowError> {
        self.submission.job = None;
        self.submission.save(self.folder)
    }

    /// Submits shards, unless the last rounds were of no use.
    fn submit(&mut self, left: &[u32], done: u64) -> Result<(), WorkflowError> {
        let submission = &mut self.submission;
        if submission.rounds > 0 {
            submission.idle = if done > submission.done { 0 } else { submission.idle + 1 };
            if submission.idle >= MAX_IDLE || submission.rounds >= MAX_ROUNDS {
                return Err(failure::given_up(submission, left, self.folder));
            }
        }
        let task = task(self.folder, submission, left)?;
        RealDisk.make_folder(Path::new(&task.logs)).map_err(WorkflowError::output)?;
        let job = self.engine.submit(&task)?;
        submission.rounds += 1;
        submission.done = done;
        submission.job = Some(job.clone());
        submission.save(self.folder)?;
        let round = if submission.rounds > 1 { format!("round {}: ", submission.rounds) } else { String::new() };
        let (count, of, name) = (left.len(), submission.of, self.engine.name());
        self.progress.note(&format!("{round}{count} of {of} shards submitted to {name} as job {job}"));
        if submission.rounds == 1 {
            self.progress.note(&format!(
                "Ctrl-C stops following: the job goes on, and the same command follows it again; `{}` cancels it",
                self.engine.cancel(&job)
            ));
        }
        Ok(())
    }
}
