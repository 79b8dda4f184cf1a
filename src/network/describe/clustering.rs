//! Whether people who know the same person know each other.

use super::super::neighbours::Neighbours;

/// Both usual measures of clustering. They differ: the first counts pairs of ties, so those with many ties
/// weigh most; the second counts people.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Clustering {
    /// Transitivity: of all pairs of ties that meet at a person, the share whose other ends are tied too; NaN where
    /// no two ties meet.
    pub transitivity: f64,
    /// Mean over all people of the share of their pairs of neighbours who are tied; 0 for who has fewer than two
    /// ties; NaN where there is nobody.
    pub local: f64,
    /// Three people who all know one another.
    pub triangles: u64,
}

/// Finds every triangle once.
///
/// # What it computes
///
/// People are ranked by their number of ties; a triangle is found from its lowest corner, by way of the ties
/// that lead upwards, of which nobody has more than √(2 × ties).
///
/// # Source
///
/// M. E. J. Newman (2003), SIAM Review 45, 167–256, eq. 3.3 (transitivity) and 3.6 (local, with 0 for who has
/// fewer than two ties); D. J. Watts, S. H. Strogatz (1998), Nature 393, 440–442, whose C is the local one.
#[must_use]
pub fn clustering(network: &Neighbours) -> Clustering {
    let corners = triangles_at(network);
    let pairs = |person: u32| {
        let degree = network.degree(person) as u64;
        degree * degree.saturating_sub(1) / 2
    };
    let triads: u64 = network.people().map(pairs).sum();
    let share = |person: u32| match pairs(person) {
        0 => 0.0,
        pairs => f64::from(corners[person as usize]) / pairs as f64,
    };
    let local = network.people().map(share).sum::<f64>() / network.nodes() as f64;
    let triangles = corners.iter().map(|n| u64::from(*n)).sum::<u64>() / 3;
    Clustering { transitivity: (3 * triangles) as f64 / triads as f64, local, triangles }
}

/// In how many triangles each person is.
fn triangles_at(network: &Neighbours) -> Vec<u32> {
    let rank = |person: u32| (network.degree(person), person);
    let mut corners = vec![0; network.nodes()];
    let mut known_by = vec![u32::MAX; network.nodes()];
    for lowest in network.people() {
        let above = |of: u32| network.row(of).iter().copied().filter(move |other| rank(*other) > rank(of));
        for other in above(lowest) {
            known_by[other as usize] = lowest;
        }
        for middle in above(lowest) {
            for highest in above(middle).filter(|other| known_by[*other as usize] == lowest) {
                for corner in [lowest, middle, highest] {
                    corners[corner as usize] += 1;
                }
            }
        }
    }
    corners
}
