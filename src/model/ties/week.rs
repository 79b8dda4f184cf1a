//! A week of the ties of a pool: who met, what trust comes of it, and which ties end.

use std::cell::RefCell;

use crate::number::simd::vectorised;

use super::pool::Pool;
use super::tie::{OTHER, Tie};

/// What a week does to trust.
#[derive(Debug, Clone, Copy)]
pub struct Fate {
    /// Share of missing trust that a meeting adds.
    pub gain: f64,
    /// Share of trust that a week without one takes away.
    pub loss: f64,
    /// Trust below which a tie ends.
    pub floor: f64,
}

/// Trust that a meeting has added to.
#[inline(always)]
pub(super) fn risen(trust: f32, gain: f64) -> f32 {
    (f64::from(trust) + gain * (1.0 - f64::from(trust))) as f32
}

/// The ties on which somebody met others.
pub struct Met<'a> {
    pub(super) halves: &'a [u32],
    pool: &'a Pool,
}

impl Met<'_> {
    /// One after the other.
    #[inline(always)]
    pub fn iter(&self) -> impl Iterator<Item = Tie> {
        self.halves
            .iter()
            .map(|half| Tie { other: self.pool.others[*half as usize], trust: self.pool.trust[*half as usize] })
    }
}

/// The half-ties of a pool on which there was a meeting, and what trust there is on them after it.
#[derive(Default)]
pub(super) struct Gains {
    halves: Vec<u32>,
    number: usize,
    trust: Vec<f32>,
}

thread_local! {
    /// Room that each thread keeps from week to week.
    pub(super) static GAINS: RefCell<Gains> = RefCell::default();
}

impl Gains {
    pub(crate) fn clear(&mut self, pool: &Pool) {
        self.number = 0;
        // One more, for the one that is written and not counted.
        let room = self.halves.len().max(pool.others.len() + 1);
        self.halves.resize(room, 0);
    }

    /// Gathers the half-ties of a row on which there is a meeting.
    #[inline(always)]
    pub(crate) fn gather<'a>(&'a mut self, pool: &'a Pool, index: usize, meets: impl Fn(u32) -> bool) -> Met<'a> {
        let before = self.number;
        let start = pool.rows[index].start;
        let others = pool.row(index).others;
        // A row's own stretch, so that it is looked at once whether there is room.
        let halves = &mut self.halves[before..before + others.len() + 1];
        let mut number = 0;
        for (half, other) in (start..).zip(others) {
            // Written in any case and counted if it counts: a branch would be guessed wrong as often as not.
            halves[number] = half;
            number += usize::from(meets(other & OTHER));
        }
        self.number += number;
        Met { halves: &self.halves[before..self.number], pool }
    }
}

impl Pool {
    /// All trust is lost a little, that of meetings grows, and ties below the floor end. Gives the number of
    /// ties that ended, each counted at its lower-numbered end.
    pub(crate) fn week(&mut self, fate: Fate, gains: &mut Gains, first: u32) -> usize {
        let Fate { gain, loss, floor } = fate;
        let floor = floor as f32;
        let met = &gains.halves[..gains.number];
        gains.trust.clear();
        gains.trust.extend(met.iter().map(|half| risen(self.trust[*half as usize], gain)));
        let all = self.trust.as_mut_slice();
        // All that the loop reads and counts is its own, or it could not be done many at a time.
        let below = vectorised(
            #[inline(always)]
            move || {
                let mut below = 0u32;
                for trust in all {
                    let lessened = (f64::from(*trust) - loss * f64::from(*trust)) as f32;
                    *trust = lessened;
                    below += u32::from((lessened < floor) | (lessened <= 0.0));
                }
                below
            },
        );
        for (half, trust) in met.iter().zip(&gains.trust) {
            self.trust[*half as usize] = *trust;
        }
        if below == 0 {
            return 0;
        }
        (0..self.rows.len()).map(|index| self.end_ties(index, floor, first)).sum()
    }

    /// Ends the ties of a row that are below the floor.
    fn end_ties(&mut self, index: usize, floor: f32, first: u32) -> usize {
        let (mut half, mut ended) = (self.rows[index].start as usize, 0);
        while half < self.rows[index].range().end {
            if self.trust[half] < floor || self.trust[half] <= 0.0 {
                ended += usize::from(first + (index as u32) < self.others[half] & OTHER);
                self.end_half(index, half);
            } else {
                half += 1;
            }
        }
        ended
    }
}
