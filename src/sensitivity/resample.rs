//! How sure an index is: the bootstrap.

use crate::design::stream::{Purpose, Stream};
use crate::number::quantile::quantile;

use super::refusal::Refusal;

/// A number with what it may as well be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Index {
    /// The estimate.
    pub value: f64,
    /// The interval, low and high. `None` when no resamples were asked for, or when the outcome varies in so few
    /// blocks that a resample has no variance: then the estimate rests on those few alone.
    pub interval: Option<(f64, f64)>,
}

/// How intervals are made.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Resampling {
    seed: u64,
    resamples: u32,
    confidence: f64,
}

impl Resampling {
    /// So many resamples under a seed, for intervals of this confidence.
    ///
    /// # What it computes
    ///
    /// A resample draws whole blocks – base rows or trajectories – with replacement, as many as there are; an
    /// index is computed of each, and the interval reaches from the (1 − confidence)/2 quantile of them to the
    /// (1 + confidence)/2 quantile. The same resamples serve all indices of a call. They say how an index varies
    /// with the points that were tried; what replicates add is in it too, since their means are resampled.
    ///
    /// # Errors
    ///
    /// A confidence that is not above 0 and below 1.
    ///
    /// # Source
    ///
    /// B. Efron, R. J. Tibshirani (1993), An Introduction to the Bootstrap, chapter 13 (the percentile interval). For
    /// Sobol indices: G. E. B. Archer, A. Saltelli, I. M. Sobol' (1997), "Sensitivity measures, ANOVA-like techniques
    /// and the use of bootstrap", Journal of Statistical Computation and Simulation 58, 99–120.
    pub fn new(seed: u64, resamples: u32, confidence: f64) -> Result<Self, Refusal> {
        if confidence > 0.0 && confidence < 1.0 {
            Ok(Self { seed, resamples, confidence })
        } else {
            Err(Refusal::Confidence(confidence))
        }
    }

    /// No resamples, and no intervals.
    #[must_use]
    pub fn none() -> Self {
        Self { seed: 0, resamples: 0, confidence: 0.5 }
    }

    /// Indices with their intervals, from what computes them of blocks taken so many times each; `None` if it
    /// can compute none of all blocks.
    pub(super) fn indices(&self, blocks: usize, compute: impl Fn(&[f64]) -> Option<Vec<f64>>) -> Option<Vec<Index>> {
        let values = compute(&vec![1.0; blocks])?;
        let resampled: Option<Vec<Vec<f64>>> =
            (0..self.resamples).map(|number| compute(&self.times(number, blocks))).collect();
        let resampled = resampled.filter(|all| !all.is_empty());
        let interval = |index: usize| {
            let mut column: Vec<f64> = resampled.as_ref()?.iter().map(|row| row[index]).collect();
            column.sort_by(f64::total_cmp);
            let tail = (1.0 - self.confidence) / 2.0;
            Some((quantile(&column, tail), quantile(&column, 1.0 - tail)))
        };
        Some(values.iter().enumerate().map(|(n, value)| Index { value: *value, interval: interval(n) }).collect())
    }

    /// How often a resample takes each block.
    fn times(&self, number: u32, blocks: usize) -> Vec<f64> {
        let mut stream = Stream::new(self.seed, Purpose::Resample, number);
        let mut times = vec![0.0; blocks];
        (0..blocks).for_each(|_| times[stream.index(blocks)] += 1.0);
        times
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mean(values: &[f64]) -> impl Fn(&[f64]) -> Option<Vec<f64>> + '_ {
        |times| Some(vec![values.iter().zip(times).map(|(x, n)| x * n).sum::<f64>() / times.iter().sum::<f64>()])
    }

    /// The interval of a mean of n numbers is that of the normal distribution: ± 1.96 s/√n, within 5 %.
    #[test]
    fn the_interval_of_a_mean_is_the_known_one() {
        let mut stream = Stream::new(3, Purpose::Resample, 0);
        let values: Vec<f64> = (0..400).map(|_| stream.index(1_000) as f64).collect();
        let found = Resampling::new(1, 4_000, 0.95).expect("fits").indices(400, mean(&values)).expect("a mean");
        let n = values.len() as f64;
        let average = values.iter().sum::<f64>() / n;
        let deviation = (values.iter().map(|x| (x - average) * (x - average)).sum::<f64>() / n).sqrt();
        let half = 1.96 * deviation / n.sqrt();
        let (low, high) = found[0].interval.expect("an interval");
        assert!((found[0].value - average).abs() < 1e-9);
        assert!((average - low - half).abs() < 0.05 * half && (high - average - half).abs() < 0.05 * half);
    }

    #[test]
    fn the_same_seed_gives_the_same_interval() {
        let values: Vec<f64> = (0..50).map(|n| f64::from(n * n % 17)).collect();
        let interval = |seed, count| {
            let resampling = Resampling::new(seed, count, 0.9).expect("fits");
            resampling.indices(50, mean(&values)).expect("a mean")[0].interval
        };
        assert_eq!(interval(1, 100), interval(1, 100));
        assert_ne!(interval(1, 100), interval(2, 100));
        assert_eq!(interval(1, 0), None);
        for confidence in [0.0, 1.0, -1.0, 2.0, f64::NAN] {
            assert!(matches!(Resampling::new(1, 10, confidence), Err(Refusal::Confidence(_))));
        }
    }

    /// Where one resample has no index there is no interval: what the others say would be too narrow.
    #[test]
    fn no_interval_where_a_resample_has_no_index() {
        let compute = |times: &[f64]| (times[0] > 0.0).then(|| vec![1.0]);
        let found = Resampling::new(1, 100, 0.95).expect("fits").indices(10, compute);
        assert_eq!(found, Some(vec![Index { value: 1.0, interval: None }]));
        assert_eq!(Resampling::none().indices(10, |_| None), None);
    }
}
