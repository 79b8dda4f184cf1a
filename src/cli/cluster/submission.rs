//! What was submitted, kept in the sweep's folder: the same command goes on following it.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use mobilise::config::Problem;
use mobilise::files::disk::{RealDisk, write_safely};
use mobilise::files::{self, FileError};

use super::super::failure::Failure;

/// What was submitted, and how far it came.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Submission {
    /// To whom.
    pub on: String,
    /// What its jobs are called there.
    pub name: String,
    /// The plan that was kept for it: a file of the store.
    pub plan: String,
    /// How many shards there are.
    pub of: u32,
    /// Threads of each.
    pub threads: usize,
    /// The job that is out; none once it has ended.
    pub job: Option<String>,
    /// How often shards were submitted.
    pub rounds: u32,
    /// Rounds in a row that did no run.
    pub idle: u32,
    /// Runs that were done when the last round began.
    pub done: u64,
}

fn path(folder: &Path) -> PathBuf {
    folder.join("store").join("submission.json")
}

impl Submission {
    /// What was submitted from a folder and has not ended.
    pub fn open(folder: &Path) -> Result<Option<Self>, Failure> {
        let path = path(folder);
        if !path.is_file() {
            return Ok(None);
        }
        let text = files::read_text(&path, 1 << 20).map_err(cannot)?;
        match serde_json::from_str::<Self>(&text) {
            Ok(submission) => Ok(submission.job.is_some().then_some(submission)),
            Err(_) => {
                let title = format!("`{}` cannot be read as what was submitted", path.display());
                let hint = "remove it: what is done is kept, and what is missing is submitted again";
                Err(Problem::whole(title, hint).into())
            }
        }
    }

    /// Keeps it.
    pub fn keep(&self, folder: &Path) -> Result<(), Failure> {
        let text = serde_json::to_string_pretty(self).unwrap_or_default() + "\n";
        write_safely(&RealDisk, &path(folder), text.as_bytes()).map_err(cannot)
    }
}

fn cannot(error: FileError) -> Failure {
    Failure { text: format!("error: {error}\nhint: is there room left, and may you write there?"), code: 1 }
}
