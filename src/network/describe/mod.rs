//! Measures of a network.
//!
//! Each measure is a function of [`Neighbours`]; [`describe`] takes them all. What a measure
//! cannot be is NaN (clustering where no two ties meet), and it says so. Slow measures are exact as long as they
//! take a bounded number of steps, and a sample, or left out, above; which one is part of the result. Nothing
//! depends on threads or on the order of ties.
//!
//! ```
//! use mobilise::network::Neighbours;
//! use mobilise::network::describe::describe;
//!
//! // Two triangles and a bridge.
//! let ties = [(0, 1), (0, 2), (1, 2), (2, 3), (3, 4), (3, 5), (4, 5)];
//! let all = describe(&Neighbours::new(6, &ties));
//! assert_eq!(all.clustering.transitivity, 0.6);
//! assert_eq!(all.distances.diameter, 3);
//! assert_eq!(all.cuts.bridges, 1);
//! ```

mod attribute;
mod betweenness;
mod clustering;
mod components;
mod cores;
mod cuts;
mod degrees;
mod distance;
mod file;
mod mixing;
mod rows;

use super::neighbours::Neighbours;

pub use attribute::AttributeSummary;
pub use betweenness::betweenness;
pub use clustering::{Clustering, clustering};
pub use components::{Components, components};
pub use cores::cores;
pub use cuts::{Cuts, cuts};
pub use degrees::{Degrees, degrees};
pub use distance::{Distances, distances};
pub use file::FileDescription;
pub use mixing::{Mixing, degree_assortativity, mixing};

/// Distances are exact while people × (people + 2 × ties) is at most this: about 9,500 people with ten ties each.
pub const DISTANCE_STEPS: u64 = 1_000_000_000;
/// Betweenness is computed while people × (people + 2 × ties) is at most this: about 6,700 people with ten ties each.
pub const BETWEENNESS_STEPS: u64 = 500_000_000;

/// All measures of a network.
#[derive(Clone, Debug, PartialEq)]
pub struct Description {
    /// Number of people.
    pub people: usize,
    /// Number of ties.
    pub ties: usize,
    /// How many ties people have.
    pub degrees: Degrees,
    /// Clustering, both ways.
    pub clustering: Clustering,
    /// Connected parts.
    pub components: Components,
    /// Distances within the largest part.
    pub distances: Distances,
    /// Degree assortativity; NaN where all have the same number of ties.
    pub assortativity: f64,
    /// The largest core number: the innermost circle, in which everybody has at least so many ties to others of it.
    pub innermost: u32,
    /// How many people are in that circle.
    pub in_innermost: usize,
    /// What the network hangs on.
    pub cuts: Cuts,
    /// Who stands most between others, and on which share of pairs of others (shortest ways, counted in parts);
    /// `None` where the network is too large to tell, or has fewer than three people.
    pub between: Option<(u32, f64)>,
}

/// Takes all measures.
///
/// # What it computes
///
/// See the functions of this module, and [`DISTANCE_STEPS`] and [`BETWEENNESS_STEPS`] for what is too large.
#[must_use]
pub fn describe(network: &Neighbours) -> Description {
    let components = components(network);
    let cores = cores(network);
    let innermost = cores.iter().max().copied().unwrap_or_default();
    Description {
        people: network.nodes(),
        ties: network.ties(),
        degrees: degrees(network),
        clustering: clustering(network),
        distances: distances(network, &components.largest, DISTANCE_STEPS),
        components,
        assortativity: degree_assortativity(network),
        innermost,
        in_innermost: cores.iter().filter(|core| **core == innermost).count(),
        cuts: cuts(network),
        between: most_between(network),
    }
}

fn most_between(network: &Neighbours) -> Option<(u32, f64)> {
    let others = network.nodes() as f64 - 1.0;
    let pairs = others * (others - 1.0) / 2.0;
    if network.nodes() < 3 || steps_each(network).saturating_mul(network.nodes() as u64) > BETWEENNESS_STEPS {
        return None;
    }
    let between = betweenness(network);
    // Of several as high, the first.
    let highest = network.people().rev().max_by(|a, b| between[*a as usize].total_cmp(&between[*b as usize]))?;
    Some((highest, between[highest as usize] / pairs)).filter(|(_, share)| !share.is_nan())
}

/// Steps of one search through the whole network.
fn steps_each(network: &Neighbours) -> u64 {
    (network.nodes() + 2 * network.ties()) as u64
}

/// Those among `part` to search from: all if that is within `steps`, otherwise as many as are, `least` at least.
fn sources(network: &Neighbours, part: &[u32], steps: u64, least: usize) -> Vec<u32> {
    let fitting = usize::try_from(steps / steps_each(network).max(1)).unwrap_or(usize::MAX).max(least);
    if part.len() <= fitting {
        return part.to_vec();
    }
    // The first entries of a random order.
    let mut people = part.to_vec();
    for k in 0..fitting {
        people.swap(k, k + distance::draw(k, part.len() - k));
    }
    people.truncate(fitting);
    people
}
