//! A folder of results, read as far as a report needs it.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::calibration::plan::Plan;
use crate::calibration::record::plan_of;
use crate::calibration::stored::Stored;
use crate::config::{Problem, Problems};
use crate::figure::sweep::Tables;
use crate::figure::{self, Picture};
use crate::question::robust::Robustness;
use crate::question::robust::record::KIND;
use crate::scenario::Scenario;
use crate::study::Study;
use crate::study::changed::{Same, compare};
use crate::study::results::Results;
use crate::study::stored;

use super::answer::Answered;

/// A title that names more scenarios than this would not be read.
const MOST_NAMED: usize = 3;

/// What a folder holds.
pub(super) struct Folder {
    /// Where it is.
    pub place: PathBuf,
    /// Its own name.
    pub name: String,
    /// Its `run.json`.
    pub record: Value,
    /// The scenarios in it: those that were run, or the base scenarios of an experiment.
    pub scenarios: Vec<Scenario>,
    /// Outputs that are not as they were written.
    pub changed: Vec<(String, Same)>,
    /// What kind of results it holds.
    pub kind: Kind,
    /// The answer in it, where something was asked.
    pub answered: Option<Answered>,
    /// What its tables show, most worth showing first.
    pub pictures: Vec<Picture>,
}

/// Kinds of results.
pub(super) enum Kind {
    /// Of `run` and `compare`.
    Study(Box<(Study, Results)>),
    /// Of `sweep`.
    Sweep(Tables),
    /// Of `calibrate`: its plan, and its tables.
    Calibration(Box<(Plan, Stored)>),
    /// Of `network follow`.
    Networks,
    /// Of `verify`.
    Classics,
    /// Of `patterns`.
    Patterns,
    /// Of `robust`.
    Robustness(Box<Robustness>),
    /// Of another command: its pictures and tables are shown as they are.
    Other,
}

impl Folder {
    /// Reads it; `pictures` are those of its tables.
    pub(super) fn read(place: &Path, mut pictures: Vec<Picture>) -> Result<Self, Problems> {
        let record = stored::record(place)?;
        let unreadable = |error: crate::files::FileError| Problem::whole(error.to_string(), "may you read it?");
        let changed = compare(&record, place).map_err(unreadable)?;
        let changed = changed.into_iter().filter(|(_, same)| *same != Same::Yes).collect();
        let scenarios = scenarios(&record)?;
        let kind = match record["kind"].as_str() {
            None => {
                let study = stored::study(&record)?;
                let results = stored::results(&study, place)?;
                let first = figure::study::worth_showing(&study, &results);
                // Stable: the others keep their order.
                pictures.sort_by_key(|picture| picture.name != first);
                Kind::Study(Box::new((study, results)))
            }
            Some("sweep") => Kind::Sweep(Tables::read(place)?),
            Some("calibration") => {
                let (plan, _) = plan_of(&record)?;
                let stored = Stored::read(&plan, place)?;
                Kind::Calibration(Box::new((plan, stored)))
            }
            Some("networks") => Kind::Networks,
            Some("classics") => Kind::Classics,
            Some("patterns") => Kind::Patterns,
            Some(KIND) => Kind::Robustness(Box::new(Robustness::read(place)?)),
            Some(_) => Kind::Other,
        };
        let answered = Answered::read(&record, place)?;
        let whole = place.canonicalize().unwrap_or_else(|_| place.to_owned());
        let name = whole.file_name().map_or_else(|| "results".into(), |name| name.to_string_lossy().into_owned());
        Ok(Self { place: place.to_owned(), name, record, scenarios, changed, kind, answered, pictures })
    }

    /// What it is called in the report.
    pub(super) fn title(&self) -> String {
        if let Some(answered) = &self.answered {
            return answered.asks.clone();
        }
        let names: Vec<&str> = self.scenarios.iter().map(|scenario| scenario.name.as_str()).collect();
        let names = crate::text::list(&names);
        match (&self.kind, self.record["experiment"].as_str()) {
            (Kind::Calibration(calibration), _) => format!("{}: {names}", calibration.0.name),
            (Kind::Robustness(robust), _) => format!("How robust: {}", robust.about.asks),
            (Kind::Networks, _) => format!("Who is tied to whom: {names}"),
            (Kind::Patterns, _) if self.scenarios.len() > MOST_NAMED => {
                format!("Held to what was observed: {} scenarios", self.scenarios.len())
            }
            (Kind::Patterns, _) => format!("Held to what was observed: {names}"),
            (Kind::Classics, _) => "The engine beside the classics".to_owned(),
            (_, Some(experiment)) => format!("{experiment}: {names}"),
            (_, None) => names,
        }
    }
}

/// The scenarios a record tells of, whichever command wrote it.
fn scenarios(record: &Value) -> Result<Vec<Scenario>, Problems> {
    let mut all = stored::scenarios(record, "scenarios")?;
    all.extend(stored::scenarios(record, "baselines")?);
    Ok(all)
}
