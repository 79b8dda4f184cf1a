//! A sweep as it would be submitted.

use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::config::Problem;
use crate::experiment::forecast::forecast;
use crate::experiment::plan::SweepPlan;
use crate::store::record;
use crate::workflow::error::WorkflowError;
use crate::workflow::sweep::SweepRequest;

use super::engine::{Engine, Task};
use super::hyperqueue::HyperQueue;
use super::settings::{ClusterEngine, ClusterSettings};
use super::size::shard_count;
use super::slurm::Slurm;
use super::submission::Submission;

/// A plan cut into shards, and not submitted.
pub(super) struct Draft {
    pub plan: SweepPlan,
    pub submission: Submission,
    /// How long a shard will take.
    pub shard_time: Duration,
}

/// What a submission would be.
#[derive(Debug)]
pub struct ClusterForecast {
    /// What would be run.
    pub plan: SweepPlan,
    /// How many shards.
    pub shards: u32,
    /// Threads of each.
    pub threads: usize,
    /// How long each will take.
    pub shard_time: Duration,
    /// The program and arguments that would submit them.
    pub command: Vec<String>,
    /// The job of an earlier submission that is still under way: the same request would follow it.
    pub running_job: Option<String>,
}

/// What would be submitted; nothing is written or submitted.
///
/// # Errors
/// As of [`run_on_cluster`](super::run_on_cluster), before anything is submitted.
pub fn forecast_on_cluster(
    request: &SweepRequest,
    settings: &ClusterSettings,
) -> Result<ClusterForecast, WorkflowError> {
    let engine = engine_of(settings)?;
    let running_job = Submission::open(&request.folder)?.and_then(|open| open.job);
    let Draft { plan, submission, shard_time } = draft(request, &*engine, settings)?;
    let all: Vec<u32> = (1..=submission.of).collect();
    let arguments = engine.arguments(&task(&request.folder, &submission, &all)?);
    let command = std::iter::once(engine.program().to_owned()).chain(arguments).collect();
    let (shards, threads) = (submission.of, submission.threads);
    Ok(ClusterForecast { plan, shards, threads, shard_time, command, running_job })
}

/// The engine of settings that it can have.
pub(super) fn engine_of(settings: &ClusterSettings) -> Result<Box<dyn Engine + '_>, Problem> {
    settings.check()?;
    Ok(match settings.engine {
        ClusterEngine::Slurm => Box::new(Slurm(settings)),
        ClusterEngine::HyperQueue => Box::new(HyperQueue(settings)),
    })
}

/// Reads the plan and cuts it into shards.
pub(super) fn draft(
    request: &SweepRequest,
    engine: &dyn Engine,
    settings: &ClusterSettings,
) -> Result<Draft, WorkflowError> {
    let (plan, threads) = (request.plan()?, request.threads);
    let forecast = forecast(&plan, threads)?;
    let of = shard_count(&plan, &forecast, threads, engine.max_shard(), settings.shards)?;
    let (frozen, _) = record::frozen(&plan, &request.folder, &request.experiment);
    let submission = Submission {
        on: engine.key().to_owned(),
        name: job_name(&plan, &frozen),
        plan: file_name(&frozen),
        of,
        threads,
        job: None,
        rounds: 0,
        idle: 0,
        done: 0,
    };
    Ok(Draft { plan, submission, shard_time: forecast.time(threads, 0) / of })
}

/// What is handed to an engine to run these shards.
pub(super) fn task(folder: &Path, submission: &Submission, shards: &[u32]) -> Result<Task, WorkflowError> {
    let unknown = |what: &str, error: std::io::Error| {
        WorkflowError::run(format!("cannot find out where {what} is: {error}"), "start it by its full path")
    };
    let here = std::env::current_dir().map_err(|error| unknown("this folder", error))?;
    let folder = here.join(folder);
    Ok(Task {
        name: submission.name.clone(),
        shards: shards.to_vec(),
        of: submission.of,
        threads: submission.threads,
        program: std::env::current_exe().map_err(|error| unknown("this program", error))?.display().to_string(),
        plan: folder.join("store").join(&submission.plan).display().to_string(),
        logs: logs(&folder).display().to_string(),
        folder: here.display().to_string(),
    })
}

/// Where the shards of a folder write what they report.
pub(super) fn logs(folder: &Path) -> PathBuf {
    folder.join("store").join("logs")
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// The name of a sweep's jobs: its experiment, and the digest in the name of its frozen plan.
fn job_name(plan: &SweepPlan, frozen: &Path) -> String {
    let plain: String = plan.file_stem().chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').take(40).collect();
    let name = file_name(frozen);
    let digest = name.trim_start_matches("submitted-").trim_end_matches(".json");
    format!("mobilise-{plain}-{digest}")
}
