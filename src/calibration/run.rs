//! Making one generation: threads that take proposals by number, and one that keeps what they gave.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::canary::{Canary, is_planted};
use crate::store::StoreError;

use super::keeper::{Address, Keeper, Outcome};
use super::smc::{Particle, Target, Task};

/// What a generation holds when it is full, or the proposals are used up.
#[derive(Debug, Default)]
pub(crate) struct Filled {
    /// Those accepted, in the order of their numbers.
    pub particles: Vec<Particle>,
    /// Proposals up to the last that counts.
    pub proposals: u64,
    /// How many of these failed.
    pub failed: u64,
}

/// What became of a proposal: accepted, not accepted, failed.
enum Judged {
    Accepted(Particle),
    Refused,
    Failed,
}

struct Work {
    /// The next number to hand out.
    next: u32,
    /// Those that ended before one with a smaller number.
    waiting: BTreeMap<u32, Judged>,
    filled: Filled,
    stopped: bool,
}

/// Makes a generation.
///
/// The first particles accepted *in the order of their numbers* fill it, whichever ended first: whoever takes the
/// fastest prefers values that are quick to run. So all proposals before the last that counts have ended, and
/// what other threads ran beyond it counts for nothing here, though it is kept.
///
/// # Errors
/// What the keeper said.
pub(crate) fn generation(
    target: &dyn Target,
    task: &Task<'_>,
    keeper: &dyn Keeper,
    threads: usize,
    progress: &(dyn Fn() + Sync),
) -> Result<Filled, StoreError> {
    let work = Mutex::new(Work { next: 0, waiting: BTreeMap::new(), filled: Filled::default(), stopped: false });
    let shared = Shared { target, task, keeper, work: &work };
    let kept = std::thread::scope(|scope| {
        let (send, receive) = channel::<(Address, Outcome)>();
        for _ in 0..threads.max(1) {
            let (send, shared) = (send.clone(), &shared);
            scope.spawn(move || shared.run_all(&send, progress));
        }
        drop(send);
        let kept = keep_all(keeper, &receive);
        if kept.is_err() {
            shared.work().stopped = true;
        }
        kept
    });
    kept?;
    Ok(work.into_inner().unwrap_or_else(PoisonError::into_inner).filled)
}

struct Shared<'a> {
    target: &'a dyn Target,
    task: &'a Task<'a>,
    keeper: &'a dyn Keeper,
    work: &'a Mutex<Work>,
}

impl Shared<'_> {
    fn work(&self) -> MutexGuard<'_, Work> {
        self.work.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn next(&self) -> Option<u32> {
        let mut work = self.work();
        if work.stopped || u64::from(work.next) >= self.task.budget {
            return None;
        }
        work.next += 1;
        Some(work.next - 1)
    }

    fn run_all(&self, send: &Sender<(Address, Outcome)>, progress: &(dyn Fn() + Sync)) {
        while let Some(number) = self.next() {
            let (values, address) = (self.task.propose(self.target.priors(), number), self.task.address(number));
            if let Some(known) = self.keeper.known(address) {
                self.ended(number, self.judge(values, known, number));
                continue;
            }
            let outcome = run_one(self.target, &values, self.task.run_seed(number));
            self.ended(number, self.judge(values, &outcome, number));
            progress();
            if send.send((address, outcome)).is_err() {
                return;
            }
        }
    }

    fn judge(&self, values: Vec<f64>, outcome: &Outcome, number: u32) -> Judged {
        let Ok(outcome) = outcome else { return Judged::Failed };
        let distance = self.task.distance(self.target, outcome, number);
        // A run that says nothing is not taken into the first generation either, whose tolerance is infinite.
        if distance.is_finite() && distance <= self.task.tolerance {
            Judged::Accepted(Particle { values, outcome: outcome.clone(), distance })
        } else {
            Judged::Refused
        }
    }

    /// Counts what has ended, as far as all before it have.
    fn ended(&self, number: u32, judged: Judged) {
        let mut work = self.work();
        let work = &mut *work;
        // The planted bug takes them as they end.
        let number = if is_planted(Canary::FastestAccepted) { work.filled.proposals as u32 } else { number };
        work.waiting.insert(number, judged);
        while work.filled.particles.len() < self.task.settings.particles {
            let Some(judged) = work.waiting.remove(&(work.filled.proposals as u32)) else { return };
            work.filled.proposals += 1;
            match judged {
                Judged::Accepted(particle) => work.filled.particles.push(particle),
                Judged::Refused => {}
                Judged::Failed => work.filled.failed += 1,
            }
        }
        work.stopped = true;
    }
}

/// One proposal's runs; a panic fails them and nothing else.
pub(crate) fn run_one(target: &dyn Target, values: &[f64], seed: u64) -> Outcome {
    catch_unwind(AssertUnwindSafe(|| target.run(values, seed))).unwrap_or_else(|panic| {
        let text = panic.downcast_ref::<String>().map(String::as_str);
        Err(text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("the engine panicked").to_owned())
    })
}

/// Keeps what comes, as many at a time as have come meanwhile: while the disk is busy, others end.
fn keep_all(keeper: &dyn Keeper, receive: &Receiver<(Address, Outcome)>) -> Result<(), StoreError> {
    while let Ok(first) = receive.recv() {
        let done: Vec<(Address, Outcome)> = std::iter::once(first).chain(receive.try_iter()).collect();
        keeper.keep(&done)?;
    }
    Ok(())
}
