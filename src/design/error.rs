//! Parameters that make no design.

use std::fmt;

/// The most factors a design takes. Saltelli's blocks need two columns a factor, and the table of direction
/// numbers that is read has 1,000.
pub const MAX_FACTORS: usize = 500;

/// The most rows a design has: 2²⁴. Row numbers fit 32 bits, and strata of a Latin hypercube stay far
/// wider than a number's last digit.
pub const MAX_ROWS: usize = 1 << 24;

/// A parameter of which no design can be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DesignError {
    /// The parameter's name.
    pub parameter: &'static str,
    /// What is wrong, to be read after the name: "is 5, and trajectories take an even number".
    pub what: String,
    /// The way out.
    pub hint: String,
}

impl fmt::Display for DesignError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` {}\nhint: {}", self.parameter, self.what, self.hint)
    }
}

impl std::error::Error for DesignError {}

pub(super) fn invalid<T>(parameter: &'static str, what: String, hint: impl Into<String>) -> Result<T, DesignError> {
    Err(DesignError { parameter, what, hint: hint.into() })
}

/// Whether a design can have so many factors.
pub(super) fn check_factors(factors: usize) -> Result<(), DesignError> {
    if (1..=MAX_FACTORS).contains(&factors) {
        return Ok(());
    }
    invalid(
        "factors",
        format!("is {factors}, and a design has 1 to {MAX_FACTORS}"),
        "vary fewer knobs, but at least one",
    )
}

/// Whether a number of rows, or of what rows are made from, lies in its range.
pub(super) fn check_count(parameter: &'static str, count: usize, least: usize, most: usize) -> Result<(), DesignError> {
    if (least..=most).contains(&count) {
        return Ok(());
    }
    invalid(parameter, format!("is {count}"), format!("a whole number from {least} to {most}"))
}

/// Whether blocks of so many rows are not too many in all.
pub(super) fn check_rows(parameter: &'static str, blocks: usize, rows_per_block: usize) -> Result<(), DesignError> {
    match blocks.checked_mul(rows_per_block) {
        Some(rows) if rows <= MAX_ROWS => Ok(()),
        _ => {
            let most = MAX_ROWS / rows_per_block;
            let what = format!("is {blocks}, and with {rows_per_block} rows each that is more than {MAX_ROWS} rows");
            invalid(parameter, what, format!("at most {most}, or fewer factors"))
        }
    }
}
