//! The social network: who knows whom, and how far they trust each other.
//!
//! Each worker has a row of half-ties. Rows stand in pools, a pool for each [`SHARE`] workers, so that
//! threads can work on different workers' rows at once. A row has room for a few half-ties; one that is full
//! moves to a larger place and leaves its own to be used again, so the weekly loop allocates nothing once the
//! pools have grown. A tie stands in both rows with the same trust. The order of a row depends on that
//! worker's own history alone, so sums along it never depend on anybody they cannot reach.

use crate::canary::{Canary, is_planted};

use super::shares::SHARE;

/// Where a tie was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Made {
    /// In daily life.
    Daily,
    /// In a session.
    Meeting,
}

/// One end's view of a tie: eight bytes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tie {
    /// How far the two trust each other, in (0, 1], in single precision.
    trust: f32,
    /// The worker at the other end; the highest bit says that the tie was made in a session.
    other: u32,
}

const MEETING: u32 = 1 << 31;

impl Tie {
    fn new(other: u32, trust: f64, made: Made) -> Self {
        Self { trust: trust as f32, other: if made == Made::Meeting { other | MEETING } else { other } }
    }

    /// The worker at the other end.
    #[inline]
    pub fn other(&self) -> u32 {
        self.other & !MEETING
    }

    /// How far the two trust each other, in (0, 1].
    #[inline]
    pub fn trust(&self) -> f64 {
        f64::from(self.trust)
    }

    /// Whether there is at least so much trust; both are compared in single precision.
    #[inline]
    pub fn is_trusted(&self, least: f32) -> bool {
        self.trust >= least
    }

    /// Where it was made.
    #[inline]
    pub fn made(&self) -> Made {
        if self.other & MEETING == 0 { Made::Daily } else { Made::Meeting }
    }
}

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

#[derive(Debug, Clone, Copy, Default)]
struct Row {
    start: u32,
    length: u16,
    /// Room for so many half-ties.
    room: u16,
}

/// The rows of some workers.
#[derive(Debug, Clone, Default)]
struct Pool {
    rows: Vec<Row>,
    halves: Vec<Tie>,
    /// For each rung of [`ROOMS`], the places that are free again.
    vacant: Vec<Vec<u32>>,
}

/// Rooms that rows grow through: half as much again, or a third.
const ROOMS: [u16; 30] = [
    2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512, 768, 1_024, 1_536, 2_048, 3_072, 4_096, 6_144,
    8_192, 12_288, 16_384, 24_576, 32_768, 65_535,
];

const NOBODY: Tie = Tie { trust: 0.0, other: u32::MAX };

impl Pool {
    fn new(workers: usize) -> Self {
        Self { rows: vec![Row::default(); workers], halves: Vec::new(), vacant: vec![Vec::new(); ROOMS.len()] }
    }

    #[inline]
    fn row(&self, place: usize) -> &[Tie] {
        let row = self.rows[place];
        &self.halves[row.start as usize..row.start as usize + usize::from(row.length)]
    }

    #[inline]
    fn row_mut(&mut self, place: usize) -> &mut [Tie] {
        let row = self.rows[place];
        &mut self.halves[row.start as usize..row.start as usize + usize::from(row.length)]
    }

    fn push(&mut self, place: usize, tie: Tie) {
        let mut row = self.rows[place];
        if row.length == row.room {
            row = self.moved(row);
        }
        self.halves[row.start as usize + usize::from(row.length)] = tie;
        row.length += 1;
        self.rows[place] = row;
    }

    /// The row at a place with more room.
    fn moved(&mut self, row: Row) -> Row {
        let rung = ROOMS.partition_point(|room| *room <= row.room);
        let room = ROOMS[rung];
        let start = self.vacant[rung].pop().unwrap_or_else(|| {
            let start = self.halves.len();
            self.halves.resize(start + usize::from(room), NOBODY);
            u32::try_from(start).expect("a pool holds fewer than 2^32 half-ties")
        });
        let from = row.start as usize;
        self.halves.copy_within(from..from + usize::from(row.length), start as usize);
        self.leave(row);
        Row { start, length: row.length, room }
    }

    /// Gives a place back, as the largest rung that it can be.
    fn leave(&mut self, row: Row) {
        if let Some(rung) = ROOMS.iter().rposition(|room| *room <= row.room) {
            self.vacant[rung].push(row.start);
        }
    }

    fn drop_half(&mut self, place: usize, other: u32) {
        let row = self.row_mut(place);
        if let Some(at) = row.iter().position(|tie| tie.other() == other) {
            if is_planted(Canary::RowsInOrder) {
                row[at..].rotate_left(1);
            } else {
                let last = row.len() - 1;
                row.swap(at, last);
            }
            self.rows[place].length -= 1;
        }
    }
}

