//! The social network: who knows whom, and how far they trust each other.
//!
//! Each worker has a row of half-ties. Rows stand in pools, a pool for each `CHUNK` workers, so that
//! threads can work on different workers' rows at once. A row has room for a few half-ties; one that is full
//! moves to a larger span and leaves its own to be used again, so the weekly loop allocates nothing once the
//! pools have grown. A tie stands in both rows with the same trust. The order of a row depends on that
//! worker's own history alone, so sums along it never depend on anybody they cannot reach.

mod petgraph;
mod pool;
mod refusals;
mod row;
mod tie;
mod week;

use std::ops::Range;

use crate::canary::{Canary, is_planted};
use crate::number::simd::vectorised;

use super::chunks::{self, CHUNK};

pub use petgraph::TieReference;
use pool::{Pool, Span};
use refusals::Refusals;
pub use row::{Row, RowIter};
use tie::OTHER;
pub use tie::{Made, Nature, Tie};
pub use week::{Fate, Met};
use week::{GAINS, Gains, risen};

/// All ties among a fixed number of workers.
#[derive(Debug, Clone)]
pub struct Ties {
    workers: usize,
    pools: Vec<Pool>,
    count: usize,
    most: u16,
    changes: u64,
    refusals: Refusals,
}

impl Ties {
    /// No ties yet among `workers` workers, each of whom can hold at most `most`.
    pub fn new(workers: usize, most: u32) -> Self {
        let most = u16::try_from(most).unwrap_or(u16::MAX);
        let pools = (0..workers).step_by(CHUNK).map(|first| Pool::new(CHUNK.min(workers - first))).collect();
        Self { workers, pools, count: 0, most, changes: 0, refusals: Refusals::default() }
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
        self.pools[worker as usize / CHUNK].row(worker as usize % CHUNK)
    }

    /// How many ties a worker has.
    #[inline]
    pub fn degree(&self, worker: u32) -> usize {
        usize::from(self.pools[worker as usize / CHUNK].rows[worker as usize % CHUNK].length)
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
        self.pools[a as usize / CHUNK].push(a as usize % CHUNK, Tie { trust: trust as f32, other: b | nature.0 });
        self.pools[b as usize / CHUNK].push(b as usize % CHUNK, Tie { trust: trust as f32, other: a | nature.0 });
        self.count += 1;
        self.changes += 1;
        // What was said on an earlier tie of the two ended with it.
        self.refusals.forget(a, b);
        true
    }

    /// Notes that the person at the other end of an asker's tie said no to an organisation. Refusals count for
    /// `weeks`.
    pub fn refuse(&mut self, asker: u32, asked: u32, organisation: u16, week: u32, weeks: u32) {
        self.refusals.insert(asker, asked, organisation, week);
        let mut refusals = std::mem::take(&mut self.refusals);
        refusals.purge(|a, b, then| week - then < weeks && self.between(a, b).is_some());
        self.refusals = refusals;
    }

    /// Whether the person at the other end of an asker's tie said no to an organisation within so many weeks.
    pub fn refused(&self, asker: u32, asked: u32, organisation: u16, week: u32, weeks: u32) -> bool {
        weeks > 0 && self.refusals.week(asker, asked, organisation).is_some_and(|then| week - then < weeks)
    }

    /// Ends all ties of a worker who leaves.
    pub fn clear(&mut self, worker: u32) {
        let (pool, index) = (worker as usize / CHUNK, worker as usize % CHUNK);
        self.changes += 1;
        while let Some(other) = self.row(worker).others.last().map(|other| other & OTHER) {
            let (far, there) = (&mut self.pools[other as usize / CHUNK], other as usize % CHUNK);
            if let Some(half) = far.half(there, worker) {
                far.end_half(there, half);
            }
            let near = &mut self.pools[pool];
            near.end_half(index, near.rows[index].range().end - 1);
            self.count -= 1;
        }
    }

    /// Adds a share `gain` of the missing trust to the tie between two workers, if there is one.
    pub fn strengthen(&mut self, a: u32, b: u32, gain: f64) {
        self.changes += 1;
        for (one, other) in [(a, b), (b, a)].into_iter().take(if is_planted(Canary::AsymmetricTie) { 1 } else { 2 }) {
            let pool = &mut self.pools[one as usize / CHUNK];
            if let Some(half) = pool.half(one as usize % CHUNK, other) {
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
            vectorised(
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
        chunks::gather(
            workers,
            parts,
            |((index, pool), mut made)| {
                let ended = GAINS.with_borrow_mut(|gains| week(gains, index * CHUNK, pool, &mut made));
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
            vectorised(
                #[inline(always)]
                || Row { others: &pool.others, trust: &pool.trust }.trust(),
            )
        };
        chunks::gather(self.workers, self.pools.iter(), of_pool, |trust| sum += trust);
        sum
    }

    /// Every tie once, as its two ends and the view of the lower-numbered one.
    pub fn iter(&self) -> impl Iterator<Item = (u32, u32, Tie)> {
        (0..self.workers as u32).flat_map(move |a| {
            self.row(a).iter().filter(move |tie| a < tie.other()).map(move |tie| (a, tie.other(), tie))
        })
    }

    /// Bytes a worker takes, for the estimate of memory.
    pub const BYTES_PER_WORKER: usize = size_of::<Span>();
    /// Bytes of a tie, both halves, with the room that rows and pools leave.
    pub const BYTES_PER_TIE: usize = 4 * size_of::<Tie>();
}

#[cfg(test)]
mod tests {
    use super::tie::MEETING;
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
