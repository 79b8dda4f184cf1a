//! What went wrong, as text and exit code.

use std::io::IsTerminal;

use mobilise::config::{Problem, Problems};
use mobilise::files::FileError;
use mobilise::store::StoreError;
use mobilise::study::error::StudyError;
use mobilise::workflow::WorkflowError;

/// A failure ready to be shown.
#[derive(Debug)]
pub struct Failure {
    /// What to say.
    pub text: String,
    /// The exit code: 1 a run failed, 2 the input is wrong, 3 a check did not hold.
    pub code: u8,
}

impl From<Problems> for Failure {
    fn from(problems: Problems) -> Self {
        let colours = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
        Self { text: problems.render(colours), code: 2 }
    }
}

impl From<Problem> for Failure {
    fn from(problem: Problem) -> Self {
        Problems::from(problem).into()
    }
}

impl From<WorkflowError> for Failure {
    fn from(error: WorkflowError) -> Self {
        match error {
            WorkflowError::Input(problems) => problems.into(),
            other => Self { text: other.to_string(), code: other.exit_code() },
        }
    }
}

impl From<StudyError> for Failure {
    fn from(error: StudyError) -> Self {
        WorkflowError::from(error).into()
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        WorkflowError::from(error).into()
    }
}

impl Failure {
    /// A place to write to that cannot be used: the input is wrong.
    pub fn output(error: &FileError, otherwise: &str) -> Self {
        Problem::whole(error.to_string(), error.hint().unwrap_or(otherwise)).into()
    }
}
