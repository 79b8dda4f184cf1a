//! Rows of the tables of a sweep: `points.csv`, `outcomes.csv`, `effects.csv`.

use crate::config::Problem;

use super::table::Table;

/// A row of `points.csv`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PointRow {
    /// The name of its base scenario.
    pub scenario: String,
    /// Whether it is the baseline of that scenario.
    pub baseline: bool,
    /// The value or label of each factor; empty texts in a baseline.
    pub labels: Vec<String>,
    /// Runs in the tables.
    pub replicates: u32,
    /// Runs that failed.
    pub failed: u32,
}

/// A row of `outcomes.csv`: an outcome of a point.
#[derive(Debug, Clone, PartialEq)]
pub struct OutcomeRow {
    /// The point's number.
    pub point: usize,
    /// The organisation, or `field`.
    pub organisation: String,
    /// The column of the outcome.
    pub outcome: String,
    /// Mean over runs and its 95 % interval, in units of the outcome; NaN where no run has a value.
    pub mean: f64,
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// A row of `effects.csv`: how a point differs from another in one outcome.
#[derive(Debug, Clone, PartialEq)]
pub struct EffectRow {
    /// The point's number.
    pub point: usize,
    /// The number of the point it is compared with.
    pub versus: usize,
    /// The column of the outcome.
    pub outcome: String,
    /// The point's mean.
    pub point_mean: f64,
    /// The other's mean.
    pub versus_mean: f64,
    /// Mean paired difference, point minus other, and its 95 % interval.
    pub difference: f64,
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// Pairs in which both have a value.
    pub replicates: u32,
}

pub(super) fn point_rows(table: &Table, factors: &[String]) -> Result<Vec<PointRow>, Problem> {
    let (scenarios, baselines) = (table.texts("scenario")?, table.texts("baseline")?);
    let (replicates, failed) = (table.counts("replicates")?, table.counts("failed")?);
    let labels = factors.iter().map(|factor| levels(table, factor)).collect::<Result<Vec<_>, _>>()?;
    let row = |n: usize| PointRow {
        scenario: scenarios[n].to_owned(),
        baseline: baselines[n] == "true",
        labels: labels.iter().map(|column| column[n].clone()).collect(),
        replicates: replicates[n],
        failed: failed[n],
    };
    Ok((0..table.rows().len()).map(row).collect())
}

/// A column of a factor. A number is written `1.0` there, so that the column has one type; readers see it as `1`. Labels
/// of alternatives stay as they are, also those that look like numbers.
fn levels(table: &Table, factor: &str) -> Result<Vec<String>, Problem> {
    let bare = |cell: &&str| cell.parse::<f64>().map_or_else(|_| (*cell).to_owned(), |number| number.to_string());
    let cells = table.texts(factor)?;
    let all = factor.contains('.') && cells.iter().all(|cell| cell.is_empty() || cell.parse::<f64>().is_ok());
    Ok(cells.iter().map(|cell| if all { bare(cell) } else { (*cell).to_owned() }).collect())
}

pub(super) fn outcome_rows(table: &Table) -> Result<Vec<OutcomeRow>, Problem> {
    let points = table.counts("point")?;
    let (organisations, outcomes) = (table.texts("organisation")?, table.texts("outcome")?);
    let [means, lows, highs] = ["mean", "low", "high"].map(|column| table.numbers(column));
    let (means, lows, highs) = (means?, lows?, highs?);
    let row = |n: usize| OutcomeRow {
        point: points[n] as usize,
        organisation: organisations[n].to_owned(),
        outcome: outcomes[n].to_owned(),
        mean: means[n],
        low: lows[n],
        high: highs[n],
    };
    Ok((0..points.len()).map(row).collect())
}

pub(super) fn effect_rows(table: &Table) -> Result<Vec<EffectRow>, Problem> {
    let (points, versus, replicates) = (table.counts("point")?, table.counts("versus")?, table.counts("replicates")?);
    let outcomes = table.texts("outcome")?;
    let [point_means, versus_means, differences] =
        ["point_mean", "versus_mean", "difference"].map(|column| table.numbers(column));
    let (point_means, versus_means, differences) = (point_means?, versus_means?, differences?);
    let (lows, highs) = (table.numbers("low")?, table.numbers("high")?);
    let row = |n: usize| EffectRow {
        point: points[n] as usize,
        versus: versus[n] as usize,
        outcome: outcomes[n].to_owned(),
        point_mean: point_means[n],
        versus_mean: versus_means[n],
        difference: differences[n],
        low: lows[n],
        high: highs[n],
        replicates: replicates[n],
    };
    Ok((0..points.len()).map(row).collect())
}
