//! Why a store cannot be used.

use std::fmt;

use crate::config::Problem;
use crate::files::FileError;

/// Why a store cannot be used.
#[derive(Debug)]
pub enum StoreError {
    /// It belongs to something else, or to somebody else just now.
    Refused(Problem),
    /// A file could not be read or written.
    File(FileError),
    /// Rows could not be packed, or what was packed is not what was written.
    Rows(String),
}

impl From<FileError> for StoreError {
    fn from(error: FileError) -> Self {
        StoreError::File(error)
    }
}

impl From<Problem> for StoreError {
    fn from(problem: Problem) -> Self {
        StoreError::Refused(problem)
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            StoreError::Refused(problem) => f.write_str(&problem.title),
            StoreError::File(error) => error.fmt(f),
            StoreError::Rows(why) => f.write_str(why),
        }
    }
}

impl std::error::Error for StoreError {}
