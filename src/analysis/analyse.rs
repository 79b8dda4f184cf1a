//! Computing the findings of a sweep.

use rayon::prelude::*;

use crate::design::{Saltelli, Trajectories};
use crate::experiment::plan::SweepPlan;
use crate::sensitivity::{
    FirstOrder, Outcomes, Ranking, Refusal, Resampling, effect_noise, elementary_effects, index_noise, ranking,
    sobol_indices,
};
use crate::store::{Store, StoreError};

use super::columns::Columns;
use super::finding::{Analysis, Finding, Influence, Measure, NoValue, Points, Subject};
use super::fit::{Fit, fit};

/// Resamples for each interval: quantiles of 2.5 % then rest on 25 of them.
const RESAMPLES: u32 = 1_000;
/// The confidence of intervals.
const CONFIDENCE: f64 = 0.95;

/// Computes the influence of the knobs of a sweep.
///
/// # What it computes
///
/// For each base scenario, each of its organisations and its field, and each outcome of interest:
/// [`elementary_effects`] or [`sobol_indices`] with 95 % intervals of 1,000 resamples drawn by the sweep's seed, and
/// [`effect_noise`] or [`index_noise`]. Then [`ranking()`]: in each base scenario its first organisation against each
/// other one, and the first organisation of the first scenario against that of each other scenario, in the same
/// row of the design and the same replicate. Baselines are no part of it.
///
/// # Errors
///
/// A plan that [`fit`] refuses, or a part of the store that cannot be read. That no run is [`missing`](super::missing) is for the
/// caller to check: an absent run counts as one without a value.
pub fn analyse(plan: &SweepPlan, store: &Store) -> Result<Analysis, StoreError> {
    let Fit { points, replicates } = fit(plan)?;
    let columns = Columns::read(plan, store, replicates)?;
    let tasks = tasks(plan, &columns);
    let findings: Result<_, Refusal> = tasks.into_par_iter().map(|task| task.finding(&points, plan.seed)).collect();
    let knobs = plan.factors().into_iter().map(str::to_owned).collect();
    match findings {
        Ok(findings) => Ok(Analysis { knobs, points, replicates, findings }),
        Err(refusal) => Err(StoreError::Rows(refusal.to_string())),
    }
}

/// A finding to be made.
struct Task {
    subject: Subject,
    versus: Option<Subject>,
    outcome: usize,
    measure: Measure,
    points_ahead: Option<f64>,
    outcomes: Result<Outcomes, NoValue>,
}

fn tasks(plan: &SweepPlan, columns: &Columns) -> Vec<Task> {
    let interest = || plan.experiment.outcomes.iter().copied().enumerate();
    let mut tasks = Vec::new();
    for subject in columns.subjects() {
        for (n, outcome) in interest() {
            let outcomes = columns.outcomes(plan, subject, n);
            let (subject, measure) = (subject.clone(), Measure::Outcome);
            tasks.push(Task { subject, versus: None, outcome, measure, points_ahead: None, outcomes });
        }
    }
    for (subject, versus) in columns.pairs() {
        for (n, outcome) in interest() {
            let both = columns.outcomes(plan, subject, n).and_then(|one| Ok((one, columns.outcomes(plan, versus, n)?)));
            let compared = both.map(|(one, other)| ranking(&one, &other));
            let (ahead, gap, share) = match compared {
                Ok(Ok(Ranking { ahead, difference, points_ahead })) => (Ok(ahead), Ok(difference), Some(points_ahead)),
                // Columns of one plan are as long as one another, so this is a difference beyond all numbers.
                Ok(Err(_)) => (Err(columns.none()), Err(columns.none()), None),
                Err(none) => (Err(none), Err(none), None),
            };
            for (measure, outcomes) in [(Measure::Ahead, ahead), (Measure::Gap, gap)] {
                let (subject, versus) = (subject.clone(), Some(versus.clone()));
                tasks.push(Task { subject, versus, outcome, measure, points_ahead: share, outcomes });
            }
        }
    }
    tasks
}

impl Task {
    fn finding(self, points: &Points, seed: u64) -> Result<Finding, Refusal> {
        let Self { subject, versus, outcome, measure, points_ahead, outcomes } = self;
        let mean = outcomes.as_ref().map_or(f64::NAN, |outcomes| {
            let means = outcomes.means();
            means.iter().sum::<f64>() / means.len() as f64
        });
        let influence = match outcomes {
            Ok(outcomes) => influence(points, &outcomes, seed)?,
            Err(none) => Influence::NoValue(none),
        };
        Ok(Finding { subject, versus, outcome, measure, mean, points_ahead, influence })
    }
}

/// The influence of the knobs on one column.
pub(super) fn influence(points: &Points, outcomes: &Outcomes, seed: u64) -> Result<Influence, Refusal> {
    let resampling = Resampling::new(seed, RESAMPLES, CONFIDENCE)?;
    let computed = match points {
        Points::Trajectories(trajectories) => effects(trajectories, outcomes, &resampling),
        Points::Blocks(blocks) => shares(blocks, outcomes, &resampling),
    };
    match computed {
        Err(Refusal::NoVariation(value)) => Ok(Influence::Constant(value)),
        other => other,
    }
}

fn effects(trajectories: &Trajectories, outcomes: &Outcomes, resampling: &Resampling) -> Result<Influence, Refusal> {
    let means = outcomes.means();
    if means.iter().all(|mean| *mean == means[0]) {
        return Err(Refusal::NoVariation(means[0]));
    }
    let effects = elementary_effects(trajectories, outcomes, resampling)?;
    let noise = match effect_noise(trajectories, outcomes)? {
        Some(noise) => noise.into_iter().map(Some).collect(),
        None => vec![None; effects.len()],
    };
    Ok(Influence::Effects(effects.into_iter().zip(noise).collect()))
}

fn shares(blocks: &Saltelli, outcomes: &Outcomes, resampling: &Resampling) -> Result<Influence, Refusal> {
    let indices = sobol_indices(blocks, outcomes, FirstOrder::default(), resampling)?;
    Ok(Influence::Shares(indices, index_noise(blocks, outcomes)?))
}
