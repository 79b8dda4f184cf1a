//! How many ties people have.

use super::super::neighbours::Neighbours;

/// The distribution of the numbers of ties.
#[derive(Clone, Debug, PartialEq)]
pub struct Degrees {
    /// Mean; NaN where there is nobody.
    pub mean: f64,
    /// Variance, over all people (the sum of squares divided by their number).
    pub variance: f64,
    /// The fewest ties of anybody.
    pub least: usize,
    /// The median: half have at most so many; between the two middle ones where their number is even.
    pub median: f64,
    /// The most ties of anybody.
    pub most: usize,
    /// How many people have 0, 1, 2 … ties, up to the most.
    pub counts: Vec<u64>,
}

/// Counts everybody's ties.
///
/// # Source
///
/// M. E. J. Newman (2003), "The structure and function of complex networks", SIAM Review 45, 167–256, section 3.3.
#[must_use]
pub fn degrees(network: &Neighbours) -> Degrees {
    let mut counts = Vec::new();
    for person in network.people() {
        let degree = network.degree(person);
        counts.resize(counts.len().max(degree + 1), 0_u64);
        counts[degree] += 1;
    }
    let people = network.nodes() as f64;
    let mean = 2.0 * network.ties() as f64 / people;
    let squares: f64 = counts.iter().enumerate().map(|(k, n)| (k as f64 - mean) * (k as f64 - mean) * *n as f64).sum();
    // The degree of whoever stands at a place when all are lined up by it.
    let at = |place: u64| {
        let mut before = 0;
        let found = counts.iter().position(|n| {
            before += n;
            place < before
        });
        found.unwrap_or_default()
    };
    let all = network.nodes() as u64;
    let median = (at(all.saturating_sub(1) / 2) + at(all / 2)) as f64 / 2.0;
    let least = counts.iter().position(|n| *n > 0).unwrap_or_default();
    Degrees { mean, variance: squares / people, least, median, most: counts.len().saturating_sub(1), counts }
}
