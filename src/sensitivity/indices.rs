//! Sobol's indices: shares of variance.

use crate::design::Saltelli;

use super::blocks::Blocks;
use super::outcomes::Outcomes;
use super::refusal::Refusal;
use super::resample::{Index, Resampling};

/// How indices of first order are estimated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FirstOrder {
    /// By mean f(B)·(f(A with i from B) − f(A)): steadier for small indices (Saltelli et al. 2010, table 2 (b)).
    #[default]
    Saltelli,
    /// By V − mean (f(B) − f(A with i from B))² / 2: steadier for large ones (Jansen 1999; table 2 (c)).
    Jansen,
}

/// Shares of an outcome's variance.
#[derive(Clone, Debug, PartialEq)]
pub struct SobolIndices {
    /// The outcome's mean over A and B.
    pub mean: f64,
    /// Its variance over A and B.
    pub variance: f64,
    /// First order, one a factor: the share that knowing the factor alone would take away.
    pub first: Vec<Index>,
    /// Total, one a factor: the share that would be left if all others were known.
    pub total: Vec<Index>,
    /// Second order, for each two factors: what both together take away beyond each alone. Empty without rows for
    /// pairs.
    pub second: Vec<PairIndex>,
}

/// An index of two factors.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PairIndex {
    /// The two, the lower first.
    pub factors: (usize, usize),
    /// What they share.
    pub index: Index,
}

/// Sobol's indices of each factor and, where the design has rows for it, each pair.
///
/// # What it computes
///
/// With f centred by the mean of all rows, means over base rows, and V the variance of f over A and B together
/// (by their number):
///
/// - first order, Sᵢ = mean f(B)(f(AᵢB) − f(A)) / V, or with [`FirstOrder::Jansen`] 1 − mean (f(B) − f(AᵢB))² / 2V;
/// - total, Tᵢ = mean (f(A) − f(AᵢB))² / 2V;
/// - second order, Sᵢⱼ = mean (f(BᵢA)·f(AⱼB) − f(A)·f(B)) / V − Sᵢ − Sⱼ;
///
/// where AᵢB is A with factor i from B. Estimates of what is 0 fall on either side of it: a small negative index is
/// no error, and its interval says how small.
///
/// # Shapes and units
///
/// Shares: 1 is all of the variance. Intervals are over base rows. Outcomes are averaged over replicates first, so
/// the variance is that of the mean of so many; see [`index_noise`](super::index_noise).
///
/// # Errors
///
/// When there are not as many outcomes as rows, or the outcome is the same in all rows of A and B.
///
/// # Source
///
/// I. M. Sobol' (1993), "Sensitivity estimates for nonlinear mathematical models", Mathematical Modelling and
/// Computational Experiment 1, 407–414. First order: A. Saltelli et al. (2010), Computer Physics Communications 181,
/// 259–270, table 2 (b). Total: M. J. W. Jansen (1999), "Analysis of variance designs for model output", Computer
/// Physics Communications 117, 35–43. Second order: A. Saltelli (2002), Computer Physics Communications 145, 280–297.
pub fn sobol_indices(
    design: &Saltelli,
    outcomes: &Outcomes,
    first: FirstOrder,
    resampling: &Resampling,
) -> Result<SobolIndices, Refusal> {
    let means = outcomes.means_of(design.base_rows() * design.rows_per_block())?;
    let plain = Blocks::of(design, &means);
    let once = vec![1.0; design.base_rows()];
    let found = resampling.indices(design.base_rows(), {
        let blocks = Blocks::centred(design, &means);
        move |times| shares(&blocks, times, first)
    });
    let Some(found) = found else { return Err(Refusal::NoVariation(plain.a[0])) };
    let (mean, variance) = moments(&plain, &once);
    let factors = design.factors();
    let (alone, pairs) = found.split_at(2 * factors);
    let second = if design.has_pairs() { two_of(factors) } else { Vec::new() };
    Ok(SobolIndices {
        mean,
        variance,
        first: alone[..factors].to_vec(),
        total: alone[factors..].to_vec(),
        second: second.into_iter().zip(pairs).map(|(factors, index)| PairIndex { factors, index: *index }).collect(),
    })
}

fn two_of(factors: usize) -> Vec<(usize, usize)> {
    (0..factors).flat_map(|i| (i + 1..factors).map(move |j| (i, j))).collect()
}

/// Mean and variance over A and B, base rows taken so many times each.
pub(super) fn moments(blocks: &Blocks, times: &[f64]) -> (f64, f64) {
    let n: f64 = 2.0 * times.iter().sum::<f64>();
    let sum = |of: &dyn Fn(f64) -> f64| -> f64 {
        times.iter().zip(&blocks.a).zip(&blocks.b).map(|((n, a), b)| n * (of(*a) + of(*b))).sum()
    };
    let mean = sum(&|value| value) / n;
    (mean, sum(&|value| (value - mean) * (value - mean)) / n)
}

/// First order and total of each factor, then each pair; `None` where A and B do not vary.
pub(super) fn shares(blocks: &Blocks, times: &[f64], estimator: FirstOrder) -> Option<Vec<f64>> {
    let Blocks { a, b, from_b, from_a } = blocks;
    // Compared, and not by the variance: that of equal numbers is not always 0 after rounding.
    let taken = || (0..a.len()).filter(|row| times[*row] > 0.0);
    let some = a[taken().next()?];
    if taken().all(|row| a[row] == some && b[row] == some) {
        return None;
    }
    let n: f64 = times.iter().sum();
    let (_, variance) = moments(blocks, times);
    let average = |of: &dyn Fn(usize) -> f64| -> f64 { (0..a.len()).map(|row| times[row] * of(row)).sum::<f64>() / n };
    let square = |x: f64| x * x;
    let first = from_b.iter().map(|mixed| match estimator {
        FirstOrder::Saltelli => average(&|row| b[row] * (mixed[row] - a[row])) / variance,
        FirstOrder::Jansen => 1.0 - average(&|row| square(b[row] - mixed[row])) / (2.0 * variance),
    });
    let total = from_b.iter().map(|mixed| average(&|row| square(a[row] - mixed[row])) / (2.0 * variance));
    let mut shares: Vec<f64> = first.chain(total).collect();
    if !from_a.is_empty() {
        for (i, j) in two_of(from_b.len()) {
            let both = average(&|row| from_a[i][row] * from_b[j][row] - a[row] * b[row]) / variance;
            shares.push(both - shares[i] - shares[j]);
        }
    }
    Some(shares)
}
