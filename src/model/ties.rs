//! The social network: who knows whom, and how far they trust each other.
//!
//! Each worker has a row of half-ties. Rows stand in pools, a pool for each [`SHARE`] workers, so that
//! threads can work on different workers' rows at once. A row has room for a few half-ties; one that is full
//! moves to a larger place and leaves its own to be used again, so the weekly loop allocates nothing once the
//! pools have grown. A tie stands in both rows with the same trust. The order of a row depends on that
//! worker's own history alone, so sums along it never depend on anybody they cannot reach.

use crate::canary::{Canary, is_planted};

use std::cell::RefCell;
use std::iter::Zip;
use std::ops::Range;

use crate::number::wide::wide;

use super::shares::{self, SHARE};

/// Where a tie was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Made {
    /// In daily life.
    Daily,
    /// In a session.
    Meeting,
}

/// The ties of one worker.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    others: &'a [u32],
    trust: &'a [f32],
}

impl<'a> Row<'a> {
    /// Number of ties.
    pub fn len(&self) -> usize {
        self.others.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.others.is_empty()
    }

    /// The trust of all these ties together, in eight sums side by side.
    #[inline(always)]
    pub fn trust(&self) -> f64 {
        let there = |trust: f32| if trust.is_nan() { 0.0 } else { f64::from(trust) };
        let (eights, rest) = self.trust.as_chunks::<8>();
        let mut sums = [0.0; 8];
        for eight in eights {
            for (sum, trust) in sums.iter_mut().zip(eight) {
                *sum += there(*trust);
            }
        }
        sums.iter().sum::<f64>() + rest.iter().map(|trust| there(*trust)).sum::<f64>()
    }

    /// How many of these ties cross origins, and how many were made in sessions.
    #[inline(always)]
    pub fn crossing_and_meeting(&self) -> (u32, u32) {
        let each = |bit: u32| self.others.iter().map(|other| u32::from(other & bit != 0)).sum();
        (each(CROSSES_ORIGINS), each(MEETING))
    }

    /// Those at the other ends.
    #[inline]
    pub fn others(&self) -> impl Iterator<Item = u32> + 'a {
        self.others.iter().map(|other| other & OTHER)
    }

    /// One after the other.
    #[inline]
    pub fn iter(&self) -> RowIter<'a> {
        RowIter(self.others.iter().zip(self.trust))
    }
}

impl<'a> IntoIterator for Row<'a> {
    type Item = Tie;
    type IntoIter = RowIter<'a>;
    #[inline]
    fn into_iter(self) -> RowIter<'a> {
        self.iter()
    }
}

/// Goes through a [`Row`].
#[derive(Debug, Clone)]
pub struct RowIter<'a>(Zip<std::slice::Iter<'a, u32>, std::slice::Iter<'a, f32>>);

impl<'a> RowIter<'a> {
    /// Nothing to go through.
    pub(super) fn empty() -> Self {
        Row { others: &[], trust: &[] }.iter()
    }

    /// The next tie, and where its trust is kept.
    pub(super) fn next_kept(&mut self) -> Option<(Tie, &'a f32)> {
        self.0.next().map(|(other, trust)| (Tie { trust: *trust, other: *other }, trust))
    }
}

impl Iterator for RowIter<'_> {
    type Item = Tie;
    #[inline]
    fn next(&mut self) -> Option<Tie> {
        self.0.next().map(|(other, trust)| Tie { trust: *trust, other: *other })
    }
    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

/// One end's view of a tie: eight bytes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tie {
    /// How far the two trust each other, in (0, 1], in single precision.
    trust: f32,
    /// The worker at the other end and, in the highest bits, what never changes of the tie.
    other: u32,
}

/// Made in a session.
const MEETING: u32 = 1 << 31;
/// Between two origins.
const CROSSES_ORIGINS: u32 = 1 << 30;
/// Between two origins, or two areas.
const CROSSES: u32 = 1 << 29;
const OTHER: u32 = CROSSES - 1;

impl Tie {
    /// The worker at the other end.
    #[inline]
    pub fn other(&self) -> u32 {
        self.other & OTHER
    }

    /// Whether the two come from different origins.
    #[inline]
    pub fn crosses_origins(&self) -> bool {
        self.other & CROSSES_ORIGINS != 0
    }

