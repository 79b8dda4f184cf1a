//! Addressed random draws.
//!
//! Every actor has one 64-bit word per week from ChaCha8: the key is the seed and the replicate, the stream is the kind
//! of actor and the week, the position is the actor's number. Every decision of that actor in that week is an output of
//! SplitMix64 (Steele, Lea & Flood 2014) started at the word, one fixed step per purpose. So a draw has an address –
//! seed, replicate, week, actor, purpose – and no draw shifts another: two scenarios that differ in one knob share every
//! other draw, and one more worker, or an intervention of zero strength, changes no number.

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

pub use super::address::{Actor, Purpose};
use super::{chacha, maths};
use crate::canary::{Canary, is_planted};

const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;

/// One actor's word for one week: the start of all that actor's draws in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word(pub u64);

impl Word {
    /// 64 random bits for this purpose; `k` numbers several draws of one purpose.
    #[inline(always)]
    pub fn bits(self, purpose: Purpose, k: u32) -> u64 {
        let step = (purpose as u64) << 32 | u64::from(k) ^ u64::from(is_planted(Canary::OtherDraws));
        let mut z = self.0.wrapping_add(GOLDEN.wrapping_mul(step + 1));
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number from 0 (included) to 1 (not included).
    #[inline(always)]
    pub fn uniform(self, purpose: Purpose, k: u32) -> f64 {
        (self.bits(purpose, k) >> 11) as f64 * (1.0 / (1u64 << 53) as f64)
    }

    /// True with this probability.
    #[inline(always)]
    pub fn chance(self, purpose: Purpose, k: u32, chance: f64) -> bool {
        self.uniform(purpose, k) < chance
    }

    /// True with the probability whose log-odds these are.
    #[inline]
    pub fn happens(self, purpose: Purpose, k: u32, log_odds: f64) -> bool {
        maths::below_logistic(self.uniform(purpose, k), log_odds)
    }

    /// An index below `length`, each equally likely; `length` must not be 0.
    #[inline]
    pub fn index(self, purpose: Purpose, k: u32, length: usize) -> usize {
        // The bias of this multiplication is below length / 2⁶⁴.
        ((u128::from(self.bits(purpose, k)) * length as u128) >> 64) as usize
    }

    /// A standard normal number.
    pub fn normal(self, purpose: Purpose, k: u32) -> f64 {
        maths::normal_quantile(((self.bits(purpose, k) >> 11) as f64 + 0.5) / (1u64 << 53) as f64)
    }

    /// A Poisson count of this mean.
    pub fn poisson(self, purpose: Purpose, k: u32, mean: f64) -> u32 {
        maths::poisson_quantile(mean, self.uniform(purpose, k))
    }

    /// The word of a pair; the order of the two does not matter.
    #[inline]
    pub fn pair(self, other: Word) -> Word {
        Word(self.0.wrapping_add(other.0))
    }
}

/// [`Word::chance`] for up to 64 actors at once, as bits, the first actor in the lowest. `chance` maps an actor's index in `words` to its probability.
#[inline(always)]
pub fn chances(words: &[u64], purpose: Purpose, chance: impl Fn(usize) -> f64) -> u64 {
    let mut happens = [0u8; 64];
    for ((index, happens), word) in happens.iter_mut().enumerate().zip(words) {
        *happens = u8::from(Word(*word).chance(purpose, 0, chance(index)));
    }
    packed(&happens)
}

/// [`chances`] with the same probability for all.
#[inline(always)]
pub fn below(words: &[u64], purpose: Purpose, chance: f64) -> u64 {
    // A draw is a whole number of 2⁻⁵³, so it may as well be compared as one.
    let bound = libm::ceil(chance.clamp(0.0, 1.0) * (1u64 << 53) as f64) as u64;
    let mut happens = [0u8; 64];
    for (happens, word) in happens.iter_mut().zip(words) {
        *happens = u8::from(Word(*word).bits(purpose, 0) >> 11 < bound);
    }
    packed(&happens)
}

/// Packs sixty-four bytes of 0 or 1 into a word, the first in the lowest bit.
#[inline(always)]
pub fn packed(bytes: &[u8; 64]) -> u64 {
    let (eights, _) = bytes.as_chunks::<8>();
    let mut word = 0;
    for (index, eight) in eights.iter().enumerate() {
        // The product brings bit 8k to bit 56 + k.
        word |= (u64::from_le_bytes(*eight).wrapping_mul(0x0102_0408_1020_4080) >> 56) << (8 * index);
    }
    word
}

/// The random draws of one replicate.
#[derive(Debug, Clone)]
pub struct Draws {
    key: [u8; 32],
    generator: ChaCha8Rng,
}

impl Draws {
    /// The draws of a replicate under a seed.
    pub fn new(seed: u64, replicate: u32) -> Self {
        let mut key = [0; 32];
        key[..8].copy_from_slice(&seed.to_le_bytes());
        key[8..12].copy_from_slice(&replicate.to_le_bytes());
        key[16..25].copy_from_slice(b"mobilise/");
        Self { key, generator: ChaCha8Rng::from_seed(key) }
    }

