//! Errors as Python exceptions that keep file, line, key and hint.

use mobilise::{Problem, Problems, WorkflowError};
use pyo3::prelude::*;

/// File, line, column, message, label, hint and key of one problem.
type Fields = (Option<String>, Option<usize>, Option<usize>, String, String, Option<String>, Option<String>);

fn fields(problem: &Problem) -> Fields {
    let at = problem.span.as_ref().map(|span| (span.source.name.clone(), span.position()));
    let (file, line, column) =
        at.map_or((None, None, None), |(file, (line, column))| (Some(file), Some(line), Some(column)));
    // Messages about a place name the key they are about first, in backquotes.
    let key = file.as_ref().and_then(|_| problem.title.split('`').nth(1)).map(str::to_owned);
    (file, line, column, problem.title.clone(), problem.label.clone(), problem.hint.clone(), key)
}

/// The exception for an error of the library.
pub(crate) fn raise(py: Python<'_>, error: &WorkflowError) -> PyErr {
    let text = error.to_string();
    let (kind, problems) = match error {
        WorkflowError::Input(problems) => ("input", problems.0.iter().map(fields).collect()),
        WorkflowError::Run(cause) => ("run", vec![of_cause(&cause.message, &cause.hint)]),
        WorkflowError::Check(cause) => ("check", vec![of_cause(&cause.message, &cause.hint)]),
        WorkflowError::Output(cause) => ("output", vec![of_cause(&cause.message, &cause.hint)]),
    };
    named(py, kind, &text, problems)
}

/// The exception for a fault of the program itself: a panic that was caught.
pub(crate) fn fault(py: Python<'_>, text: &str) -> PyErr {
    let hint = "this is a fault of mobilise: please report it with the scenario and the seed";
    named(py, "run", &format!("error: {text}\nhint: {hint}"), vec![of_cause(text, hint)])
}

fn of_cause(message: &str, hint: &str) -> Fields {
    (None, None, None, message.to_owned(), String::new(), Some(hint.to_owned()), None)
}

fn named(py: Python<'_>, kind: &str, text: &str, problems: Vec<Fields>) -> PyErr {
    let made =
        py.import("mobilise._errors").and_then(|module| module.getattr("from_native")?.call1((kind, text, problems)));
    match made {
        Ok(exception) => PyErr::from_value(exception),
        Err(error) => error,
    }
}

/// The exception for what is wrong with an input.
pub(crate) fn wrong(py: Python<'_>, problems: impl Into<Problems>) -> PyErr {
    raise(py, &WorkflowError::Input(problems.into()))
}
