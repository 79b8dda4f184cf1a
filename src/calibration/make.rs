//! All of a calibration: generations, fresh runs, tables.

use crate::store::StoreError;

use super::keeper::Keeper;
use super::plan::CalibrationPlan;
use super::predict::{Prediction, predict};
use super::smc::{AbcRun, Generation, calibrate};
use super::store::Store;
use super::summary::Summary;
use super::tables;

/// The result of a calibration.
#[derive(Debug, Clone)]
pub struct CalibrationResult {
    /// Its generations.
    pub run: AbcRun,
    /// The last of them: the answer.
    pub last: Generation,
    /// Predictions from fresh runs of it.
    pub predicted: Prediction,
    /// Its summary.
    pub summary: Summary,
}

/// Runs or continues a calibration, and writes its tables; none if not even the first generation could be filled.
///
/// # Errors
/// The store could not be read or written. What was stored until then is safe; the same call continues from there.
pub fn run_calibration(
    plan: &CalibrationPlan,
    store: &Store,
    threads: usize,
    progress: &(dyn Fn() + Sync),
    on_generation: &mut dyn FnMut(&Generation),
) -> Result<Option<CalibrationResult>, StoreError> {
    let keeper: &dyn Keeper = store;
    let run = calibrate(plan, &plan.settings, keeper, threads, progress, on_generation)?;
    let (Some(first), Some(last)) = (run.generations.first(), run.generations.last().cloned()) else {
        return Ok(None);
    };
    let predicted = predict(plan, &last, threads, progress);
    let summary = Summary::new(plan, first, &last, &predicted);
    tables::write(plan, store, &run, &predicted, &summary)?;
    Ok(Some(CalibrationResult { run, last, predicted, summary }))
}
