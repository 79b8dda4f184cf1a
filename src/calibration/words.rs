//! What a calibration found, as tables of text.

use crate::study::table::TextTable;
use crate::text::number;

use super::make::CalibrationResult;
use super::plan::CalibrationPlan;
use super::prior_file::KnobPrior;
use super::summary::KnobSummary;
use super::verdict::Verdict;

/// A row per knob: prior, median, interval, and how much narrower the interval is than the prior.
pub fn knob_table(plan: &CalibrationPlan, made: &CalibrationResult) -> TextTable {
    let one = |(knob, found): (&KnobPrior, &KnobSummary)| {
        let [low, median, high] = found.posterior.map(fine);
        let narrower = format!("{:.0} %", (found.narrower * 100.0).max(0.0));
        vec![knob.name.clone(), knob.words(), median, format!("{low} to {high}"), narrower]
    };
    let heads = ["Knob", "prior", "median", "95 % interval", "narrower"];
    let rows = plan.knobs.iter().zip(&made.summary.knobs).map(one).collect();
    TextTable { heads: heads.map(str::to_owned).to_vec(), rows }
}

/// A row per pattern: the observed range, and median, interval and verdict of fresh runs of the accepted set.
pub fn pattern_table(plan: &CalibrationPlan, made: &CalibrationResult) -> TextTable {
    let rows = plan.patterns.iter().zip(&made.summary.patterns).map(|(pattern, found)| {
        let (from, to) = found.observed;
        let [low, median, high] = found.posterior.map(number);
        let verdict = found.verdict.map_or("–", Verdict::word);
        let observed = format!("{} to {}", number(from), number(to));
        vec![pattern.name.clone(), observed, median, format!("{low} to {high}"), verdict.to_owned()]
    });
    let heads = ["Pattern", "observed", "simulated", "95 % interval", ""];
    TextTable { heads: heads.map(str::to_owned).to_vec(), rows: rows.collect() }
}

/// A knob's value: small ones need their digits.
fn fine(x: f64) -> String {
    if x != 0.0 && x.abs() < 0.1 { format!("{x:.4}") } else { number(x) }
}
