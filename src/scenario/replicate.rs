//! From a scenario to a run in one call.

use crate::config::Problems;
use crate::model::run::{RunResult, run};
use crate::model::world::World;

use super::{Overrides, Plans, Scenario, load};

impl Scenario {
    /// Loads a scenario by path or embedded name with changes such as `"run.weeks=26"`, and checks all of it.
    ///
    /// # Errors
    /// Everything that is wrong, each problem with its position and a hint.
    pub fn load(name: &str, changes: &[&str]) -> Result<Self, Problems> {
        load(name, &Overrides(changes.iter().map(|change| ("change".to_owned(), (*change).to_owned())).collect()))
    }

    /// Runs one replicate from its first week to its last. The same scenario, seed and replicate give the same numbers,
    /// to the bit.
    ///
    /// # Errors
    /// As [`Scenario::with_row`], where each replicate draws values.
    pub fn run_replicate(&self, seed: u64, replicate: u32) -> Result<RunResult, Problems> {
        Ok(run(&Plans::new(self).of(seed, replicate)?, seed, replicate))
    }

    /// The world of one replicate before its first week, to be stepped a week at a time.
    ///
    /// # Errors
    /// As [`Scenario::with_row`], where each replicate draws values.
    pub fn world(&self, seed: u64, replicate: u32) -> Result<World, Problems> {
        Ok(World::new(&Plans::new(self).of(seed, replicate)?, seed, replicate))
    }
}
