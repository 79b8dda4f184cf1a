//! One block of ChaCha with eight rounds (Bernstein 2008): for single words.
//!
//! Rows of words come from `rand_chacha`, which computes four blocks at a time. For the one word of a new arrival that
//! would be six times the work. A test compares the two.

/// Words of 64 bits in a block.
const WORDS: u64 = 8;

/// "expand 32-byte k".
const CONSTANTS: [u32; 4] = [0x6170_7865, 0x3320_646e, 0x7962_2d32, 0x6b20_6574];

/// The 64-bit word at an index of a stream of a key.
pub(crate) fn word(key: &[u8; 32], stream: u64, index: u64) -> u64 {
    let (fours, _) = key.as_chunks::<4>();
    let halves = |word: u64| [word as u32, (word >> 32) as u32];
    let mut begin = [0; 16];
    let words = CONSTANTS.into_iter().chain(fours.iter().map(|four| u32::from_le_bytes(*four)));
    let words = words.chain(halves(index / WORDS)).chain(halves(stream));
    begin.iter_mut().zip(words).for_each(|(at, word)| *at = word);
    let mut state = begin;
    for _ in 0..4 {
        round(&mut state, [[0, 4, 8, 12], [1, 5, 9, 13], [2, 6, 10, 14], [3, 7, 11, 15]]);
        round(&mut state, [[0, 5, 10, 15], [1, 6, 11, 12], [2, 7, 8, 13], [3, 4, 9, 14]]);
    }
    let at = 2 * (index % WORDS) as usize;
    let [low, high] = [at, at + 1].map(|at| u64::from(state[at].wrapping_add(begin[at])));
    low | high << 32
}

/// Four quarter-rounds.
fn round(state: &mut [u32; 16], columns: [[usize; 4]; 4]) {
    for [a, b, c, d] in columns {
        for (one, other) in [(16, 12), (8, 7)] {
            state[a] = state[a].wrapping_add(state[b]);
            state[d] = (state[d] ^ state[a]).rotate_left(one);
            state[c] = state[c].wrapping_add(state[d]);
            state[b] = (state[b] ^ state[c]).rotate_left(other);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::{Rng, SeedableRng};
    use rand_chacha::ChaCha8Rng;

    /// The first block with key and stream all zero: Strombergson (2013), "Test vectors for the stream cipher
    /// ChaCha", TC1 with eight rounds.
    #[test]
    fn the_published_block() {
        let wanted = [
            0x3e, 0x00, 0xef, 0x2f, 0x89, 0x5f, 0x40, 0xd6, 0x7f, 0x5b, 0xb8, 0xe8, 0x1f, 0x09, 0xa5, 0xa1, 0x2c, 0x84,
            0x0e, 0xc3, 0xce, 0x9a, 0x7f, 0x3b, 0x18, 0x1b, 0xe1, 0x88, 0xef, 0x71, 0x1a, 0x1e,
        ];
        let words: Vec<u8> = (0..4).flat_map(|index| word(&[0; 32], 0, index).to_le_bytes()).collect();
        assert_eq!(words, wanted);
    }

    #[test]
    fn agrees_with_the_library_anywhere() {
        let key: [u8; 32] = std::array::from_fn(|k| (k * 37 + 5) as u8);
        for stream in [0, 1, u64::from(u32::MAX), 5 << 32 | 77] {
            for index in [0, 1, 7, 8, 129, 4_096, (1 << 33) - 3] {
                let mut theirs = ChaCha8Rng::from_seed(key);
                theirs.set_stream(stream);
                theirs.set_word_pos(u128::from(index) * 2);
                assert_eq!(word(&key, stream, index), theirs.next_u64(), "stream {stream}, index {index}");
            }
        }
    }
}
