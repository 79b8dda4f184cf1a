//! Who can reach whom.

use petgraph::unionfind::UnionFind;

use super::super::neighbours::Neighbours;

/// The connected parts of a network.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Components {
    /// How many there are; somebody without ties is one.
    pub number: usize,
    /// People without ties.
    pub alone: usize,
    /// The people of the largest, in ascending order; of two as large, the one with the lowest number in it.
    pub largest: Vec<u32>,
}

/// Finds the parts, with petgraph's union–find.
#[must_use]
pub fn components(network: &Neighbours) -> Components {
    let mut parts = UnionFind::<u32>::new(network.nodes());
    for person in network.people() {
        for other in network.row(person).iter().filter(|other| **other > person) {
            parts.union(person, *other);
        }
    }
    let label = parts.into_labeling();
    let mut sizes = vec![0_usize; network.nodes()];
    label.iter().for_each(|part| sizes[*part as usize] += 1);
    let largest = sizes.iter().max().copied().unwrap_or_default();
    // A part's label is any of its people: the first person of a largest part decides among equals.
    let which = label.iter().find(|part| sizes[**part as usize] == largest);
    Components {
        number: sizes.iter().filter(|size| **size > 0).count(),
        alone: network.people().filter(|person| network.degree(*person) == 0).count(),
        largest: network.people().filter(|person| Some(&label[*person as usize]) == which).collect(),
    }
}
