//! How far people are from one another.

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::number::draws::{Purpose, Word};

use super::super::neighbours::Neighbours;
use super::sources;

/// Distances within one connected part.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Distances {
    /// Mean number of steps between two people of the part; NaN where there is but one.
    pub mean: f64,
    /// Standard error of the mean: 0 where it is exact.
    pub standard_error: f64,
    /// The largest distance found; where not all people were sources, it may be larger.
    pub diameter: u32,
    /// From how many people distances were counted.
    pub sources: usize,
    /// Whether these are all people of the part.
    pub exact: bool,
}

/// Counts steps from people to all others of their part.
///
/// # What it computes
///
/// A breadth-first search from everybody in `part`, or, where that would be more than `steps` steps (people times
/// people and half-ties), from as many people drawn at random as fit, 32 at least. The draw is fixed: the same
/// network gives the same numbers. The diameter is then what the sample saw.
///
/// # Source
///
/// M. E. J. Newman (2003), SIAM Review 45, 167–256, section 3.1; the mean is over pairs of different people.
#[must_use]
pub fn distances(network: &Neighbours, part: &[u32], steps: u64) -> Distances {
    let sources = sources(network, part, steps, 32);
    let search = || Search::new(network.nodes());
    let from = |search: &mut Search, source: &u32| search.from(network, *source);
    let found: Vec<(u64, u32)> = sources.par_iter().map_init(search, from).collect();
    let others = part.len() as f64 - 1.0;
    let means: Vec<f64> = found.iter().map(|(sum, _)| *sum as f64 / others).collect();
    let number = means.len() as f64;
    let exact = sources.len() == part.len();
    // Sums of whole steps first: an exact mean has no rounding but the last.
    let mean = found.iter().map(|(sum, _)| sum).sum::<u64>() as f64 / (others * number);
    let squares: f64 = means.iter().map(|m| (m - mean) * (m - mean)).sum();
    Distances {
        mean,
        standard_error: if exact { 0.0 } else { libm::sqrt(squares / (number * (number - 1.0))) },
        diameter: found.iter().map(|(_, farthest)| *farthest).max().unwrap_or_default(),
        sources: sources.len(),
        exact,
    }
}

/// One breadth-first search after the other.
struct Search {
    distance: Vec<u32>,
    reached: Vec<u32>,
}

impl Search {
    fn new(nodes: usize) -> Self {
        Self { distance: vec![u32::MAX; nodes], reached: Vec::with_capacity(nodes) }
    }

    /// The sum of all distances from a person, and the largest.
    fn from(&mut self, network: &Neighbours, source: u32) -> (u64, u32) {
        for person in self.reached.drain(..) {
            self.distance[person as usize] = u32::MAX;
        }
        self.distance[source as usize] = 0;
        self.reached.push(source);
        let (mut next, mut sum, mut farthest) = (0, 0, 0);
        while let Some(&person) = self.reached.get(next) {
            next += 1;
            let distance = self.distance[person as usize];
            sum += u64::from(distance);
            farthest = distance;
            for other in network.row(person) {
                let known = &mut self.distance[*other as usize];
                if *known == u32::MAX {
                    *known = distance + 1;
                    self.reached.push(*other);
                }
            }
        }
        (sum, farthest)
    }
}

/// The fixed word for drawing sources.
pub(super) const WORD: Word = Word(0x6d6f_6269_6c69_7365);

/// A place among `length`, the `k`-th draw of sources.
pub(super) fn draw(k: usize, length: usize) -> usize {
    WORD.index(Purpose::NetworkWhom, k as u32, length)
}
