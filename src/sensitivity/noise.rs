//! How much of an index is the replicates' chance.
//!
//! An index compares the means of a few replicates. With a seed of its own for every run, these differ even where
//! the factor that moved does nothing, and an inert factor looks important. With the same seeds in all rows of a
//! block it does not; but then a factor that changes who draws what still brings part of the noise back. Both are
//! estimated here from the replicates, so that an index can be read beside what chance alone would make of it.

use crate::design::{Saltelli, Trajectories};
use crate::number::maths::TOLERANCE;

use super::blocks::Blocks;
use super::effects::steps;
use super::indices::moments;
use super::outcomes::{Outcomes, variance_of_mean};
use super::refusal::Refusal;

/// What chance adds to Sobol indices.
#[derive(Clone, Debug, PartialEq)]
pub struct IndexNoise {
    /// The mean over A and B of the variance of a row's mean over replicates: s²/R.
    pub variance_of_mean: f64,
    /// The variance over A and B that replicates agree on, without their noise; not below 0.
    pub signal: f64,
    /// The total index that an inert factor would show if every run had a seed of its own.
    pub inert: f64,
    /// The part of each factor's total index that is chance, with the seeds as they were. 0 for an inert factor
    /// under shared seeds; about [`inert`](Self::inert) where nothing is shared.
    pub total: Vec<f64>,
}

/// What chance adds to Sobol indices, or `None` with one replicate.
///
/// # What it computes
///
/// With R replicates, s² the variance of replicates in a row, and dᵢᵣ the difference f(AᵢB) − f(A) in replicate r:
///
/// - noise n = mean over rows of A and B of s²/R;
/// - signal V: the mean covariance over rows of A and B of two different replicates, which holds the noise of
///   neither, whether or not blocks share seeds: (R² Var(mean) − Σᵣ Var(replicate r)) / (R(R − 1));
/// - `inert` = n / (V + n): the limit of Tᵢ for an inert factor with independent seeds (`docs/sensitivity.md`);
/// - `total` = mean over base rows of var(dᵢᵣ)/R, by 2 V̂ with V̂ the variance that [`sobol_indices`] divides by:
///   what the noise of dᵢ adds to the mean of its square.
///
/// [`sobol_indices`]: super::sobol_indices
///
/// # Errors
///
/// As [`sobol_indices`].
pub fn index_noise(design: &Saltelli, outcomes: &Outcomes) -> Result<Option<IndexNoise>, Refusal> {
    let means = outcomes.means_of(design.base_rows() * design.rows_per_block())?;
    let replicates = outcomes.replicates();
    if replicates < 2 {
        return Ok(None);
    }
    let once = vec![1.0; design.base_rows()];
    let variance = |values: &[f64]| moments(&Blocks::of(design, values), &once).1;
    let of_means = variance(&means);
    // What rounding leaves of no variance is none.
    if of_means <= TOLERANCE * TOLERANCE * (means[0] * means[0]) {
        return Err(Refusal::NoVariation(means[0]));
    }
    let column = |replicate: usize| (0..outcomes.rows()).map(|row| outcomes.row(row)[replicate]).collect::<Vec<_>>();
    let singly: f64 = (0..replicates).map(|replicate| variance(&column(replicate))).sum();
    let r = replicates as f64;
    let signal = ((r * r * of_means - singly) / (r * (r - 1.0))).max(0.0);
    let uncertainty: Vec<f64> = (0..outcomes.rows()).filter_map(|row| outcomes.variance_of_mean(row)).collect();
    let noise = moments(&Blocks::of(design, &uncertainty), &once).0;
    let base = design.base_rows();
    let total = (0..design.factors()).map(|factor| {
        let row = |block: usize| block * design.rows_per_block();
        let noise: f64 =
            (0..base).filter_map(|block| noise_between(outcomes, row(block), row(block) + 1 + factor)).sum();
        noise / base as f64 / (2.0 * of_means)
    });
    let total = total.collect();
    Ok(Some(IndexNoise { variance_of_mean: noise, signal, inert: noise / (signal + noise), total }))
}

/// The variance of the mean difference of two rows.
fn noise_between(outcomes: &Outcomes, one: usize, other: usize) -> Option<f64> {
    let differences: Vec<f64> = outcomes.row(one).iter().zip(outcomes.row(other)).map(|(x, y)| y - x).collect();
    variance_of_mean(&differences)
}

/// What chance alone would show of an elementary effect.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct EffectNoise {
    /// μ* of an inert factor if every run had a seed of its own.
    pub inert_mu_star: f64,
    /// σ of an inert factor if every run had a seed of its own.
    pub inert_sigma: f64,
    /// μ* that chance alone would give this factor, with the seeds as they were.
    pub mu_star: f64,
    /// σ that chance alone would give this factor, with the seeds as they were.
    pub sigma: f64,
}

/// What chance alone would show of each factor's elementary effects, or `None` with one replicate.
///
/// # What it computes
///
/// The variance v of a difference of two rows' means, by Δ²: twice the mean of s²/R over rows for independent
/// seeds; for the seeds as they were, the mean over trajectories of var(dᵣ)/R of the differences dᵣ at the step
/// where the factor moves. Chance alone then gives σ = √v and, taking means of replicates to be normal, μ* = √(2v/π).
///
/// # Shapes and units
///
/// One entry a factor, in the unit of the effects.
///
/// # Errors
///
/// When there are not as many outcomes as rows.
pub fn effect_noise(trajectories: &Trajectories, outcomes: &Outcomes) -> Result<Option<Vec<EffectNoise>>, Refusal> {
    let design = trajectories.design();
    let rows = outcomes.means_of(design.trajectories() * (design.factors() + 1))?.len();
    if outcomes.replicates() < 2 {
        return Ok(None);
    }
    let squared_step = design.step() * design.step();
    let mu_star = |variance: f64| (2.0 * variance / std::f64::consts::PI).sqrt();
    let noise: f64 = (0..rows).filter_map(|row| outcomes.variance_of_mean(row)).sum::<f64>() / rows as f64;
    let inert = 2.0 * noise / squared_step;
    let shared = steps(trajectories, |row| noise_between(outcomes, row - 1, row).unwrap_or_default());
    let of = |differences: &Vec<f64>| {
        // A step down is a step up with the sign turned, and a variance has none.
        let sum: f64 = differences.iter().map(|variance| variance.abs()).sum();
        let variance = sum / differences.len() as f64 / squared_step;
        EffectNoise {
            inert_mu_star: mu_star(inert),
            inert_sigma: inert.sqrt(),
            mu_star: mu_star(variance),
            sigma: variance.sqrt(),
        }
    };
    Ok(Some(shared.iter().map(of).collect()))
}
