//! Every combination of levels.

use super::error::{DesignError, MAX_ROWS, check_count, check_factors, invalid};

/// Every combination of levels: the full factorial design.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grid {
    levels: Vec<u32>,
}

impl Grid {
    /// A grid of so many levels of each factor.
    ///
    /// # Shapes and units
    ///
    /// Rows are in the order of nested loops, the last factor innermost. Levels lie evenly from 0 to 1, both
    /// included; a factor of one level lies at ½. Where levels are a list of values,
    /// [`Points::level`](super::Points::level) is the number in the list.
    ///
    /// # Errors
    ///
    /// No factor or too many, a factor of no level, too many rows.
    pub fn new(levels: &[u32]) -> Result<Self, DesignError> {
        check_factors(levels.len())?;
        let mut rows = 1usize;
        for count in levels {
            check_count("levels", *count as usize, 1, MAX_ROWS)?;
            rows = rows.saturating_mul(*count as usize);
        }
        if rows > MAX_ROWS {
            let what = format!("make more than {MAX_ROWS} combinations");
            return invalid(
                "levels",
                what,
                "fewer levels, or a Latin hypercube or Sobol sequence of as many rows as wanted",
            );
        }
        Ok(Self { levels: levels.to_vec() })
    }

    /// Levels of each factor.
    #[must_use]
    pub fn levels(&self) -> &[u32] {
        &self.levels
    }

    /// How many rows there are.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.levels.iter().map(|count| *count as usize).product()
    }

    /// The level of a factor in a row.
    pub(super) fn level(&self, row: usize, factor: usize) -> u32 {
        let inner: usize = self.levels[factor + 1..].iter().map(|count| *count as usize).product();
        (row / inner % self.levels[factor] as usize) as u32
    }

    pub(super) fn fill(&self, row: usize, values: &mut [f64]) {
        let mut rest = row;
        for (value, count) in values.iter_mut().zip(&self.levels).rev() {
            let count = *count as usize;
            *value = if count == 1 { 0.5 } else { (rest % count) as f64 / (count - 1) as f64 };
            rest /= count;
        }
    }
}
