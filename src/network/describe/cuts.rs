//! What a network hangs on.

use petgraph::algo::articulation_points::articulation_points;
use petgraph::algo::bridges::bridges;
use petgraph::graph::UnGraph;

use super::super::neighbours::Neighbours;

/// Ties and people without whom the network falls into more parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cuts {
    /// Ties that are the only way between two parts.
    pub bridges: usize,
    /// People without whom others lose each other (articulation points).
    pub cut_people: usize,
}

/// Counts them, with petgraph's algorithms (which neither call themselves nor depend on an order).
#[must_use]
pub fn cuts(network: &Neighbours) -> Cuts {
    let mut graph = UnGraph::<(), (), u32>::with_capacity(network.nodes(), network.ties());
    network.people().for_each(|_| {
        graph.add_node(());
    });
    for person in network.people() {
        for other in network.row(person).iter().filter(|other| **other > person) {
            graph.add_edge(person.into(), (*other).into(), ());
        }
    }
    Cuts { bridges: bridges(&graph).count(), cut_people: articulation_points(&graph).len() }
}
