//! Interactions of two factors of a grid, as differences of differences.
//!
//! The first value of each factor is what the others are laid beside. With y(i, j) the outcome at the i-th
//! value of the one and the j-th of the other, the interaction is (y(i, j) − y(1, j)) − (y(i, 1) − y(1, 1)),
//! taken within each replicate: by how much the effect of the one differs where the other is turned.

use crate::study::estimate::Estimate;

use crate::experiment::Design;
use crate::experiment::plan::SweepPlan;

/// An interaction: the rows of the design it is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Cells {
    /// Both turned.
    pub both: usize,
    /// The first factor turned alone.
    pub first: usize,
    /// The second factor turned alone.
    pub second: usize,
    /// Neither.
    pub neither: usize,
}

/// All interactions of a plan; none unless it is a grid of two factors.
pub(crate) fn cells(plan: &SweepPlan) -> Vec<Cells> {
    let factors = &plan.experiment.factors;
    if !matches!(plan.experiment.design, Design::Grid) || factors.len() != 2 {
        return Vec::new();
    }
    let (rows, columns) = (factors[0].coordinates().len(), factors[1].coordinates().len());
    let at = |i: usize, j: usize| i * columns + j;
    (1..rows)
        .flat_map(|i| {
            (1..columns).map(move |j| Cells { both: at(i, j), first: at(i, 0), second: at(0, j), neither: at(0, 0) })
        })
        .collect()
}

/// The difference of differences, replicate by replicate where all four have a value.
pub(crate) fn interaction(both: &[f64], first: &[f64], second: &[f64], neither: &[f64]) -> Estimate {
    let values = both.iter().zip(first).zip(second).zip(neither);
    Estimate::of(values.map(|(((both, first), second), neither)| (both - second) - (first - neither)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// y = 1 + 2a + 3b + 5ab with noise that all four share: the interaction is 5, without error.
    #[test]
    fn what_two_do_together_is_found_exactly() {
        let noise = [0.3, -1.0, 7.0];
        let y = |a: f64, b: f64| noise.map(|e| 1.0 + 2.0 * a + 3.0 * b + 5.0 * a * b + e);
        let e = interaction(&y(1.0, 1.0), &y(1.0, 0.0), &y(0.0, 1.0), &y(0.0, 0.0));
        assert!((e.mean - 5.0).abs() < 1e-12 && e.standard_error < 1e-12);
        let missing = interaction(&[1.0, f64::NAN], &[1.0, 1.0], &[1.0, 1.0], &[0.0, 0.0]);
        assert_eq!((missing.replicates, missing.mean), (1, -1.0));
    }
}
