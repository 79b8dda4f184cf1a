//! The engine and the twin, week by week.

use std::sync::Arc;

use mobilise::model::measures::{MEASURES, Row, Sort};
use mobilise::model::plan::Plan;
use mobilise::model::world::World as Engine;

use super::coverage::Log;
use super::states;
use super::world::World;

/// How far sums and means may differ, absolutely or as a share.
const TOLERANCE: f64 = 1e-9;

/// Whether a measure counts people, calls or the like, and so must be the very same number.
fn counts(measure: usize) -> bool {
    !matches!(MEASURES[measure].unit, "hours" | "£" | "0–1") && MEASURES[measure].sort != Sort::Mean
}

fn equal(measure: usize, engine: f64, twin: f64) -> bool {
    if engine.is_nan() || twin.is_nan() {
        return engine.is_nan() && twin.is_nan();
    }
    if counts(measure) {
        return engine == twin;
    }
    (engine - twin).abs() <= TOLERANCE * engine.abs().max(1.0)
}

fn differences(engine: &[Row], twin: &[Row]) -> Vec<String> {
    let mut found = Vec::new();
    if engine.len() != twin.len() {
        found.push(format!("engine has {} rows, twin {}", engine.len(), twin.len()));
    }
    for (row, (theirs, ours)) in engine.iter().zip(twin).enumerate() {
        let whose = if row + 1 == twin.len() { "field".to_owned() } else { format!("organisation {row}") };
        for (measure, info) in MEASURES.iter().enumerate() {
            let (engine, twin) = (theirs.0[measure], ours.0[measure]);
            if !equal(measure, engine, twin) {
                found.push(format!("{whose}, {}: engine {engine:?}, twin {twin:?}", info.name));
            }
        }
    }
    found
}

/// Runs both to the end, and says what happened in the twin.
///
/// # Errors
/// What differs in the first week in which anything does.
pub fn run_beside(plan: &Arc<Plan>, seed: u64, replicate: u32, name: &str) -> Result<Log, String> {
    let mut engine = Engine::new(plan, seed, replicate);
    let mut twin = World::new(plan, seed, replicate);
    for week in 0..plan.run.weeks {
        engine.step();
        twin.step();
        let mut found = differences(engine.rows(), &twin.rows);
        found.extend(states::differences(&engine, &twin));
        if !found.is_empty() {
            return Err(format!(
                "{name}, seed {seed}, replicate {replicate}: week {week} (counted from 0), {} differences:\n  {}",
                found.len(),
                found.join("\n  ")
            ));
        }
    }
    Ok(twin.log)
}