    /// Whether the two come from different origins or live in different areas.
    #[inline]
    pub fn crosses(&self) -> bool {
        self.other & CROSSES != 0
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

/// What never changes of a tie: where it was made, and whether it crosses origins or areas.
#[derive(Debug, Clone, Copy)]
pub struct Nature(u32);

impl Nature {
    /// Of a tie made there.
    pub fn new(made: Made, crosses_origins: bool, crosses_areas: bool) -> Self {
        let mut bits = if made == Made::Meeting { MEETING } else { 0 };
        if crosses_origins {
            bits |= CROSSES_ORIGINS;
        }
        if crosses_origins || crosses_areas {
            bits |= CROSSES;
        }
        Self(bits)
    }

    /// Whether the two come from different origins or live in different areas.
    pub fn crosses(self) -> bool {
        self.0 & CROSSES != 0
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
struct Place {
    start: u32,
    length: u16,
    /// Room for so many half-ties.
    room: u16,
}

/// The rows of some workers.
#[derive(Debug, Clone, Default)]
struct Pool {
    rows: Vec<Place>,
    /// Of each half-tie the other end, with what never changes of the tie; trust stands apart, so that all of a
    /// pool can be lessened at once.
    others: Vec<u32>,
    trust: Vec<f32>,
    /// How many of them cross origins, and how many were made in a session.
    crossing: usize,
    meeting: usize,
    /// For each rung of [`ROOMS`], the places that are free again.
    vacant: Vec<Vec<u32>>,
}

/// Rooms that rows grow through: half as much again, or a third.
const ROOMS: [u16; 30] = [
    2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512, 768, 1_024, 1_536, 2_048, 3_072, 4_096, 6_144,
    8_192, 12_288, 16_384, 24_576, 32_768, 65_535,
];

/// What stands in a place that nobody uses: nobody, and no trust that could fall below a floor.
const NOBODY: u32 = OTHER;
const NO_TRUST: f32 = f32::NAN;

impl Place {
    fn range(self) -> Range<usize> {
        self.start as usize..self.start as usize + usize::from(self.length)
    }
}

impl Pool {
    fn new(workers: usize) -> Self {
        let vacant = vec![Vec::new(); ROOMS.len()];
        Self { rows: vec![Place::default(); workers], vacant, ..Self::default() }
    }

    #[inline]
    fn row(&self, place: usize) -> Row<'_> {
        let range = self.rows[place].range();
        Row { others: &self.others[range.clone()], trust: &self.trust[range] }
    }

    fn push(&mut self, place: usize, tie: Tie) {
        let mut row = self.rows[place];
        if row.length == row.room {
            row = self.moved(row);
        }
        row.length += 1;
        let last = row.range().end - 1;
        (self.others[last], self.trust[last]) = (tie.other, tie.trust);
        self.crossing += usize::from(tie.crosses_origins());
        self.meeting += usize::from(tie.made() == Made::Meeting);
        self.rows[place] = row;
    }

    /// The row at a place with more room.
    fn moved(&mut self, row: Place) -> Place {
        let rung = ROOMS.partition_point(|room| *room <= row.room);
        let room = ROOMS[rung];
        let start = self.vacant[rung].pop().unwrap_or_else(|| {
            let (start, end) = (self.others.len(), self.others.len() + usize::from(room));
            self.others.resize(end, NOBODY);
            self.trust.resize(end, NO_TRUST);
            u32::try_from(start).expect("a pool holds fewer than 2^32 half-ties")
        });
        self.others.copy_within(row.range(), start as usize);
        self.trust.copy_within(row.range(), start as usize);
        self.others[row.range()].fill(NOBODY);
        self.trust[row.range()].fill(NO_TRUST);
        // The old place is given back as the largest rung that it can be.
        if let Some(rung) = ROOMS.iter().rposition(|room| *room <= row.room) {
            self.vacant[rung].push(row.start);
        }
        Place { start, length: row.length, room }
    }

    /// Ends the half-tie at a place in the pool, of a row: the row's last one takes its place.
    fn end_half(&mut self, place: usize, half: usize) {
        let last = self.rows[place].range().end - 1;
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
        (self.others[last], self.trust[last]) = (NOBODY, NO_TRUST);
        self.rows[place].length -= 1;
    }

    /// Where in the pool a row's half-tie to somebody stands.
    fn half(&self, place: usize, other: u32) -> Option<usize> {
        let mut range = self.rows[place].range();
        range.find(|half| self.others[*half] & OTHER == other)
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
    pub fn row(&self, worker: u32) -> Row<'_> {
        self.pools[worker as usize / SHARE].row(worker as usize % SHARE)
    }

    /// How many ties a worker has.
    #[inline]
    pub fn degree(&self, worker: u32) -> usize {
        usize::from(self.pools[worker as usize / SHARE].rows[worker as usize % SHARE].length)
    }

    /// The tie between two workers, if there is one.
    #[inline]
    pub fn between(&self, a: u32, b: u32) -> Option<Tie> {
        self.row(a).iter().find(|tie| tie.other() == b)
    }

    /// Makes a tie; says whether it did. It does not where there is one already, where the two are one, or
    /// where one of them holds as many ties as a person can.
    pub fn add(&mut self, a: u32, b: u32, trust: f64, nature: Nature) -> bool {
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
        self.pools[a as usize / SHARE].push(a as usize % SHARE, Tie { trust: trust as f32, other: b | nature.0 });
        self.pools[b as usize / SHARE].push(b as usize % SHARE, Tie { trust: trust as f32, other: a | nature.0 });
        self.count += 1;
        self.changes += 1;
        true
    }

    /// Ends all ties of a worker who leaves.
    pub fn clear(&mut self, worker: u32) {
        let (pool, place) = (worker as usize / SHARE, worker as usize % SHARE);
        self.changes += 1;
        while let Some(other) = self.row(worker).others.last().map(|other| other & OTHER) {
            let (far, there) = (&mut self.pools[other as usize / SHARE], other as usize % SHARE);
            if let Some(half) = far.half(there, worker) {
                far.end_half(there, half);
            }
            let near = &mut self.pools[pool];
            near.end_half(place, near.rows[place].range().end - 1);
            self.count -= 1;
        }
    }

    /// Adds a share `gain` of the missing trust to the tie between two workers, if there is one.
    pub fn strengthen(&mut self, a: u32, b: u32, gain: f64) {
        self.changes += 1;
        for (one, other) in [(a, b), (b, a)].into_iter().take(if is_planted(Canary::AsymmetricTie) { 1 } else { 2 }) {
            let pool = &mut self.pools[one as usize / SHARE];
            if let Some(half) = pool.half(one as usize % SHARE, other) {
                pool.trust[half] = risen(pool.trust[half], gain);
            }
        }
    }

    /// One week of all ties: on those on which the two meet there is more trust, on the others there is less,
    /// and ties below the floor end.
    ///
    /// `meeters` are those of a share of the workers who may meet somebody; `meets` says whether two of them do,
    /// and the same from both ends; `hear` is told for each of them with whom they met, on which ties, and with
    /// the trust from before, and makes something of it for the share, which `take` gets in the order of shares.
    ///
    /// Both ends come to the same numbers from the same numbers, so each keeps its own half: nothing has
    /// to be looked up at the other end. Who meets whom is a matter of chance, which no processor guesses well;
    /// so first the ties of those who meet are gathered, then all ties lose trust, and last those gain it.
    pub fn week<R: Send, M: Iterator<Item = u32>>(
        &mut self,
        fate: Fate,
        meeters: impl Fn(Range<usize>) -> M + Sync + Send,
        meets: impl Fn(u32, u32) -> bool + Sync + Send,
        hear: impl Fn(&mut R, u32, Met<'_>) + Sync + Send,
        made: impl Iterator<Item = R>,
    ) -> Vec<R> {
        self.changes += 1;
        let workers = self.workers;
        let parts = self.pools.iter_mut().enumerate().zip(made);
        let (mut all, mut ended) = (Vec::new(), 0);
        let week = |gains: &mut Gains, first: usize, pool: &mut Pool, made: &mut R| {
            gains.clear(pool);
            wide(
                #[inline(always)]
                || {
                    for worker in meeters(first..first + pool.rows.len()) {
                        let met = gains.gather(pool, worker as usize - first, |other| meets(worker, other));
                        if !met.halves.is_empty() {
                            hear(made, worker, met);
                        }
                    }
                },
            );
            pool.week(fate, gains, first as u32)
        };
        shares::gather(
            workers,
            parts,
            |((place, pool), mut made)| {
                let ended = GAINS.with_borrow_mut(|gains| week(gains, place * SHARE, pool, &mut made));
                (ended, made)
            },
            |(lost, made)| {
                ended += lost;
                all.push(made);
            },
        );
        self.count -= ended;
        all
    }

    /// Gives back the memory that was set aside for more ties than there are.
    pub fn settle(&mut self) {
        for pool in &mut self.pools {
            pool.others.shrink_to_fit();
            pool.trust.shrink_to_fit();
        }
    }

    /// Half-ties that cross origins, and half-ties that were made in a session.
    pub fn crossing_and_meeting(&self) -> (usize, usize) {
        self.pools.iter().fold((0, 0), |(crossing, meeting), pool| (crossing + pool.crossing, meeting + pool.meeting))
    }

    /// The least trust there is on any tie.
    pub fn least_trust(&self) -> f32 {
        self.pools.iter().flat_map(|pool| &pool.trust).copied().fold(f32::INFINITY, f32::min)
    }

    /// The trust of all half-ties together.
    pub fn trust(&self) -> f64 {
        let mut sum = 0.0;
        let of_pool = |pool: &Pool| {
            wide(
                #[inline(always)]
                || Row { others: &pool.others, trust: &pool.trust }.trust(),
            )
        };
        shares::gather(self.workers, self.pools.iter(), of_pool, |trust| sum += trust);
        sum
    }

    /// Every tie once, as its two ends and the view of the lower-numbered one.
    pub fn iter(&self) -> impl Iterator<Item = (u32, u32, Tie)> {
        (0..self.workers as u32).flat_map(move |a| {
            self.row(a).iter().filter(move |tie| a < tie.other()).map(move |tie| (a, tie.other(), tie))
        })
    }

    /// Bytes a worker takes, for the estimate of memory.
    pub const BYTES_PER_WORKER: usize = size_of::<Place>();
    /// Bytes of a tie, both halves, with the room that rows and pools leave.
    pub const BYTES_PER_TIE: usize = 4 * size_of::<Tie>();
}

/// Trust that a meeting has added to.
#[inline(always)]
fn risen(trust: f32, gain: f64) -> f32 {
    (f64::from(trust) + gain * (1.0 - f64::from(trust))) as f32
}

/// The ties on which somebody met others.
pub struct Met<'a> {
    halves: &'a [u32],
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
struct Gains {
    halves: Vec<u32>,
    number: usize,
    trust: Vec<f32>,
}

thread_local! {
    /// Room that each thread keeps from week to week.
    static GAINS: RefCell<Gains> = RefCell::default();
}

impl Gains {
    fn clear(&mut self, pool: &Pool) {
        self.number = 0;
        // One more, for the one that is written and not counted.
        let room = self.halves.len().max(pool.others.len() + 1);
        self.halves.resize(room, 0);
    }

    /// Gathers the half-ties of a row on which there is a meeting.
    #[inline(always)]
    fn gather<'a>(&'a mut self, pool: &'a Pool, place: usize, meets: impl Fn(u32) -> bool) -> Met<'a> {
        let before = self.number;
        let start = pool.rows[place].start;
        let others = pool.row(place).others;
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
    fn week(&mut self, fate: Fate, gains: &mut Gains, first: u32) -> usize {
        let Fate { gain, loss, floor } = fate;
        let floor = floor as f32;
        let met = &gains.halves[..gains.number];
        gains.trust.clear();
        gains.trust.extend(met.iter().map(|half| risen(self.trust[*half as usize], gain)));
        let all = self.trust.as_mut_slice();
        // All that the loop reads and counts is its own, or it could not be done many at a time.
        let below = wide(
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
        (0..self.rows.len()).map(|place| self.end_ties(place, floor, first)).sum()
    }

    /// Ends the ties of a row that are below the floor.
    fn end_ties(&mut self, place: usize, floor: f32, first: u32) -> usize {
        let (mut half, mut ended) = (self.rows[place].start as usize, 0);
        while half < self.rows[place].range().end {
            if self.trust[half] < floor || self.trust[half] <= 0.0 {
                ended += usize::from(first + (place as u32) < self.others[half] & OTHER);
                self.end_half(place, half);
            } else {
                half += 1;
            }
        }
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
                    assert_eq!(ties.add(a, b, 0.3, Nature::new(Made::Meeting, false, false)), fits);
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
                    let meets = |a: u32, b: u32| free[a as usize] && free[b as usize];
                    let everybody = |share: Range<usize>| share.map(|i| i as u32);
                    ties.week(fate, everybody, meets, |(), _, _| {}, std::iter::repeat(()));
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
        let found: BTreeMap<(u32, u32), f64> = ties.iter().map(|(a, b, tie)| ((a, b), tie.trust())).collect();
        assert_eq!(found.len(), plain.len());
        for (pair, trust) in &plain {
            assert!((found[pair] - trust).abs() < 1e-5, "{pair:?}: {} for {trust}", found[pair]);
        }
        assert!(
            ties.iter()
                .all(|(a, b, tie)| ties.between(b, a).is_some_and(|back| back == Tie { other: a | MEETING, ..tie }))
        );
    }
}
