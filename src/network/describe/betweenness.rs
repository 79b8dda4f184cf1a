//! Who stands between others.

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use super::super::neighbours::Neighbours;

/// Sources are split into so many blocks, each added up by itself.
const BLOCKS: usize = 32;

/// How many shortest ways between others lead over each person.
///
/// # What it computes
///
/// For each person v the sum, over unordered pairs of two other people, of the share of shortest ways between
/// the two that lead over v. Sums are taken in one fixed order, source by source and from the farthest inwards,
/// in blocks that do not depend on the number of threads; so the numbers are the same on every machine. That is
/// why this is not rustworkx-core's, whose parallel version adds in whatever order threads come.
///
/// # Shapes and units
///
/// One entry a person, from 0 to (n − 1)(n − 2)/2, the centre of a star; NaN where two people have more than
/// 10³⁰⁸ shortest ways between them. Time grows with people times (people and ties).
///
/// # Source
///
/// L. C. Freeman (1977), "A set of measures of centrality based on betweenness", Sociometry 40, 35–41;
/// U. Brandes (2001), "A faster algorithm for betweenness centrality", Journal of Mathematical Sociology 25,
/// 163–177.
#[must_use]
pub fn betweenness(network: &Neighbours) -> Vec<f64> {
    let nodes = network.nodes();
    let size = nodes.div_ceil(BLOCKS).max(1);
    let block = |block: usize| {
        let mut search = Search::new(nodes);
        let sources = (block * size).min(nodes)..((block + 1) * size).min(nodes);
        sources.for_each(|source| search.add(network, source as u32));
        search.between
    };
    let blocks: Vec<Vec<f64>> = (0..BLOCKS).into_par_iter().map(block).collect();
    let mut between = vec![0.0; nodes];
    for block in blocks {
        between.iter_mut().zip(block).for_each(|(sum, part)| *sum += part);
    }
    between
}

/// What a search knows of a person.
#[derive(Clone, Copy)]
struct Spot {
    /// Shortest ways from the source.
    ways: f64,
    /// The part of shortest ways from the source to others that leads over the person.
    passing: f64,
    distance: u32,
}

const UNREACHED: Spot = Spot { ways: 0.0, passing: 0.0, distance: u32::MAX };

struct Search {
    spots: Vec<Spot>,
    reached: Vec<u32>,
    between: Vec<f64>,
}

impl Search {
    fn new(nodes: usize) -> Self {
        Self { spots: vec![UNREACHED; nodes], reached: Vec::with_capacity(nodes), between: vec![0.0; nodes] }
    }

    /// Adds the ways from one source to all others.
    fn add(&mut self, network: &Neighbours, source: u32) {
        let Self { spots, reached, between } = self;
        spots[source as usize] = Spot { ways: 1.0, passing: 0.0, distance: 0 };
        reached.push(source);
        let mut next = 0;
        while let Some(&person) = reached.get(next) {
            next += 1;
            let here = spots[person as usize];
            for other in network.row(person) {
                let there = &mut spots[*other as usize];
                if there.distance == u32::MAX {
                    there.distance = here.distance + 1;
                    reached.push(*other);
                }
                if there.distance == here.distance + 1 {
                    there.ways += here.ways;
                }
            }
        }
        for person in reached.drain(1..).rev() {
            // Who is cleared here is unreached for those nearer to the source, who come later.
            let there = std::mem::replace(&mut spots[person as usize], UNREACHED);
            let each = (1.0 + there.passing) / there.ways;
            for other in network.row(person) {
                let before = &mut spots[*other as usize];
                if before.distance == there.distance - 1 {
                    before.passing += before.ways * each;
                }
            }
            // Each unordered pair is met from both its ends.
            between[person as usize] += there.passing / 2.0;
        }
        spots[source as usize] = UNREACHED;
        reached.clear();
    }
}
