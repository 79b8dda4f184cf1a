//! `mobilise verify-output`: does a folder still hold what was written?

use std::fmt::Write;
use std::path::PathBuf;

use clap::Args;

use mobilise::internals::record::folder_of;
use mobilise::workflow::rerun::{check_folder, compare_folder};

use super::failure::Failure;
use super::terminal::Terminal;

/// Arguments of `mobilise verify-output`.
#[derive(Debug, Args)]
pub struct VerifyOutputArguments {
    /// A results folder, as written by run, compare, sweep, ask and other commands
    folder: PathBuf,
}

/// Compares every file in the folder's record with its digest there.
pub fn run(arguments: &VerifyOutputArguments, terminal: &Terminal) -> Result<(), Failure> {
    let folder = folder_of(&arguments.folder);
    let comparison = compare_folder(&folder)?;
    let mut out = String::new();
    for (name, state) in &comparison.files {
        let _ = writeln!(out, "{:<8} {name}", state.word());
    }
    for name in &comparison.unrecorded {
        let _ = writeln!(out, "{:<8} {name}", "unknown");
    }
    terminal.data(&out)?;
    check_folder(&comparison, &folder)?;
    let count = comparison.files.len();
    let files = if count == 1 { "file is as it was" } else { "files are as they were" };
    terminal.say(&format!("all {count} {files} written"));
    Ok(())
}
