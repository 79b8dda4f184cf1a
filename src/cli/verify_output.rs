//! `mobilise verify-output`: does a folder still hold what was written?

use std::fmt::Write;
use std::path::{Path, PathBuf};

use clap::Args;
use mobilise::files;
use mobilise::question::robust::record::KIND;
use mobilise::study::changed::{Same, compare};

use super::robust_folder::{compared, record_of};
use super::{Failure, Terminal};

/// Arguments of `mobilise verify-output`.
#[derive(Debug, Args)]
pub struct VerifyOutputArguments {
    /// A folder that `run`, `compare`, `sweep`, `ask`, `robust`, `sensitivity`, `calibrate`, `patterns`, `verify` or `network follow` wrote
    folder: PathBuf,
}

/// Compares every file in the folder's record with its digest there.
pub fn run(arguments: &VerifyOutputArguments, terminal: &Terminal) -> Result<(), Failure> {
    let folder = &arguments.folder;
    let record = record_of(folder)?;
    let mut found = compare(&record, folder).map_err(|error| Failure::output(&error, "may you read it?"))?;
    if record["kind"] == KIND {
        found.extend(compared(&record, folder)?);
    }
    let mut out = String::new();
    for (name, state) in &found {
        let _ = writeln!(out, "{:<8} {name}", state.word());
    }
    let recorded = |name: &String| found.iter().any(|(known, _)| known == name);
    for name in in_folder(folder)?.iter().filter(|name| !recorded(name)) {
        if !["run.json", "timing.json"].contains(&name.as_str()) {
            let _ = writeln!(out, "{:<8} {name}", "unknown");
        }
    }
    terminal.data(&out)?;
    let wrong = found.iter().filter(|(_, state)| *state != Same::Yes).count();
    if wrong == 0 {
        let files = if found.len() == 1 { "file is as it was" } else { "files are as they were" };
        terminal.say(&format!("all {} {files} written", found.len()));
        return Ok(());
    }
    let text = format!(
        "error: {wrong} of {} files in `{}` are not as they were written\nhint: `mobilise rerun {}` makes them again",
        found.len(),
        folder.display(),
        super::options::word(&folder.join("run.json").display().to_string())
    );
    Err(Failure { text, code: 3 })
}

fn in_folder(folder: &Path) -> Result<Vec<String>, Failure> {
    files::names_in(folder).map_err(|error| Failure::output(&error, "name a folder that mobilise wrote"))
}
