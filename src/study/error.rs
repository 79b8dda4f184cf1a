//! Why a study did not come to its end.

use std::fmt;
use std::path::PathBuf;

use crate::files::FileError;

use super::replicates::RunFailed;

/// Why a study did not come to its end.
#[derive(Debug)]
pub enum StudyError {
    /// A run failed.
    Run(RunFailed),
    /// A file could not be written.
    File(FileError),
    /// A table could not be written.
    Table(PathBuf, String),
    /// The caller of [`Study::run_with`](super::Study::run_with) stopped it.
    Stopped,
}

impl fmt::Display for StudyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            StudyError::Run(failed) => failed.fmt(f),
            StudyError::File(error) => error.fmt(f),
            StudyError::Stopped => f.write_str("the study was stopped"),
            StudyError::Table(path, why) => write!(f, "cannot write `{}`: {why}", path.display()),
        }
    }
}

impl std::error::Error for StudyError {}

impl From<RunFailed> for StudyError {
    fn from(failed: RunFailed) -> Self {
        StudyError::Run(failed)
    }
}

impl From<FileError> for StudyError {
    fn from(error: FileError) -> Self {
        StudyError::File(error)
    }
}
