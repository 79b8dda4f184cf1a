//! Latin hypercubes.

use super::error::{DesignError, MAX_ROWS, check_count, check_factors};
use super::stream::{Purpose, Stream};

/// Where in its stratum a point lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stratum {
    /// In the middle.
    Middle,
    /// Anywhere in it, uniformly.
    Anywhere,
}

/// A Latin hypercube: with n rows, each n-th part of each factor's range has one point.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Latin {
    factors: usize,
    rows: usize,
    stratum: Stratum,
}

impl Latin {
    /// A Latin hypercube of so many factors and rows.
    ///
    /// # What it computes
    ///
    /// Column by column an order of the strata, each equally likely, and the position in each. A factor's
    /// column does not depend on the number of other factors; all columns depend on the number of rows.
    ///
    /// # Shapes and units
    ///
    /// Numbers from 0 (included) to 1 (not included). Memory is 4 bytes a number; [`Sobol`](super::Sobol)
    /// needs none and can have rows added.
    ///
    /// # Errors
    ///
    /// No factor or no row, or too many.
    ///
    /// # Source
    ///
    /// M. D. McKay, R. J. Beckman, W. J. Conover (1979), "A comparison of three methods for selecting values of
    /// input variables in the analysis of output from a computer code", Technometrics 21, 239–245.
    pub fn new(factors: usize, rows: usize, stratum: Stratum) -> Result<Self, DesignError> {
        check_factors(factors)?;
        check_count("rows", rows, 1, MAX_ROWS)?;
        Ok(Self { factors, rows, stratum })
    }

    /// How many factors there are.
    #[must_use]
    pub fn factors(&self) -> usize {
        self.factors
    }

    /// How many rows there are.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.rows
    }

    pub(super) fn sample(&self, seed: u64) -> Sample {
        let columns = (0..self.factors as u32).map(|factor| {
            let order = Stream::new(seed, Purpose::LatinOrder, factor).order(self.rows);
            Column { order, word: Stream::new(seed, Purpose::LatinPosition, factor).bits() }
        });
        Sample { stratum: self.stratum, columns: columns.collect() }
    }
}

/// One factor: the stratum of each row, and the word that positions within strata are drawn from.
#[derive(Clone, Debug)]
struct Column {
    order: Vec<u32>,
    word: u64,
}

#[derive(Clone, Debug)]
pub(super) struct Sample {
    stratum: Stratum,
    columns: Vec<Column>,
}

impl Sample {
    pub(super) fn fill(&self, row: usize, values: &mut [f64]) {
        for (value, column) in values.iter_mut().zip(&self.columns) {
            let within = match self.stratum {
                Stratum::Middle => 0.5,
                // 24 bits: with all 53 the sum below could round up to the next stratum's beginning.
                Stratum::Anywhere => (super::owen::mixed(column.word, row as u64) >> 40) as f64 / f64::from(1 << 24),
            };
            *value = (f64::from(column.order[row]) + within) / column.order.len() as f64;
        }
    }
}
