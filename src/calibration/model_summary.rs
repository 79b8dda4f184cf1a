//! The accepted set's share of each model, and how well it is known.

use crate::number::maths::normal_quantile;

use super::plan::CalibrationPlan;
use super::smc::Generation;

/// What was learned of a model.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ModelSummary {
    /// Its chance before anything was run.
    pub prior: f64,
    /// Its share of the accepted set, by weight.
    pub share: f64,
    /// The standard error of that share: that of a weighted mean over the accepted particles.
    pub error: f64,
    /// The lower end of its 95 % interval (Wilson's, with the effective sample size as the number of particles).
    pub low: f64,
    /// The upper end.
    pub high: f64,
    /// How many particles are of it.
    pub particles: usize,
}

/// By model; none where the calibration does not choose.
#[must_use]
pub(super) fn models_of(plan: &CalibrationPlan, last: &Generation) -> Vec<ModelSummary> {
    let shares = last.shares(plan.model_count());
    let one = |(n, model): (usize, &super::plan::Model)| {
        let share = shares[n].clamp(0.0, 1.0);
        let (low, high) = wilson(share, last.effective_size());
        let particles = last.particles.iter().filter(|particle| particle.model == n).count();
        ModelSummary { prior: model.prior.share, share, error: last.share_error(n, share), low, high, particles }
    };
    plan.models.iter().enumerate().map(one).collect()
}

/// The 95 % interval of a share from so many particles: that of E. B. Wilson (1927), which has a width also at 0 and 1.
fn wilson(share: f64, particles: f64) -> (f64, f64) {
    let z = normal_quantile(0.975);
    let square = z * z / particles;
    let middle = (share + square / 2.0) / (1.0 + square);
    let half = z / (1.0 + square) * (share * (1.0 - share) / particles + square / (4.0 * particles)).sqrt();
    ((middle - half).clamp(0.0, share), (middle + half).clamp(share, 1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As in A. Agresti, B. A. Coull (1998), The American Statistician 52, 119–126, formula 2.
    #[test]
    fn an_interval_of_a_share_has_a_width_at_its_ends() {
        let (low, high) = wilson(0.5, 10.0);
        assert!((low - 0.236_593).abs() < 1e-5 && (high - 0.763_407).abs() < 1e-5, "{low} {high}");
        let (low, high) = wilson(0.0, 20.0);
        assert!(low == 0.0 && (high - 0.161_125).abs() < 1e-5, "{low} {high}");
        let (low, high) = wilson(1.0, 20.0);
        assert!((low - 0.838_875).abs() < 1e-5 && high == 1.0, "{low} {high}");
    }
}
