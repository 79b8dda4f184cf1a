//! The description of a study's tables: what each column is called in texts, its unit and its meaning.

use crate::model::history::HISTORY;
use crate::model::measures::MEASURES;
use crate::model::sustainability::OUTCOMES;

/// The columns of `effects.csv` that are numbers, with label and meaning. Units are those of the outcome.
const EFFECTS: [(&str, &str, &str); 9] = [
    ("scenario_mean", "mean of the first", "mean over the replicates in which it has a value"),
    ("versus_mean", "mean of the other", "mean over the replicates in which it has a value"),
    ("difference", "first minus other", "mean of the differences within replicates"),
    ("low", "95 % interval from", "lower end of the 95 % interval of the difference"),
    ("high", "95 % interval to", "upper end of the 95 % interval of the difference"),
    ("standard_error", "standard error", "standard error of the difference"),
    ("variance_removed", "variance removed by pairing", "share of the variance of an unpaired difference"),
    ("replicates", "pairs", "replicates in which both have a value"),
    ("measure", "outcome", "a column of runs.csv, whose label stands there"),
];

/// Writes a row for each column that has a label or a meaning of its own.
pub(super) fn columns_table(table: &mut csv::Writer<Vec<u8>>) -> csv::Result<()> {
    table.write_record(["table", "column", "label", "unit", "meaning"])?;
    for it in OUTCOMES {
        table.write_record(["runs.csv", it.name, it.label, it.unit, it.meaning.trim()])?;
    }
    for (column, label, meaning) in EFFECTS {
        table.write_record(["effects.csv", column, label, "", meaning])?;
    }
    for it in MEASURES {
        table.write_record(["weeks.parquet", it.name, &it.name.replace('_', " "), it.unit, it.meaning.trim()])?;
    }
    for it in HISTORY {
        table.write_record(["history.csv", it.name, &it.name.replace('_', " "), it.unit, it.meaning])?;
    }
    Ok(())
}
