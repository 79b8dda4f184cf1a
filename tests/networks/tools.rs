//! What several of these tests need.

use mobilise::internals::number::draws::{Actor, Draws, Word};
use mobilise::knob::network::{NetworkKind, NetworkKnobs};
use mobilise::network::Neighbours;
use mobilise::network::make;

/// A list of ties.
pub type Ties = Vec<(u32, u32)>;

/// The word of a replicate's network.
pub fn word(replicate: u32) -> Word {
    Draws::new(2_024, replicate).word(Actor::Network, 0, 0)
}

/// The knobs of a kind with a degree.
pub fn knobs(kind: NetworkKind, degree: f64) -> NetworkKnobs {
    NetworkKnobs { kind, degree, ..NetworkKnobs::default() }
}

/// The ties of a network whose workers all have one origin and area; they keep the rules.
pub fn made(knobs: &NetworkKnobs, workers: usize, replicate: u32) -> Ties {
    let ties = make::ties(knobs, &vec![0; workers], &vec![0; workers], word(replicate));
    lawful(&ties, workers);
    ties
}

/// The rows of such a network.
pub fn rows(knobs: &NetworkKnobs, workers: usize, replicate: u32) -> Neighbours {
    Neighbours::new(workers, &made(knobs, workers, replicate))
}

/// Pairs (a, b), a < b < workers, each once, in ascending order.
pub fn lawful(ties: &[(u32, u32)], workers: usize) {
    assert!(ties.iter().all(|(a, b)| a < b && (*b as usize) < workers), "a self tie, or ends out of order");
    assert!(ties.windows(2).all(|two| two[0] < two[1]), "a double tie, or out of order");
}

/// Everybody's number of ties, counted anew.
pub fn degrees(ties: &[(u32, u32)], workers: usize) -> Vec<u32> {
    let mut all = vec![0; workers];
    for (a, b) in ties {
        all[*a as usize] += 1;
        all[*b as usize] += 1;
    }
    all
}

pub fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

/// χ² of counts against expected counts; those expected fewer than ten times are taken together. With its
/// degrees of freedom.
pub fn chi_square(found: &[f64], expected: &[f64]) -> (f64, f64) {
    let (mut rest, mut cells) = ((0.0, 0.0), Vec::new());
    for (found, expected) in found.iter().zip(expected) {
        if *expected < 10.0 {
            rest = (rest.0 + found, rest.1 + expected);
        } else {
            cells.push((*found, *expected));
        }
    }
    cells.extend((rest.1 > 0.0).then_some(rest));
    let sum = cells.iter().map(|(found, expected)| (found - expected) * (found - expected) / expected).sum();
    (sum, cells.len() as f64 - 1.0)
}

/// Whether a χ² is credible: below the quantile that a right program exceeds with chance about 3·10⁻⁵
/// (Wilson & Hilferty's approximation at four standard deviations).
pub fn credible((chi, freedom): (f64, f64)) -> bool {
    let spread = 2.0 / (9.0 * freedom);
    let cube = 1.0 - spread + 4.0 * spread.sqrt();
    chi < freedom * cube * cube * cube
}
