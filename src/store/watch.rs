//! Looking at a sweep from outside, without touching it.

use std::collections::BTreeSet;
use std::path::Path;

use crate::files::disk::Lock;

use super::index::Index;
use super::journal::{self, Entry, FailedUnit};
use super::{StoreError, belongs_to, inner, journals};

/// How far a sweep is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct State {
    /// Runs that are done.
    pub done: u64,
    /// Runs that failed and were not made up for.
    pub failed: u64,
    /// Points of the plan.
    pub points: u64,
    /// Whether somebody is running it.
    pub running: bool,
    /// Whether its tables are written.
    pub finished: bool,
}

/// How far the sweep in a folder is; nothing where there is none.
///
/// # Errors
/// A journal that cannot be read.
pub fn look(folder: &Path) -> Result<Option<State>, StoreError> {
    let Some(plan) = belongs_to(folder)? else { return Ok(None) };
    let mut state = State {
        done: 0,
        failed: 0,
        points: plan.sweep().map_or(0, |sweep| sweep.points),
        running: is_running(folder)?,
        finished: folder.join("run.json").is_file(),
    };
    // Two attempts at a shard may have made the same runs.
    let (mut index, mut failed) = (Index::default(), BTreeSet::new());
    for name in journals(folder)? {
        for entry in journal::read(&inner(folder).join(name))?.0 {
            match entry {
                Entry::Part(part) => index.add(0, &part),
                Entry::Failed { failed: FailedUnit(unit), .. } => drop(failed.insert(unit)),
            }
        }
    }
    state.done = index.count();
    state.failed = failed.iter().filter(|unit| !index.has(**unit)).count() as u64;
    Ok(Some(state))
}

/// Whether somebody holds a lock on the store. The lock is shared with others who look, and let go at once.
fn is_running(folder: &Path) -> Result<bool, StoreError> {
    for name in crate::files::names_in(&inner(folder))? {
        let is_lock = name == "lock" || name.starts_with("lock-");
        if is_lock && Lock::take_if_there(&inner(folder).join(name), true)?.is_none() {
            return Ok(true);
        }
    }
    Ok(false)
}