    /// The words of actor `first` and those after it in this week.
    pub fn fill(&self, actor: Actor, week: u32, first: u32, words: &mut [u64]) {
        let mut generator = self.generator.clone();
        generator.set_stream(stream(actor, week));
        generator.set_word_pos(u128::from(first) * 2);
        generator.fill_bytes(bytemuck::cast_slice_mut(words));
        if cfg!(target_endian = "big") {
            words.iter_mut().for_each(|word| *word = word.swap_bytes());
        }
    }

    /// The word of one actor in this week: the same as [`fill`](Self::fill) gives at its index.
    pub fn word(&self, actor: Actor, week: u32, index: u32) -> Word {
        Word(chacha::word(&self.key, stream(actor, week), u64::from(index)))
    }
}

fn stream(actor: Actor, week: u32) -> u64 {
    (actor as u64) << 32 | u64::from(week)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_alone_is_the_word_in_the_row() {
        let draws = Draws::new(7, 3);
        let mut row = [0; 100];
        draws.fill(Actor::Worker, 12, 0, &mut row);
        for index in [0, 1, 7, 8, 99] {
            assert_eq!(draws.word(Actor::Worker, 12, index).0, row[index as usize]);
        }
    }

    #[test]
    fn draws_made_together_are_those_made_alone() {
        let mut words = [0; 200];
        Draws::new(3, 1).fill(Actor::Worker, 5, 0, &mut words);
        let chance = |index: usize| index as f64 / 64.0;
        for words in words.chunks(64) {
            let together = chances(words, Purpose::Free, chance);
            for index in 0..64 {
                let alone = words.get(index).is_some_and(|word| Word(*word).chance(Purpose::Free, 0, chance(index)));
                assert_eq!(together >> index & 1 == 1, alone, "{index}");
            }
            for bound in [0.0, 0.004, 0.5, 1.0] {
                assert_eq!(below(words, Purpose::Free, bound), chances(words, Purpose::Free, |_| bound));
            }
        }
    }

    #[test]
    fn streams_differ() {
        let mut seen = std::collections::BTreeSet::new();
        for seed in 0..3 {
            for replicate in 0..3 {
                let draws = Draws::new(seed, replicate);
                for actor in [Actor::Worker, Actor::Arrival, Actor::Organisation] {
                    for week in 0..5 {
                        assert!(seen.insert(draws.word(actor, week, 0).0));
                    }
                }
            }
        }
    }

    #[test]
    fn a_pair_has_one_word() {
        let (a, b) = (Word(3), Word(u64::MAX - 1));
        assert_eq!(a.pair(b), b.pair(a));
    }

    /// Means and correlations of draws of neighbouring purposes: |r| < 4/√n has an error rate of 6·10⁻⁵.
    #[test]
    fn purposes_are_uncorrelated() {
        let n = 40_000;
        let mut row = vec![0; n];
        Draws::new(1, 0).fill(Actor::Worker, 0, 0, &mut row);
        let draw = |purpose, k| -> Vec<f64> { row.iter().map(|w| Word(*w).uniform(purpose, k) - 0.5).collect() };
        let columns =
            [draw(Purpose::Leave, 0), draw(Purpose::Free, 0), draw(Purpose::Free, 1), draw(Purpose::Trait, 0)];
        let bound = 4.0 / (n as f64).sqrt();
        for (i, a) in columns.iter().enumerate() {
            let mean = a.iter().sum::<f64>() / n as f64;
            assert!(mean.abs() < bound * (1.0f64 / 12.0).sqrt());
            for b in &columns[..i] {
                let r = 12.0 * a.iter().zip(b).map(|(x, y)| x * y).sum::<f64>() / n as f64;
                assert!(r.abs() < bound, "{r}");
            }
        }
    }
}
