//! Running a plan: threads that take units one by one, and one that keeps what they gave.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::canary::{Canary, is_planted};
use crate::model::plan::Plan as EnginePlan;
use crate::model::run::RunResult;
use crate::scenario::Plans;

use super::dispatch::{Dispatcher, Next};
use super::part::Rows;
use super::{Store, StoreError};
use crate::experiment::Replicates;
use crate::experiment::Shard;
use crate::experiment::plan::SweepPlan;
use crate::experiment::unit::Unit;

/// What runs a unit: the engine, or in a test something that stands for it.
pub type Engine = dyn Fn(&Arc<EnginePlan>, u64, u32) -> RunResult + Sync;

/// The engine itself.
pub fn engine(plan: &Arc<EnginePlan>, seed: u64, replicate: u32) -> RunResult {
    crate::model::run::run(plan, seed, replicate)
}

/// What a part may wait for before it is written: at first a moment, then a fiftieth of the time so far, at
/// most half a minute. So a crash costs little of what was done, and a long sweep has few parts. Shards may be a
/// thousand, on a file system that minds many small files: each writes a part a minute.
fn patience(elapsed: Duration, shard: Shard) -> Duration {
    if shard.is_whole() {
        (elapsed / 50).clamp(Duration::from_millis(50), Duration::from_secs(30))
    } else {
        Duration::from_secs(60)
    }
}

/// How a sitting ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Ended {
    /// Runs that were made.
    pub ran: u64,
    /// Runs that failed.
    pub failed: u64,
}

/// Somebody who sees what each unit gave, weeks and all, before all but its outcomes is dropped.
pub type Watcher<'a> = dyn Fn(Unit, &RunResult) + Sync + 'a;

/// Runs every unit of the store's shard that it does not have yet, and keeps what it gives.
///
/// A run that fails is recorded, and the others go on. `progress` is called as each run ends.
///
/// # Errors
/// The store could not be read or written. What was kept until then is safe; the same call goes on there.
pub fn run(
    plan: &SweepPlan,
    store: &Store,
    threads: usize,
    engine: &Engine,
    progress: &(dyn Fn() + Sync),
) -> Result<Ended, StoreError> {
    run_watched(plan, store, threads, engine, &|_, _| (), progress)
}

/// The same, where `watcher` is shown what each unit gave, on the thread that ran it.
///
/// # Errors
/// As [`run`].
pub fn run_watched(
    plan: &SweepPlan,
    store: &Store,
    threads: usize,
    engine: &Engine,
    watcher: &Watcher<'_>,
    progress: &(dyn Fn() + Sync),
) -> Result<Ended, StoreError> {
    let shared = Shared {
        work: Mutex::new(Work { dispatcher: Dispatcher::new(plan, store, store.shard()), stopped: false, error: None }),
        changed: Condvar::new(),
    };
    // As many as threads: nobody waits for the disk unless it is slower than all of them together.
    let (send, receive) = sync_channel::<Outcome>(threads.max(1) * 4);
    let kept = std::thread::scope(|scope| {
        for _ in 0..threads.max(1) {
            let send = send.clone();
            let shared = &shared;
            scope.spawn(move || {
                let mut known = None;
                while let Some(unit) = shared.next() {
                    let outcome = one(plan, unit, engine, watcher, &mut known);
                    shared.ended(plan, &outcome);
                    progress();
                    if send.send(outcome).is_err() {
                        break;
                    }
                }
            });
        }
        drop(send);
        let kept = keep_all(plan, store, &receive);
        if kept.is_err() {
            shared.stop(None);
        }
        // A thread that is about to hand something over must not wait for ever.
        drop(receive);
        kept
    });
    let ended = kept?;
    match shared.work.into_inner().unwrap_or_else(PoisonError::into_inner).error {
        Some(error) => Err(error),
        None => Ok(ended),
    }
}

/// What a unit gave.
struct Outcome {
    unit: Unit,
    rows: Result<Rows, String>,
}

struct Shared<'a> {
    work: Mutex<Work<'a>>,
    changed: Condvar,
}

