//! The command `mobilise` of the wheel: the program's own command line, compiled from the same files.

use std::ffi::OsString;

use pyo3::prelude::*;

#[allow(dead_code, unreachable_pub)] // without sweeps on clusters, some of their helpers have no caller
#[path = "../../src/cli/mod.rs"]
mod cli;

/// Does what a command line says, whose first word is the program; the exit code. Ends the process if it asks for help
/// or cannot be read.
#[pyfunction]
pub(crate) fn main(py: Python<'_>, words: Vec<OsString>) -> u8 {
    py.detach(|| cli::main(words))
}
