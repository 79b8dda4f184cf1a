//! The social network: who knows whom, and how far they trust each other.
//!
//! Each worker has a row of half-ties in one pool. Rows have room for 2, 4, 8 … half-ties; a row that is
//! full moves to a larger place and leaves its own to be used again, so the weekly loop allocates nothing
//! once the pool has grown. A tie stands in both rows with the same trust. The order of a row depends on
//! that worker's own history alone, so sums along it never depend on anybody they cannot reach.

use crate::canary::{Canary, is_planted};

/// Where a tie was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Made {
    /// In daily life.
    Daily,
    /// In a session.
    Meeting,
}

/// One end's view of a tie.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tie {
    /// How far the two trust each other, in (0, 1].
    pub trust: f64,
    /// The worker at the other end.
    pub other: u32,
    /// Where it was made.
    pub made: Made,
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
    /// Room for `2^size` half-ties; size 0 means no place yet.
    size: u8,
}

/// All ties among a fixed number of workers.
#[derive(Debug, Clone)]
pub struct Ties {
    rows: Vec<Row>,
    pool: Vec<Tie>,
    /// For each size, the places in the pool that are free again.
    vacant: Vec<Vec<u32>>,
    count: usize,
    most: u16,
}

const NOBODY: Tie = Tie { trust: 0.0, other: u32::MAX, made: Made::Daily };

impl Ties {
    /// No ties yet among `workers` workers, each of whom can hold at most `most`.
    pub fn new(workers: usize, most: u32) -> Self {
        let most = u16::try_from(most).unwrap_or(u16::MAX);
        Self {
            rows: vec![Row::default(); workers],
            pool: Vec::with_capacity(workers * 6),
            vacant: vec![Vec::new(); 18],
            count: 0,
            most,
        }
    }

    /// Number of workers.
    pub fn workers(&self) -> usize {
        self.rows.len()
    }

    /// Number of ties.
    pub fn count(&self) -> usize {
        self.count
    }

    /// The ties of one worker.
    #[inline]
    pub fn row(&self, worker: u32) -> &[Tie] {
        let row = self.rows[worker as usize];
        &self.pool[row.start as usize..row.start as usize + usize::from(row.length)]
    }

    #[inline]
    fn row_mut(&mut self, worker: u32) -> &mut [Tie] {
        let row = self.rows[worker as usize];
        &mut self.pool[row.start as usize..row.start as usize + usize::from(row.length)]
    }

    /// The tie between two workers, if there is one.
    pub fn between(&self, a: u32, b: u32) -> Option<&Tie> {
        self.row(a).iter().find(|tie| tie.other == b)
    }

    /// Makes a tie; says whether it did. It does not where there is one already, where the two are one, or
    /// where one of them holds as many ties as a person can.
    pub fn add(&mut self, a: u32, b: u32, trust: f64, made: Made) -> bool {
        let full = |worker: u32| self.rows[worker as usize].length >= self.most;
        if a == b || full(a) || full(b) || self.between(a, b).is_some() {
            return false;
        }
        self.push(a, Tie { trust, other: b, made });
        self.push(b, Tie { trust, other: a, made });
        self.count += 1;
        true
    }

    fn push(&mut self, worker: u32, tie: Tie) {
        let mut row = self.rows[worker as usize];
        if row.size == 0 || usize::from(row.length) == 1 << row.size {
            row = self.moved(row);
        }
        self.pool[row.start as usize + usize::from(row.length)] = tie;
        row.length += 1;
        self.rows[worker as usize] = row;
    }

    /// The row at a place with room for twice as many.
    fn moved(&mut self, row: Row) -> Row {
        let size = row.size + 1;
        let start = self.vacant[usize::from(size)].pop().unwrap_or_else(|| {
            let start = self.pool.len();
            self.pool.resize(start + (1 << size), NOBODY);
            u32::try_from(start).expect("memory is checked before a run: fewer than 2^32 half-ties")
        });
        let from = row.start as usize;
        self.pool.copy_within(from..from + usize::from(row.length), start as usize);
        if row.size > 0 {
            self.vacant[usize::from(row.size)].push(row.start);
        }
        Row { start, length: row.length, size }
    }

    fn drop_half(&mut self, worker: u32, other: u32) {
        let row = self.row_mut(worker);
        if let Some(place) = row.iter().position(|tie| tie.other == other) {
            if is_planted(Canary::RowsInOrder) {
                row[place..].rotate_left(1);
            } else {
                let last = row.len() - 1;
                row.swap(place, last);
            }
            self.rows[worker as usize].length -= 1;
        }
    }

    /// Ends all ties of a worker who leaves.
    pub fn clear(&mut self, worker: u32) {
        while let Some(other) = self.row(worker).last().map(|tie| tie.other) {
            self.drop_half(other, worker);
            self.rows[worker as usize].length -= 1;
            self.count -= 1;
        }
    }

    /// Adds a share `gain` of the missing trust to the tie between two workers, if there is one.
    pub fn strengthen(&mut self, a: u32, b: u32, gain: f64) {
        for (one, other) in [(a, b), (b, a)].into_iter().take(if is_planted(Canary::AsymmetricTie) { 1 } else { 2 }) {
            if let Some(tie) = self.row_mut(one).iter_mut().find(|tie| tie.other == other) {
                tie.trust += gain * (1.0 - tie.trust);
            }
        }
    }

    /// One week of one worker's row: ties on which the two meet gain trust, the others lose some and end
    /// below the floor. `hear` is called for each of the former with the trust they had before. `meets` must
    /// say the same of a tie from both ends.
    ///
    /// Both ends come to the same numbers from the same numbers, so each keeps its own half: nothing has
    /// to be looked up at the other end.
    #[inline]
    pub fn week(&mut self, worker: u32, fate: Fate, meets: impl Fn(u32) -> bool, mut hear: impl FnMut(&Tie)) {
        let Fate { gain, loss, floor } = fate;
        let row = self.rows[worker as usize];
        let start = row.start as usize;
        let mut length = usize::from(row.length);
        let mut place = 0;
        while place < length {
            let tie = &mut self.pool[start + place];
            if meets(tie.other) {
                hear(tie);
                tie.trust += gain * (1.0 - tie.trust);
            } else {
                tie.trust -= loss * tie.trust;
                if tie.trust < floor || tie.trust <= 0.0 {
                    // The other end drops its half when its row has its week; count each tie once.
                    self.count -= usize::from(worker < tie.other);
                    length -= 1;
                    self.pool.swap(start + place, start + length);
                    continue;
                }
            }
            place += 1;
        }
        self.rows[worker as usize].length = length as u16;
    }

    /// Every tie once, as its two ends and the view of the lower-numbered one.
    pub fn iter(&self) -> impl Iterator<Item = (u32, u32, &Tie)> {
        (0..self.rows.len() as u32)
            .flat_map(move |a| self.row(a).iter().filter(move |tie| a < tie.other).map(move |tie| (a, tie.other, tie)))
    }

    /// Bytes in use, for the estimate of memory.
    pub const BYTES_PER_WORKER: usize = size_of::<Row>();
    /// Bytes of a tie, both halves, with the room rows leave.
    pub const BYTES_PER_TIE: usize = 3 * size_of::<Tie>();
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
                    for worker in 0..n {
                        let fate = Fate { gain: 0.1, loss: 0.2, floor: 0.05 };
                        let meets = |other: u32| free[worker as usize] && free[other as usize];
                        ties.week(worker, fate, meets, |_| {});
                    }
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
