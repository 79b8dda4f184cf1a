//! `mobilise verify-output`: does a folder still hold what was written?

use std::fmt::Write;
use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::Value;

use mobilise::experiment::manifest::digest;
use mobilise::experiment::stored::record;
use mobilise::files;

use super::{Failure, Terminal};

/// Arguments of `mobilise verify-output`.
#[derive(Debug, Args)]
pub struct VerifyOutputArguments {
    /// A folder that `run`, `compare`, `sweep`, `calibrate` or `network follow` wrote
    folder: PathBuf,
}

/// Compares every file in the folder's record with its digest there.
pub fn run(arguments: &VerifyOutputArguments, terminal: &Terminal) -> Result<(), Failure> {
    let folder = &arguments.folder;
    let record = record(folder)?;
    let found = compare(&record, folder)?;
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

/// How a file compares with the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Same {
    /// It is as it was written.
    Yes,
    /// It is there with other bytes.
    No,
    /// It is not there.
    Absent,
}

impl Same {
    /// What to print before its name.
    pub fn word(self) -> &'static str {
        match self {
            Same::Yes => "same",
            Same::No => "changed",
            Same::Absent => "missing",
        }
    }
}

/// Every output of a record, compared with the files of a folder.
pub fn compare(record: &Value, folder: &Path) -> Result<Vec<(String, Same)>, Failure> {
    let outputs = record["outputs"].as_object().into_iter().flatten();
    outputs
        .map(|(name, recorded)| {
            // A name with a folder in it is none that we wrote, and would lead elsewhere.
            let path = folder.join(Path::new(name).file_name().unwrap_or_default());
            if !path.is_file() {
                return Ok((name.clone(), Same::Absent));
            }
            let bytes = files::read_bytes(&path).map_err(|error| Failure::output(&error, "may you read it?"))?;
            let same = recorded.as_str() == Some(digest(&bytes).as_str());
            Ok((name.clone(), if same { Same::Yes } else { Same::No }))
        })
        .collect()
}

fn in_folder(folder: &Path) -> Result<Vec<String>, Failure> {
    files::names_in(folder).map_err(|error| Failure::output(&error, "name a folder that mobilise wrote"))
}
