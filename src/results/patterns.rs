//! The tables of runs compared with observed patterns.

use std::path::Path;

use jiff::civil::Date;

use crate::calibration::pattern_use::PatternUse;
use crate::calibration::verdict::Verdict;
use crate::config::Problem;

use super::table::Table;

/// The table of patterns.
pub const PATTERNS: &str = "patterns.csv";

/// The table of weeks.
pub const CURVES: &str = "curves.csv";

/// What is counted: of which scenario and organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    /// The scenario.
    pub scenario: String,
    /// The organisation, or `field`.
    pub organisation: String,
    /// The column of the measure.
    pub measure: String,
}

/// A row of the table of patterns.
#[derive(Debug, Clone, PartialEq)]
pub struct PatternRow {
    /// What it is measured on.
    pub series: Series,
    /// Its name.
    pub name: String,
    /// What it is, in words.
    pub about: String,
    /// Whether it is one that calibrations use.
    pub is_fitted: bool,
    /// When it was observed; none where the pattern has no such date.
    pub dates: [Option<Date>; 2],
    /// What was observed; NaN where nothing was.
    pub observed: f64,
    /// The range that counts as what was observed.
    pub range: [f64; 2],
    /// The 2.5 %, 50 % and 97.5 % quantiles over runs.
    pub simulated: [f64; 3],
    /// Runs with a value.
    pub runs: u32,
    /// How the simulated interval lies relative to the observed range; none where no run has a value.
    pub verdict: Option<Verdict>,
}

impl PatternRow {
    /// Whether something was observed; otherwise runs are shown and not judged.
    #[must_use]
    pub fn is_observed(&self) -> bool {
        !self.observed.is_nan()
    }
}

/// A week of a series.
#[derive(Debug, Clone, PartialEq)]
pub struct WeekRow {
    /// What is counted.
    pub series: Series,
    /// The date the week begins.
    pub date: Date,
    /// The 2.5 %, 50 % and 97.5 % quantiles over runs.
    pub simulated: [f64; 3],
}

/// Reads the table of patterns.
///
/// # Errors
/// It is missing or is not as it was written.
pub fn patterns(folder: &Path) -> Result<Vec<PatternRow>, Problem> {
    let table = Table::read(folder, PATTERNS)?;
    let series = series(&table)?;
    let [names, abouts, uses, verdicts] = ["pattern", "about", "use", "verdict"].map(|column| table.texts(column));
    let (names, abouts, uses, verdicts) = (names?, abouts?, uses?, verdicts?);
    let [observed, low, high] = ["observed", "observed_low", "observed_high"].map(|column| table.numbers(column));
    let (observed, low, high) = (observed?, low?, high?);
    let (from, to, simulated, runs) =
        (dates(&table, "from")?, dates(&table, "to")?, table.quantiles("simulated")?, table.counts("runs")?);
    let row = |(n, series): (usize, Series)| PatternRow {
        series,
        name: names[n].to_owned(),
        about: abouts[n].to_owned(),
        is_fitted: PatternUse::named(uses[n]) == Some(PatternUse::Fitted),
        dates: [from[n], to[n]],
        observed: observed[n],
        range: [low[n], high[n]],
        simulated: simulated[n],
        runs: runs[n],
        verdict: Verdict::named(verdicts[n]),
    };
    Ok(series.into_iter().enumerate().map(row).collect())
}

/// Reads the table of weeks.
///
/// # Errors
/// It is missing or is not as it was written.
pub fn weeks(folder: &Path) -> Result<Vec<WeekRow>, Problem> {
    let table = Table::read(folder, CURVES)?;
    let [low, median, high] = ["low", "median", "high"].map(|column| table.numbers(column));
    let (low, median, high) = (low?, median?, high?);
    let dates = dates(&table, "date")?;
    let row = |(n, series): (usize, Series)| {
        let date = dates[n].ok_or_else(|| table.damaged(&format!("row {} has no date", n + 1)))?;
        Ok(WeekRow { series, date, simulated: [low[n], median[n], high[n]] })
    };
    series(&table)?.into_iter().enumerate().map(row).collect()
}

fn series(table: &Table) -> Result<Vec<Series>, Problem> {
    let [scenarios, organisations, measures] =
        ["scenario", "organisation", "measure"].map(|column| table.strings(column));
    let rows = scenarios?.into_iter().zip(organisations?).zip(measures?);
    Ok(rows.map(|((scenario, organisation), measure)| Series { scenario, organisation, measure }).collect())
}

/// A column of dates; none where a cell is empty.
fn dates(table: &Table, column: &str) -> Result<Vec<Option<Date>>, Problem> {
    let date = |(row, cell): (usize, &str)| match cell {
        "" => Ok(None),
        cell => cell.parse().map(Some).map_err(|_| table.damaged(&format!("`{cell}` in row {} is no date", row + 1))),
    };
    table.texts(column)?.into_iter().enumerate().map(date).collect()
}
