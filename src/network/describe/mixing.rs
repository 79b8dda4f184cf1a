//! Whether people are tied to others like themselves.

use super::super::neighbours::Neighbours;

/// Degree assortativity: the correlation of the numbers of ties at both ends of a tie.
///
/// # What it computes
///
/// Newman's r, from −1 to 1: above 0 where those with many ties are tied to others with many. NaN where all ends
/// have the same number, or there are no ties. Sums are whole numbers, so nothing depends on the order of ties.
///
/// # Source
///
/// M. E. J. Newman (2002), "Assortative mixing in networks", Physical Review Letters 89, 208701, eq. 4.
#[must_use]
pub fn degree_assortativity(network: &Neighbours) -> f64 {
    let (mut products, mut sums, mut squares) = (0_i128, 0_i128, 0_i128);
    for person in network.people() {
        let here = network.degree(person) as i128;
        for other in network.row(person).iter().filter(|other| **other > person) {
            let there = network.degree(*other) as i128;
            products += here * there;
            sums += here + there;
            squares += here * here + there * there;
        }
    }
    let ties = network.ties() as i128;
    let covariance = 4 * ties * products - sums * sums;
    let variance = 2 * ties * squares - sums * sums;
    covariance as f64 / variance as f64
}

/// How ties run within and across groups.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mixing {
    /// Ties both of whose ends have a group.
    pub ties: u64,
    /// The share of these that run between two groups; NaN where there are none.
    pub across: f64,
    /// Newman's r: 1 where no tie runs across, 0 where groups do not matter; NaN where there is but one group.
    pub assortativity: f64,
}

/// Counts ties within and across groups.
///
/// # What it computes
///
/// r = (Σ eᵢᵢ − Σ aᵢ²) / (1 − Σ aᵢ²), with eᵢᵢ the share of ties within group i and aᵢ the share of ends in it.
/// Ties to people without a group are left out.
///
/// # Shapes and units
///
/// `group` has one entry a person: a number below 2³², or `None`.
///
/// # Panics
///
/// When `group` has another length than there are people.
///
/// # Source
///
/// M. E. J. Newman (2003), "Mixing patterns in networks", Physical Review E 67, 026126, eq. 2.
#[must_use]
pub fn mixing(network: &Neighbours, group: &[Option<u32>]) -> Mixing {
    assert_eq!(group.len(), network.nodes(), "one entry a person");
    let groups = group.iter().flatten().max().map_or(0, |most| *most as usize + 1);
    let mut ends = vec![0_u64; groups];
    let (mut ties, mut within) = (0_u64, 0_u64);
    for person in network.people() {
        let Some(here) = group[person as usize] else { continue };
        for other in network.row(person).iter().filter(|other| **other > person) {
            let Some(there) = group[*other as usize] else { continue };
            ties += 1;
            within += u64::from(here == there);
            ends[here as usize] += 1;
            ends[there as usize] += 1;
        }
    }
    // In whole numbers, so that one group alone gives 0/0 and not a rounding error over another.
    let all = 4 * i128::from(ties) * i128::from(ties);
    let chance: i128 = ends.iter().map(|n| i128::from(*n) * i128::from(*n)).sum();
    let found = 4 * i128::from(ties) * i128::from(within);
    Mixing {
        ties,
        across: (ties - within) as f64 / ties as f64,
        assortativity: (found - chance) as f64 / (all - chance) as f64,
    }
}
