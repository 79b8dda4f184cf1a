//! The folder a study leaves: its tables and its record.

use std::io::Write;
use std::path::Path;

use crate::files::{self, FolderInTheMaking};
use crate::model::history::HISTORY;
use crate::model::sustainability::OUTCOMES;

use super::Study;
use super::columns;
use super::curves;
use super::error::StudyError;
use super::manifest;
use super::outcomes::{cell, cell_of};
use super::results::StudyResults;
use super::weeks_csv::WeeksCsv;
use super::weeks_parquet::WeeksParquet;

/// The table that says what the columns of the others are called in texts, their units and their meaning.
pub(crate) const COLUMNS_TABLE: &str = "columns.csv";

/// The table of how people came and went.
pub(crate) const HISTORY_TABLE: &str = "history.csv";

impl Study {
    /// Runs the study and writes its tables into a folder in the making: `weeks.parquet` (and `weeks.csv`
    /// if wanted), `runs.csv`, `history.csv`, `curves.csv`, `draws.csv` where values are drawn, `effects.csv` where scenarios are
    /// compared.
    ///
    /// # Errors
    /// The first run that failed, or the first file that could not be written.
    pub fn run_into(
        &self,
        folder: &FolderInTheMaking,
        csv: bool,
        progress: &(dyn Fn() + Sync),
    ) -> Result<StudyResults, StudyError> {
        let at = |name: &str| folder.path().join(name);
        let mut parquet = WeeksParquet::create(&at("weeks.parquet"))?;
        let mut weeks_csv = csv.then(|| WeeksCsv::create(&at("weeks.csv"))).transpose()?;
        let results = self.run_with(progress, |unit| {
            parquet.write(self, &unit)?;
            if let Some(table) = &mut weeks_csv {
                table.write(self, &unit)?;
            }
            Ok(())
        })?;
        parquet.finish()?;
        if let Some(table) = weeks_csv {
            table.finish()?;
        }
        for name in self.table_names() {
            write_table(&at(name), |table| self.fill_table(name, &results, table))?;
        }
        Ok(results)
    }

