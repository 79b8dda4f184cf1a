//! All of a calibration: generations, fresh runs, tables.

use crate::store::StoreError;

use super::keeper::Keeper;
use super::plan::Plan;
use super::predict::{Predicted, predict};
use super::smc::{Calibrated, Generation, calibrate};
use super::store::Store;
use super::summary::Summary;
use super::tables;

/// What a calibration came to.
#[derive(Debug, Clone)]
pub struct Made {
    /// Its generations.
    pub done: Calibrated,
    /// The last of them: the answer.
    pub last: Generation,
    /// Fresh runs of it.
    pub predicted: Predicted,
    /// All of it in short.
    pub summary: Summary,
}

/// Runs a calibration, or goes on with it, and writes its tables; nothing where not even a first generation could be
/// filled.
///
/// # Errors
/// The store could not be read or written. What was kept until then is safe; the same call goes on there.
pub fn make(
    plan: &Plan,
    store: &Store,
    threads: usize,
    progress: &(dyn Fn() + Sync),
    told: &mut dyn FnMut(&Generation),
) -> Result<Option<Made>, StoreError> {
    let keeper: &dyn Keeper = store;
    let done = calibrate(plan, &plan.settings, keeper, threads, progress, told)?;
    let (Some(first), Some(last)) = (done.generations.first(), done.generations.last().cloned()) else {
        return Ok(None);
    };
    let predicted = predict(plan, &last, threads, progress);
    let summary = Summary::new(plan, first, &last, &predicted);
    tables::write(plan, store, &done, &last, &predicted, &summary)?;
    Ok(Some(Made { done, last, predicted, summary }))
}
