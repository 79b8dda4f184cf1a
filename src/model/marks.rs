//! A mark for each worker, a bit each.

/// Marks, all in as few bytes as can be: what is asked of neighbours at random stays near the processor.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Marks {
    workers: usize,
    bits: Vec<u64>,
}

impl Marks {
    /// Workers whose marks share a word.
    pub const TOGETHER: usize = 64;

    /// Nobody is marked.
    pub fn new(workers: usize) -> Self {
        Self { workers, bits: vec![0; workers.div_ceil(Self::TOGETHER)] }
    }

    /// Whether a worker is marked.
    #[inline]
    pub fn has(&self, worker: usize) -> bool {
        self.bit(worker) == 1
    }

    /// The mark as a number, 0 or 1.
    #[inline]
    pub fn bit(&self, worker: usize) -> u64 {
        (self.bits[worker / Self::TOGETHER] >> (worker % Self::TOGETHER)) & 1
    }

    /// Marks a worker, or takes the mark away.
    #[inline]
    pub fn set(&mut self, worker: usize, marked: bool) {
        let bit = 1 << (worker % Self::TOGETHER);
        let word = &mut self.bits[worker / Self::TOGETHER];
        if marked {
            *word |= bit;
        } else {
            *word &= !bit;
        }
    }

    /// Marks everybody, or nobody.
    pub fn fill(&mut self, marked: bool) {
        self.bits.fill(if marked { u64::MAX } else { 0 });
        let past = self.workers % Self::TOGETHER;
        if marked
            && past > 0
            && let Some(last) = self.bits.last_mut()
        {
            *last = (1 << past) - 1;
        }
    }

    /// The words, [`TOGETHER`](Self::TOGETHER) workers each, the first worker in the lowest bit.
    pub fn words(&self) -> &[u64] {
        &self.bits
    }

    /// The same to be changed.
    pub fn words_mut(&mut self) -> &mut [u64] {
        &mut self.bits
    }

    /// How many are marked.
    pub fn count(&self) -> usize {
        self.bits.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// Those marked among some workers in a row, in order; the first shares its word with none before it.
    pub fn within(&self, workers: std::ops::Range<usize>) -> impl Iterator<Item = usize> {
        let words = workers.start / Self::TOGETHER..workers.end.div_ceil(Self::TOGETHER);
        words.flat_map(|index| ones(self.bits[index]).map(move |bit| index * Self::TOGETHER + bit))
    }

    /// Those marked, in order.
    pub fn iter(&self) -> impl Iterator<Item = usize> {
        self.within(0..self.workers)
    }
}

/// The positions of the ones in a word, from the lowest.
#[inline]
pub(crate) fn ones(mut word: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let index = (word != 0).then(|| word.trailing_zeros() as usize)?;
        word &= word - 1;
        Some(index)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_agree_with_a_plain_list() {
        let mut marks = Marks::new(130);
        let wanted = [0, 1, 63, 64, 65, 127, 128, 129];
        for worker in wanted {
            marks.set(worker, true);
        }
        assert_eq!(marks.iter().collect::<Vec<_>>(), wanted);
        assert_eq!(marks.count(), wanted.len());
        marks.set(64, false);
        assert!(!marks.has(64) && marks.has(65));
        marks.fill(true);
        assert_eq!(marks.count(), 130);
    }
}
