//! Trajectories of Morris.

use super::error::{DesignError, MAX_ROWS, check_count, check_factors, check_rows, invalid};

/// The search for the most spread out takes time that grows with the square of the candidates.
const MAX_CANDIDATES: usize = 1_000;

/// Trajectories through the cube that move one factor a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Morris {
    factors: usize,
    trajectories: usize,
    levels: u32,
    /// Random trajectories of which the most spread out are taken; equal to `trajectories` if all are.
    candidates: usize,
}

impl Morris {
    /// So many trajectories on a lattice of `levels` levels a factor.
    ///
    /// # What it computes
    ///
    /// A factor has the levels 0, 1/(p − 1), … 1 and moves by Δ = p / (2(p − 1)), half of the levels, so that each
    /// level is as likely as any other. A trajectory begins at a random level of each factor and moves each
    /// factor once, up from the lower half and down from the upper, in a random order of its own.
    ///
    /// # Shapes and units
    ///
    /// With k factors, k + 1 rows a trajectory. Numbers from 0 to 1, both included. More trajectories leave
    /// those that were there as they are (unless the most spread out are sought).
    ///
    /// # Errors
    ///
    /// No factor or too many; fewer than two trajectories, from which no spread of effects can be told; an odd
    /// number of levels, where Δ is no step of the lattice; too many rows.
    ///
    /// # Source
    ///
    /// M. D. Morris (1991), "Factorial sampling plans for preliminary computational experiments", Technometrics
    /// 33, 161–174.
    pub fn new(factors: usize, trajectories: usize, levels: u32) -> Result<Self, DesignError> {
        check_factors(factors)?;
        check_count("trajectories", trajectories, 2, MAX_ROWS)?;
        check_count("levels", levels as usize, 2, 1_000)?;
        if levels % 2 == 1 {
            let what = format!("is {levels}, and a step of half the levels needs an even number");
            return invalid("levels", what, "as in levels = 4");
        }
        check_rows("trajectories", trajectories, factors + 1)?;
        Ok(Self { factors, trajectories, levels, candidates: trajectories })
    }

    /// Of `candidates` random trajectories, takes those that lie furthest from one another.
    ///
    /// # What it computes
    ///
    /// The distance of two trajectories is the sum of Euclidean distances of all pairs of their points
    /// (Campolongo, Cariboni & Saltelli 2007, eq. 7). From the two furthest apart on, the one is added whose
    /// squared distances to those chosen add up to most. Trying all choices, as the paper has it, is beyond
    /// any machine for the numbers it recommends (10 of 500 to 1,000).
    ///
    /// # Errors
    ///
    /// Fewer candidates than trajectories, or more than 1,000.
    ///
    /// # Source
    ///
    /// F. Campolongo, J. Cariboni, A. Saltelli (2007), "An effective screening design for sensitivity analysis of
    /// large models", Environmental Modelling & Software 22, 1509–1518. Step by step after M. V. Ruano, J. Ribes,
    /// A. Seco, J. Ferrer (2012), "An improved sampling strategy based on trajectory design for application of the
    /// Morris method to systems with many input factors", Environmental Modelling & Software 37, 103–109.
    pub fn most_spread_of(self, candidates: usize) -> Result<Self, DesignError> {
        check_count("candidates", candidates, self.trajectories, MAX_CANDIDATES.max(self.trajectories))?;
        Ok(Self { candidates, ..self })
    }

    /// How many factors there are.
    #[must_use]
    pub fn factors(&self) -> usize {
        self.factors
    }

    /// How many trajectories there are.
    #[must_use]
    pub fn trajectories(&self) -> usize {
        self.trajectories
    }

    /// How many levels a factor has.
    #[must_use]
    pub fn levels(&self) -> u32 {
        self.levels
    }

    /// How far a factor moves: Δ = p / (2(p − 1)) for p levels.
    #[must_use]
    pub fn step(&self) -> f64 {
        f64::from(self.levels) / (2.0 * f64::from(self.levels - 1))
    }

    /// How many random trajectories are drawn, of which the most spread out are taken.
    #[must_use]
    pub fn candidates(&self) -> usize {
        self.candidates
    }
}
