//! ChaCha with eight rounds (Bernstein 2008), many blocks side by side.
//!
//! The stream of a key and a stream number, as `rand_chacha` gives it, of which a test asks the same words. What is
//! gained is width: eight blocks are made at once with whatever instructions the processor has, and one block
//! alone where one word is wanted.

use super::wide::wide;

/// Words of 64 bits in a block.
const WORDS: usize = 8;
/// Blocks made side by side.
const LANES: usize = 8;
/// Words made side by side.
const TOGETHER: usize = WORDS * LANES;

/// "expand 32-byte k".
const CONSTANTS: [u32; 4] = [0x6170_7865, 0x3320_646e, 0x7962_2d32, 0x6b20_6574];

/// A state of sixteen words, each in as many lanes as there are blocks.
type State<const L: usize> = [[u32; L]; 16];

/// A key, whose streams can be read anywhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChaCha8 {
    key: [u32; 8],
}

impl ChaCha8 {
    /// The streams of a key.
    pub fn new(key: [u8; 32]) -> Self {
        let (fours, _) = key.as_chunks::<4>();
        Self { key: std::array::from_fn(|k| u32::from_le_bytes(fours[k])) }
    }

    /// One word of a stream.
    pub fn word(&self, stream: u64, place: u64) -> u64 {
        let block: [u64; WORDS] = words(&self.blocks::<1>(stream, place / WORDS as u64));
        block[(place % WORDS as u64) as usize]
    }

    /// The words of a stream from `first` on.
    pub fn fill(&self, stream: u64, first: u64, into: &mut [u64]) {
        // Up to the beginning of a block, one by one.
        let before = ((WORDS as u64 - first % WORDS as u64) % WORDS as u64).min(into.len() as u64);
        let (begun, whole) = into.split_at_mut(before as usize);
        for (place, word) in (first..).zip(begun) {
            *word = self.word(stream, place);
        }
        let first = (first + before) / WORDS as u64;
        for (blocks, into) in (first..).step_by(LANES).zip(whole.chunks_mut(TOGETHER)) {
            let words: [u64; TOGETHER] = wide(
                #[inline(always)]
                || words(&self.blocks::<LANES>(stream, blocks)),
            );
            into.copy_from_slice(&words[..into.len()]);
        }
    }

    /// Blocks from the `first` on, side by side.
    #[inline(always)]
    fn blocks<const L: usize>(&self, stream: u64, first: u64) -> State<L> {
        let mut begin: State<L> = [[0; L]; 16];
        for (row, word) in begin.iter_mut().zip(CONSTANTS.into_iter().chain(self.key)) {
            *row = [word; L];
        }
        let counter: [u64; L] = std::array::from_fn(|lane| first + lane as u64);
        begin[12] = counter.map(|counter| counter as u32);
        begin[13] = counter.map(|counter| (counter >> 32) as u32);
        begin[14] = [stream as u32; L];
        begin[15] = [(stream >> 32) as u32; L];
        let mut state = begin;
        for _ in 0..4 {
            quarters(&mut state, [[0, 4, 8, 12], [1, 5, 9, 13], [2, 6, 10, 14], [3, 7, 11, 15]]);
            quarters(&mut state, [[0, 5, 10, 15], [1, 6, 11, 12], [2, 7, 8, 13], [3, 4, 9, 14]]);
        }
        for (row, begin) in state.iter_mut().zip(begin) {
            add(row, &begin);
        }
        state
    }
}

/// A round: four quarter-rounds on these rows.
#[inline(always)]
fn quarters<const L: usize>(state: &mut State<L>, places: [[usize; 4]; 4]) {
    for [a, b, c, d] in places {
        let [mut ra, mut rb, mut rc, mut rd] = [state[a], state[b], state[c], state[d]];
        for (one, other) in [(16, 12), (8, 7)] {
            add(&mut ra, &rb);
            turn(&mut rd, &ra, one);
            add(&mut rc, &rd);
            turn(&mut rb, &rc, other);
        }
        [state[a], state[b], state[c], state[d]] = [ra, rb, rc, rd];
    }
}

#[inline(always)]
fn add<const L: usize>(row: &mut [u32; L], other: &[u32; L]) {
    row.iter_mut().zip(other).for_each(|(x, y)| *x = x.wrapping_add(*y));
}

#[inline(always)]
fn turn<const L: usize>(row: &mut [u32; L], other: &[u32; L], by: u32) {
    row.iter_mut().zip(other).for_each(|(x, y)| *x = (*x ^ *y).rotate_left(by));
}

/// Block after block as words of 64 bits, the lower half first.
#[inline(always)]
fn words<const L: usize, const N: usize>(state: &State<L>) -> [u64; N] {
    let mut words = [0; N];
    for (k, word) in words.iter_mut().enumerate() {
        let (lane, pair) = (k / WORDS, 2 * (k % WORDS));
        *word = u64::from(state[pair][lane]) | u64::from(state[pair + 1][lane]) << 32;
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand_chacha::ChaCha8Rng;
    use rand_chacha::rand_core::{Rng, SeedableRng};

    /// The first block of the key and stream of noughts with eight rounds: Strombergson (2013), "Test vectors for the
    /// stream cipher ChaCha", TC1.
    #[test]
    fn the_published_block() {
        let wanted = [
            0x3e, 0x00, 0xef, 0x2f, 0x89, 0x5f, 0x40, 0xd6, 0x7f, 0x5b, 0xb8, 0xe8, 0x1f, 0x09, 0xa5, 0xa1, 0x2c, 0x84,
            0x0e, 0xc3, 0xce, 0x9a, 0x7f, 0x3b, 0x18, 0x1b, 0xe1, 0x88, 0xef, 0x71, 0x1a, 0x1e,
        ];
        let mut words = [0; 4];
        ChaCha8::new([0; 32]).fill(0, 0, &mut words);
        assert_eq!(words.map(u64::to_le_bytes).concat(), wanted);
    }

    #[test]
    fn agrees_with_the_library_anywhere() {
        let key: [u8; 32] = std::array::from_fn(|k| (k * 37 + 5) as u8);
        let ours = ChaCha8::new(key);
        for stream in [0, 1, u64::from(u32::MAX), 5 << 32 | 77] {
            for first in [0, 1, 7, 8, 129, 4_096, (1 << 33) - 3] {
                for length in [0, 1, 3, 8, 127, 128, 129, 700] {
                    let mut theirs = ChaCha8Rng::from_seed(key);
                    theirs.set_stream(stream);
                    theirs.set_word_pos(u128::from(first) * 2);
                    let wanted: Vec<u64> = (0..length).map(|_| theirs.next_u64()).collect();
                    let mut words = vec![0; length];
                    ours.fill(stream, first, &mut words);
                    assert_eq!(words, wanted, "stream {stream}, {length} from {first}");
                    assert!(words.iter().zip(first..).all(|(word, place)| *word == ours.word(stream, place)));
                }
            }
        }
    }
}
