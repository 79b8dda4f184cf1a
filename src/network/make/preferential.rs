//! Newcomers tie themselves to those who have ties.

use crate::canary::{Canary, is_planted};
use crate::number::draws::{Purpose, Word};

use super::lattice::complete;
use super::stream::Stream;

/// Begins with `brought + 1` people who all know one another; each newcomer ties themselves to `brought`
/// different people, each chosen with a chance that grows with the ties they had before the newcomer came.
pub(super) fn preferential(nodes: usize, brought: usize, word: Word) -> Vec<(u32, u32)> {
    if brought == 0 {
        return Vec::new();
    }
    let mut ties = complete(nodes.min(brought + 1));
    ties.reserve_exact(brought * nodes.saturating_sub(brought + 1));
    // Both ends of every tie: whoever stands at a random place in it was chosen by their ties.
    let mut ends: Vec<u32> = Vec::with_capacity(2 * ties.capacity());
    ends.extend(ties.iter().flat_map(|(a, b)| [*a, *b]));
    let mut chosen_by = vec![u32::MAX; nodes];
    let mut stream = Stream::new(word, Purpose::NetworkWhom);
    for newcomer in brought + 1..nodes {
        let (newcomer, before) = (newcomer as u32, ends.len());
        for _ in 0..brought {
            // At least `brought + 1` people have ties, so somebody is left to be found.
            let other = loop {
                let other = match is_planted(Canary::NobodyPreferred) {
                    true => stream.index(newcomer as usize) as u32,
                    false => ends[stream.index(before)],
                };
                if chosen_by[other as usize] != newcomer {
                    break other;
                }
            };
            chosen_by[other as usize] = newcomer;
            ends.extend([newcomer, other]);
            ties.push((other, newcomer));
        }
    }
    super::sort(&mut ties);
    ties
}
