//! A question asked as it stands, over an accepted set, and under other structures of the model; and which of its
//! statements keep their sign.

mod folder;
mod forecast;
mod request;
mod rerun;
mod variant;
mod variants;

use std::path::PathBuf;
use std::time::{Duration, Instant};

use crate::files::disk::{Disk, RealDisk};
use crate::question::Question;
use crate::question::robust::record::RobustnessSetup;
use crate::question::robust::{About, Robustness, record};
use crate::store::StoreError;

use super::error::WorkflowError;
use super::progress::Progress;
use super::sweep::run_plan;
use super::sweep_outcome::check_failed;
use super::sweep_tables::Extras;

pub use folder::{compare_variants, unfinished};
pub use forecast::forecast_text;
pub use request::RobustRequest;
pub(super) use rerun::rerun_robust;
use variant::variant;
pub use variants::{PlannedVariant, plan_variants};

/// The variants of a question that were run.
#[derive(Debug)]
pub struct RobustOutcome {
    /// Which statements keep their sign.
    pub robustness: Robustness,
    /// The folder, with one for each variant in it.
    pub folder: PathBuf,
    /// Runs made this time.
    pub ran: u64,
    /// Runs that failed, of all.
    pub failed: u64,
    /// How long it took.
    pub running: Duration,
}

impl RobustOutcome {
    /// Refuses an outcome of which runs failed.
    ///
    /// # Errors
    /// How many failed, and where the reasons are.
    pub fn check_failed(&self) -> Result<(), WorkflowError> {
        check_failed(self.failed, &self.folder)
    }
}

/// Runs all variants of a question and compares what they answer.
///
/// # Errors
/// A wrong request, a folder of something else, or output that cannot be written. What was run before is kept.
pub fn run_robust(request: &RobustRequest, progress: &dyn Progress) -> Result<RobustOutcome, WorkflowError> {
    let RobustRequest { question: name, folder, threads, .. } = request;
    let (planned, left_out) = plan_variants(request)?;
    let question = Question::of(&planned[0].plan)?;
    folder::check_folder(folder)?;
    RealDisk.make_folder(folder).map_err(StoreError::from)?;
    let clock = Instant::now();
    let about = About::of(&question, &planned[0].plan);
    let command = request.command(planned[0].plan.seed);
    let count = planned.len();
    let (mut answers, mut folders, mut stands) = (Vec::new(), Vec::new(), None);
    let (mut ran, mut failed) = (0, 0);
    for (n, one) in planned.into_iter().enumerate() {
        progress.note(&format!("{} of {count}: {}", n + 1, one.name));
        let extras = Extras { answer: true, ..Extras::default() };
        let done = run_plan(one.plan, name, &folder.join(&one.folder), *threads, extras, progress)?;
        (ran, failed) = (ran + done.ran, failed + done.headline.failed);
        if let Some(answer) = done.answer {
            answers.push((variant(&one.name, one.change, &done.plan), answer.answer));
            folders.push(one.folder);
        }
        stands.get_or_insert(done.plan);
    }
    let robustness = Robustness::of(about, answers, left_out);
    let outputs = folder::write_robustness(folder, &robustness)?;
    if let Some(plan) = &stands {
        let given = RobustnessSetup {
            plan,
            name,
            command: &command,
            accepted_set: request.accepted_set(),
            structures: &request.structures,
            structure_replicates: request.structure_replicates,
            folders: &folders,
        };
        record::write(&RealDisk, folder, &robustness, &given, &outputs)?;
    }
    Ok(RobustOutcome { robustness, folder: folder.clone(), ran, failed, running: clock.elapsed() })
}
