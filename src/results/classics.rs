//! The tables of a verification.

use std::path::Path;

use crate::config::Problem;

use super::table::Table;

/// The table of curves.
pub const CURVES: &str = "curves.csv";

/// The table of what was compared.
pub const COMPARISONS: &str = "comparisons.csv";

/// A point of a curve.
#[derive(Debug, Clone, PartialEq)]
pub struct CurvePoint {
    /// The case it belongs to.
    pub case: String,
    /// `expected` or `found`.
    pub line: String,
    /// Its coordinates, in the units of the case's axes.
    pub at: (f64, f64),
}

/// A comparison of the engine with what is expected.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// The case it belongs to.
    pub case: String,
    /// What was compared.
    pub what: String,
    /// What theory says; NaN where it has no value.
    pub expected: f64,
    /// What the engine gave.
    pub found: f64,
    /// Whether they agree within the tolerance.
    pub holds: bool,
}

/// The points of all curves, in the order of the table.
///
/// # Errors
/// The table is missing or is not as it was written.
pub fn curves(folder: &Path) -> Result<Vec<CurvePoint>, Problem> {
    let table = Table::read(folder, CURVES)?;
    let (cases, lines) = (table.strings("case")?, table.strings("line")?);
    let points = table.numbers("x")?.into_iter().zip(table.numbers("y")?);
    let rows = cases.into_iter().zip(lines).zip(points);
    Ok(rows.map(|((case, line), at)| CurvePoint { case, line, at }).collect())
}

/// What was compared, in the order of the table.
///
/// # Errors
/// The table is missing or is not as it was written.
pub fn comparisons(folder: &Path) -> Result<Vec<Comparison>, Problem> {
    let table = Table::read(folder, COMPARISONS)?;
    let (cases, whats, verdicts) = (table.strings("case")?, table.strings("what")?, table.texts("verdict")?);
    let (expected, found) = (table.numbers("expected")?, table.numbers("found")?);
    let numbers = expected.into_iter().zip(found).zip(verdicts);
    let rows = cases.into_iter().zip(whats).zip(numbers);
    let row = |((case, what), ((expected, found), verdict))| Comparison {
        case,
        what,
        expected,
        found,
        holds: verdict == "holds",
    };
    Ok(rows.map(row).collect())
}
