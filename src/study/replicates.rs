//! Replicates in parallel, handed over in order.

use std::collections::BTreeMap;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, sync_channel};

use crate::model::run::{RunResult, run};
use crate::scenario::Plans;

/// One replicate of one scenario.
#[derive(Debug)]
pub struct Unit {
    /// The scenario's index in the study.
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
pub(crate) fn run_all<E: From<RunFailed> + Send>(
    plans: &[Plans],
    seed: u64,
    replicates: u32,
    progress: &(dyn Fn() + Sync),
    mut take: impl FnMut(Unit) -> Result<(), E> + Send,
) -> Result<(), E> {
    let total = plans.len() * replicates as usize;
    let next = AtomicUsize::new(0);
    // Whoever runs waits while so many results lie there that nobody has taken: they have to be held in memory.
    let (send, receive) = sync_channel(AHEAD * rayon::current_num_threads());
    std::thread::scope(|scope| {
        // What is given is taken by a thread of its own, so that nobody who could run waits for the disk.
        let taken = scope.spawn(move || in_order(&receive, total, &mut take));
        rayon::broadcast(|_| {
            let send = send.clone();
            loop {
                let number = next.fetch_add(1, Ordering::Relaxed);
                if number >= total {
                    break;
                }
                let (scenario, replicate) = (number % plans.len(), (number / plans.len()) as u32);
                let given = match one(&plans[scenario], seed, replicate) {
                    Ok(result) => Ok(Unit { scenario, replicate, result }),
                    Err(why) => Err(RunFailed { scenario, replicate, why }),
                };
                progress();
                // Nobody takes any more after a failure.
                if send.send((number, given)).is_err() {
                    break;
                }
            }
        });
        drop(send);
        taken.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    })
}

/// Results for each thread that may lie there.
const AHEAD: usize = 6;

/// Takes what comes in the order of its numbers.
fn in_order<E: From<RunFailed>>(
    receive: &Receiver<(usize, Result<Unit, RunFailed>)>,
    total: usize,
    take: &mut impl FnMut(Unit) -> Result<(), E>,
) -> Result<(), E> {
    let mut waiting = BTreeMap::new();
    let mut taken = 0;
    for (number, given) in receive {
        waiting.insert(number, given);
        while let Some(given) = waiting.remove(&taken) {
            take(given?)?;
            taken += 1;
        }
    }
    debug_assert_eq!(taken, total, "every run is taken");
    Ok(())
}

/// One run; a panic in the engine fails that run and nothing else.
fn one(plans: &Plans, seed: u64, replicate: u32) -> Result<RunResult, String> {
    let plan = plans.of(seed, replicate).map_err(|problems| problems.to_string())?;
    catch_unwind(AssertUnwindSafe(|| run(&plan, seed, replicate))).map_err(|panic| {
        let text = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied());
        text.unwrap_or("the engine panicked").to_owned()
    })
}
