//! Everybody's number of ties is drawn first, then the ends are paired at random.

use crate::knob::network::{DegreeDistribution, NetworkKnobs};
use crate::number::draws::{Purpose, Word};
use crate::number::maths::rounded;

use super::super::neighbours::Neighbours;
use super::shuffle::shuffle;
use super::stream::Stream;
use super::trade::{TRIES, Trade};

/// Draws everybody's number of ties from the distribution of a configuration network.
///
/// # What it computes
///
/// With mean z = `degree`: all z (regular); the Poisson distribution of mean z; the geometric distribution P(k) = (1 − q) qᵏ for
/// k = 0, 1, 2 … with q = z / (1 + z), whose mean is z; or the power law P(k) ∝ k^−γ for k from 1 to √n (rounded
/// down), γ = `exponent`. Without that cut-off a few people would have to have several ties to one another,
/// and pairing at random would no longer be possible. No number exceeds n − 1. Where the sum is odd, the first
/// who has room gets one more.
///
/// # Shapes and units
///
/// One entry a worker, in ties. A worker's number hangs on the worker's own draw.
///
/// # Source
///
/// M. E. J. Newman, S. H. Strogatz, D. J. Watts (2001), "Random graphs with arbitrary degree distributions and
/// their applications", Physical Review E 64, 026118; for the cut-off M. Catanzaro, M. Boguñá,
/// R. Pastor-Satorras (2005), "Generation of uncorrelated random scale-free networks", Physical Review E 71,
/// 027103.
#[must_use]
pub fn degrees(knobs: &NetworkKnobs, workers: usize, word: Word) -> Vec<u32> {
    let most = workers.saturating_sub(1).min(u32::MAX as usize) as u32;
    let degree = knobs.degree;
    let uniform = |i: u32| word.uniform(Purpose::NetworkDegree, i);
    let people = 0..workers as u32;
    let mut all: Vec<u32> = match knobs.distribution {
        DegreeDistribution::Regular => vec![rounded(degree) as u32; workers],
        DegreeDistribution::Poisson => people.map(|i| word.poisson(Purpose::NetworkDegree, i, degree)).collect(),
        DegreeDistribution::Geometric if degree > 0.0 => {
            let log_more = libm::log(degree / (1.0 + degree));
            people.map(|i| libm::floor(libm::log1p(-uniform(i)) / log_more) as u32).collect()
        }
        DegreeDistribution::Geometric => vec![0; workers],
        DegreeDistribution::PowerLaw => {
            let below = power_law(knobs.exponent, workers);
            let most_below = |u: f64| below.partition_point(|sum| *sum <= u) as u32;
            people.map(|i| 1 + most_below(uniform(i))).collect()
        }
    };
    all.iter_mut().for_each(|k| *k = (*k).min(most));
    if all.iter().map(|k| u64::from(*k)).sum::<u64>() % 2 == 1 {
        // All have n − 1 only where that is an odd number of odd numbers, and then one has one less.
        match all.iter_mut().find(|k| **k < most) {
            Some(k) => *k += 1,
            None => all[0] -= 1,
        }
    }
    all
}

/// The mean of the distribution, before any number is cut off at n − 1.
pub(super) fn mean_degree(knobs: &NetworkKnobs, workers: usize) -> f64 {
    match knobs.distribution {
        DegreeDistribution::Regular => rounded(knobs.degree) as f64,
        DegreeDistribution::Poisson | DegreeDistribution::Geometric => knobs.degree,
        // The mean is the sum of the chances of having more than 0, 1, 2 …
        DegreeDistribution::PowerLaw => {
            1.0 + power_law(knobs.exponent, workers).iter().map(|below| 1.0 - below).sum::<f64>()
        }
    }
}

/// The maximum number of ties under a power law.
fn cut_off(workers: usize) -> usize {
    (libm::sqrt(workers as f64) as usize).max(1)
}

/// The chances of at most 1, at most 2 … ties, without the last one, which is 1.
fn power_law(exponent: f64, workers: usize) -> Vec<f64> {
    let weights: Vec<f64> = (1..=cut_off(workers)).map(|k| libm::pow(k as f64, -exponent)).collect();
    let all: f64 = weights.iter().sum();
    let mut sum = 0.0;
    let sums = weights.iter().map(|weight| {
        sum += weight;
        sum / all
    });
    sums.take(weights.len() - 1).collect()
}

/// Ties that give everybody the number of ties asked for, otherwise at random.
///
/// # What it computes
///
/// Everybody brings as many ends as they are to have ties; all ends are put in random order and paired, first
/// with second, third with fourth. A tie of somebody to themselves, or one that is there already, exchanges
/// ends with another tie drawn at random, up to 200 times until both are right; the degrees stay. A tie for
/// which this fails is left out, and its two ends go without.
///
/// That is how many can be lost: at most those that come out wrong, about q + q² of them for
/// q = ⟨k² − k⟩ / 2⟨k⟩ in a sparse network; in fact none, as long as nobody is asked to know more than about
/// half of all others. Where a degree cannot be had at all – everybody is to know everybody, but one knows
/// nobody – the rest is lost. The sum of the degrees less twice the number of ties says how many ends were.
///
/// # Shapes and units
///
/// `degrees` has one entry a worker; an odd last end is left over. Ties are pairs (a, b), a < b, in ascending
/// order.
///
/// # Source
///
/// M. Molloy, B. Reed (1995), "A critical point for random graphs with a given degree sequence", Random
/// Structures & Algorithms 6, 161–180. Random pairing and repair make all networks of these degrees almost,
/// not exactly, equally likely.
#[must_use]
pub fn with_degrees(degrees: &[u32], word: Word) -> Vec<(u32, u32)> {
    let people = (0..).zip(degrees);
    let mut ends: Vec<u32> = people.flat_map(|(i, k)| std::iter::repeat_n(i, *k as usize)).collect();
    shuffle(&mut ends, word, Purpose::NetworkTie);
    let (pairs, _) = ends.as_chunks::<2>();
    let mut ties: Vec<(u32, u32)> = pairs.iter().map(|[a, b]| (*a.min(b), *a.max(b))).collect();
    drop(ends);
    super::sort(&mut ties);
    let is_wrong = |tie: usize| ties[tie].0 == ties[tie].1 || (tie > 0 && ties[tie] == ties[tie - 1]);
    let wrong: Vec<usize> = (0..ties.len()).filter(|tie| is_wrong(*tie)).collect();
    if !wrong.is_empty() {
        mend(&mut ties, &wrong, degrees.len(), word);
        super::sort(&mut ties);
        ties.dedup();
        ties.retain(|(a, b)| a != b);
    }
    ties
}

fn mend(ties: &mut [(u32, u32)], wrong: &[usize], nodes: usize, word: Word) {
    let rows = Neighbours::new(nodes, ties);
    let mut trade = Trade { ties, rows };
    let mut stream = Stream::new(word, Purpose::NetworkWhom);
    for &tie in wrong {
        // An earlier exchange may have mended this one on the way.
        let (a, b) = trade.ties[tie];
        let row = trade.rows.row(a);
        let times = row.partition_point(|other| *other <= b) - row.partition_point(|other| *other < b);
        if a != b && times == 1 {
            continue;
        }
        for _ in 0..TRIES {
            let other = stream.index(trade.ties.len());
            if other != tie && trade.exchange(tie, other, stream.coin()) {
                break;
            }
        }
    }
}