/// All ties among a fixed number of workers.
#[derive(Debug, Clone)]
pub struct Ties {
    workers: usize,
    pools: Vec<Pool>,
    count: usize,
    most: u16,
    changes: u64,
}

impl Ties {
    /// No ties yet among `workers` workers, each of whom can hold at most `most`.
    pub fn new(workers: usize, most: u32) -> Self {
        let most = u16::try_from(most).unwrap_or(u16::MAX);
        let pools = (0..workers).step_by(SHARE).map(|first| Pool::new(SHARE.min(workers - first))).collect();
        Self { workers, pools, count: 0, most, changes: 0 }
    }

    /// Number of workers.
    pub fn workers(&self) -> usize {
        self.workers
    }

    /// Number of ties.
    pub fn count(&self) -> usize {
        self.count
    }

    /// A number that grows whenever a tie is made, changes or ends.
    pub fn changes(&self) -> u64 {
        self.changes
    }

    /// The ties of one worker.
    #[inline]
    pub fn row(&self, worker: u32) -> &[Tie] {
        self.pools[worker as usize / SHARE].row(worker as usize % SHARE)
    }

    /// The tie between two workers, if there is one.
    #[inline]
    pub fn between(&self, a: u32, b: u32) -> Option<&Tie> {
        self.row(a).iter().find(|tie| tie.other() == b)
    }

    /// Makes a tie; says whether it did. It does not where there is one already, where the two are one, or
    /// where one of them holds as many ties as a person can.
    pub fn add(&mut self, a: u32, b: u32, trust: f64, made: Made) -> bool {
        let (row, full) = (self.row(a), usize::from(self.most));
        // The shorter row is looked through: a tie stands in both.
        let (other_row, b_length) = (self.row(b), self.row(b).len());
        let known = || {
            if b_length < row.len() {
                other_row.iter().any(|tie| tie.other() == a)
            } else {
                row.iter().any(|tie| tie.other() == b)
            }
        };
        if a == b || row.len() >= full || b_length >= full || known() {
            return false;
        }
        self.pools[a as usize / SHARE].push(a as usize % SHARE, Tie::new(b, trust, made));
        self.pools[b as usize / SHARE].push(b as usize % SHARE, Tie::new(a, trust, made));
        self.count += 1;
        self.changes += 1;
        true
    }

    /// Ends all ties of a worker who leaves.
    pub fn clear(&mut self, worker: u32) {
        let (pool, place) = (worker as usize / SHARE, worker as usize % SHARE);
        self.changes += 1;
        while let Some(other) = self.row(worker).last().map(Tie::other) {
            self.pools[other as usize / SHARE].drop_half(other as usize % SHARE, worker);
            self.pools[pool].rows[place].length -= 1;
            self.count -= 1;
        }
    }

    /// Adds a share `gain` of the missing trust to the tie between two workers, if there is one.
    pub fn strengthen(&mut self, a: u32, b: u32, gain: f64) {
        self.changes += 1;
        for (one, other) in [(a, b), (b, a)].into_iter().take(if is_planted(Canary::AsymmetricTie) { 1 } else { 2 }) {
            let row = self.pools[one as usize / SHARE].row_mut(one as usize % SHARE);
            if let Some(tie) = row.iter_mut().find(|tie| tie.other() == other) {
                tie.trust = (tie.trust() + gain * (1.0 - tie.trust())) as f32;
            }
        }
    }

    /// The rows of all workers, a share of the workers at a time, for the [week](Rows::week) of their ties.
    /// The ties that ended must be [counted](Self::ended) afterwards.
    pub fn shares(&mut self) -> impl Iterator<Item = Rows<'_>> {
        self.changes += 1;
        self.pools.iter_mut().enumerate().map(|(place, pool)| Rows { first: (place * SHARE) as u32, pool })
    }

    /// Takes ties that ended in [`Rows::week`] off the count.
    pub fn ended(&mut self, ties: usize) {
        self.count -= ties;
    }

    /// Every tie once, as its two ends and the view of the lower-numbered one.
    pub fn iter(&self) -> impl Iterator<Item = (u32, u32, &Tie)> {
        (0..self.workers as u32).flat_map(move |a| {
            self.row(a).iter().filter(move |tie| a < tie.other()).map(move |tie| (a, tie.other(), tie))
        })
    }

    /// Bytes in use.
    pub fn bytes(&self) -> usize {
        let pool = |pool: &Pool| pool.rows.capacity() * size_of::<Row>() + pool.halves.capacity() * size_of::<Tie>();
        self.pools.iter().map(pool).sum()
    }

    /// Bytes a worker takes, for the estimate of memory.
    pub const BYTES_PER_WORKER: usize = size_of::<Row>();
    /// Bytes of a tie, both halves, with the room that rows and pools leave.
    pub const BYTES_PER_TIE: usize = 4 * size_of::<Tie>();
}

