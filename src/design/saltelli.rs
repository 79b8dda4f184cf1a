//! Saltelli's blocks.

use super::error::{DesignError, MAX_ROWS, check_count, check_factors, check_rows, invalid};
use super::role::Role;

/// Two samples A and B of the cube, and A with one column at a time from B; for effects of pairs also B with
/// one column at a time from A.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saltelli {
    factors: usize,
    base_rows: usize,
    pairs: bool,
}

impl Saltelli {
    /// Blocks for so many factors, one for each base row; `pairs` for indices of second order.
    ///
    /// # What it computes
    ///
    /// Base rows are a scrambled Sobol sequence with two columns a factor, A's and B's. They stand side by side, so
    /// that one more factor moves no column of the others (with all of A's columns first, as others have it, it
    /// would move all of B's; indices are about as steady either way). A block is the rows A, A with factor 1, 2, …
    /// from B, with `pairs` B with factor 1, 2, … from A, and B, in the order that SALib has too.
    ///
    /// # Shapes and units
    ///
    /// With k factors, k + 2 rows a block, or 2k + 2 with `pairs`. Numbers from 0 (included) to 1 (not
    /// included). More base rows, or more factors, leave the
    /// numbers that were there as they are.
    ///
    /// # Errors
    ///
    /// No factor or too many; a number of base rows that is no power of two, where the samples would lie less
    /// evenly and the estimates be worse than with fewer (Owen 2020); too many rows.
    ///
    /// # Source
    ///
    /// A. Saltelli (2002), "Making best use of model evaluations to compute sensitivity indices", Computer
    /// Physics Communications 145, 280–297. A. Saltelli, P. Annoni, I. Azzini, F. Campolongo, M. Ratto,
    /// S. Tarantola (2010), "Variance based sensitivity analysis of model output", Computer Physics
    /// Communications 181, 259–270.
    pub fn new(factors: usize, base_rows: usize, pairs: bool) -> Result<Self, DesignError> {
        check_factors(factors)?;
        check_count("base_rows", base_rows, 2, MAX_ROWS)?;
        if !base_rows.is_power_of_two() {
            let above = base_rows.next_power_of_two();
            let what = format!("is {base_rows}, and the samples lie evenly only with a power of two");
            return invalid("base_rows", what, format!("as in base_rows = {above}, or {}", above / 2));
        }
        let design = Self { factors, base_rows, pairs };
        check_rows("base_rows", base_rows, design.rows_per_block())?;
        Ok(design)
    }

    /// How many factors there are.
    #[must_use]
    pub fn factors(&self) -> usize {
        self.factors
    }

    /// How many base rows, and so blocks, there are.
    #[must_use]
    pub fn base_rows(&self) -> usize {
        self.base_rows
    }

    /// Whether there are rows for indices of second order.
    #[must_use]
    pub fn has_pairs(&self) -> bool {
        self.pairs
    }

    /// How many rows a block has.
    #[must_use]
    pub fn rows_per_block(&self) -> usize {
        self.factors * (1 + usize::from(self.pairs)) + 2
    }

    /// The role of the row at this index of a block.
    #[must_use]
    pub fn role(&self, index: usize) -> Role {
        match index {
            0 => Role::A,
            _ if index + 1 == self.rows_per_block() => Role::B,
            _ if index <= self.factors => Role::FromB(index - 1),
            _ => Role::FromA(index - 1 - self.factors),
        }
    }
}
