//! Points of a Sobol sequence.

use super::error::{DesignError, MAX_ROWS, check_count, check_factors};

/// The first rows of a Sobol sequence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sobol {
    factors: usize,
    rows: usize,
    scrambled: bool,
}

impl Sobol {
    /// So many rows of a Sobol sequence, scrambled by the seed or, for comparison with others, not at all.
    ///
    /// # What it computes
    ///
    /// The sequence with the direction numbers of Joe and Kuo, in the order of the Gray code; scrambled by
    /// Owen's nested uniform scrambling, digit by digit. Scrambled points are uniform one by one, so that a mean
    /// over them is unbiased, and lie as evenly as those of the sequence, so that it varies little from
    /// seed to seed. The sequence as it is begins in the corner (0, 0, …), which is no good point to try
    /// knobs at; it must not be dropped either, or the rest is no net (Owen 2020).
    ///
    /// # Shapes and units
    ///
    /// Numbers from 0 (included) to 1 (not included). Any number of rows; the points lie most evenly where it
    /// is a power of two. More rows or more factors leave those that were there as they are.
    ///
    /// # Errors
    ///
    /// No factor or no row, or too many.
    ///
    /// # Source
    ///
    /// I. M. Sobol' (1967), "On the distribution of points in a cube and the approximate evaluation of integrals",
    /// USSR Computational Mathematics and Mathematical Physics 7(4), 86–112. S. Joe, F. Y. Kuo (2008),
    /// "Constructing Sobol sequences with better two-dimensional projections", SIAM Journal on Scientific
    /// Computing 30, 2635–2654 (table D6). A. B. Owen (1995), "Randomly permuted (t,m,s)-nets and
    /// (t,s)-sequences", Lecture Notes in Statistics 106, 299–317; A. B. Owen (2020),
    /// "On dropping the first Sobol' point", arXiv:2008.08051.
    pub fn new(factors: usize, rows: usize, scrambled: bool) -> Result<Self, DesignError> {
        check_factors(factors)?;
        check_count("rows", rows, 1, MAX_ROWS)?;
        Ok(Self { factors, rows, scrambled })
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

    /// Whether the seed scrambles it.
    #[must_use]
    pub fn is_scrambled(&self) -> bool {
        self.scrambled
    }
}
