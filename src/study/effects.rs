//! Paired effects: the difference between two scenarios, replicate by replicate.
//!
//! Replicate r of every scenario has the same random numbers, so what differs within it is the scenario.
//! The interval is that of the mean of these differences, not of the difference of two means.

use crate::model::sustainability::{OUTCOMES, Outcome};

use super::Study;
use super::estimate::Estimate;
use super::outcomes::Outcomes;
use super::share;

/// The difference in one outcome between two scenarios.
#[derive(Debug, Clone, PartialEq)]
pub struct Effect {
    /// The outcome's place in the run table.
    pub outcome: usize,
    /// The first scenario, and which of its rows.
    pub scenario: (usize, usize),
    /// The scenario it is laid beside, and which of its rows.
    pub versus: (usize, usize),
    /// The first one's mean over all its replicates.
    pub first: Estimate,
    /// The other's.
    pub other: Estimate,
    /// The means of both over the replicates in which both have a value: their difference is that of the pairs.
    pub pairs: [f64; 2],
    /// First less other, within each replicate where both have a value.
    pub difference: Estimate,
    /// Share of the variance of an unpaired difference that pairing removed: 1 − Var(D) / (Var(A) + Var(B))
    /// over the same replicates; negative where it added some; NaN where there is no variance.
    pub variance_removed: f64,
}

/// The difference of two series, replicate by replicate where both have a value, and the share of variance
/// that pairing removed.
pub fn paired(a: impl Iterator<Item = f64>, b: impl Iterator<Item = f64>) -> (Estimate, f64) {
    let pairs: Vec<(f64, f64)> = a.zip(b).filter(|(a, b)| !a.is_nan() && !b.is_nan()).collect();
    let difference = Estimate::of(pairs.iter().map(|(a, b)| a - b));
    let variance = |e: Estimate| e.deviation * e.deviation;
    let unpaired =
        variance(Estimate::of(pairs.iter().map(|p| p.0))) + variance(Estimate::of(pairs.iter().map(|p| p.1)));
    let variance_removed = if unpaired > 0.0 { 1.0 - variance(difference) / unpaired } else { f64::NAN };
    (difference, variance_removed)
}

impl Effect {
    /// Whether some replicates have a value in one of the two only, so that the difference is not that of their means.
    pub fn has_lone_runs(&self) -> bool {
        self.difference.replicates < self.first.replicates.max(self.other.replicates)
    }
}

/// The effect in one outcome.
pub fn effect(outcomes: &Outcomes, outcome: usize, scenario: (usize, usize), versus: (usize, usize)) -> Effect {
    let a = outcomes.values(scenario.0, scenario.1, outcome);
    let b = outcomes.values(versus.0, versus.1, outcome);
    let both: Vec<(f64, f64)> = a.zip(b).filter(|(a, b)| !a.is_nan() && !b.is_nan()).collect();
    let sides = || (both.iter().map(|pair| pair.0), both.iter().map(|pair| pair.1));
    let ((first, other), n) = (sides(), both.len() as f64);
    let (mut difference, variance_removed) = paired(first, other);
    let (first, other) = sides();
    if outcome == Outcome::Survived as usize {
        difference = share::difference(first.clone(), other.clone());
    }
    Effect {
        pairs: [first.sum::<f64>() / n, other.sum::<f64>() / n],
        outcome,
        scenario,
        versus,
        first: outcomes.estimate(scenario.0, scenario.1, outcome),
        other: outcomes.estimate(versus.0, versus.1, outcome),
        difference,
        variance_removed,
    }
}

/// All effects of a study: the first scenario beside each of the others, their organisations in order of
/// the files, and their fields.
pub fn effects(study: &Study, outcomes: &Outcomes) -> Vec<Effect> {
    let groups = |s: usize| study.scenarios[s].organisations.len();
    let mut all = Vec::new();
    for other in 1..study.scenarios.len() {
        let shared = groups(0).min(groups(other));
        let pairs = (0..shared).map(|o| (o, o)).chain([(groups(0), groups(other))]);
        for (a, b) in pairs {
            all.extend((0..OUTCOMES.len()).map(|outcome| effect(outcomes, outcome, (0, a), (other, b))));
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::sustainability::OutcomeRow;

    fn outcomes(a: &[f64], b: &[f64]) -> Outcomes {
        let mut outcomes = Outcomes::new(&[1, 1]);
        for (s, values) in [a, b].into_iter().enumerate() {
            for value in values {
                outcomes.add(s, &[OutcomeRow([*value; OUTCOMES.len()])]);
            }
        }
        outcomes
    }

    #[test]
    fn a_constant_difference_has_no_error() {
        let e = effect(&outcomes(&[3.0, 5.0, 9.0], &[1.0, 3.0, 7.0]), 0, (0, 0), (1, 0));
        assert_eq!((e.difference.mean, e.difference.standard_error, e.variance_removed), (2.0, 0.0, 1.0));
    }

    /// Var(A) = Var(B) = 1 and r = −1: the difference has variance 4, twice that of unpaired runs.
    #[test]
    fn pairing_can_add_variance() {
        let e = effect(&outcomes(&[1.0, 2.0, 3.0], &[3.0, 2.0, 1.0]), 0, (0, 0), (1, 0));
        assert!((e.variance_removed + 1.0).abs() < 1e-12);
    }

    #[test]
    fn a_replicate_without_a_value_is_left_out_of_the_difference() {
        let e = effect(&outcomes(&[1.0, f64::NAN, 3.0], &[0.0, 1.0, 0.0]), 0, (0, 0), (1, 0));
        assert_eq!((e.difference.replicates, e.difference.mean, e.other.replicates), (2, 2.0, 3));
    }
}
