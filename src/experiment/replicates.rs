//! Replicates in parallel, handed over in order.

use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};

use rayon::prelude::*;

use crate::model::run::{RunResult, run};
use crate::scenario::Plans;

/// One replicate of one scenario.
#[derive(Debug)]
pub struct Unit {
    /// The scenario's place in the list.
    pub scenario: usize,
    /// The replicate, counted from 0.
    pub replicate: u32,
    /// What it gave.
    pub result: RunResult,
}

/// A run that did not come to its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunFailed {
    /// The scenario's place in the list.
    pub scenario: usize,
    /// The replicate.
    pub replicate: u32,
    /// What the engine said.
    pub why: String,
}

impl fmt::Display for RunFailed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "replicate {} of scenario {} failed: {}", self.replicate, self.scenario + 1, self.why)
    }
}

impl std::error::Error for RunFailed {}

/// Runs every plan `replicates` times under one seed, on the threads of rayon's present pool, and hands the
/// results over scenario by scenario within each replicate, in order, whatever finished first. The order,
/// and so every table, is the same on any number of threads.
///
/// `progress` is called from any thread as each run ends.
///
/// # Errors
/// The first run in order that failed, or what `take` refused.
pub fn run_all<E: From<RunFailed>>(
    plans: &[Plans],
    seed: u64,
    replicates: u32,
    progress: &(dyn Fn() + Sync),
    mut take: impl FnMut(Unit) -> Result<(), E>,
) -> Result<(), E> {
    // Enough runs at a time that threads seldom wait for the last of a batch, few enough to hold.
    let batch = BATCH_PER_THREAD * rayon::current_num_threads();
    let total = plans.len() * replicates as usize;
    for first in (0..total).step_by(batch) {
        let units: Vec<Result<Unit, RunFailed>> = (first..total.min(first + batch))
            .into_par_iter()
            .map(|unit| {
                let (scenario, replicate) = (unit % plans.len(), (unit / plans.len()) as u32);
                let result = one(&plans[scenario], seed, replicate);
                progress();
                match result {
                    Ok(result) => Ok(Unit { scenario, replicate, result }),
                    Err(why) => Err(RunFailed { scenario, replicate, why }),
                }
            })
            .collect();
        for unit in units {
            take(unit?)?;
        }
    }
    Ok(())
}

/// Runs handed out at a time for each thread.
pub const BATCH_PER_THREAD: usize = 6;

/// One run; a panic in the engine fails that run and nothing else.
fn one(plans: &Plans, seed: u64, replicate: u32) -> Result<RunResult, String> {
    let plan = plans.of(seed, replicate).map_err(|problems| problems.to_string())?;
    catch_unwind(AssertUnwindSafe(|| run(&plan, seed, replicate))).map_err(|panic| {
        let text = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied());
        text.unwrap_or("the engine panicked").to_owned()
    })
}
