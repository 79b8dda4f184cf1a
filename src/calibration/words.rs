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
    let one = |(n, (knob, found)): (usize, (&KnobPrior, &KnobSummary))| {
        let [low, median, high] = found.posterior.map(fine);
        let narrower = format!("{:.0} %", (found.narrower * 100.0).max(0.0));
        vec![knob.name.clone(), prior(plan, knob, n), median, format!("{low} to {high}"), narrower]
    };
    let heads = ["Knob", "prior", "median", "95 % interval", "narrower"];
    let rows = plan.knobs.iter().zip(&made.summary.knobs).enumerate().map(one).collect();
    TextTable { heads: heads.map(str::to_owned).to_vec(), rows }
}

/// A knob's prior in words, with the scenarios that have the knob, where others have not.
fn prior(plan: &CalibrationPlan, knob: &KnobPrior, n: usize) -> String {
    if plan.cases.iter().all(|case| case.has_knob(n)) {
        return knob.words();
    }
    let names: Vec<&str> = plan.cases.iter().filter(|case| case.has_knob(n)).map(|case| case.name.as_str()).collect();
    format!("{} ({})", knob.words(), names.join(", "))
}

/// A row per model: its share before anything was run and in the accepted set, with error and interval.
pub fn model_table(plan: &CalibrationPlan, made: &CalibrationResult) -> TextTable {
    let rows = plan.models.iter().zip(&made.summary.models).map(|(model, found)| {
        let percent = |share: f64| format!("{:.0} %", share * 100.0);
        let interval = format!("{:.0} to {:.0} %", found.low * 100.0, found.high * 100.0);
        let share = format!("{} ± {:.1}", percent(found.share), found.error * 100.0);
        vec![model.name.clone(), percent(found.prior), share, interval, found.particles.to_string()]
    });
    let heads = ["Model", "prior", "share", "95 % interval", "particles"];
    TextTable { heads: heads.map(str::to_owned).to_vec(), rows: rows.collect() }
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
