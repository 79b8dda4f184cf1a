//! A folder of results, read as far as a report needs it.

use std::path::{Path, PathBuf};

use crate::calibration::plan::Plan;
use crate::calibration::record::plan_from;
use crate::calibration::stored::Stored;
use crate::config::Problems;
use crate::figure::sweep::Tables;
use crate::figure::{self, Picture};
use crate::question::robust::Robustness;
use crate::record::{
    ClassicsRecord, Contents, FileName, NetworksRecord, PatternsRecord, Record, RobustnessRecord, Same, SweepRecord,
};
use crate::scenario::Scenario;
use crate::study::Study;
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
    pub record: Record,
    /// The scenarios in it: those that were run, or the base scenarios of an experiment.
    pub scenarios: Vec<Scenario>,
    /// Outputs that are not as they were written.
    pub changed: Vec<(FileName, Same)>,
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
    Sweep(Box<(SweepRecord, Tables)>),
    /// Of `calibrate`: its plan, its tables, and what it said at its end.
    Calibration(Box<(Plan, Stored, Vec<String>)>),
    /// Of `network follow`.
    Networks(NetworksRecord),
    /// Of `verify`.
    Classics(ClassicsRecord),
    /// Of `patterns`.
    Patterns(PatternsRecord),
    /// Of `robust`.
    Robustness(Box<(RobustnessRecord, Robustness)>),
}

impl Folder {
    /// Reads it; `pictures` are those of its tables.
    pub(super) fn read(place: &Path, mut pictures: Vec<Picture>) -> Result<Self, Problems> {
        let record = Record::of_folder(place)?;
        let changed = record.compare(place)?.into_iter().filter(|(_, same)| *same != Same::Yes).collect();
        let scenarios = stored::scenarios_of(&record)?;
        let kind = match record.contents.clone() {
            Contents::Study(_) => {
                let study = stored::study_of(&record)?;
                let results = stored::results(&study, place)?;
                let first = figure::study::worth_showing(&study, &results);
                // Stable: the others keep their order.
                pictures.sort_by_key(|picture| picture.name != first);
                Kind::Study(Box::new((study, results)))
            }
            Contents::Sweep(sweep) => Kind::Sweep(Box::new((sweep, Tables::read(place)?))),
            Contents::Calibration(calibration) => {
                let (plan, _) = plan_from(&record)?;
                let stored = Stored::read(&plan, place)?;
                Kind::Calibration(Box::new((plan, stored, calibration.sentences)))
            }
            Contents::Networks(networks) => Kind::Networks(networks),
            Contents::Classics(classics) => Kind::Classics(classics),
            Contents::Patterns(patterns) => Kind::Patterns(patterns),
            Contents::Robustness(robustness) => Kind::Robustness(Box::new((robustness, Robustness::read(place)?))),
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
        match &self.kind {
            Kind::Calibration(calibration) => format!("{}: {names}", calibration.0.name),
            Kind::Robustness(robust) => format!("How robust: {}", robust.1.about.asks),
            Kind::Networks(_) => format!("Who is tied to whom: {names}"),
            Kind::Patterns(_) if self.scenarios.len() > MOST_NAMED => {
                format!("Held to what was observed: {} scenarios", self.scenarios.len())
            }
            Kind::Patterns(_) => format!("Held to what was observed: {names}"),
            Kind::Classics(_) => "The engine beside the classics".to_owned(),
            Kind::Sweep(sweep) => format!("{}: {names}", sweep.0.experiment),
            Kind::Study(_) => names,
        }
    }
}
