//! Draws by number, also beyond the 32 bits that a purpose has.

use crate::number::draws::{Purpose, Word};

/// The step of SplitMix64, as in [`Word`].
const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;

/// The word and the number for a draw of a wide number. Purposes take the steps below 2⁴⁰ of a word's
/// sequence; every 2³² draws the word moves on by 2⁴⁰ of its steps, so no two draws share one.
#[inline]
fn address(word: Word, k: u64) -> (Word, u32) {
    (Word(word.0.wrapping_add(GOLDEN.wrapping_mul((k >> 32) << 40))), k as u32)
}

/// A number from 0 (included) to 1 (not included): the `k`-th of this purpose.
#[inline]
pub(super) fn uniform(word: Word, purpose: Purpose, k: u64) -> f64 {
    let (word, k) = address(word, k);
    word.uniform(purpose, k)
}

/// A word of its own for part `k` of what `word` decides: draws of one part shift none of another.
#[inline]
pub(super) fn part(word: Word, purpose: Purpose, k: u64) -> Word {
    let (word, k) = address(word, k);
    Word(word.bits(purpose, k))
}

/// Draws of one purpose, one after the other.
pub(super) struct Stream {
    word: Word,
    purpose: Purpose,
    next: u64,
}

impl Stream {
    pub(super) fn new(word: Word, purpose: Purpose) -> Self {
        Self { word, purpose, next: 0 }
    }

    #[inline]
    fn take(&mut self) -> (Word, u32) {
        let found = address(self.word, self.next);
        self.next += 1;
        found
    }

    /// A number from 0 (included) to 1 (not included).
    #[inline]
    pub(super) fn uniform(&mut self) -> f64 {
        let (word, k) = self.take();
        word.uniform(self.purpose, k)
    }

    /// An index below `length`; `length` is not 0.
    #[inline]
    pub(super) fn index(&mut self, length: usize) -> usize {
        let (word, k) = self.take();
        word.index(self.purpose, k, length)
    }

    /// Heads or tails.
    #[inline]
    pub(super) fn coin(&mut self) -> bool {
        let (word, k) = self.take();
        word.bits(self.purpose, k) >> 63 == 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn narrow_draws_are_those_of_the_word_and_wide_ones_are_others() {
        let word = Word(42);
        let purpose = Purpose::NetworkTie;
        assert_eq!(uniform(word, purpose, 7), word.uniform(purpose, 7));
        let mut stream = Stream::new(word, purpose);
        stream.next = u64::from(u32::MAX);
        let across = [stream.uniform(), stream.uniform(), stream.uniform()];
        let first = u64::from(u32::MAX);
        assert_eq!(across, [first, first + 1, first + 2].map(|k| uniform(word, purpose, k)));
        let narrow: Vec<u64> = (0..64).flat_map(|_| (0..4).map(|k| word.uniform(purpose, k).to_bits())).collect();
        assert!(!narrow.contains(&across[1].to_bits()) && !narrow.contains(&across[2].to_bits()));
    }
}
