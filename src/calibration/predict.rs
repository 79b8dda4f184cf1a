//! Predictions of the accepted set from fresh runs.
//!
//! The runs by which a particle was accepted come near what was observed in part by luck. So each particle is run once
//! more, with random numbers of its own.

use std::sync::{Mutex, PoisonError};

use crate::design::stream::Purpose;
use crate::model::run::RunResult;
use crate::sensitivity::abc::weighted_quantile;

use super::pattern::What;
use super::plan::CalibrationPlan;
use super::smc::Generation;
use super::target::{Trial, seed_of};

/// Which weekly curve: its scenario, row group and measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CurveId {
    /// The scenario, by its index; 0 where there is only one.
    pub case: usize,
    /// The row group.
    pub group: usize,
    /// The measure's column.
    pub measure: usize,
}

/// A week of a predicted curve.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Band {
    /// 2.5 % quantile.
    pub low: f64,
    /// Median.
    pub median: f64,
    /// 97.5 % quantile.
    pub high: f64,
}

/// What fresh runs of the accepted set gave.
#[derive(Debug, Clone)]
pub struct Prediction {
    /// The weight of each run.
    pub weights: Vec<f64>,
    /// The patterns of each run.
    pub patterns: Vec<Vec<f64>>,
    /// The curves, those of the patterns' measures.
    pub curves: Vec<CurveId>,
    /// For each curve its weeks.
    pub bands: Vec<Vec<Band>>,
    /// Particles whose runs failed.
    pub failed: u64,
}

/// The curves that patterns are about, each once, in their order.
pub(crate) fn curves_of(plan: &CalibrationPlan) -> Vec<CurveId> {
    let mut found: Vec<CurveId> = Vec::new();
    for (number, case) in plan.cases.iter().enumerate() {
        let patterns = &plan.patterns[case.patterns.clone()];
        for quantity in patterns.iter().flat_map(|pattern| std::iter::once(&pattern.of).chain(&pattern.over)) {
            if let What::Weeks { measure, .. } = quantity.what {
                let id = CurveId { case: number, group: quantity.group, measure };
                if !found.contains(&id) {
                    found.push(id);
                }
            }
        }
    }
    found
}

/// One particle's fresh runs, one of each scenario together: patterns of each, and of each the curves.
type Fresh = Option<(Vec<Vec<f64>>, Vec<Vec<Vec<f32>>>)>;

/// Runs every particle of a generation again.
#[must_use]
pub(crate) fn predict(
    plan: &CalibrationPlan,
    last: &Generation,
    threads: usize,
    progress: &(dyn Fn() + Sync),
) -> Prediction {
    let ids = curves_of(plan);
    let next = Mutex::new(0usize);
    let fresh: Mutex<Vec<Fresh>> = Mutex::new(vec![None; last.particles.len()]);
    std::thread::scope(|scope| {
        for _ in 0..threads.max(1) {
            scope.spawn(|| {
                loop {
                    let n = {
                        let mut next = next.lock().unwrap_or_else(PoisonError::into_inner);
                        *next += 1;
                        *next - 1
                    };
                    let Some(particle) = last.particles.get(n) else { return };
                    let seed = seed(plan, last, n);
                    let found = one(plan, &Trial { model: particle.model, values: &particle.values, seed }, &ids);
                    fresh.lock().unwrap_or_else(PoisonError::into_inner)[n] = found;
                    progress();
                }
            });
        }
    });
    gather(plan, last, ids, &fresh.into_inner().unwrap_or_else(PoisonError::into_inner))
}

/// The seed of a particle's fresh runs.
fn seed(plan: &CalibrationPlan, last: &Generation, particle: usize) -> u64 {
    seed_of(plan.settings.seed, Purpose::FreshSeed, last.number, particle as u32)
}

fn one(plan: &CalibrationPlan, trial: &Trial<'_>, ids: &[CurveId]) -> Fresh {
    let replicates = plan.replicates as usize;
    let (mut patterns, mut curves) = (vec![Vec::new(); replicates], vec![Vec::new(); replicates]);
    for case in 0..plan.cases.len() {
        let mut replicate = 0;
        let take = |run: &RunResult| {
            patterns[replicate].extend(plan.measure(case, run));
            // In single precision, enough for a band.
            let of = |d: &CurveId| run.weeks[d.group].iter().map(|row| row.0[d.measure] as f32).collect();
            curves[replicate].extend(ids.iter().filter(|d| d.case == case).map(of));
            replicate += 1;
        };
        let run = std::panic::AssertUnwindSafe(|| plan.each_run(case, trial, take));
        if !matches!(std::panic::catch_unwind(run), Ok(Ok(()))) {
            return None;
        }
    }
    Some((patterns, curves))
}

fn gather(plan: &CalibrationPlan, last: &Generation, ids: Vec<CurveId>, fresh: &[Fresh]) -> Prediction {
    let share = 1.0 / f64::from(plan.replicates);
    let (mut weights, mut patterns, mut curves) = (Vec::new(), Vec::new(), Vec::new());
    for (fresh, weight) in fresh.iter().zip(&last.weights) {
        for (values, weeks) in fresh.iter().flat_map(|(patterns, curves)| patterns.iter().zip(curves)) {
            weights.push(weight * share);
            patterns.push(values.clone());
            curves.push(weeks);
        }
    }
    let band = |curve: usize, week: usize| {
        let values: Vec<f64> = curves.iter().map(|run| f64::from(run[curve][week])).collect();
        let [low, median, high] = quantiles(&values, &weights);
        Band { low, median, high }
    };
    let weeks = |id: &CurveId| plan.cases[id.case].scenario.run.weeks as usize;
    let curve = |(curve, id)| (0..weeks(id)).map(|week| band(curve, week)).collect();
    let bands = ids.iter().enumerate().map(curve).collect();
    let failed = fresh.iter().filter(|fresh| fresh.is_none()).count() as u64;
    Prediction { weights, patterns, curves: ids, bands, failed }
}

/// The 2.5 %, 50 % and 97.5 % quantiles of the values there are; NaN where there are none.
pub(super) fn quantiles(values: &[f64], weights: &[f64]) -> [f64; 3] {
    let there: Vec<(f64, f64)> =
        values.iter().copied().zip(weights.iter().copied()).filter(|(value, _)| !value.is_nan()).collect();
    let (values, weights): (Vec<f64>, Vec<f64>) = there.into_iter().unzip();
    [0.025, 0.5, 0.975].map(|share| weighted_quantile(&values, &weights, share).unwrap_or(f64::NAN))
}
