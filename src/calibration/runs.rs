//! Running proposals: threads take them by number, one thread keeps their outcomes, and each is judged.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Mutex, PoisonError};

use crate::canary::{Canary, is_planted};
use crate::design::stream::{Purpose, Stream};
use crate::store::StoreError;

use super::keeper::{Address, Keeper, Outcome};
use super::proposals::Proposal;
use super::target::{Particle, Settings, Target, Trial, seed_of};

/// Runs proposals of a target.
pub(crate) struct Runs<'a> {
    pub target: &'a dyn Target,
    pub settings: &'a Settings,
    pub keeper: &'a dyn Keeper,
    pub threads: usize,
    /// Called for each proposal that is run.
    pub progress: &'a (dyn Fn() + Sync),
}

/// The judgement on a proposal.
pub(crate) enum Judgement {
    /// Within the tolerance.
    Accepted(Particle),
    /// It ran, and lies beyond the tolerance or lacks a value.
    Refused(Particle),
    Failed,
}

impl Runs<'_> {
    /// Runs numbered proposals of a generation and judges each, in their order. A run without a value is not accepted into
    /// the first generation either, whose tolerance is infinite.
    ///
    /// # Errors
    /// The keeper's.
    pub(crate) fn judge(
        &self,
        generation: u32,
        tolerance: f64,
        proposals: Vec<(u32, Proposal)>,
    ) -> Result<Vec<Judgement>, StoreError> {
        let batch = Batch { runs: self, generation, tolerance };
        let (next, stopped) = (AtomicUsize::new(0), AtomicBool::new(false));
        let judged = Mutex::new(Vec::with_capacity(proposals.len()));
        let kept = std::thread::scope(|scope| {
            let (send, receive) = channel::<(Address, Outcome)>();
            for _ in 0..self.threads.clamp(1, proposals.len().max(1)) {
                let (send, batch, proposals) = (send.clone(), &batch, &proposals);
                let (next, stopped, judged) = (&next, &stopped, &judged);
                scope.spawn(move || {
                    while !stopped.load(Ordering::Relaxed) {
                        let n = next.fetch_add(1, Ordering::Relaxed);
                        let Some((number, proposal)) = proposals.get(n) else { return };
                        let found = batch.judge(*number, proposal, &send);
                        judged.lock().unwrap_or_else(PoisonError::into_inner).push((n, found));
                    }
                });
            }
            drop(send);
            let kept = keep_all(self.keeper, &receive);
            stopped.store(kept.is_err(), Ordering::Relaxed);
            kept
        });
        kept?;
        let mut judged = judged.into_inner().unwrap_or_else(PoisonError::into_inner);
        // The planted bug takes them as they end.
        if !is_planted(Canary::FastestAccepted) {
            judged.sort_by_key(|(n, _)| *n);
        }
        Ok(judged.into_iter().map(|(_, judged)| judged).collect())
    }
}

/// Proposals of one generation.
struct Batch<'a> {
    runs: &'a Runs<'a>,
    generation: u32,
    tolerance: f64,
}

impl Batch<'_> {
    fn judge(&self, number: u32, proposal: &Proposal, send: &Sender<(Address, Outcome)>) -> Judgement {
        let Proposal { model, values } = proposal;
        let seed = seed_of(self.runs.settings.seed, Purpose::RunSeed, self.generation, number);
        let trial = Trial { model: *model, values, seed };
        let address = Address::new(self.generation, number, &trial);
        if let Some(known) = self.runs.keeper.known(address).filter(|known| self.suffices(known, number)) {
            return self.judgement(number, proposal, known);
        }
        let outcome = self.run(number, &trial);
        (self.runs.progress)();
        let judged = self.judgement(number, proposal, &outcome);
        // Nobody receives where the disk failed; the calibration then ends.
        let _ = send.send((address, outcome));
        judged
    }

    /// A proposal's runs; a panic fails them and nothing else.
    fn run(&self, number: u32, trial: &Trial<'_>) -> Outcome {
        let beyond = |beginning: &[f64]| self.is_beyond(beginning, number);
        catch_unwind(AssertUnwindSafe(|| self.runs.target.run(trial, &beyond))).unwrap_or_else(|panic| {
            let text = panic.downcast_ref::<String>().map(String::as_str);
            Err(text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("the engine panicked").to_owned())
        })
    }

    /// Whether what is known of a proposal decides it. One whose first parts lay beyond the tolerance may lie within it
    /// now, where the calibration goes on with a larger one.
    fn suffices(&self, known: &Outcome, number: u32) -> bool {
        let Ok(outcome) = known else { return true };
        self.runs.target.is_whole(outcome) || self.is_beyond(outcome, number)
    }

    fn judgement(&self, number: u32, Proposal { model, values }: &Proposal, outcome: &Outcome) -> Judgement {
        let Ok(outcome) = outcome else { return Judgement::Failed };
        let distance = self.distance(outcome, number);
        let particle = Particle { number, model: *model, values: values.clone(), outcome: outcome.clone(), distance };
        let near = self.runs.target.is_whole(outcome) && self.accepts(distance);
        if near || (self.generation > 0 && is_planted(Canary::AnyMoveAccepted)) {
            Judgement::Accepted(particle)
        } else {
            Judgement::Refused(particle)
        }
    }

    /// The distance of an outcome, or of its beginning, for this proposal.
    fn distance(&self, outcome: &[f64], number: u32) -> f64 {
        let mut stream = Stream::within(self.runs.settings.seed, Purpose::Leeway, self.generation, number);
        let leeway: Vec<f64> = (0..self.runs.target.leeways()).map(|_| stream.open()).collect();
        self.runs.target.distance(outcome, &leeway)
    }

    fn accepts(&self, distance: f64) -> bool {
        distance.is_finite() && distance <= self.tolerance
    }

    /// Whether the beginning of an outcome says already that the whole will not be accepted. Draws of the prior are run
    /// whole: they say what chance alone gives.
    fn is_beyond(&self, beginning: &[f64], number: u32) -> bool {
        let distance = self.distance(beginning, number);
        let distance = if is_planted(Canary::RejectedTooSoon) { 1.5 * distance } else { distance };
        self.generation > 0 && !self.accepts(distance)
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
