//! Follows a job: what is done by the disk, and whether more will come by the engine.

use std::path::Path;
use std::time::{Duration, Instant};

use crate::store::watch;
use crate::workflow::error::WorkflowError;
use crate::workflow::progress::{Progress, Stretch};

use super::engine::{Engine, JobState};
use super::submission::Submission;

/// Why a job is followed no longer.
pub(super) enum FollowEnd {
    /// None of its shards will run any more.
    Ended { cancelled: bool },
    /// As many runs are done as there should be.
    AllRunsDone,
}

/// Follows the job of a submission until it ends or, unless `to_its_end`, all of `runs` are done.
pub(super) fn follow(
    submission: &Submission,
    folder: &Path,
    runs: u64,
    to_its_end: bool,
    engine: &dyn Engine,
    progress: &dyn Progress,
) -> Result<FollowEnd, WorkflowError> {
    let _stretch = Stretch::begin(progress, runs);
    let job = submission.job.as_deref().unwrap_or_default();
    let clock = Instant::now();
    let mut last = String::new();
    loop {
        let look = Instant::now();
        let (done, failed) = watch::look(folder)?.map_or((0, 0), |state| (state.done, state.failed));
        progress.advance_to(done);
        if !to_its_end && done + failed >= runs {
            return Ok(FollowEnd::AllRunsDone);
        }
        let state = match engine.state(job, &submission.name) {
            JobState::Ended { cancelled } => return Ok(FollowEnd::Ended { cancelled }),
            JobState::Live { running: 0, why } if !why.is_empty() => format!("job {job} waits: {why}"),
            JobState::Live { running: 0, .. } => format!("job {job} waits"),
            JobState::Live { .. } => format!("job {job} runs"),
            JobState::Unknown(why) => {
                format!("{} does not report on job {job} ({why}); still watching the folder", engine.name())
            }
        };
        if state != last {
            progress.note(&state);
            last = state;
        }
        // Rarely where it takes long, and where looking itself takes long.
        let pause = (clock.elapsed() / 20).clamp(Duration::from_millis(500), Duration::from_secs(30));
        std::thread::sleep(pause.max(look.elapsed() * 10));
    }
}
