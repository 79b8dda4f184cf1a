//! A CSV table of a folder, by the names of its columns.

use std::path::{Path, PathBuf};

use csv::StringRecord;

use crate::config::Problem;
use crate::files;

/// A longer table is refused before it is read.
pub const MAX_BYTES: u64 = 1 << 30;

/// A CSV table with its header.
#[derive(Debug)]
pub struct Table {
    path: PathBuf,
    hint: String,
    heads: StringRecord,
    rows: Vec<StringRecord>,
}

impl Table {
    /// Reads a table of a finished folder.
    ///
    /// # Errors
    /// It is missing, too long, or not a table: rows of different lengths, or text that is not UTF-8.
    pub fn read(folder: &Path, name: &str) -> Result<Self, Problem> {
        Self::read_with(folder, name, changed_hint(folder))
    }

    /// The same; `hint` says what to do where that fails.
    ///
    /// # Errors
    /// As above.
    pub fn read_with(folder: &Path, name: &str, hint: String) -> Result<Self, Problem> {
        let mut table = Self { path: folder.join(name), hint, heads: StringRecord::new(), rows: Vec::new() };
        let text = files::read_text(&table.path, MAX_BYTES).map_err(|error| table.damaged(&error.to_string()))?;
        table.fill(&text)?;
        Ok(table)
    }

    /// A table that comes with the program, where lines that begin with `#` are passed over.
    ///
    /// # Errors
    /// It is not a table.
    pub fn of_text(name: &str, text: &str) -> Result<Self, Problem> {
        let mut table = Self { path: name.into(), hint: String::new(), heads: StringRecord::new(), rows: Vec::new() };
        let lines = text.split_inclusive('\n').filter(|line| !line.starts_with('#'));
        table.fill(&lines.collect::<String>())?;
        Ok(table)
    }

    fn fill(&mut self, text: &str) -> Result<(), Problem> {
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        self.heads = reader.headers().map_err(|error| self.damaged(&error.to_string()))?.clone();
        for row in reader.records() {
            self.rows.push(row.map_err(|error| self.damaged(&error.to_string()))?);
        }
        Ok(())
    }

    /// That the table is not as it was written, and why.
    #[must_use]
    pub fn damaged(&self, why: &str) -> Problem {
        Problem::whole(format!("cannot read `{}`: {why}", self.path.display()), self.hint.clone())
    }

    /// The names of the columns.
    #[must_use]
    pub fn heads(&self) -> &StringRecord {
        &self.heads
    }

    /// The rows as they are.
    #[must_use]
    pub fn rows(&self) -> &[StringRecord] {
        &self.rows
    }

    /// The cells of a column.
    ///
    /// # Errors
    /// There is no such column.
    pub fn texts(&self, column: &str) -> Result<Vec<&str>, Problem> {
        let index = self.heads.iter().position(|head| head == column);
        let index = index.ok_or_else(|| self.damaged(&format!("it has no column `{column}`")))?;
        Ok(self.rows.iter().map(|row| row.get(index).unwrap_or_default()).collect())
    }

    /// The cells of a column as owned texts.
    ///
    /// # Errors
    /// There is no such column.
    pub fn strings(&self, column: &str) -> Result<Vec<String>, Problem> {
        Ok(self.texts(column)?.into_iter().map(str::to_owned).collect())
    }

    /// A column of numbers; NaN where a cell is empty.
    ///
    /// # Errors
    /// There is no such column, or a cell in it is no number.
    pub fn numbers(&self, column: &str) -> Result<Vec<f64>, Problem> {
        let number = |(row, cell): (usize, &str)| number(cell).ok_or_else(|| self.damaged(&not_a_number(cell, row)));
        self.texts(column)?.into_iter().enumerate().map(number).collect()
    }

    /// A column of counts; 0 where a cell is empty.
    ///
    /// # Errors
    /// There is no such column, or a cell in it is no whole number from 0.
    pub fn counts(&self, column: &str) -> Result<Vec<u32>, Problem> {
        let count = |(row, cell): (usize, &str)| match cell {
            "" => Ok(0),
            cell => cell.parse().map_err(|_| self.damaged(&not_a_number(cell, row))),
        };
        self.texts(column)?.into_iter().enumerate().map(count).collect()
    }

    /// The columns `OF_low`, `OF_median` and `OF_high`.
    ///
    /// # Errors
    /// One is missing, or holds something that is no number.
    pub fn quantiles(&self, of: &str) -> Result<Vec<[f64; 3]>, Problem> {
        let [low, median, high] = ["low", "median", "high"].map(|which| self.numbers(&format!("{of}_{which}")));
        let (low, median, high) = (low?, median?, high?);
        Ok(low.into_iter().zip(median).zip(high).map(|((low, median), high)| [low, median, high]).collect())
    }
}

/// What to do about a table that is not as it was written.
pub(super) fn changed_hint(folder: &Path) -> String {
    let folder = folder.display();
    format!("`mobilise verify-output {folder}` says what was changed, `mobilise rerun` makes it again")
}

/// The number in a cell; NaN where it is empty.
pub(super) fn number(cell: &str) -> Option<f64> {
    if cell.is_empty() { Some(f64::NAN) } else { cell.parse().ok() }
}

pub(super) fn not_a_number(cell: &str, row: usize) -> String {
    format!("`{cell}` in row {} is no number", row + 1)
}

pub(super) fn other_row(row: usize) -> String {
    format!("row {} is not the one that was written there", row + 1)
}
