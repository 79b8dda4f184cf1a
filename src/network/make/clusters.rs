//! Small groups in which everybody knows everybody.

use crate::knob::network::NetworkKnobs;
use crate::number::draws::{Purpose, Word};

use super::shuffle::shuffle;
use super::stream::part;

/// Draws who is in a group, puts those of each area in random order and cuts them into groups. The last group
/// of an area takes who is left: fewer than the others, and nobody alone.
pub(super) fn clusters(knobs: &NetworkKnobs, area: &[u16], word: Word) -> Vec<(u32, u32)> {
    let mut areas: Vec<Vec<u32>> = Vec::new();
    for (person, area) in (0..).zip(area) {
        if word.chance(Purpose::NetworkCluster, person, knobs.cluster_share) {
            let area = usize::from(*area);
            areas.resize(areas.len().max(area + 1), Vec::new());
            areas[area].push(person);
        }
    }
    let size = (knobs.cluster_size as usize).max(1);
    let mut ties = Vec::new();
    for (area, people) in (0..).zip(&mut areas) {
        shuffle(people, part(word, Purpose::NetworkWhom, area), Purpose::NetworkCluster);
        for group in people.chunks_mut(size) {
            group.sort_unstable();
            let pairs = group.iter().enumerate().flat_map(|(n, a)| group[n + 1..].iter().map(move |b| (*a, *b)));
            ties.extend(pairs);
        }
    }
    super::sort(&mut ties);
    ties
}
