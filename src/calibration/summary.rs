//! What the accepted set says in short: of each knob, of each pattern, and what to beware of.

use crate::sensitivity::abc::normalised;

use super::pattern::Pattern;
use super::plan::CalibrationPlan;
use super::predict::{Prediction, quantiles};
use super::prior_file::KnobPrior;
use super::smc::{AbcRun, Generation, Stop};
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
        Self { knobs, patterns, pairs }
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
    let patterns = plan.patterns.len();
    let before: Vec<f64> = first
        .particles
        .iter()
        .flat_map(|particle| particle.outcome.iter().copied().skip(k).step_by(patterns))
        .collect();
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

/// The correlation of two columns with weights; 0 where one of them does not vary.
fn correlation(a: &[f64], b: &[f64], weights: &[f64]) -> f64 {
    let sum = |of: &dyn Fn(usize) -> f64| (0..a.len()).map(|n| weights[n] * of(n)).sum::<f64>();
    let (mean_a, mean_b) = (sum(&|n| a[n]), sum(&|n| b[n]));
    let together = sum(&|n| (a[n] - mean_a) * (b[n] - mean_b));
    let apart = sum(&|n| (a[n] - mean_a) * (a[n] - mean_a)) * sum(&|n| (b[n] - mean_b) * (b[n] - mean_b));
    if apart > 0.0 { together / apart.sqrt() } else { 0.0 }
}

/// What there is to say in sentences: how it ended first, then what to beware of.
#[must_use]
pub fn sentences(plan: &CalibrationPlan, done: &AbcRun, last: &Generation, summary: &Summary) -> Vec<String> {
    let mut said = vec![ending(plan, done, last)];
    let size = last.effective_size();
    let particles = plan.settings.particles;
    if size < particles as f64 / 4.0 || size < 50.0 {
        said.push(format!(
            "The {particles} accepted particles say as much as {size:.0} of equal weight: take the ends of intervals as \
             rough, and more particles for finer ones."
        ));
    }
    for (knob, found) in plan.knobs.iter().zip(&summary.knobs) {
        let [low, high] = found.at_ends;
        if low.max(high) >= 0.25 {
            let (share, end) = if low > high { (low, "lower") } else { (high, "upper") };
            said.push(format!(
                "{} lies at the {end} end of its prior ({:.0} % of the accepted set in the last twentieth): a wider prior \
                 would change the answer.",
                knob.name,
                share * 100.0
            ));
        } else if found.narrower < 0.1 {
            said.push(format!("Of {} the patterns say next to nothing: its interval is that of the prior.", knob.name));
        }
    }
    for (a, b, r) in &summary.pairs {
        let (a, b) = (&plan.knobs[*a].name, &plan.knobs[*b].name);
        said.push(format!("{a} and {b} are known together, not each by itself (correlation {r:.2})."));
    }
    for (pattern, found) in plan.patterns.iter().zip(&summary.patterns) {
        if found.posterior[1].is_nan() {
            said.push(format!("No fresh run has a value for {}.", pattern.name));
        } else if found.within == 0.0 {
            said.push(format!("{} is never met: no fresh run comes to lie in its range.", pattern.name));
        } else if found.verdict == Some(Verdict::Partly) {
            let share = found.within * 100.0;
            said.push(format!("{} is met in part: {share:.0} % of the fresh runs lie in its range.", pattern.name));
        }
    }
    said
}

fn ending(plan: &CalibrationPlan, done: &AbcRun, last: &Generation) -> String {
    let tolerance = last.tolerance;
    let far = format!("the accepted runs miss some pattern by up to {tolerance:.2} times its tolerance");
    let far = if tolerance.is_finite() { far } else { "the accepted set is the prior's".to_owned() };
    let aim = plan.settings.tolerance;
    match done.stop {
        Stop::Reached => format!("The tolerance of {aim} was reached."),
        Stop::Acceptance => format!(
            "The tolerance of {aim} was not reached: only {:.1} % of the last proposals were accepted, so {far}. Patterns \
             that cannot be met together, or too narrow ones, show in this way.",
            last.acceptance() * 100.0
        ),
        Stop::Proposals => format!(
            "The tolerance of {aim} was not reached with {} runs: {far}. With a larger at_most the same command goes on.",
            plan.at_most_runs
        ),
        Stop::Level => format!("The tolerance no longer falls: {far}, many of them exactly as far."),
        Stop::Flat => format!("The accepted particles do not spread in all directions any more: {far}."),
    }
}
