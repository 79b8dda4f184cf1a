//! What became of a sweep.

use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::analysis::Analysis;
use crate::experiment::plan::SweepPlan;
use crate::store::Headline;

use super::analysis_files::AnalysisOutcome;
use super::answer_files::QuestionAnswer;
use super::error::WorkflowError;

/// A sweep that has ended, with its tables.
#[derive(Debug)]
pub struct SweepOutcome {
    /// What was run.
    pub plan: SweepPlan,
    /// The folder with tables and record.
    pub folder: PathBuf,
    /// Baselines and largest effects.
    pub headline: Headline,
    /// Its sensitivity analysis.
    pub analysis: AnalysisOutcome,
    /// The answer to its question.
    pub answer: Option<QuestionAnswer>,
    /// Runs made this time.
    pub ran: u64,
    /// How long they took.
    pub running: Duration,
}

impl SweepOutcome {
    /// Refuses an outcome of which runs failed.
    ///
    /// # Errors
    /// How many failed, and where the reasons are.
    pub fn check_failed(&self) -> Result<(), WorkflowError> {
        check_failed(self.headline.failed, &self.folder)
    }

    /// The analysis.
    ///
    /// # Errors
    /// Runs failed: nothing is computed of the others, since a missing value in place of a number would be wrong.
    pub fn into_analysis(self) -> Result<(SweepPlan, Analysis), WorkflowError> {
        Ok((self.plan, require_analysis(self.analysis, &self.folder)?))
    }
}

/// Refuses a folder of which `runs` runs failed.
pub(super) fn check_failed(runs: u64, folder: &Path) -> Result<(), WorkflowError> {
    if runs == 0 {
        return Ok(());
    }
    let hint = format!(
        "`{}` says why, where the tables are written; the same command tries them again",
        folder.join("failures.csv").display()
    );
    Err(WorkflowError::run(format!("{runs} runs failed; the others are in the tables"), hint))
}

pub(super) fn require_analysis(analysis: AnalysisOutcome, folder: &Path) -> Result<Analysis, WorkflowError> {
    match analysis {
        Ok(Some(analysis)) => Ok(analysis),
        Ok(None) => Err(WorkflowError::run("the design was not analysed", "please report this")),
        Err(missing) => {
            let hint =
                format!("`{}` says why; the same command tries them again", folder.join("failures.csv").display());
            let message = format!("{} runs failed, and nothing is computed without them: {missing}", missing.runs);
            Err(WorkflowError::run(message, hint))
        }
    }
}

/// One shard of a sweep that was run.
#[derive(Debug, Clone, Copy)]
pub struct ShardOutcome {
    /// Runs made this time.
    pub ran: u64,
    /// Runs of them that failed.
    pub failed: u64,
    /// How long they took.
    pub running: Duration,
}

impl ShardOutcome {
    /// Refuses an outcome of which runs failed.
    ///
    /// # Errors
    /// How many failed, and where the reasons will be.
    pub fn check_failed(&self, folder: &Path) -> Result<(), WorkflowError> {
        check_failed(self.failed, folder)
    }
}