struct Work<'a> {
    dispatcher: Dispatcher<'a>,
    stopped: bool,
    error: Option<StoreError>,
}

impl<'a> Shared<'a> {
    fn work(&self) -> MutexGuard<'_, Work<'a>> {
        self.work.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The next unit; waits where it depends on others that are out.
    fn next(&self) -> Option<Unit> {
        let mut work = self.work();
        loop {
            if work.stopped {
                return None;
            }
            match work.dispatcher.next() {
                Ok(Next::Run(unit)) => return Some(unit),
                Ok(Next::Done) => return None,
                Ok(Next::Wait) => work = self.changed.wait(work).unwrap_or_else(PoisonError::into_inner),
                Err(error) => {
                    drop(work);
                    self.stop(Some(error));
                    return None;
                }
            }
        }
    }

    fn ended(&self, plan: &SweepPlan, outcome: &Outcome) {
        let Replicates::Until(precision) = &plan.replicates else { return };
        let group = precision.group(&plan.organisations(outcome.unit.point));
        let row = outcome.rows.as_ref().ok().and_then(|rows| rows.get(group));
        self.work().dispatcher.ended(outcome.unit, row.map_or(f64::NAN, |row| row.0[precision.outcome]));
        self.changed.notify_all();
    }

    fn stop(&self, error: Option<StoreError>) {
        let mut work = self.work();
        work.stopped = true;
        work.error = work.error.take().or(error);
        self.changed.notify_all();
    }
}

/// Runs one unit; `known` are the plans of the last point, which the next unit mostly shares.
fn one(
    plan: &SweepPlan,
    unit: Unit,
    engine: &Engine,
    watcher: &Watcher<'_>,
    known: &mut Option<(u32, Plans)>,
) -> Outcome {
    let same = known.as_ref().filter(|(point, _)| *point == unit.point).map(|(_, plans)| plans.clone());
    let seed = plan.seed_of(unit.point);
    let made = same.map_or_else(|| plan.engine_plans(unit.point), Ok).and_then(|plans| {
        let made = plans.of(seed, unit.replicate);
        *known = Some((unit.point, plans));
        made
    });
    let rows = made.map_err(|problems| problems.to_string()).and_then(|made| {
        let run = || {
            assert!(!is_planted(Canary::RunFails), "a planted bug");
            let result = engine(&made, seed, unit.replicate);
            watcher(unit, &result);
            result.outcomes
        };
        // A panic in the engine fails that run and nothing else.
        catch_unwind(AssertUnwindSafe(run)).map_err(|panic| {
            let text = panic.downcast_ref::<String>().map(String::as_str);
            text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("the engine panicked").to_owned()
        })
    });
    Outcome { unit, rows }
}

/// Keeps what comes, in parts: when one is large enough, or has waited long enough.
fn keep_all(plan: &SweepPlan, store: &Store, receive: &Receiver<Outcome>) -> Result<Ended, StoreError> {
    let clock = Instant::now();
    let mut ended = Ended::default();
    let (mut done, mut failed) = (Vec::new(), Vec::new());
    let mut since = clock;
    loop {
        let left = patience(clock.elapsed(), store.shard()).saturating_sub(since.elapsed());
        let got = receive.recv_timeout(left);
        let over = matches!(got, Err(RecvTimeoutError::Disconnected));
        if let Ok(Outcome { unit, rows }) = got {
            if done.is_empty() && failed.is_empty() {
                since = Instant::now();
            }
            match rows {
                Ok(rows) => done.push((unit, rows)),
                Err(why) => failed.push((unit, why)),
            }
        }
        let waited = since.elapsed() >= patience(clock.elapsed(), store.shard());
        let full = done.len() + failed.len() >= store.part_units;
        if (over || full || waited) && !(done.is_empty() && failed.is_empty()) {
            ended.ran += (done.len() + failed.len()) as u64;
            ended.failed += failed.len() as u64;
            store.keep(plan, std::mem::take(&mut done), std::mem::take(&mut failed))?;
            since = Instant::now();
        }
        if over {
            return Ok(ended);
        }
    }
}