    /// The tables of modest size that its folder has, by file name.
    pub fn table_names(&self) -> Vec<&'static str> {
        let mut names = vec!["runs.csv", COLUMNS_TABLE, HISTORY_TABLE, "curves.csv"];
        if self.scenarios.iter().any(|scenario| scenario.draw.is_some()) {
            names.push("draws.csv");
        }
        if self.scenarios.len() > 1 {
            names.push("effects.csv");
        }
        names
    }

    /// One of [`Study::table_names`] as the text that a folder holds.
    ///
    /// # Errors
    /// There is no such table.
    pub fn table_text(&self, name: &str, results: &StudyResults) -> Result<String, StudyError> {
        let failed = |why: String| StudyError::Table(name.into(), why);
        if !self.table_names().contains(&name) {
            return Err(failed("the study has no such table".to_owned()));
        }
        let mut table = csv::Writer::from_writer(Vec::new());
        self.fill_table(name, results, &mut table).map_err(|error| failed(error.to_string()))?;
        let bytes = table.into_inner().map_err(|error| failed(error.to_string()))?;
        String::from_utf8(bytes).map_err(|error| failed(error.to_string()))
    }

    fn fill_table(&self, name: &str, results: &StudyResults, table: &mut csv::Writer<Vec<u8>>) -> csv::Result<()> {
        match name {
            "runs.csv" => self.runs_table(results, table),
            COLUMNS_TABLE => columns::columns_table(table),
            HISTORY_TABLE => self.history_table(results, table),
            "curves.csv" => self.curves_table(results, table),
            "draws.csv" => self.draws_table(table),
            _ => self.effects_table(results, table),
        }
    }

    /// Writes `run.json`, the record of what was run and of every file in the folder.
    ///
    /// # Errors
    /// A file that could not be read back or written.
    pub fn write_manifest(&self, folder: &FolderInTheMaking) -> Result<(), StudyError> {
        let text = manifest::manifest(self, folder.path())?;
        Ok(files::write_into(&folder.path().join("run.json"), text.as_bytes())?)
    }

    fn runs_table(&self, results: &StudyResults, table: &mut csv::Writer<Vec<u8>>) -> csv::Result<()> {
        let heads = ["scenario", "replicate", "organisation"].into_iter();
        table.write_record(heads.chain(OUTCOMES.iter().map(|o| o.name)))?;
        for (s, scenario) in self.scenarios.iter().enumerate() {
            for replicate in 0..self.replicates as usize {
                for (group, rows) in results.outcomes.rows[s].iter().enumerate() {
                    let heads = [scenario.name.clone(), replicate.to_string(), self.group_name(s, group).to_owned()];
                    table.write_record(heads.into_iter().chain(rows[replicate].0.map(cell)))?;
                }
            }
        }
        Ok(())
    }

    fn history_table(&self, results: &StudyResults, table: &mut csv::Writer<Vec<u8>>) -> csv::Result<()> {
        let heads = ["scenario", "replicate", "organisation"].into_iter();
        table.write_record(heads.chain(HISTORY.iter().map(|one| one.name)))?;
        for (s, scenario) in self.scenarios.iter().enumerate() {
            for replicate in 0..self.replicates as usize {
                for (group, runs) in results.history[s].iter().enumerate() {
                    let heads = [scenario.name.clone(), replicate.to_string(), self.group_name(s, group).to_owned()];
                    table.write_record(heads.into_iter().chain(runs[replicate].0.map(cell)))?;
                }
            }
        }
        Ok(())
    }

    /// Which row of its accepted set each replicate took, and the values in it; a knob that a scenario does not draw
    /// is left blank in its rows.
    pub(crate) fn draws_table(&self, table: &mut csv::Writer<Vec<u8>>) -> csv::Result<()> {
        let mut knobs: Vec<&String> = Vec::new();
        let draws = || self.scenarios.iter().filter_map(|scenario| scenario.draw.as_ref());
        for knob in draws().flat_map(|draw| &draw.knobs) {
            if !knobs.contains(&knob) {
                knobs.push(knob);
            }
        }
        let whole: Vec<bool> = knobs.iter().map(|knob| draws().all(|draw| draw.is_whole(knob))).collect();
        let heads = ["scenario", "replicate", "row"].into_iter();
        table.write_record(heads.chain(knobs.iter().map(|knob| knob.as_str())))?;
        for scenario in &self.scenarios {
            let Some(draw) = &scenario.draw else { continue };
            for replicate in 0..self.replicates {
                let row = draw.row(self.seed, replicate);
                let values = draw.values(row);
                let value = |(knob, whole): (&&String, &bool)| {
                    draw.knobs.iter().position(|own| own == *knob).map(|n| cell_of(values[n], *whole))
                };
                let heads = [scenario.name.clone(), replicate.to_string(), row.to_string()];
                let cells = knobs.iter().zip(&whole).map(|column| value(column).unwrap_or_default());
                table.write_record(heads.into_iter().chain(cells))?;
            }
        }
        Ok(())
    }

    fn curves_table(&self, results: &StudyResults, table: &mut csv::Writer<Vec<u8>>) -> csv::Result<()> {
        table.write_record(["scenario", "organisation", "measure", "week", "date", "mean", "low", "median", "high"])?;
        for (s, scenario) in self.scenarios.iter().enumerate() {
            for group in 0..=scenario.organisations.len() {
                for drawn in 0..curves::DRAWN.len() {
                    for (week, band) in results.curves.bands(s, group, drawn).into_iter().enumerate() {
                        let heads = [
                            scenario.name.clone(),
                            self.group_name(s, group).to_owned(),
                            curves::name(drawn).to_owned(),
                            week.to_string(),
                            scenario.date_of(week as u32).to_string(),
                        ];
                        let cells = [band.mean, band.low, band.median, band.high].map(cell);
                        table.write_record(heads.into_iter().chain(cells))?;
                    }
                }
            }
        }
        Ok(())
    }

    fn effects_table(&self, results: &StudyResults, table: &mut csv::Writer<Vec<u8>>) -> csv::Result<()> {
        table.write_record([
            "measure",
            "scenario",
            "organisation",
            "versus",
            "versus_organisation",
            "scenario_mean",
            "versus_mean",
            "difference",
            "low",
            "high",
            "standard_error",
            "variance_removed",
            "replicates",
        ])?;
        for e in &results.effects {
            let heads = [
                OUTCOMES[e.outcome].name,
                &self.scenarios[e.scenario.0].name,
                self.group_name(e.scenario.0, e.scenario.1),
                &self.scenarios[e.versus.0].name,
                self.group_name(e.versus.0, e.versus.1),
            ];
            let d = e.difference;
            let cells =
                [e.first.mean, e.other.mean, d.mean, d.low, d.high, d.standard_error, e.variance_removed].map(cell);
            table.write_record(heads.map(str::to_owned).into_iter().chain(cells).chain([d.replicates.to_string()]))?;
        }
        Ok(())
    }
}

/// Writes a table of modest size in one go.
pub(crate) fn write_table(
    path: &Path,
    fill: impl FnOnce(&mut csv::Writer<Vec<u8>>) -> csv::Result<()>,
) -> Result<(), StudyError> {
    let mut table = csv::Writer::from_writer(Vec::new());
    let failed = |error: csv::Error| StudyError::Table(path.to_owned(), error.to_string());
    fill(&mut table).map_err(failed)?;
    let bytes = table.into_inner().map_err(|error| StudyError::Table(path.to_owned(), error.to_string()))?;
    let mut file = files::create_new(path)?;
    file.write_all(&bytes).map_err(|error| StudyError::Table(path.to_owned(), error.to_string()))
}
