//! Which shards have work left, by what lies on the disk: whatever a scheduler says of them.

use std::collections::BTreeSet;

use super::dispatch::{Dispatcher, Next};
use super::{Store, StoreError};
use crate::experiment::Shard;
use crate::experiment::plan::SweepPlan;
use crate::experiment::unit::Unit;

/// The numbers of the shards, of so many, that have units left to run.
///
/// A run that failed is one to try again, unless `but_failed`: then a shard in which nothing else is left has
/// none. Who starts work says false; who asks whether work has ended says true.
///
/// # Errors
/// The store cannot be read.
pub fn missing(plan: &SweepPlan, store: &Store, of: u32, but_failed: bool) -> Result<Vec<u32>, StoreError> {
    let failed: BTreeSet<Unit> =
        if but_failed { store.failures()?.into_iter().map(|(unit, _)| unit).collect() } else { BTreeSet::new() };
    let mut missing = Vec::new();
    for number in 1..=of {
        let mut dispatcher = Dispatcher::new(plan, store, Shard { number, of });
        loop {
            match dispatcher.next()? {
                // With a precision, a run that failed counts as one without a value, as it did for the shard.
                Next::Run(unit) if failed.contains(&unit) => dispatcher.ended(unit, f64::NAN),
                Next::Run(_) => {
                    missing.push(number);
                    break;
                }
                Next::Wait | Next::Done => break,
            }
        }
    }
    Ok(missing)
}
