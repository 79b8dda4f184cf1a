//! The rows of some workers, in one stretch of memory.

use std::ops::Range;

use crate::canary::{Canary, is_planted};

use super::row::Row;
use super::tie::{Made, OTHER, Tie};

#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Span {
    pub start: u32,
    pub length: u16,
    /// Room for so many half-ties.
    pub room: u16,
}

/// The rows of some workers.
#[derive(Debug, Clone, Default)]
pub(super) struct Pool {
    pub rows: Vec<Span>,
    /// Of each half-tie the other end, with what never changes of the tie; trust stands apart, so that all of a
    /// pool can be lessened at once.
    pub others: Vec<u32>,
    pub trust: Vec<f32>,
    /// How many of them cross origins, and how many were made in a session.
    pub crossing: usize,
    pub meeting: usize,
    /// For each rung of [`ROOMS`], the spans that are free again.
    vacant: Vec<Vec<u32>>,
}

/// Rooms that rows grow through: half as much again, or a third.
const ROOMS: [u16; 30] = [
    2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512, 768, 1_024, 1_536, 2_048, 3_072, 4_096, 6_144,
    8_192, 12_288, 16_384, 24_576, 32_768, 65_535,
];

/// What fills unused spans: nobody, and no trust that could fall below a floor.
const NO_OTHER: u32 = OTHER;
const NO_TRUST: f32 = f32::NAN;

impl Span {
    pub(crate) fn range(self) -> Range<usize> {
        self.start as usize..self.start as usize + usize::from(self.length)
    }
}

impl Pool {
    pub(crate) fn new(workers: usize) -> Self {
        let vacant = vec![Vec::new(); ROOMS.len()];
        Self { rows: vec![Span::default(); workers], vacant, ..Self::default() }
    }

    #[inline]
    pub(crate) fn row(&self, index: usize) -> Row<'_> {
        let range = self.rows[index].range();
        Row { others: &self.others[range.clone()], trust: &self.trust[range] }
    }

    pub(crate) fn push(&mut self, index: usize, tie: Tie) {
        let mut row = self.rows[index];
        if row.length == row.room {
            row = self.moved(row);
        }
        row.length += 1;
        let last = row.range().end - 1;
        (self.others[last], self.trust[last]) = (tie.other, tie.trust);
        self.crossing += usize::from(tie.crosses_origins());
        self.meeting += usize::from(tie.made() == Made::Meeting);
        self.rows[index] = row;
    }

    /// A row moved to a span with more room.
    fn moved(&mut self, row: Span) -> Span {
        let rung = ROOMS.partition_point(|room| *room <= row.room);
        let room = ROOMS[rung];
        let start = self.vacant[rung].pop().unwrap_or_else(|| {
            let (start, end) = (self.others.len(), self.others.len() + usize::from(room));
            self.others.resize(end, NO_OTHER);
            self.trust.resize(end, NO_TRUST);
            u32::try_from(start).expect("a pool holds fewer than 2^32 half-ties")
        });
        self.others.copy_within(row.range(), start as usize);
        self.trust.copy_within(row.range(), start as usize);
        self.others[row.range()].fill(NO_OTHER);
        self.trust[row.range()].fill(NO_TRUST);
        // The old span is given back as the largest rung that it can be.
        if let Some(rung) = ROOMS.iter().rposition(|room| *room <= row.room) {
            self.vacant[rung].push(row.start);
        }
        Span { start, length: row.length, room }
    }

    /// Ends a row's half-tie: the row's last one takes its position.
    pub(crate) fn end_half(&mut self, index: usize, half: usize) {
        let last = self.rows[index].range().end - 1;
        let ended = Tie { other: self.others[half], trust: self.trust[half] };
        self.crossing -= usize::from(ended.crosses_origins());
        self.meeting -= usize::from(ended.made() == Made::Meeting);
        if is_planted(Canary::RowsInOrder) {
            self.others[half..=last].rotate_left(1);
            self.trust[half..=last].rotate_left(1);
        } else {
            self.others.swap(half, last);
            self.trust.swap(half, last);
        }
        (self.others[last], self.trust[last]) = (NO_OTHER, NO_TRUST);
        self.rows[index].length -= 1;
    }

    /// The position in the pool of a row's half-tie to another worker.
    pub(crate) fn half(&self, index: usize, other: u32) -> Option<usize> {
        let mut range = self.rows[index].range();
        range.find(|half| self.others[*half] & OTHER == other)
    }
}
