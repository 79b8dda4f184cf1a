//! What a sweep will take, from a run or two of it.

use std::time::{Duration, Instant};

use crate::scenario::{Problems, Scenario, available_bytes, bytes_needed};

use super::plan::Plan;
use super::run::engine;

/// What a sweep will take.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Forecast {
    /// Runs at the most.
    pub runs: u64,
    /// Worker-weeks of all of them.
    pub worker_weeks: f64,
    /// Bytes of memory it needs at its largest.
    pub bytes: u64,
    /// Bytes of memory there are.
    pub available: u64,
    /// Worker-weeks a second on one thread, as measured.
    pub rate: f64,
}

impl Forecast {
    /// The time all runs but those that are done take on so many threads.
    pub fn time(&self, threads: usize, done: u64) -> Duration {
        let left = 1.0 - done.min(self.runs) as f64 / self.runs.max(1) as f64;
        Duration::try_from_secs_f64(self.worker_weeks * left / self.rate / threads as f64).unwrap_or(Duration::MAX)
    }
}

/// How long to measure.
const MEASURE: Duration = Duration::from_millis(500);

/// What all points cost is guessed from a few, spread over them.
fn some(plan: &Plan) -> Vec<u32> {
    (0..16u64).map(|n| (n * plan.len() as u64 / 16) as u32).collect()
}

fn cost(scenario: &Scenario) -> f64 {
    f64::from(scenario.population.knobs.traits.workers) * f64::from(scenario.run.weeks)
}

/// Worker-weeks of all runs of a plan.
///
/// # Errors
/// A scenario that is wrong; a plan that was read has none such.
pub fn worker_weeks(plan: &Plan) -> Result<f64, Problems> {
    let sample = some(plan);
    let mut weeks = 0.0;
    for point in &sample {
        weeks += cost(&plan.scenario(*point)?) / sample.len() as f64;
    }
    Ok(weeks * plan.most_runs() as f64)
}

/// Measures some runs of a plan: its baselines and the points in its middle, until half a second has passed.
///
/// # Errors
/// A scenario that is wrong; a plan that was read has none such.
pub fn forecast(plan: &Plan, threads: usize) -> Result<Forecast, Problems> {
    let sample = some(plan);
    let bytes = bytes_needed(&plan.scenario(plan.largest())?, threads);
    let clock = Instant::now();
    let mut measured = 0.0;
    for point in sample {
        let scenario = plan.scenario(point)?;
        engine(&crate::scenario::plan(&scenario), plan.seed_of(point), 0);
        measured += cost(&scenario);
        if clock.elapsed() > MEASURE {
            break;
        }
    }
    let rate = measured / clock.elapsed().as_secs_f64().max(1e-9);
    let runs = plan.most_runs();
    let worker_weeks = worker_weeks(plan)?;
    // Coordinates and digests of points; replicates of a few points at a time; parts being packed.
    let own = plan.len() as u64 * (8 * plan.factors().len() as u64 + 128) + (64 << 20);
    Ok(Forecast { runs, worker_weeks, bytes: bytes + own, available: available_bytes(), rate })
}
