//! A state of all workers, kept as small as it can be.
//!
//! While all workers share a value it is stored once; the first worker who differs spreads it out. What
//! is stored is narrower than what is computed with: equations are evaluated in double precision, shares are
//! kept in single precision, weeks in sixteen bits. Each assignment rounds once.

use crate::number::draws::packed;

/// What a column keeps of a value.
pub trait Kept: Copy + PartialEq {
    /// What equations compute with.
    type Value;
    /// Rounds a value to what is kept of it.
    fn keep(value: Self::Value) -> Self;
    /// The value that is kept.
    fn value(self) -> Self::Value;
}

/// A share, a trait or another number, in single precision.
impl Kept for f32 {
    type Value = f64;
    #[inline]
    fn keep(value: f64) -> Self {
        value as f32
    }
    #[inline]
    fn value(self) -> f64 {
        f64::from(self)
    }
}

/// A week, the first 32,767 and as many before them; earlier ones count as the earliest.
impl Kept for i16 {
    type Value = i32;
    #[inline]
    fn keep(week: i32) -> Self {
        week.clamp(i32::from(Self::MIN), i32::from(Self::MAX)) as Self
    }
    #[inline]
    fn value(self) -> i32 {
        i32::from(self)
    }
}

macro_rules! kept_as_it_is {
    ($($kind:ty),+) => {
        $(impl Kept for $kind {
            type Value = Self;
            #[inline]
            fn keep(value: Self) -> Self {
                value
            }
            #[inline]
            fn value(self) -> Self {
                self
            }
        })+
    };
}

kept_as_it_is!(u16, f64, bool, super::status::Status, super::mind::Mind);

/// One value for each worker.
#[derive(Debug, Clone, PartialEq)]
pub struct Column<T> {
    workers: usize,
    /// One value that all share, or one for each.
    kept: Vec<T>,
}

impl<T> Default for Column<T> {
    fn default() -> Self {
        Self { workers: 0, kept: Vec::new() }
    }
}

impl<T: Kept> Column<T> {
    /// The same value for all.
    pub fn alike(workers: usize, value: T::Value) -> Self {
        Self { workers, kept: vec![T::keep(value)] }
    }

    /// Number of workers.
    pub fn len(&self) -> usize {
        self.workers
    }

    /// Whether there are no workers.
    pub fn is_empty(&self) -> bool {
        self.workers == 0
    }

    /// Whether all have the same value, kept once.
    #[inline]
    pub fn is_alike(&self) -> bool {
        self.kept.len() < self.workers
    }

    /// A worker's value.
    #[inline]
    pub fn at(&self, worker: usize) -> T::Value {
        self.kept(worker).value()
    }

    /// What is kept of a worker's value.
    #[inline]
    pub fn kept(&self, worker: usize) -> T {
        debug_assert!(worker < self.workers);
        // Past the end of a column that is kept once: the one value.
        self.kept.get(worker).copied().unwrap_or_else(|| self.kept[0])
    }

    /// Gives a worker a value.
    #[inline]
    pub fn put(&mut self, worker: usize, value: T::Value) {
        let value = T::keep(value);
        if self.is_alike() {
            if self.kept[0] == value {
                return;
            }
            self.spread();
        }
        self.kept[worker] = value;
    }

    /// Gives all the same value.
    pub fn fill(&mut self, value: T::Value) {
        self.kept.clear();
        self.kept.push(T::keep(value));
    }

    /// The column of one worker for as many as are alike with them.
    pub fn for_all(mut self, workers: usize) -> Self {
        self.workers = workers;
        self
    }

    /// Keeps a value for each worker from now on.
    #[cold]
    pub fn spread(&mut self) {
        let value = self.kept[0];
        self.kept.resize(self.workers, value);
    }

    /// Keeps one value again where all have come to be alike.
    pub fn settle(&mut self) {
        if self.kept.iter().all(|value| *value == self.kept[0]) {
            self.kept.truncate(1);
            self.kept.shrink_to_fit();
        }
    }

    /// All values, worker by worker; only one where all are alike.
    #[inline]
    pub fn all(&self) -> &[T] {
        &self.kept
    }

    /// All values to be changed, worker by worker; only one where all are alike.
    #[inline]
    pub fn all_mut(&mut self) -> &mut [T] {
        &mut self.kept
    }

    /// The values of some workers in a row; none where all are alike.
    #[inline]
    pub fn of(&self, workers: std::ops::Range<usize>) -> &[T] {
        if self.is_alike() { &[] } else { &self.kept[workers] }
    }

    /// A bit for each of up to 64 workers in a row, the first in the lowest, by what is kept of them.
    #[inline(always)]
    pub fn packed(&self, workers: std::ops::Range<usize>, is: impl Fn(T) -> bool) -> u64 {
        let mut those = [0; 64];
        let number = workers.len();
        match self.of(workers) {
            [] => those[..number].fill(u8::from(is(self.kept[0]))),
            each => those.iter_mut().zip(each).for_each(|(this, kept)| *this = u8::from(is(*kept))),
        }
        packed(&those)
    }

    /// The values of all workers, one by one.
    pub fn iter(&self) -> impl Iterator<Item = T::Value> {
        (0..self.workers).map(|worker| self.at(worker))
    }
}

impl Column<f32> {
    /// Adds to a worker's value a share of what is missing to 1.
    #[inline]
    pub fn gain(&mut self, worker: usize, share: f64) {
        let x = self.at(worker);
        self.put(worker, x + share * (1.0 - x));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_is_spread_when_somebody_differs() {
        let mut column = Column::<f32>::alike(5, 0.5);
        column.put(3, 0.5);
        assert!(column.is_alike());
        column.put(3, 0.25);
        assert_eq!(column.iter().collect::<Vec<_>>(), [0.5, 0.5, 0.5, 0.25, 0.5]);
        column.settle();
        assert!(!column.is_alike());
        column.put(3, 0.5);
        column.settle();
        assert!(column.is_alike());
        column.fill(1.0);
        assert_eq!((column.is_alike(), column.at(4)), (true, 1.0));
    }

    #[test]
    fn weeks_too_early_are_the_earliest() {
        let mut column = Column::<i16>::alike(2, 0);
        column.put(1, -1_000_000);
        assert_eq!(column.at(1), i32::from(i16::MIN));
    }
}
