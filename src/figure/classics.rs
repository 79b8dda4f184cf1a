//! What the figures of a verification show, from its table of curves: the line of the formula and the points of the
//! engine.

use std::path::Path;

use serde_json::Value;

use crate::config::Problem;
use crate::files;

use super::{ClassicFigure, Picture};

/// No table of curves is larger.
const MAX_BYTES: u64 = 1 << 28;

/// The table of curves in the folder of a verification.
pub(crate) const CURVES: &str = "curves.csv";

/// What a folder of classics shows: a picture of each case that is a curve, by the case's name.
///
/// # Errors
/// The table of curves is missing or cannot be read, or the record does not say what was verified.
pub(crate) fn pictures(record: &Value, folder: &Path) -> Result<Vec<Picture>, Problem> {
    let rows = rows(folder)?;
    let seed = record["seed"].as_u64().unwrap_or(0);
    let form = if record["long"] == true { ", long form" } else { "" };
    let mut pictures = Vec::new();
    for case in record["cases"].as_array().into_iter().flatten() {
        let text = |key: &str| case[key].as_str().unwrap_or_default().to_owned();
        let name = text("name");
        let points = |line: &str| -> Vec<(f64, f64)> {
            rows.iter().filter(|row| row.case == name && row.line == line).map(|row| row.at).collect()
        };
        let (expected, found) = (points("expected"), points("found"));
        if expected.is_empty() && found.is_empty() {
            continue;
        }
        let figure = ClassicFigure {
            title: format!("{name}: {}", text("title")),
            subtitle: "What the formula or the literature says, and what the engine gives.".to_owned(),
            caption: format!(
                "Theory {} of docs/sources.md. {} points of the engine{form}. Seed {seed}. mobilise {}.",
                text("source"),
                found.len(),
                env!("CARGO_PKG_VERSION")
            ),
            x: text("x"),
            y: text("y"),
            expected,
            found,
        };
        pictures.push(Picture::new(name, figure));
    }
    Ok(pictures)
}

/// A row of the table of curves.
struct Row {
    case: String,
    line: String,
    at: (f64, f64),
}

fn rows(folder: &Path) -> Result<Vec<Row>, Problem> {
    let path = folder.join(CURVES);
    let unreadable = |why: String| {
        let hint = format!("`mobilise verify-output {}` says what was changed", folder.display());
        Problem::whole(format!("cannot read `{}`: {why}", path.display()), hint)
    };
    let text = files::read_text(&path, MAX_BYTES).map_err(|error| unreadable(error.to_string()))?;
    let mut table = csv::Reader::from_reader(text.as_bytes());
    let mut rows = Vec::new();
    for (n, record) in table.records().enumerate() {
        let record = record.map_err(|error| unreadable(error.to_string()))?;
        let number = |cell: &str| match cell {
            "" => Ok(f64::NAN),
            cell => cell.parse().map_err(|_| unreadable(format!("`{cell}` in row {} is no number", n + 1))),
        };
        let [case, line, x, y] = std::array::from_fn(|place| record.get(place).unwrap_or_default());
        rows.push(Row { case: case.to_owned(), line: line.to_owned(), at: (number(x)?, number(y)?) });
    }
    Ok(rows)
}
