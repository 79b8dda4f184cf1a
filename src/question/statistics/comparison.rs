//! Pairs of points compared replicate by replicate, averaged over the settings within each replicate.

use crate::model::sustainability::Outcome;
use crate::question::contrast::Pair;
use crate::question::sample::{PointRow, Sample};
use crate::study::effects::paired;
use crate::study::estimate::Estimate;
use crate::study::share;

/// Two sides and their difference, over some pairs of points.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Comparison {
    /// The mean of the first side over replicates; within each, the mean over settings.
    pub first: Estimate,
    /// The mean of the other side.
    pub other: Estimate,
    /// First minus other, within each replicate in which both have a value.
    pub difference: Estimate,
}

/// The paired difference of two series, one value per replicate.
pub(crate) fn difference(a: Vec<f64>, b: Vec<f64>) -> Estimate {
    paired(a.into_iter(), b.into_iter()).0
}

/// Compares one outcome.
pub(crate) fn compare(sample: &Sample, pairs: &[Pair], outcome: usize) -> Comparison {
    let values = |row| sample.values(row, outcome);
    let found = compare_values(pairs, &values);
    match pairs {
        // Within one setting it is a share of runs.
        [pair] if outcome == Outcome::Survived as usize => {
            let (a, b) = (values(pair.this), values(pair.beside));
            let both: Vec<(f64, f64)> = a.into_iter().zip(b).filter(|(a, b)| !a.is_nan() && !b.is_nan()).collect();
            let (first, other) = (both.iter().map(|pair| pair.0), both.iter().map(|pair| pair.1));
            Comparison {
                first: share::estimate(first.clone()),
                other: share::estimate(other.clone()),
                difference: share::difference(first, other),
            }
        }
        // Means of shares over settings stay between none and all as well.
        _ if outcome == Outcome::Survived as usize => {
            let within = |e: Estimate, low: f64| Estimate { low: e.low.max(low), high: e.high.min(1.0), ..e };
            Comparison {
                first: within(found.first, 0.0),
                other: within(found.other, 0.0),
                difference: within(found.difference, -1.0),
            }
        }
        _ => found,
    }
}

/// Compares any series of a row, one value per replicate.
pub(crate) fn compare_values(pairs: &[Pair], values: &dyn Fn(PointRow) -> Vec<f64>) -> Comparison {
    let sides: Vec<(Vec<f64>, Vec<f64>)> = pairs.iter().map(|pair| (values(pair.this), values(pair.beside))).collect();
    let replicates = sides.iter().map(|(a, b)| a.len().min(b.len())).max().unwrap_or(0);
    let (mut first, mut other) = (Vec::new(), Vec::new());
    for replicate in 0..replicates {
        let (mut sums, mut n) = ((0.0, 0.0), 0u32);
        for (a, b) in &sides {
            if let (Some(a), Some(b)) = (a.get(replicate), b.get(replicate))
                && !a.is_nan()
                && !b.is_nan()
            {
                sums = (sums.0 + a, sums.1 + b);
                n += 1;
            }
        }
        first.push(sums.0 / f64::from(n));
        other.push(sums.1 / f64::from(n));
    }
    let difference = difference(first.clone(), other.clone());
    Comparison { first: Estimate::of(first), other: Estimate::of(other), difference }
}

/// By replicate, the mean over the first rows of all pairs.
pub(crate) fn levels(sample: &Sample, pairs: &[Pair], outcome: usize) -> Vec<f64> {
    mean_by_replicate(pairs.iter().map(|pair| sample.values(pair.this, outcome)).collect())
}

/// By replicate, the mean over the differences of all pairs.
pub(crate) fn differences(sample: &Sample, pairs: &[Pair], outcome: usize) -> Vec<f64> {
    let values = |row| sample.values(row, outcome);
    let difference = |pair: &Pair| values(pair.this).into_iter().zip(values(pair.beside)).map(|(a, b)| a - b).collect();
    mean_by_replicate(pairs.iter().map(difference).collect())
}

/// By replicate, the mean of the series that have a value there.
fn mean_by_replicate(series: Vec<Vec<f64>>) -> Vec<f64> {
    let replicates = series.iter().map(Vec::len).max().unwrap_or(0);
    let mean = |replicate: usize| {
        let present: Vec<f64> =
            series.iter().filter_map(|values| values.get(replicate)).copied().filter(|x| !x.is_nan()).collect();
        present.iter().sum::<f64>() / present.len() as f64
    };
    (0..replicates).map(mean).collect()
}
