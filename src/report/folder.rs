//! A folder of results, with what a report says of it as a whole.

use std::path::PathBuf;

use crate::config::Problems;
use crate::figure::{self, Picture};
use crate::record::{FileName, Record, Same};
use crate::results::answer::StoredAnswer;
use crate::results::{self, FolderResults};
use crate::scenario::Scenario;
use crate::text::list;

/// A title that names more scenarios than this would not be read.
const MAX_NAMED: usize = 3;

/// A folder of results.
pub(super) struct Folder {
    /// Where it is.
    pub path: PathBuf,
    /// Its own name.
    pub name: String,
    /// Its `run.json`.
    pub record: Record,
    /// The text of it.
    pub record_text: String,
    /// The scenarios in it: those that were run, or the base scenarios of an experiment.
    pub scenarios: Vec<Scenario>,
    /// Outputs that are not as they were written.
    pub changed: Vec<(FileName, Same)>,
    /// What was run, and what its tables say.
    pub results: FolderResults,
    /// The answer in it, if something was asked.
    pub answer: Option<StoredAnswer>,
    /// What its tables show, most worth showing first.
    pub pictures: Vec<Picture>,
}

impl Folder {
    /// A folder with the pictures of its tables.
    pub(super) fn of(folder: results::Folder, mut pictures: Vec<Picture>) -> Result<Self, Problems> {
        let (changed, record_text) = (folder.changed()?, folder.record_text()?);
        let results::Folder { path, record, scenarios, results, answer } = folder;
        if let FolderResults::Study(study) = &results {
            let first = figure::study::worth_showing(&study.0, &study.1);
            // Stable: the others keep their order.
            pictures.sort_by_key(|picture| picture.name != first);
        }
        let full = path.canonicalize().unwrap_or_else(|_| path.clone());
        let name = full.file_name().map_or_else(|| "results".into(), |name| name.to_string_lossy().into_owned());
        Ok(Self { path, name, record, record_text, scenarios, changed, results, answer, pictures })
    }

    /// What it is called in the report.
    pub(super) fn title(&self) -> String {
        if let Some(answer) = &self.answer {
            return answer.asks.clone();
        }
        let names: Vec<&str> = self.scenarios.iter().map(|scenario| scenario.name.as_str()).collect();
        let names = list(&names);
        match &self.results {
            FolderResults::Calibration(calibration) => format!("{}: {names}", calibration.0.name),
            FolderResults::Robustness(robust) => format!("How robust: {}", robust.1.about.asks),
            FolderResults::Networks(..) => format!("Who is tied to whom: {names}"),
            FolderResults::Patterns(..) if self.scenarios.len() > MAX_NAMED => {
                format!("Held to what was observed: {} scenarios", self.scenarios.len())
            }
            FolderResults::Patterns(..) => format!("Held to what was observed: {names}"),
            FolderResults::Classics(..) => "The engine beside the classics".to_owned(),
            FolderResults::Sweep(sweep) => format!("{}: {names}", sweep.0.experiment),
            FolderResults::Study(_) => names,
        }
    }
}
