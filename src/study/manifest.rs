//! The record of a study: what was run, and what it wrote.

use std::collections::BTreeMap;
use std::path::Path;

use crate::files::{self, FileError};
use crate::record::{Contents, Digest, FileName, Outputs, Record, ScenarioRecord, StudyRecord};
use crate::scenario::{Scenario, to_toml};

use super::Study;
use super::error::StudyError;

/// What a record says of scenarios: their names, organisations and resolved texts, with a digest of each.
pub fn scenarios_of(scenarios: &[Scenario]) -> Vec<ScenarioRecord> {
    let one = |scenario: &Scenario| {
        let resolved = to_toml(scenario);
        ScenarioRecord {
            name: scenario.name.clone(),
            digest: Digest::of(resolved.as_bytes()),
            organisations: scenario.organisations.iter().map(|o| o.name.clone()).collect(),
            resolved,
        }
    };
    scenarios.iter().map(one).collect()
}

/// The accepted sets that scenarios draw from, by path: their resolved texts only name them. Those that come with
/// the program are not among them.
pub fn texts_of(scenarios: &[Scenario]) -> BTreeMap<String, String> {
    let files = scenarios.iter().filter_map(|scenario| scenario.draw.as_ref()?.file());
    files.map(|(path, text)| (path.to_owned(), text.to_owned())).collect()
}

/// The network files that scenarios read, by path, with the digests of what they hold now.
///
/// # Errors
/// A file that cannot be read.
pub fn networks_of(scenarios: &[Scenario]) -> Result<BTreeMap<String, Digest>, FileError> {
    let files = scenarios.iter().filter_map(|scenario| scenario.network.file.as_ref());
    files.map(|from| Ok((from.path.display().to_string(), Digest::of_file(&from.path)?))).collect()
}

/// The digests of all files in a folder, without those whose bytes depend on the moment.
///
/// # Errors
/// A file that cannot be read.
pub fn outputs_of(folder: &Path) -> Result<Outputs, FileError> {
    let names = files::names_in(folder)?.into_iter().filter(|name| name != "timing.json");
    names
        .filter_map(|name| FileName::try_from(name).ok())
        .map(|name| Ok((name.clone(), Digest::of_file(&folder.join(&name))?)))
        .collect()
}

/// The text of `run.json` for the files in a folder.
///
/// # Errors
/// A file that cannot be read back.
pub fn manifest(study: &Study, folder: &Path) -> Result<String, StudyError> {
    let contents = StudyRecord {
        command: study.command.clone(),
        replicates: study.replicates,
        scenarios: scenarios_of(&study.scenarios),
    };
    let record = Record {
        texts: texts_of(&study.scenarios),
        networks: networks_of(&study.scenarios)?,
        outputs: outputs_of(folder)?,
        ..Record::new(study.seed, Contents::Study(contents))
    };
    Ok(record.to_text())
}
