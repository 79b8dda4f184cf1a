//! One shard of a sweep whose plan was kept in its folder: what a job on a cluster runs.

use std::path::Path;

use crate::config::Problem;
use crate::experiment::Shard;
use crate::experiment::plan::SweepPlan;
use crate::files;
use crate::record::Record;
use crate::store::record::frozen_name;

use super::error::WorkflowError;
use super::progress::Progress;
use super::recorded::{RecordedSweep, check_networks, check_version};
use super::sweep::{ShardOutcome, run_shard_of};

const HINT: &str = "name the store/submitted-….json of a sweep's folder";

/// Runs what is missing of a shard. `plan` is the file that was kept when the sweep was submitted; its folder is the one
/// that is written to.
///
/// # Errors
/// A file that is not such a plan, of another version, or whose networks changed. A run that fails is recorded and no
/// error of the shard: to start it again at once would be no use.
pub fn run_submitted_shard(
    plan: &Path,
    shard: Shard,
    threads: usize,
    progress: &dyn Progress,
) -> Result<ShardOutcome, WorkflowError> {
    let folder = plan.parent().and_then(Path::parent).unwrap_or(Path::new(""));
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let record = Record::read(plan)?;
    let text = files::read_bytes(plan).map_err(|error| WorkflowError::unusable(&error, HINT))?;
    let name = frozen_name(&String::from_utf8_lossy(&text));
    if plan.file_name().is_none_or(|own| own.to_string_lossy() != name) {
        // A record of another kind, such as a run.json, or one that was edited.
        let title = format!("`{}` is not a submitted plan, or has changed since submission", plan.display());
        return Err(Problem::whole(title, HINT).into());
    }
    check_version(&record)?;
    check_networks(&record)?;
    let RecordedSweep { name, changes, shelf, points_digest } = RecordedSweep::of(&record)?;
    let plan = SweepPlan::read_for(shard, points_digest.hex(), &name, &changes, &shelf)?;
    run_shard_of(&plan, folder, shard, threads, progress)
}
