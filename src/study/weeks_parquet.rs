//! The week table as Parquet, written as runs come in: small, typed, and read by R, Python and DuckDB alike.

use std::fs::File;
use std::io::BufWriter;
use std::path::{Path, PathBuf};

use parquet::data_type::{ByteArray, ByteArrayType, Int32Type};
use parquet::errors::ParquetError;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};

use crate::files::{self, columns};
use crate::model::measures::MEASURES;

use super::Study;
use super::error::StudyError;
use super::replicates::Unit;

/// Rows after which a row group is written: large enough to pack well, small enough to hold.
const GROUP_ROWS: usize = 100_000;

/// `weeks.parquet` in the making.
pub(crate) struct WeeksParquet {
    path: PathBuf,
    writer: SerializedFileWriter<BufWriter<File>>,
    rows: Rows,
}

/// Rows not written yet, a column each.
#[derive(Default)]
struct Rows {
    scenario: Vec<ByteArray>,
    replicate: Vec<i32>,
    week: Vec<i32>,
    date: Vec<i32>,
    organisation: Vec<ByteArray>,
    measures: Vec<Vec<f64>>,
}

impl WeeksParquet {
    /// Begins the file.
    ///
    /// # Errors
    /// The file cannot be written.
    pub(crate) fn create(path: &Path) -> Result<Self, StudyError> {
        let failed = |error: ParquetError| StudyError::Table(path.to_owned(), error.to_string());
        let file = BufWriter::new(files::create_new(path)?);
        let writer = columns::begin(file, &schema()).map_err(failed)?;
        let rows = Rows { measures: vec![Vec::new(); MEASURES.len()], ..Rows::default() };
        Ok(Self { path: path.to_owned(), writer, rows })
    }

    /// Adds a run: week by week, its organisations and the field.
    ///
    /// # Errors
    /// The file cannot be written.
    pub(crate) fn write(&mut self, study: &Study, unit: &Unit) -> Result<(), StudyError> {
        let scenario = &study.scenarios[unit.scenario];
        let name = ByteArray::from(scenario.name.as_str());
        let groups: Vec<ByteArray> =
            (0..unit.result.weeks.len()).map(|g| ByteArray::from(study.group_name(unit.scenario, g))).collect();
        let weeks = unit.result.weeks.first().map_or(0, Vec::len);
        let first_day = days_since_1970(scenario.start);
        for week in 0..weeks {
            for (group, rows) in groups.iter().zip(&unit.result.weeks) {
                self.rows.scenario.push(name.clone());
                self.rows.replicate.push(unit.replicate as i32);
                self.rows.week.push(week as i32);
                self.rows.date.push(first_day + 7 * week as i32);
                self.rows.organisation.push(group.clone());
                for (column, value) in self.rows.measures.iter_mut().zip(rows[week].0) {
                    column.push(value);
                }
            }
        }
        if self.rows.week.len() >= GROUP_ROWS {
            self.write_group()?;
        }
        Ok(())
    }

    /// Writes what is left and the footer.
    ///
    /// # Errors
    /// The file cannot be written.
    pub(crate) fn finish(mut self) -> Result<(), StudyError> {
        self.write_group()?;
        self.writer.close().map_err(|error| StudyError::Table(self.path, error.to_string()))?;
        Ok(())
    }

    fn write_group(&mut self) -> Result<(), StudyError> {
        if self.rows.week.is_empty() {
            return Ok(());
        }
        let failed = |error: ParquetError| StudyError::Table(self.path.clone(), error.to_string());
        let mut group = self.writer.next_row_group().map_err(failed)?;
        self.rows.write(&mut group).map_err(failed)?;
        group.close().map_err(failed)?;
        self.rows.clear();
        Ok(())
    }
}

impl Rows {
    fn clear(&mut self) {
        self.scenario.clear();
        self.replicate.clear();
        self.week.clear();
        self.date.clear();
        self.organisation.clear();
        self.measures.iter_mut().for_each(Vec::clear);
    }

    fn write(&self, group: &mut SerializedRowGroupWriter<'_, BufWriter<File>>) -> Result<(), ParquetError> {
        let mut next = 0;
        while let Some(mut column) = group.next_column()? {
            match next {
                0 => drop(column.typed::<ByteArrayType>().write_batch(&self.scenario, None, None)?),
                1 => drop(column.typed::<Int32Type>().write_batch(&self.replicate, None, None)?),
                2 => drop(column.typed::<Int32Type>().write_batch(&self.week, None, None)?),
                3 => drop(column.typed::<Int32Type>().write_batch(&self.date, None, None)?),
                4 => drop(column.typed::<ByteArrayType>().write_batch(&self.organisation, None, None)?),
                _ => columns::write_numbers(&mut column, &self.measures[next - 5])?,
            }
            column.close()?;
            next += 1;
        }
        Ok(())
    }
}

fn schema() -> String {
    let measures: String = MEASURES.iter().map(|m| format!("optional double {};\n", m.name)).collect();
    format!(
        "message weeks {{
            required binary scenario (STRING);
            required int32 replicate;
            required int32 week;
            required int32 date (DATE);
            required binary organisation (STRING);
            {measures}
        }}"
    )
}

fn days_since_1970(date: jiff::civil::Date) -> i32 {
    (date - jiff::civil::Date::constant(1970, 1, 1)).get_days()
}
