//! A folder of results, whichever command left it.

use std::path::{Path, PathBuf};

use crate::calibration::plan::CalibrationPlan;
use crate::calibration::record::plan_of;
use crate::config::{Problem, Problems};
use crate::files;
use crate::question::robust::Robustness;
use crate::record::{
    ClassicsRecord, Contents, FILE, FileName, MAX_BYTES, NetworksRecord, PatternsRecord, Record, RobustnessRecord,
    Same, SweepRecord,
};
use crate::scenario::Scenario;
use crate::study::Study;
use crate::study::recorded::{scenarios_of, study_of};

use super::answer::StoredAnswer;
use super::calibration::CalibrationTables;
use super::classics::{Comparison, CurvePoint};
use super::networks::WeekNetwork;
use super::patterns::{PatternRow, WeekRow};
use super::sweep::SweepTables;
use super::{classics, networks, patterns, robust, study};

/// A folder of results.
#[derive(Debug)]
pub struct Folder {
    /// Where it is.
    pub path: PathBuf,
    /// Its record.
    pub record: Record,
    /// The scenarios in it: those that were run, or the base scenarios of an experiment.
    pub scenarios: Vec<Scenario>,
    /// What was run, and what its tables say.
    pub results: FolderResults,
    /// The answer in it, if something was asked.
    pub answer: Option<StoredAnswer>,
}

/// What was run, and what its tables say.
#[derive(Debug)]
pub enum FolderResults {
    /// Of `run` and `compare`.
    Study(Box<(Study, crate::study::results::StudyResults)>),
    /// Of `sweep` and `ask`.
    Sweep(Box<(SweepRecord, SweepTables)>),
    /// Of `calibrate`: its plan, its tables, and what it said at its end.
    Calibration(Box<(CalibrationPlan, CalibrationTables, Vec<String>)>),
    /// Of `network follow`.
    Networks(NetworksRecord, Vec<WeekNetwork>),
    /// Of `patterns`: the patterns, and the weeks of what they count.
    Patterns(PatternsRecord, Vec<PatternRow>, Vec<WeekRow>),
    /// Of `verify --out`: curves, and comparisons.
    Classics(ClassicsRecord, Vec<CurvePoint>, Vec<Comparison>),
    /// Of `robust`.
    Robustness(Box<(RobustnessRecord, Robustness)>),
}

impl Folder {
    /// Reads a folder.
    ///
    /// # Errors
    /// It holds no record, or a damaged one; or a table is missing or is not as it was written.
    pub fn read(path: &Path) -> Result<Self, Problems> {
        let record = Record::of_folder(path)?;
        let results = match record.contents.clone() {
            Contents::Study(_) => {
                let study = study_of(&record)?;
                let results = study::read(&study, path)?;
                FolderResults::Study(Box::new((study, results)))
            }
            Contents::Sweep(sweep) => FolderResults::Sweep(Box::new((sweep, SweepTables::read(path)?))),
            Contents::Calibration(calibration) => {
                let (plan, _) = plan_of(&record)?;
                let tables = CalibrationTables::read(&plan, path)?;
                FolderResults::Calibration(Box::new((plan, tables, calibration.sentences)))
            }
            Contents::Networks(followed) => {
                let weeks = networks::read(path, &followed.weeks)?;
                FolderResults::Networks(followed, weeks)
            }
            Contents::Patterns(compared) => {
                FolderResults::Patterns(compared, patterns::patterns(path)?, patterns::weeks(path)?)
            }
            Contents::Classics(verified) => {
                FolderResults::Classics(verified, classics::curves(path)?, classics::comparisons(path)?)
            }
            Contents::Robustness(asked) => FolderResults::Robustness(Box::new((asked, robust::read(path)?))),
        };
        let answer = StoredAnswer::read(&record, path)?;
        Ok(Self { path: path.to_owned(), scenarios: scenarios_of(&record)?, record, results, answer })
    }

    /// The text of its record, as it is.
    ///
    /// # Errors
    /// It cannot be read any more.
    pub fn record_text(&self) -> Result<String, Problem> {
        files::read_text(&self.path.join(FILE), MAX_BYTES)
            .map_err(|error| Problem::whole(error.to_string(), "name a folder that mobilise wrote"))
    }

    /// Outputs that are not as they were written.
    ///
    /// # Errors
    /// A file that is there and cannot be read.
    pub fn changed(&self) -> Result<Vec<(FileName, Same)>, Problems> {
        let all = self.record.compare(&self.path)?;
        Ok(all.into_iter().filter(|(_, same)| *same != Same::Yes).collect())
    }
}
