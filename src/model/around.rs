//! Who acted of late, and how many of them each worker has ties with.

use crate::number::simd::vectorised;

use super::chunks::{self, CHUNK};
use super::column::Column;
use super::marks::{Marks, ones};
use super::ties::Ties;
use super::workers::is_recent;

/// Who acted of late, and how many of them each worker has ties with.
///
/// While ties stay as they are only those count anew who began or ceased to be mobilised: their neighbours see one
/// more or one fewer.
#[derive(Debug, Clone, Default)]
pub(super) struct Around {
    mobilised: Marks,
    /// For each worker, how many of their ties lead to somebody mobilised; nothing where ties change.
    counts: Vec<u16>,
    /// Who was mobilised when that was counted.
    counted: Marks,
    /// The [changes](Ties::changes) of the ties when they were last looked at.
    changes: Option<u64>,
}

impl Around {
    /// Nobody acted yet.
    pub(crate) fn new(workers: usize) -> Self {
        Self { mobilised: Marks::new(workers), ..Self::default() }
    }

    /// Looks at who acted of late; and, where no tie has changed since it last did and `all` ties are looked along, at
    /// who sees how many of them.
    pub(crate) fn look(&mut self, last_acted: &Column<i16>, ties: &Ties, all: bool, week: u32, memory: u32) {
        self.mark(last_acted, week, memory);
        let unchanged = self.changes.replace(ties.changes()) == Some(ties.changes());
        if !(unchanged && all) {
            self.counts.clear();
        } else if self.counts.is_empty() || !self.follow(ties) {
            self.count(ties);
        }
    }

    /// How many of a worker's ties lead to somebody mobilised.
    #[inline(always)]
    pub(crate) fn acted(&self, ties: &Ties, worker: u32) -> u32 {
        match self.counts.get(worker as usize) {
            Some(count) => u32::from(*count),
            None => ties.row(worker).others().map(|other| self.bit(other)).sum(),
        }
    }

    /// Whether a worker is mobilised, as a number.
    #[inline(always)]
    pub(crate) fn bit(&self, worker: u32) -> u32 {
        self.mobilised.bit(worker as usize) as u32
    }

    fn mark(&mut self, last_acted: &Column<i16>, week: u32, memory: u32) {
        let n = last_acted.len();
        let parts = self.mobilised.words_mut().chunks_mut(CHUNK / Marks::TOGETHER).enumerate();
        chunks::for_each(n, parts, |(index, marks)| {
            vectorised(
                #[inline(always)]
                || {
                    for (first, marks) in (index * CHUNK..).step_by(Marks::TOGETHER).zip(marks) {
                        let some = first..n.min(first + Marks::TOGETHER);
                        *marks = last_acted.packed(some, |last| is_recent(i32::from(last), week, memory));
                    }
                },
            );
        });
    }

    /// Counts for everybody.
    fn count(&mut self, ties: &Ties) {
        let Self { mobilised, counts, counted, .. } = self;
        counts.resize(ties.workers(), 0);
        chunks::for_each(ties.workers(), counts.chunks_mut(CHUNK).enumerate(), |(index, counts)| {
            vectorised(
                #[inline(always)]
                || {
                    for (worker, count) in (index as u32 * CHUNK as u32..).zip(counts) {
                        *count = ties.row(worker).others().map(|other| mobilised.bit(other as usize) as u16).sum();
                    }
                },
            );
        });
        counted.clone_from(mobilised);
    }

    /// Counts for those who have ties with somebody who began or ceased to be mobilised; says whether it did. It does
    /// not where there are so many that all are sooner counted.
    fn follow(&mut self, ties: &Ties) -> bool {
        let Self { mobilised, counts, counted, .. } = self;
        let words = || mobilised.words().iter().zip(counted.words()).map(|(now, then)| (now, now ^ then));
        let others: u32 = words().map(|(_, others)| others.count_ones()).sum();
        if others as usize > counts.len() / 4 {
            return false;
        }
        for (first, (now, others)) in (0..).step_by(Marks::TOGETHER).zip(words()) {
            for index in ones(others) {
                let began = now >> index & 1 == 1;
                for other in ties.row(first + index as u32).others() {
                    let count = &mut counts[other as usize];
                    *count = if began { *count + 1 } else { *count - 1 };
                }
            }
        }
        counted.clone_from(mobilised);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::super::ties::{Made, Nature};
    use super::super::workers::NEVER;
    use super::*;

    /// Whatever happens to ties and to who acts, each sees what a look at all their ties shows.
    #[test]
    fn counts_are_those_of_looking_at_all_ties() {
        let n = 300;
        let mut state = 3u64;
        let mut next = |bound: u64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) % bound
        };
        let mut ties = Ties::new(n, 40);
        let mut last_acted = Column::<i16>::alike(n, NEVER);
        let mut around = Around::new(n);
        let mut followed = 0;
        for week in 0..200 {
            // Now and then ties are made; mostly they stay, and few or many act.
            for _ in 0..if week % 20 == 0 { 200 } else { 0 } {
                let (a, b) = (next(n as u64) as u32, next(n as u64) as u32);
                ties.add(a, b, 0.5, Nature::new(Made::Daily, false, false));
            }
            for _ in 0..[3, 40, 150][next(3) as usize] {
                last_acted.put(next(n as u64) as usize, week as i32);
            }
            followed += u32::from(!around.counts.is_empty());
            around.look(&last_acted, &ties, true, week, 4);
            for worker in 0..n as u32 {
                let acted = |other: &u32| is_recent(last_acted.at(*other as usize), week, 4);
                let wanted = ties.row(worker).others().filter(acted).count();
                assert_eq!(around.acted(&ties, worker) as usize, wanted, "week {week}, worker {worker}");
            }
        }
        assert!(followed > 100, "counts were kept in {followed} weeks");
    }
}
