//! Thresholds and logits with everybody in view: Granovetter, Brock and Durlauf.

use crate::config::Problems;
use crate::model::measures::Measure;
use crate::number::maths::normal_quantile;

use super::formula::{logistic, normal, root, settled};
use super::result::{CaseResult, Curve, Effort};
use super::runs::{field, fields, last, mean_and_error, planned};

/// A hundred people with thresholds 0 to 99 all act; with the second threshold at 2 only one does.
pub(crate) fn uniform(effort: Effort) -> Result<CaseResult, Problems> {
    let mut outcome = CaseResult::default();
    for (name, expected) in [("granovetter-uniform", 100.0), ("granovetter-altered", 1.0)] {
        let rows = field(&planned(name, &[])?, effort.seed);
        let found = last(&rows, Measure::Participants);
        outcome.compare(format!("people who act, {name}"), "Granovetter 1978", expected, found, 0.0);
    }
    Ok(outcome)
}

const MEAN: f64 = 0.25;

/// The share that acts for a spread of thresholds, by the formula of an endless population.
fn share(spread: f64) -> f64 {
    settled(|r| normal((r - MEAN) / spread), 0.0)
}

/// The share that acts among so many people with exact quantiles, counted on the sorted list of thresholds.
fn counted(people: u32, spread: f64) -> f64 {
    let n = f64::from(people);
    let thresholds: Vec<f64> = (0..people).map(|i| MEAN + spread * normal_quantile((f64::from(i) + 0.5) / n)).collect();
    let mut acting = 0;
    loop {
        let next = thresholds.partition_point(|t| *t <= acting as f64 / n);
        if next == acting {
            return acting as f64 / n;
        }
        acting = next;
    }
}

/// The spread in per cent, to a hundredth, from which on more than half act.
fn jump(people: u32) -> f64 {
    let at = (1_150..1_350).find(|s| counted(people, f64::from(*s) / 10_000.0) > 0.5);
    at.map_or(f64::NAN, |s| f64::from(s) / 100.0)
}

/// Normal thresholds: the outcome follows the formula and jumps at a spread of 12.22 per cent.
pub(crate) fn normal_jump(effort: Effort) -> Result<CaseResult, Problems> {
    let mut outcome = CaseResult::default();
    let people = effort.of(2_000, 10_000);
    let act = |people: u32, spread: f64| -> Result<f64, Problems> {
        let sets = [format!("population.workers={people}"), format!("population.threshold_spread={spread}")];
        Ok(last(&field(&planned("granovetter-normal", &sets)?, effort.seed), Measure::Participants) / f64::from(people))
    };
    let mut points = Vec::new();
    for spread in [0.08, 0.10, 0.11, 0.12, 0.125, 0.20, 0.30, 0.50, 1.0] {
        let found = act(people, spread)?;
        points.push((100.0 * spread, found));
        let what = format!("share that acts at a spread of {:.1} %", 100.0 * spread);
        // A share of so many exact quantiles; near the jump the curve is steep.
        let tolerance = if spread == 0.12 { 10.0 } else { 2.0 } / f64::from(people);
        outcome.compare(what, "r = Φ((r − .25)/σ), solved", share(spread), found, tolerance);
    }
    // The tangency of C.2: φ(z) = σ and Φ(z) = .25 + σz.
    let density = |z: f64| libm::exp(-z * z / 2.0) / (2.0 * std::f64::consts::PI).sqrt();
    let z = root(|z| normal(z) - MEAN - density(z) * z, -3.0, -0.5);
    outcome.compare(
        "the jump of an endless population, %",
        "Granovetter 1978; root solved",
        12.2221,
        100.0 * density(z),
        5e-5,
    );
    let sizes: &[u32] = if effort.long { &[100, 1_000, 10_000] } else { &[100, 1_000] };
    for people in sizes.iter().copied() {
        let expected = jump(people);
        let below = act(people, (expected - 0.01) / 100.0)?;
        let above = act(people, expected / 100.0)?;
        let found = if below < 0.5 && above > 0.5 { expected } else { f64::NAN };
        outcome.compare(
            format!("the jump among {people} people, %"),
            "counted on the list of thresholds",
            expected,
            found,
            0.0,
        );
    }
    let expected = (40..=500).map(|s| f64::from(s) / 5.0).map(|s| (s, share(s / 100.0))).collect();
    outcome.curve =
        Some(Curve { x: "standard deviation of thresholds, %", y: "share that acts", expected, found: points });
    Ok(outcome)
}

/// Logit choice with peers: the share settles at a root of p = σ(J(p − ½)), which one by where it begins.
pub(crate) fn logit_with_peers(effort: Effort) -> Result<CaseResult, Problems> {
    let mut outcome = CaseResult::default();
    let (mut expected_line, mut points) = (Vec::new(), Vec::new());
    for slope in [2.0, 3.0, 5.0, 6.0, 8.0] {
        for start in [0.2, 0.8] {
            let sets = [format!("action.social={slope}"), format!("intervention.first.share={start}")];
            let sets = if slope > 5.0 {
                vec![format!("action.noise={}", 5.0 / slope), "action.social=5.0".into(), sets[1].clone()]
            } else {
                sets.to_vec()
            };
            let plan = planned("brock-durlauf", &sets)?;
            // From where it begins, as a share of this many people, step by step.
            let expected = settled(|p| logistic(slope * (p - 0.5)), start);
            let all: Vec<f64> = fields(&plan, effort.seed, effort.of(4, 20))
                .iter()
                .flat_map(|rows| rows[50..].iter().map(|row| row[Measure::Participants] / 10_000.0).collect::<Vec<_>>())
                .collect();
            let (found, _) = mean_and_error(&all);
            // Four standard errors of a share of 10,000, raised by how strongly it feeds back at slope 3.
            let tolerance = 0.006;
            outcome.compare(
                format!("share that acts, slope {slope}, begun at {start}"),
                "p = σ(J(p − ½)), solved",
                expected,
                found,
                tolerance,
            );
            points.push((slope, found));
        }
    }
    for step in 10..=90 {
        let slope = f64::from(step) / 10.0;
        for start in [0.01, 0.99] {
            expected_line.push((slope, settled(|p| logistic(slope * (p - 0.5)), start)));
        }
    }
    expected_line.sort_by(|a, b| (a.1 > 0.5).cmp(&(b.1 > 0.5)).then(a.0.total_cmp(&b.0)));
    outcome.curve =
        Some(Curve { x: "slope of the logit, J", y: "share that acts", expected: expected_line, found: points });
    Ok(outcome)
}
