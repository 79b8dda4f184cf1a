//! Making the ties of the first week.
//!
//! All randomness comes from one [`Word`] with libm's functions, so the same word makes the same ties on any
//! machine and in any build, and two networks that differ in one knob share what the knob does not touch (a
//! small world with more rewiring moves the same ties, and others too). That is why the generators of
//! `rustworkx-core`, which are good, are not used here: they are seeded by one number for a fixed Pcg64, so
//! replicates could not share draws, and they take std's logarithm, whose last digits may change from build to
//! build. The tests compare with it where both can do the same.
//!
//! ```
//! use mobilise::knob::network::{NetworkKind, NetworkKnobs};
//! use mobilise::network::make;
//! use mobilise::internals::number::draws::{Actor, Draws};
//!
//! let knobs = NetworkKnobs { kind: NetworkKind::SmallWorld, degree: 4.0, rewiring: 0.1, ..Default::default() };
//! let word = Draws::new(1, 0).word(Actor::Network, 0, 0);
//! let ties = make::ties(&knobs, &[0; 100], &[0; 100], word);
//! assert_eq!(ties.len(), 200);
//! ```

mod blocks;
mod clusters;
mod configuration;
mod fit;
mod lattice;
mod preferential;
mod random;
mod shuffle;
mod stream;
mod trade;

use crate::knob::network::{NetworkKind, NetworkKnobs};
use crate::number::draws::Word;
use crate::number::maths::rounded;

pub use configuration::{degrees, with_degrees};
pub use fit::{Misfit, check, expected_ties};
pub use trade::swap;

/// Makes the ties of the first week.
///
/// # What it computes
///
/// By `knobs.kind`, with n workers and z = `degree`:
///
/// - *complete*: everybody with everybody.
/// - *ring*: each with the z/2 nearest on both sides (z/2 rounded, and as many as there is room for).
/// - *small-world*: that ring; then, lap by lap, each tie's far end is led to somebody else with chance
///   `rewiring`, anybody alike whom the near end does not know (Watts & Strogatz 1998). Where 64 draws find
///   nobody – on a nearly complete network – the tie stays.
/// - *poisson*: each pair with chance z / (n − 1) (Erdős & Rényi 1959; Gilbert 1959), by skipping over the others
///   (Batagelj & Brandes 2005).
/// - *preferential*: m + 1 people who all know one another, m = z/2 rounded; then newcomers one by one, each with
///   m ties to different people, chosen by the ties these had before (Barabási & Albert 1999).
/// - *configuration*: numbers of ties drawn from `distribution` ([`degrees`]), then ends paired at random
///   ([`with_degrees`]).
/// - *blocks*: pair by pair with chance p + \[same origin\] pₒ + \[same area\] pₐ + \[same origin and area\] p꜀,
///   at most 1 (Holland, Laskey & Leinhardt 1983). Each person seeks z·o·(1 − a) ties within their origin,
///   z·(1 − o)·a within their area, z·o·a within both, o = `within_origin` and a = `within_area`; so
///   pₒ = z·o·(1 − a) / (sₒ − 1) in an origin of sₒ people, at most 1, and so on. The rest is sought anywhere:
///   p = \[n·z·(1 − o)·(1 − a)/2 + what groups are too small to hold\] / \[n·(n − 1)/2\]. Where no chance reaches 1,
///   the expected mean is z and the expected number within origins is the sum of these chances over pairs
///   of one origin: n·z/2 times o + (1 − o)·Σ (share of each origin)² in large groups that are independent.
/// - *coping-clusters*: the groups alone: each worker is in one with chance `cluster_share`; those of an area
///   are cut at random into groups of `cluster_size`, the last one smaller where the number does not come out
///   even, and all of a group know one another.
/// - *daily*, *ties*, *file*: nothing; the engine or the scenario brings these.
///
/// `swaps` is not read here: [`swap`] is for all kinds, and comes after what the engine adds.
///
/// # Shapes and units
///
/// `origin` and `area` have one entry a worker (only *blocks* reads the first, *blocks* and *coping-clusters* the
/// second). Ties are pairs (a, b) of workers' numbers, a < b, each once, in ascending order. Time and memory
/// grow with workers and ties (see [`expected_ties`]).
///
/// # Panics
///
/// When `origin` and `area` differ in length, or there are more than 2³² workers.
///
/// # Source
///
/// D. J. Watts, S. H. Strogatz (1998), "Collective dynamics of 'small-world' networks", Nature 393, 440–442.
/// P. Erdős, A. Rényi (1959), "On random graphs I", Publicationes Mathematicae 6, 290–297; E. N. Gilbert (1959),
/// "Random graphs", Annals of Mathematical Statistics 30, 1141–1144. V. Batagelj, U. Brandes (2005), "Efficient
/// generation of large random networks", Physical Review E 71, 036113. A.-L. Barabási, R. Albert (1999),
/// "Emergence of scaling in random networks", Science 286, 509–512. P. W. Holland, K. B. Laskey, S. Leinhardt
/// (1983), "Stochastic blockmodels: first steps", Social Networks 5, 109–137.
#[must_use]
pub fn ties(knobs: &NetworkKnobs, origin: &[u16], area: &[u16], word: Word) -> Vec<(u32, u32)> {
    assert_eq!(origin.len(), area.len(), "one origin and one area a worker");
    let nodes = origin.len();
    assert!(u32::try_from(nodes).is_ok(), "{nodes} workers");
    let side = lattice::side(knobs.degree, nodes);
    match knobs.kind {
        NetworkKind::Complete => lattice::complete(nodes),
        NetworkKind::Ring => lattice::ring(nodes, side),
        NetworkKind::SmallWorld => lattice::small_world(nodes, side, knobs.rewiring, word),
        NetworkKind::Poisson => random::poisson(nodes, knobs.degree, word),
        NetworkKind::Preferential => preferential::preferential(nodes, rounded(knobs.degree / 2.0), word),
        NetworkKind::Configuration => with_degrees(&degrees(knobs, nodes, word), word),
        NetworkKind::Blocks => blocks::blocks(knobs, origin, area, word),
        NetworkKind::CopingClusters => clusters::clusters(knobs, area, word),
        NetworkKind::Daily | NetworkKind::Ties | NetworkKind::File => Vec::new(),
    }
}

/// Ascending order, first ends first.
fn sort(ties: &mut [(u32, u32)]) {
    ties.sort_unstable_by_key(|(a, b)| u64::from(*a) << 32 | u64::from(*b));
}
