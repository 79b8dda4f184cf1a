//! The week table as CSV, written as runs come in.

use std::fs::File;
use std::io::BufWriter;
use std::path::{Path, PathBuf};

use crate::files;
use crate::model::measures::MEASURES;

use super::Study;
use super::error::StudyError;
use super::outcomes::cell;
use super::replicates::Unit;

/// `weeks.csv` in the making.
#[derive(Debug)]
pub(crate) struct WeeksCsv {
    path: PathBuf,
    table: csv::Writer<BufWriter<File>>,
}

impl WeeksCsv {
    /// Begins the file with its header.
    ///
    /// # Errors
    /// The file cannot be written.
    pub(crate) fn create(path: &Path) -> Result<Self, StudyError> {
        let file = files::create_new(path)?;
        let mut table = Self { path: path.to_owned(), table: csv::Writer::from_writer(BufWriter::new(file)) };
        let heads = ["scenario", "replicate", "week", "date", "organisation"].into_iter();
        table.record(heads.chain(MEASURES.iter().map(|m| m.name)).map(str::to_owned))?;
        Ok(table)
    }

    fn record(&mut self, cells: impl Iterator<Item = String>) -> Result<(), StudyError> {
        let written = self.table.write_record(cells);
        written.map_err(|error| StudyError::Table(self.path.clone(), error.to_string()))
    }

    /// Adds a run: week by week, its organisations and the field.
    ///
    /// # Errors
    /// The file cannot be written.
    pub(crate) fn write(&mut self, study: &Study, unit: &Unit) -> Result<(), StudyError> {
        let scenario = &study.scenarios[unit.scenario];
        let weeks = unit.result.weeks.first().map_or(0, Vec::len);
        for week in 0..weeks {
            let date = scenario.date_of(week as u32).to_string();
            for (group, rows) in unit.result.weeks.iter().enumerate() {
                let heads = [
                    scenario.name.clone(),
                    unit.replicate.to_string(),
                    week.to_string(),
                    date.clone(),
                    study.group_name(unit.scenario, group).to_owned(),
                ];
                self.record(heads.into_iter().chain(rows[week].0.map(cell)))?;
            }
        }
        Ok(())
    }

    /// Writes what is left.
    ///
    /// # Errors
    /// The file cannot be written.
    pub(crate) fn finish(mut self) -> Result<(), StudyError> {
        self.table.flush().map_err(|error| StudyError::Table(self.path, error.to_string()))
    }
}