/// The rows of a share of the workers.
pub struct Rows<'a> {
    first: u32,
    pool: &'a mut Pool,
}

impl Rows<'_> {
    /// The workers whose rows these are.
    pub fn workers(&self) -> std::ops::Range<usize> {
        self.first as usize..self.first as usize + self.pool.rows.len()
    }

    /// The ties of one of them.
    #[inline]
    pub fn row(&self, worker: u32) -> &[Tie] {
        self.pool.row((worker - self.first) as usize)
    }

    /// One week of one worker's row: ties on which the two meet gain trust, the others lose some and end
    /// below the floor. `hear` is called for each of the former with the trust they had before. `meets` must
    /// say the same of a tie from both ends. Gives the number of ties that ended, each counted at its
    /// lower-numbered end.
    ///
    /// Both ends come to the same numbers from the same numbers, so each keeps its own half: nothing has
    /// to be looked up at the other end.
    #[inline(always)]
    pub fn week(&mut self, worker: u32, fate: Fate, meets: impl Fn(u32) -> bool, mut hear: impl FnMut(&Tie)) -> usize {
        let Fate { gain, loss, floor } = fate;
        let floor = floor as f32;
        let own = (worker - self.first) as usize;
        let row = self.pool.row_mut(own);
        let (mut length, mut place, mut ended) = (row.len(), 0, 0);
        while place < length {
            let tie = &mut row[place];
            let trust = tie.trust();
            if meets(tie.other()) {
                hear(tie);
                tie.trust = (trust + gain * (1.0 - trust)) as f32;
            } else {
                tie.trust = (trust - loss * trust) as f32;
                if tie.trust < floor || tie.trust <= 0.0 {
                    ended += usize::from(worker < tie.other());
                    length -= 1;
                    row.swap(place, length);
                    continue;
                }
            }
            place += 1;
        }
        self.pool.rows[own].length = length as u16;
        ended
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    /// A plain map of pairs, worked in step with the store over a random history.
    #[test]
    fn agrees_with_a_plain_map() {
        let n = 30;
        let mut ties = Ties::new(n as usize, 12);
        let mut plain: BTreeMap<(u32, u32), f64> = BTreeMap::new();
        let mut state = 1u64;
        let mut next = |bound: u32| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            ((state >> 33) % u64::from(bound)) as u32
        };
        let degree =
            |plain: &BTreeMap<(u32, u32), f64>, a: u32| plain.keys().filter(|(x, y)| *x == a || *y == a).count();
        for _ in 0..20_000 {
            let (a, b) = (next(n), next(n));
            let key = (a.min(b), a.max(b));
            match next(10) {
                0..=5 => {
                    let fits = a != b && degree(&plain, a) < 12 && degree(&plain, b) < 12 && !plain.contains_key(&key);
                    assert_eq!(ties.add(a, b, 0.3, Made::Meeting), fits);
                    if fits {
                        plain.insert(key, 0.3);
                    }
                }
                6..=7 => {
                    ties.strengthen(a, b, 0.12);
                    if let Some(trust) = plain.get_mut(&key) {
                        *trust += 0.12 * (1.0 - *trust);
                    }
                }
                8 => {
                    if next(5) == 0 {
                        ties.clear(a);
                        plain.retain(|(x, y), _| *x != a && *y != a);
                    }
                }
                _ => {
                    let free: Vec<bool> = (0..n).map(|_| next(2) == 0).collect();
                    let fate = Fate { gain: 0.1, loss: 0.2, floor: 0.05 };
                    let mut ended = 0;
                    for mut rows in ties.shares() {
                        for worker in rows.workers() {
                            let meets = |other: u32| free[worker] && free[other as usize];
                            ended += rows.week(worker as u32, fate, meets, |_| {});
                        }
                    }
                    ties.ended(ended);
                    for ((x, y), trust) in &mut plain {
                        if free[*x as usize] && free[*y as usize] {
                            *trust += 0.1 * (1.0 - *trust);
                        } else {
                            *trust -= 0.2 * *trust;
                        }
                    }
                    plain.retain(|_, trust| *trust >= 0.05);
                }
            }
            assert_eq!(ties.count(), plain.len());
        }
        let found: BTreeMap<(u32, u32), f64> = ties.iter().map(|(a, b, tie)| ((a, b), tie.trust)).collect();
        assert_eq!(found, plain);
        assert!(ties.iter().all(|(a, b, tie)| ties.between(b, a).is_some_and(|back| back.trust == tie.trust)));
    }
}
