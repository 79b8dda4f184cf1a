//! Pairs that are tied with one chance, by skipping over those that are not.

use crate::number::draws::{Purpose, Word};

use super::stream::Stream;

/// Calls `tie(i, j)`, i < j < `size`, for each pair that is tied, in ascending order; each is with this chance,
/// whatever the others are.
///
/// Between two ties lies a geometric number of pairs without one, so it takes as many draws as there are ties
/// (Batagelj & Brandes 2005, Physical Review E 71, 036113).
pub(super) fn pairs(size: usize, chance: f64, word: Word, mut tie: impl FnMut(u32, u32)) {
    if size < 2 || chance.is_nan() || chance <= 0.0 {
        return;
    }
    let size = size as u64;
    let mut stream = Stream::new(word, Purpose::NetworkTie);
    let log_none = libm::log1p(-chance.min(1.0));
    let (mut a, mut b) = (0, 1);
    loop {
        if chance < 1.0 {
            let pairs = libm::floor(libm::log1p(-stream.uniform()) / log_none);
            // The conversion ends at the largest number there is, and no network has more pairs than this.
            b += (pairs as u64).min(size * size);
        }
        while b >= size {
            a += 1;
            b = b - size + a + 1;
            if a + 1 >= size {
                return;
            }
        }
        tie(a as u32, b as u32);
        b += 1;
    }
}

/// Every pair tied with the chance that gives everybody `degree` ties on average.
pub(super) fn poisson(nodes: usize, degree: f64, word: Word) -> Vec<(u32, u32)> {
    let others = nodes as f64 - 1.0;
    let mut ties = Vec::with_capacity((nodes as f64 * degree.min(others) / 2.0) as usize);
    pairs(nodes, degree / others, word, |a, b| ties.push((a, b)));
    ties
}
