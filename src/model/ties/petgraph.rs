//! petgraph's traits for [`Ties`], so that its algorithms run on the live network.
//!
//! A node is a worker's number; an edge is named by its two ends, the lower first.

use fixedbitset::FixedBitSet;
use petgraph::Undirected;
use petgraph::visit::{
    Data, EdgeCount, EdgeRef, GetAdjacencyMatrix, GraphBase, GraphProp, IntoEdgeReferences, IntoEdges, IntoNeighbors,
    IntoNodeIdentifiers, IntoNodeReferences, NodeCompactIndexable, NodeCount, NodeIndexable, Visitable,
};

use super::{RowIter, Tie, Ties};

/// A tie seen from one end; its weight is trust.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TieReference<'a> {
    source: u32,
    tie: Tie,
    trust: &'a f32,
}

impl<'a> EdgeRef for TieReference<'a> {
    type NodeId = u32;
    type EdgeId = (u32, u32);
    type Weight = f32;
    fn source(&self) -> u32 {
        self.source
    }
    fn target(&self) -> u32 {
        self.tie.other()
    }
    fn weight(&self) -> &'a f32 {
        self.trust
    }
    fn id(&self) -> (u32, u32) {
        (self.source.min(self.tie.other()), self.source.max(self.tie.other()))
    }
}

impl GraphBase for Ties {
    type NodeId = u32;
    type EdgeId = (u32, u32);
}

impl Data for Ties {
    type NodeWeight = ();
    type EdgeWeight = f32;
}

impl GraphProp for Ties {
    type EdgeType = Undirected;
}

impl NodeCount for Ties {
    fn node_count(&self) -> usize {
        self.workers()
    }
}

impl EdgeCount for Ties {
    fn edge_count(&self) -> usize {
        self.count()
    }
}

impl NodeIndexable for Ties {
    fn node_bound(&self) -> usize {
        self.workers()
    }
    fn to_index(&self, worker: u32) -> usize {
        worker as usize
    }
    fn from_index(&self, index: usize) -> u32 {
        index as u32
    }
}

impl NodeCompactIndexable for Ties {}

impl Visitable for Ties {
    type Map = FixedBitSet;
    fn visit_map(&self) -> FixedBitSet {
        FixedBitSet::with_capacity(self.workers())
    }
    fn reset_map(&self, map: &mut FixedBitSet) {
        map.clear();
        map.grow(self.workers());
    }
}

impl GetAdjacencyMatrix for Ties {
    type AdjMatrix = ();
    fn adjacency_matrix(&self) {}
    fn is_adjacent(&self, (): &(), a: u32, b: u32) -> bool {
        self.between(a, b).is_some()
    }
}

impl IntoNodeIdentifiers for &Ties {
    type NodeIdentifiers = std::ops::Range<u32>;
    fn node_identifiers(self) -> Self::NodeIdentifiers {
        0..self.workers() as u32
    }
}

impl IntoNodeReferences for &Ties {
    type NodeRef = (u32, &'static ());
    type NodeReferences = std::iter::Map<std::ops::Range<u32>, fn(u32) -> (u32, &'static ())>;
    fn node_references(self) -> Self::NodeReferences {
        (0..self.workers() as u32).map(|worker| (worker, &()))
    }
}

/// The workers somebody has a tie with.
#[derive(Debug, Clone)]
pub struct Neighbours<'a>(RowIter<'a>);

impl Iterator for Neighbours<'_> {
    type Item = u32;
    fn next(&mut self) -> Option<u32> {
        self.0.next().map(|tie| tie.other())
    }
}

impl<'a> IntoNeighbors for &'a Ties {
    type Neighbors = Neighbours<'a>;
    fn neighbors(self, worker: u32) -> Neighbours<'a> {
        Neighbours(self.row(worker).iter())
    }
}

/// The ties of one worker.
#[derive(Debug, Clone)]
pub struct TiesOf<'a> {
    source: u32,
    row: RowIter<'a>,
}

impl<'a> Iterator for TiesOf<'a> {
    type Item = TieReference<'a>;
    fn next(&mut self) -> Option<TieReference<'a>> {
        self.row.next_kept().map(|(tie, trust)| TieReference { source: self.source, tie, trust })
    }
}

/// Every tie once, from its lower end.
#[derive(Debug, Clone)]
pub struct AllTies<'a> {
    ties: &'a Ties,
    here: TiesOf<'a>,
}

impl<'a> Iterator for AllTies<'a> {
    type Item = TieReference<'a>;
    fn next(&mut self) -> Option<TieReference<'a>> {
        loop {
            let source = self.here.source;
            if let Some(tie) = self.here.by_ref().find(|tie| source < tie.tie.other()) {
                return Some(tie);
            }
            if source as usize + 1 >= self.ties.workers() {
                return None;
            }
            self.here = self.ties.edges(source + 1);
        }
    }
}

impl<'a> IntoEdgeReferences for &'a Ties {
    type EdgeRef = TieReference<'a>;
    type EdgeReferences = AllTies<'a>;
    fn edge_references(self) -> AllTies<'a> {
        let here = if self.workers() > 0 { self.edges(0) } else { TiesOf { source: 0, row: RowIter::empty() } };
        AllTies { ties: self, here }
    }
}

impl<'a> IntoEdges for &'a Ties {
    type Edges = TiesOf<'a>;
    fn edges(self, worker: u32) -> TiesOf<'a> {
        TiesOf { source: worker, row: self.row(worker).iter() }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Made, Nature};
    use super::*;
    use petgraph::algo;

    /// Two triangles joined by a bridge, and somebody alone.
    fn bow_tie() -> Ties {
        let mut ties = Ties::new(7, 10);
        for (a, b) in [(0, 1), (1, 2), (0, 2), (2, 3), (3, 4), (4, 5), (3, 5)] {
            assert!(ties.add(a, b, 0.5, Nature::new(Made::Daily, false, false)));
        }
        ties
    }

    #[test]
    fn petgraph_algorithms_run_on_our_ties() {
        let ties = bow_tie();
        assert_eq!(algo::connected_components(&ties), 2);
        assert!(algo::has_path_connecting(&ties, 0, 5, None));
        assert!(!algo::has_path_connecting(&ties, 0, 6, None));
        let distances = algo::dijkstra(&ties, 0, None, |_| 1);
        assert_eq!(distances.get(&5), Some(&3));
        assert!(algo::is_cyclic_undirected(&ties));
        let mut bridges: Vec<_> = petgraph::algo::bridges::bridges(&ties).map(|edge| edge.id()).collect();
        bridges.sort_unstable();
        assert_eq!(bridges, [(2, 3)]);
        assert_eq!(IntoEdgeReferences::edge_references(&ties).count(), ties.count());
        let mut breadth = petgraph::visit::Bfs::new(&ties, 0);
        assert_eq!(std::iter::from_fn(|| breadth.next(&ties)).count(), 6);
    }
}
