//! Running a classic: loading it with a few knobs turned, and looking at weeks or at the workers.

use std::sync::Arc;

use rayon::prelude::*;

use crate::config::Problems;
use crate::model::measures::{Measure, Row};
use crate::model::plan::Plan;
use crate::model::run::run;
use crate::model::world::World;
use crate::scenario::{Overrides, load, plan};

/// How far a view may lie from a formula: views are kept in single precision.
pub(crate) const KEPT: f64 = 1e-6;

/// The plan of a scenario that comes with the program, with some knobs turned.
pub(crate) fn planned(name: &str, sets: &[String]) -> Result<Arc<Plan>, Problems> {
    let overrides = sets.iter().map(|set| ("--set".to_owned(), set.clone())).collect();
    Ok(plan(&load(name, &Overrides(overrides))?))
}

/// The rows of the whole field, a list a replicate.
pub(crate) fn fields(plan: &Arc<Plan>, seed: u64, replicates: u32) -> Vec<Vec<Row>> {
    let field = |replicate| run(plan, seed, replicate).weeks.pop().unwrap_or_default();
    (0..replicates).into_par_iter().map(field).collect()
}

/// The rows of the first organisation, a list a replicate.
pub(crate) fn organisations(plan: &Arc<Plan>, seed: u64, replicates: u32) -> Vec<Vec<Row>> {
    let first = |replicate| run(plan, seed, replicate).weeks.swap_remove(0);
    (0..replicates).into_par_iter().map(first).collect()
}

/// The rows of the whole field in one replicate.
pub(crate) fn field(plan: &Arc<Plan>, seed: u64) -> Vec<Row> {
    fields(plan, seed, 1).pop().unwrap_or_default()
}

/// The value of a measure in the last week.
pub(crate) fn last(rows: &[Row], measure: Measure) -> f64 {
    rows.last().map_or(f64::NAN, |row| row[measure])
}

/// The world after its last week.
pub(crate) fn world_at_end(plan: &Arc<Plan>, seed: u64, replicate: u32) -> World {
    let mut world = World::new(plan, seed, replicate);
    for _ in 0..plan.run.weeks {
        world.step();
    }
    world
}

/// The mean of some numbers and its standard error.
pub(crate) fn mean_and_error(values: &[f64]) -> (f64, f64) {
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    let squares = values.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>();
    (mean, (squares / (n - 1.0).max(1.0) / n).sqrt())
}
