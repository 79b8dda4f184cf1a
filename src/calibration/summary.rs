//! What the accepted set says in short: of each knob, of each pattern, of each model.

use crate::sensitivity::abc::normalised;

use super::model_summary::{ModelSummary, models_of};
use super::pattern::Pattern;
use super::plan::CalibrationPlan;
use super::predict::{Prediction, quantiles};
use super::prior_file::KnobPrior;
use super::smc::Generation;
use super::verdict::{Verdict, share_within};

/// What was learned of a knob.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct KnobSummary {
    /// The 2.5 %, 50 % and 97.5 % quantiles of the prior.
    pub prior: [f64; 3],
    /// Those of the accepted set.
    pub posterior: [f64; 3],
    /// By which share its 95 % interval is narrower than the prior's; of the logarithm, where the prior is of it.
    pub narrower: f64,
    /// The share of the accepted set in the lowest twentieth of the prior, and in the highest.
    pub at_ends: [f64; 2],
}

/// What the accepted set gives in place of a pattern.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PatternSummary {
    /// From where to where counts as what was observed.
    pub observed: (f64, f64),
    /// The 2.5 %, 50 % and 97.5 % quantiles over single runs of the prior.
    pub prior: [f64; 3],
    /// Those over fresh runs of the accepted set.
    pub posterior: [f64; 3],
    /// The share of fresh runs that come to lie in the observed range.
    pub within: f64,
    /// How the posterior's 95 % interval lies to the observed range; none where no run has a value.
    pub verdict: Option<Verdict>,
}

/// Everything in short.
#[derive(Debug, Clone, PartialEq)]
pub struct Summary {
    /// By knob.
    pub knobs: Vec<KnobSummary>,
    /// By pattern.
    pub patterns: Vec<PatternSummary>,
    /// Pairs of knobs that the accepted set holds together: their places and correlation.
    pub pairs: Vec<(usize, usize, f64)>,
    /// By model, the accepted set's share of each; none where the calibration does not choose.
    pub models: Vec<ModelSummary>,
}

impl Summary {
    /// Sums up.
    #[must_use]
    pub fn new(plan: &CalibrationPlan, first: &Generation, last: &Generation, predicted: &Prediction) -> Self {
        let knobs: Vec<KnobSummary> =
            plan.knobs.iter().enumerate().map(|(n, knob)| knob_summary(knob, last, n)).collect();
        let patterns =
            plan.patterns.iter().enumerate().map(|(k, pattern)| pattern_summary(plan, pattern, k, first, predicted));
        let mut pairs = Vec::new();
        for a in 0..plan.knobs.len() {
            for b in a + 1..plan.knobs.len() {
                let r = correlation(&last.column(a), &last.column(b), &last.weights);
                if r.abs() >= TOGETHER {
                    pairs.push((a, b, r));
                }
            }
        }
        let patterns = patterns.collect();
        Self { knobs, patterns, pairs, models: models_of(plan, last) }
    }
}

/// From this correlation on two knobs are known together rather than each by itself.
const TOGETHER: f64 = 0.7;

fn knob_summary(knob: &KnobPrior, last: &Generation, n: usize) -> KnobSummary {
    let column = last.column(n);
    let coordinates = quantiles(&column, &last.weights);
    let before = [0.025, 0.5, 0.975].map(|u| knob.prior.quantile(u));
    let width = |q: [f64; 3]| q[2] - q[0];
    let within = |test: &dyn Fn(f64) -> bool| {
        column.iter().zip(&last.weights).filter(|(x, _)| test(knob.prior.share_below(**x))).map(|(_, w)| w).sum::<f64>()
    };
    KnobSummary {
        prior: before.map(|x| knob.number(x)),
        posterior: coordinates.map(|x| knob.number(x)),
        narrower: 1.0 - width(coordinates) / width(before),
        at_ends: [within(&|u| u < 0.05), within(&|u| u > 0.95)],
    }
}

fn pattern_summary(
    plan: &CalibrationPlan,
    pattern: &Pattern,
    k: usize,
    first: &Generation,
    after: &Prediction,
) -> PatternSummary {
    let before: Vec<f64> = first.particles.iter().flat_map(|particle| plan.values_of(&particle.outcome, k)).collect();
    let values: Vec<f64> = after.patterns.iter().map(|run| run[k]).collect();
    let posterior = quantiles(&values, &after.weights);
    let observed = pattern.range();
    let within = share_within(&values, &normalised(&after.weights).unwrap_or_default(), observed);
    PatternSummary {
        observed,
        prior: quantiles(&before, &vec![1.0; before.len()]),
        posterior,
        within,
        verdict: Verdict::of((posterior[0], posterior[2]), observed, within),
    }
}

/// The correlation of two columns with weights, over the particles that have both; 0 where one of them does not vary.
fn correlation(a: &[f64], b: &[f64], weights: &[f64]) -> f64 {
    let both: Vec<usize> = (0..a.len()).filter(|n| !a[*n].is_nan() && !b[*n].is_nan()).collect();
    let weights: Vec<f64> = if both.len() == a.len() {
        weights.to_vec()
    } else {
        let own: f64 = both.iter().map(|n| weights[*n]).sum();
        weights.iter().map(|weight| weight / own).collect()
    };
    let sum = |of: &dyn Fn(usize) -> f64| both.iter().map(|n| weights[*n] * of(*n)).sum::<f64>();
    let (mean_a, mean_b) = (sum(&|n| a[n]), sum(&|n| b[n]));
    let together = sum(&|n| (a[n] - mean_a) * (b[n] - mean_b));
    let apart = sum(&|n| (a[n] - mean_a) * (a[n] - mean_a)) * sum(&|n| (b[n] - mean_b) * (b[n] - mean_b));
    if apart > 0.0 { together / apart.sqrt() } else { 0.0 }
}
