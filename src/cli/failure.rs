//! What went wrong, as text and exit code.

use std::io::IsTerminal;

use mobilise::internals::config::{Problem, Problems};
use mobilise::internals::files::FileError;
use mobilise::internals::text::printable;
use mobilise::workflow::WorkflowError;

/// A failure ready to be shown.
#[derive(Debug)]
pub struct Failure {
    /// What to show.
    pub text: String,
    /// The exit code: 1 a run failed, 2 the input is wrong, 3 a check did not hold.
    pub code: u8,
}

impl Failure {
    /// A file or folder that was named cannot be used. `otherwise` is the hint where the error has none.
    pub fn unusable(error: &FileError, otherwise: &str) -> Self {
        WorkflowError::unusable(error, otherwise).into()
    }
}

impl<E: Into<WorkflowError>> From<E> for Failure {
    fn from(error: E) -> Self {
        let error = error.into();
        let code = error.exit_code();
        let text = match error {
            WorkflowError::Input(problems) => render(&problems),
            other => printable(&other.to_string()).into_owned(),
        };
        Self { text, code }
    }
}

fn render(problems: &Problems) -> String {
    let colours = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    problems.render(colours)
}

/// A failure of the command line itself.
impl Failure {
    /// What was given to an option is wrong.
    pub fn input(title: impl Into<String>, hint: impl Into<String>) -> Self {
        Problem::whole(title, hint).into()
    }
}
