//! What a calibration says in sentences: how it ended, which model it chose, and what to beware of.

use super::model_summary::ModelSummary;
use super::plan::CalibrationPlan;
use super::smc::{AbcRun, Generation, Stop};
use super::summary::Summary;
use super::verdict::Verdict;

/// What there is to say in sentences: how it ended first, then what to beware of.
#[must_use]
pub fn sentences(plan: &CalibrationPlan, done: &AbcRun, last: &Generation, summary: &Summary) -> Vec<String> {
    let mut said = vec![ending(plan, done, last)];
    said.extend(plan.models.iter().zip(&summary.models).map(|(model, found)| model_sentence(&model.name, found)));
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

fn model_sentence(name: &str, found: &ModelSummary) -> String {
    let ModelSummary { prior, share, error, low, high, .. } = found;
    format!(
        "The model {name} has {:.0} % of the accepted set, ± {:.1} standard error, 95 % interval {:.0} to {:.0} % (before \
         anything was run {:.0} %).",
        share * 100.0,
        error * 100.0,
        low * 100.0,
        high * 100.0,
        prior * 100.0
    )
}
