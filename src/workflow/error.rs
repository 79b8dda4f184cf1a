//! Why a workflow did not come to its end.

use std::fmt;

use crate::config::{Problem, Problems};
#[cfg(feature = "figures")]
use crate::figure::FigureError;
use crate::files::FileError;
use crate::store::StoreError;
use crate::study::error::StudyError;

/// Why a workflow did not come to its end. The program's exit code follows from the variant.
#[derive(Debug)]
pub enum WorkflowError {
    /// The request is wrong: a file, a value, or a folder that cannot be used. Nothing was run.
    Input(Problems),
    /// Runs failed, or could not be made.
    Run(Cause),
    /// A check did not hold: files differ from their record, or the engine from theory.
    Check(Cause),
    /// Output could not be written.
    Output(Cause),
}

/// A message and a way out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cause {
    /// What happened, and to what.
    pub message: String,
    /// What to do about it.
    pub hint: String,
}

const NO_ROOM: &str = "check free space and write permission";

impl WorkflowError {
    /// Runs failed, or could not be made.
    pub fn run(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::Run(Cause { message: message.into(), hint: hint.into() })
    }

    /// A check did not hold.
    pub fn check(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::Check(Cause { message: message.into(), hint: hint.into() })
    }

    /// Output could not be written; check free space and permissions.
    pub fn output(error: impl fmt::Display) -> Self {
        Self::Output(Cause { message: error.to_string(), hint: NO_ROOM.to_owned() })
    }

    /// A file or folder that was named cannot be used, or the disk refused it. `otherwise` is the hint where the error
    /// has none.
    pub fn unusable(error: &FileError, otherwise: &str) -> Self {
        if error.is_of_disk() {
            return Self::output(error);
        }
        Problem::whole(error.to_string(), error.hint().unwrap_or(otherwise)).into()
    }

    /// A finished folder could not be moved to its place.
    pub fn unplaced(error: FileError) -> Self {
        let hint = error.hint().unwrap_or(NO_ROOM).to_owned();
        Self::Output(Cause { message: error.to_string(), hint })
    }

    /// The program's exit code: 1 a run failed or output could not be written, 2 the input is wrong, 3 a check did
    /// not hold.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Run(_) | Self::Output(_) => 1,
            Self::Input(_) => 2,
            Self::Check(_) => 3,
        }
    }
}

impl fmt::Display for WorkflowError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Input(problems) => f.write_str(&problems.render(false)),
            Self::Run(cause) | Self::Check(cause) | Self::Output(cause) => {
                write!(f, "error: {}\nhint: {}", cause.message, cause.hint)
            }
        }
    }
}

impl std::error::Error for WorkflowError {}

impl From<Problems> for WorkflowError {
    fn from(problems: Problems) -> Self {
        Self::Input(problems)
    }
}

impl From<Problem> for WorkflowError {
    fn from(problem: Problem) -> Self {
        Self::Input(problem.into())
    }
}

impl From<StudyError> for WorkflowError {
    fn from(error: StudyError) -> Self {
        match error {
            StudyError::Run(_) => {
                Self::run(error.to_string(), "the same command with the same --seed reproduces it: please report both")
            }
            StudyError::Stopped => Self::run(error.to_string(), "nothing was left behind; run it again"),
            StudyError::File(_) | StudyError::Table(..) => {
                Self::Output(Cause { message: error.to_string(), hint: format!("{NO_ROOM}; nothing was left behind") })
            }
        }
    }
}

impl From<StoreError> for WorkflowError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Refused(problem) => problem.into(),
            other => {
                let hint = format!("{NO_ROOM}; completed runs are kept, and the same command continues");
                Self::Output(Cause { message: other.to_string(), hint })
            }
        }
    }
}

#[cfg(feature = "figures")]
impl From<FigureError> for WorkflowError {
    fn from(error: FigureError) -> Self {
        Self::Output(Cause {
            message: error.to_string(),
            hint: "the tables are not affected: please report this".to_owned(),
        })
    }
}
