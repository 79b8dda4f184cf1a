//! Filling one generation: the first with draws from the prior, each later one by moving copies of those who remain.

use crate::design::stream::{Purpose, Stream};
use crate::store::StoreError;

use super::generation::Generation;
use super::proposals::{Moves, Proposal, Space};
use super::runs::{Judgement, Runs};
use super::target::Particle;

/// Copies are moved until so small a share of them, at most, would still be where they began.
const UNMOVED: f64 = 0.05;

/// A generation, or, where the runs that were left did not suffice, how many of them it took.
pub(super) type Filled = Result<Generation, u64>;

/// Draws from the prior until there are enough particles. The first accepted *in the order of their numbers* are taken,
/// whichever ended first: taking the fastest would prefer values that are quick to run. So draws beyond the last that counts
/// are kept, but do not count.
pub(super) fn first(space: &Space<'_>, runs: &Runs<'_>, left: u64) -> Result<Filled, StoreError> {
    let wanted = runs.settings.particles;
    let mut filled = Generation::empty(0, f64::INFINITY);
    loop {
        let from = filled.proposals;
        let to = left.min(from + wanted as u64);
        if from == to {
            return Ok(Err(filled.proposals));
        }
        let draw = |number: u64| {
            let number = number as u32;
            (number, space.draw(&mut Stream::within(runs.settings.seed, Purpose::Proposal, 0, number)))
        };
        for judged in runs.judge(0, f64::INFINITY, (from..to).map(draw).collect())? {
            filled.count(&judged);
            match judged {
                Judgement::Accepted(particle) => filled.particles.push(particle),
                Judgement::Refused(particle) => filled.without_value.push(particle),
                Judgement::Failed => {}
            }
            if filled.particles.len() == wanted {
                return Ok(Ok(filled.weighed()));
            }
        }
    }
}

/// Those of a generation within a smaller tolerance remain; the places of the others are taken by copies of them, each of
/// which is moved by a chain of its own. None where the particles do not spread in all directions.
pub(super) fn next(
    space: &Space<'_>,
    runs: &Runs<'_>,
    last: &Generation,
    tolerance: f64,
    left: u64,
) -> Result<Option<Filled>, StoreError> {
    let (settings, number) = (runs.settings, last.number + 1);
    let remaining: Vec<&Particle> = last.particles.iter().filter(|particle| particle.distance <= tolerance).collect();
    let Some(moves) = Moves::among(space, &remaining) else { return Ok(None) };
    let mut copies = copies(&remaining, settings.particles - remaining.len(), settings.seed, number);
    let mut filled = Generation::empty(number, tolerance);
    let mut sweeps = 0;
    while !is_moved(&filled, sweeps, copies.len(), settings.acceptance) {
        if left - filled.runs < copies.len() as u64 {
            return Ok(Some(Err(filled.runs)));
        }
        let numbers = (sweeps * copies.len() as u32..).zip(&copies);
        let asked = numbers.map(|(move_number, from)| {
            let mut stream = Stream::within(settings.seed, Purpose::Proposal, number, move_number);
            (move_number, moves.propose(from, &mut stream))
        });
        // What the prior refuses is not run.
        let asked: Vec<(u32, Option<Proposal>)> = asked.collect();
        let places: Vec<usize> = (0..asked.len()).filter(|n| asked[*n].1.is_some()).collect();
        filled.proposals += (asked.len() - places.len()) as u64;
        let proposed = asked.into_iter().filter_map(|(number, proposal)| Some((number, proposal?))).collect();
        for (place, judged) in places.into_iter().zip(runs.judge(number, tolerance, proposed)?) {
            filled.count(&judged);
            if let Judgement::Accepted(particle) = judged {
                copies[place] = particle;
            }
        }
        sweeps += 1;
    }
    filled.particles = remaining.into_iter().cloned().chain(copies).collect();
    Ok(Some(Ok(filled.weighed())))
}

/// So many copies, spread evenly over those who remain.
fn copies(remaining: &[&Particle], count: usize, seed: u64, generation: u32) -> Vec<Particle> {
    let start = Stream::within(seed, Purpose::Resample, generation, 0).open();
    let position = |k: usize| (k as f64 + start) / count as f64 * remaining.len() as f64;
    (0..count).map(|k| remaining[(position(k) as usize).min(remaining.len() - 1)].clone()).collect()
}

/// Whether hardly any copy is where it began, from the share of moves that were accepted; a share below the smallest
/// that is gone on with counts as that one, so that this ends.
fn is_moved(filled: &Generation, sweeps: u32, copies: usize, acceptance: f64) -> bool {
    let share = if filled.proposals == 0 { 0.0 } else { filled.accepted as f64 / filled.proposals as f64 };
    copies == 0 || libm::pow(1.0 - share.max(acceptance), f64::from(sweeps)) <= UNMOVED
}
