//! Morris's elementary effects.

use crate::design::{Role, Trajectories};

use super::outcomes::Outcomes;
use super::refusal::Refusal;
use super::resample::{Index, Resampling};

/// What a factor does along trajectories.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Effect {
    /// μ: the mean effect. Where a factor moves the outcome up here and down there, it can be near 0.
    pub mu: Index,
    /// μ*: the mean size of the effect, whatever its sign. What to rank factors by.
    pub mu_star: Index,
    /// σ: the standard deviation of effects. Large beside μ* where the effect hangs on the other factors or on
    /// where the factor itself stands.
    pub sigma: Index,
}

/// The elementary effects of each factor.
///
/// # What it computes
///
/// Along a trajectory each factor moves once, by Δ up or down; its elementary effect is
/// (outcome where it is higher − outcome where it is lower) / Δ. Over r trajectories, μ is their mean, μ* the mean of
/// their absolute values, σ their standard deviation (by r − 1).
///
/// # Shapes and units
///
/// One [`Effect`] a factor, in the outcome's unit for a move through the factor's whole range. Intervals are over
/// trajectories. Outcomes are averaged over replicates first.
///
/// # Errors
///
/// When there are not as many outcomes as rows.
///
/// # Source
///
/// M. D. Morris (1991), Technometrics 33, 161–174; μ*: F. Campolongo, J. Cariboni, A. Saltelli (2007), Environmental
/// Modelling & Software 22, 1509–1518, eq. 4.
pub fn elementary_effects(
    trajectories: &Trajectories,
    outcomes: &Outcomes,
    resampling: &Resampling,
) -> Result<Vec<Effect>, Refusal> {
    let design = trajectories.design();
    let means = outcomes.means_of(design.trajectories() * (design.factors() + 1))?;
    let effects = steps(trajectories, |row| (means[row] - means[row - 1]) / design.step());
    let found = resampling.indices(design.trajectories(), |times| {
        Some(effects.iter().flat_map(|effects| summary(effects, times)).collect())
    });
    let found = found.unwrap_or_default();
    Ok(found.chunks(3).map(|three| Effect { mu: three[0], mu_star: three[1], sigma: three[2] }).collect())
}

/// For each factor and trajectory, the change at the row where the factor has moved, as a move upwards.
pub(super) fn steps(trajectories: &Trajectories, change: impl Fn(usize) -> f64) -> Vec<Vec<f64>> {
    let design = trajectories.design();
    let length = design.factors() + 1;
    let mut steps = vec![Vec::with_capacity(design.trajectories()); design.factors()];
    for trajectory in 0..design.trajectories() {
        for step in 1..length {
            if let Role::Moved { factor, up } = trajectories.role(trajectory, step) {
                let change = change(trajectory * length + step);
                steps[factor].push(if up { change } else { -change });
            }
        }
    }
    steps
}

/// μ, μ* and σ of effects, each taken so many times.
fn summary(effects: &[f64], times: &[f64]) -> [f64; 3] {
    let n: f64 = times.iter().sum();
    let sum = |of: &dyn Fn(f64) -> f64| effects.iter().zip(times).map(|(effect, n)| n * of(*effect)).sum::<f64>();
    let mu = sum(&|effect| effect) / n;
    [mu, sum(&f64::abs) / n, (sum(&|effect| (effect - mu) * (effect - mu)) / (n - 1.0)).sqrt()]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Of −1 and 3: mean 1, mean size 2, and squared distances of 8 by one less than two. A resample that takes a third
    /// twice and leaves one out counts it twice.
    #[test]
    fn effects_are_summed_up_by_hand() {
        assert_eq!(summary(&[-1.0, 3.0], &[1.0, 1.0]), [1.0, 2.0, 8f64.sqrt()]);
        assert_eq!(summary(&[-1.0, 9.0, 5.0], &[1.0, 0.0, 2.0]), [3.0, 11.0 / 3.0, 12f64.sqrt()]);
    }
}
