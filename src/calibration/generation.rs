//! Filling one generation: threads take proposals by number, and one keeps their outcomes.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::canary::{Canary, is_planted};
use crate::store::StoreError;

use super::keeper::{Address, Keeper, Outcome};
use super::proposals::{Proposal, Proposals};
use super::target::{Particle, Target, Trial};

/// A generation that is full, or whose proposals are used up.
#[derive(Debug, Default)]
pub(crate) struct Acceptance {
    /// The accepted proposals, in the order of their numbers.
    pub particles: Vec<Particle>,
    /// Draws of the prior that were run and lack a value for some pattern; none of later generations.
    pub without_value: Vec<Particle>,
    /// Proposals up to the last that counts.
    pub proposals: u64,
    /// How many of these failed.
    pub failed: u64,
}

/// The judgement on a proposal.
enum Judgement {
    Accepted(Particle),
    WithoutValue(Particle),
    Refused,
    Failed,
}

struct Work {
    /// The next number to hand out.
    next: u32,
    /// Proposals that ended before one with a smaller number.
    waiting: BTreeMap<u32, Judgement>,
    filled: Acceptance,
    stopped: bool,
}

/// Fills a generation.
///
/// The first particles accepted *in the order of their numbers* fill it, whichever ended first: taking the fastest would
/// prefer values that are quick to run. So all proposals before the last that counts have ended; those beyond it are
/// kept, but do not count.
///
/// # Errors
/// The keeper's.
pub(crate) fn fill(
    target: &dyn Target,
    proposals: &Proposals<'_>,
    keeper: &dyn Keeper,
    threads: usize,
    progress: &(dyn Fn() + Sync),
) -> Result<Acceptance, StoreError> {
    let work = Mutex::new(Work { next: 0, waiting: BTreeMap::new(), filled: Acceptance::default(), stopped: false });
    let shared = Shared { target, proposals, keeper, work: &work };
    let result = std::thread::scope(|scope| {
        let (send, receive) = channel::<(Address, Outcome)>();
        for _ in 0..threads.max(1) {
            let (send, shared) = (send.clone(), &shared);
            scope.spawn(move || shared.run_all(&send, progress));
        }
        drop(send);
        let result = keep_all(keeper, &receive);
        if result.is_err() {
            shared.work().stopped = true;
        }
        result
    });
    result?;
    Ok(work.into_inner().unwrap_or_else(PoisonError::into_inner).filled)
}

struct Shared<'a> {
    target: &'a dyn Target,
    proposals: &'a Proposals<'a>,
    keeper: &'a dyn Keeper,
    work: &'a Mutex<Work>,
}

impl Shared<'_> {
    fn work(&self) -> MutexGuard<'_, Work> {
        self.work.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn next(&self) -> Option<u32> {
        let mut work = self.work();
        if work.stopped || u64::from(work.next) >= self.proposals.budget {
            return None;
        }
        work.next += 1;
        Some(work.next - 1)
    }

    fn run_all(&self, send: &Sender<(Address, Outcome)>, progress: &(dyn Fn() + Sync)) {
        while let Some(number) = self.next() {
            let (proposal, address) = (self.proposals.propose(number), self.proposals.address(number));
            if let Some(known) = self.keeper.known(address).filter(|known| self.suffices(known, number)) {
                self.ended(number, self.judge(proposal, known, number));
                continue;
            }
            let outcome = self.run_one(&proposal, number);
            self.ended(number, self.judge(proposal, &outcome, number));
            progress();
            if send.send((address, outcome)).is_err() {
                return;
            }
        }
    }

    /// Whether what is known of a proposal decides it. One whose first parts lay beyond the tolerance may lie within it
    /// now, where the calibration goes on with a larger one.
    fn suffices(&self, known: &Outcome, number: u32) -> bool {
        let Ok(outcome) = known else { return true };
        self.target.is_whole(outcome) || self.proposals.is_beyond(self.target, outcome, number)
    }

    /// One proposal's runs; a panic fails them and nothing else.
    fn run_one(&self, proposal: &Proposal, number: u32) -> Outcome {
        let Proposal { model, values } = proposal;
        let trial = Trial { model: *model, values, seed: self.proposals.run_seed(number) };
        let beyond = |beginning: &[f64]| self.proposals.is_beyond(self.target, beginning, number);
        catch_unwind(AssertUnwindSafe(|| self.target.run(&trial, &beyond))).unwrap_or_else(|panic| {
            let text = panic.downcast_ref::<String>().map(String::as_str);
            Err(text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("the engine panicked").to_owned())
        })
    }

    fn judge(&self, Proposal { model, values }: Proposal, outcome: &Outcome, number: u32) -> Judgement {
        let Ok(outcome) = outcome else { return Judgement::Failed };
        let distance = self.proposals.distance(self.target, outcome, number);
        let particle = || Particle { number, model, values, outcome: outcome.clone(), distance };
        if self.target.is_whole(outcome) && self.proposals.accepts(distance) {
            Judgement::Accepted(particle())
        } else if self.proposals.number == 0 {
            Judgement::WithoutValue(particle())
        } else {
            Judgement::Refused
        }
    }

    /// Counts what has ended, as far as all before it have.
    fn ended(&self, number: u32, judged: Judgement) {
        let mut work = self.work();
        let work = &mut *work;
        // The planted bug takes them as they end.
        let number = if is_planted(Canary::FastestAccepted) { work.filled.proposals as u32 } else { number };
        work.waiting.insert(number, judged);
        while work.filled.particles.len() < self.proposals.settings.particles {
            let Some(judged) = work.waiting.remove(&(work.filled.proposals as u32)) else { return };
            work.filled.proposals += 1;
            match judged {
                Judgement::Accepted(particle) => work.filled.particles.push(particle),
                Judgement::WithoutValue(particle) => work.filled.without_value.push(particle),
                Judgement::Refused => {}
                Judgement::Failed => work.filled.failed += 1,
            }
        }
        work.stopped = true;
    }
}

/// Keeps what comes, as many at a time as have come meanwhile: while the disk is busy, others end.
fn keep_all(keeper: &dyn Keeper, receive: &Receiver<(Address, Outcome)>) -> Result<(), StoreError> {
    while let Ok(first) = receive.recv() {
        let done: Vec<(Address, Outcome)> = std::iter::once(first).chain(receive.try_iter()).collect();
        keeper.keep(&done)?;
    }
    Ok(())
}
