//! What was submitted, kept in the sweep's folder: the same command goes on following it.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::config::Problem;
use crate::files;
use crate::files::disk::{RealDisk, write_safely};
use crate::workflow::error::WorkflowError;

/// What was submitted, and how far it came.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Submission {
    /// The engine, as on the command line.
    pub on: String,
    /// The name of its jobs there.
    pub name: String,
    /// The plan that its shards read: a file of the store.
    pub plan: String,
    /// How many shards there are.
    pub of: u32,
    /// Threads of each shard.
    pub threads: usize,
    /// The job that is under way; none once it has ended.
    pub job: Option<String>,
    /// How often shards were submitted.
    pub rounds: u32,
    /// Rounds in a row without a new run.
    pub idle: u32,
    /// Runs that were done when the last round began.
    pub done: u64,
}

fn path(folder: &Path) -> PathBuf {
    folder.join("store").join("submission.json")
}

impl Submission {
    /// What was submitted from a folder and has not ended.
    pub(crate) fn open(folder: &Path) -> Result<Option<Self>, WorkflowError> {
        let path = path(folder);
        if !path.is_file() {
            return Ok(None);
        }
        let text = files::read_text(&path, 1 << 20).map_err(WorkflowError::output)?;
        match serde_json::from_str::<Self>(&text) {
            Ok(submission) => Ok(submission.job.is_some().then_some(submission)),
            Err(_) => {
                let title = format!("`{}` is damaged", path.display());
                let hint = "remove it: what is done is kept, and what is missing is submitted again";
                Err(Problem::whole(title, hint).into())
            }
        }
    }

    /// Writes it into a sweep's folder.
    pub(crate) fn save(&self, folder: &Path) -> Result<(), WorkflowError> {
        let text = serde_json::to_string_pretty(self).unwrap_or_default() + "\n";
        write_safely(&RealDisk, &path(folder), text.as_bytes()).map_err(WorkflowError::output)
    }
}
