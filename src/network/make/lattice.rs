//! Networks without chance, and the small world that is made from one of them.

use crate::number::draws::{Purpose, Word};

use super::stream::{part, uniform};

/// A tie that is led elsewhere draws so often; where nobody free was found, it stays.
const TRIES: u32 = 64;

/// Everybody with everybody.
pub(super) fn complete(nodes: usize) -> Vec<(u32, u32)> {
    let n = nodes as u32;
    (0..n).flat_map(|a| (a + 1..n).map(move |b| (a, b))).collect()
}

/// How many neighbours on each side a ring has room for.
pub(super) fn side(degree: f64, nodes: usize) -> usize {
    crate::number::maths::rounded(degree / 2.0).min(nodes.saturating_sub(1) / 2)
}

/// A ring: each person and the `side` next ones, by person and distance.
fn next_ones(nodes: usize, side: usize) -> Vec<u32> {
    (0..nodes).flat_map(|person| (1..=side).map(move |step| ((person + step) % nodes) as u32)).collect()
}

/// A ring on which each knows the `side` nearest on both sides.
pub(super) fn ring(nodes: usize, side: usize) -> Vec<(u32, u32)> {
    pairs(&next_ones(nodes, side), side)
}

/// A ring of which each tie's far end is led elsewhere with chance `rewiring`.
///
/// Lap by lap as in the paper: first everybody's tie to the next person, then to the one after, and so on.
/// The near end stays, so nobody has fewer than `side` ties.
pub(super) fn small_world(nodes: usize, side: usize, rewiring: f64, word: Word) -> Vec<(u32, u32)> {
    let mut far = next_ones(nodes, side);
    for lap in 0..side {
        for person in 0..nodes {
            // A tie's draws hang on its own number: with more rewiring, the same ties move, and others too.
            let tie = person * side + lap;
            if uniform(word, Purpose::NetworkRewire, tie as u64) < rewiring {
                let own = part(word, Purpose::NetworkWhom, tie as u64);
                if let Some(other) = elsewhere(&far, side, nodes, person, own) {
                    far[tie] = other;
                }
            }
        }
    }
    pairs(&far, side)
}

/// Somebody whom the person is not tied to. A tie stands in the row of its near end alone, so both are read.
fn elsewhere(far: &[u32], side: usize, nodes: usize, person: usize, word: Word) -> Option<u32> {
    let row = |one: usize| &far[one * side..(one + 1) * side];
    (0..TRIES).map(|k| word.index(Purpose::NetworkWhom, k, nodes)).find_map(|other| {
        let free = other != person && !row(person).contains(&(other as u32)) && !row(other).contains(&(person as u32));
        free.then_some(other as u32)
    })
}

/// Near and far ends as pairs, the lower number first.
fn pairs(far: &[u32], side: usize) -> Vec<(u32, u32)> {
    let near = (0..far.len()).map(|tie| (tie / side) as u32);
    let mut ties: Vec<(u32, u32)> = near.zip(far).map(|(a, b)| (a.min(*b), a.max(*b))).collect();
    super::sort(&mut ties);
    ties
}
