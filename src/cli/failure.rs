//! What went wrong, as text and exit code.

use std::io::IsTerminal;

use mobilise::config::{Problem, Problems};
use mobilise::files::FileError;
use mobilise::store::StoreError;
use mobilise::study::error::StudyError;

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

impl From<StudyError> for Failure {
    fn from(error: StudyError) -> Self {
        let hint = match error {
            StudyError::Run(_) => "the same command with the same --seed meets it again: please report it with both",
            _ => "is there room left, and may you write there? Nothing was left behind",
        };
        Self { text: format!("error: {error}\nhint: {hint}"), code: 1 }
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Refused(problem) => problem.into(),
            other => Self {
                text: format!(
                    "error: {other}\nhint: is there room left, and may you write there? What is done is kept: the same command goes on with the rest"
                ),
                code: 1,
            },
        }
    }
}

impl Failure {
    /// A place to write to that cannot be used: the input is wrong.
    pub fn output(error: &FileError, otherwise: &str) -> Self {
        Problem::whole(error.to_string(), error.hint().unwrap_or(otherwise)).into()
    }
}
