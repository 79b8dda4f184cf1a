//! Intervals that claims are judged by.
//!
//! - **A claim about one case** was made of one history, so single runs are compared with it: the interval from the 2.5 %
//!   to the 97.5 % quantile over runs. Quantiles of few runs reach hardly farther than those runs. So below 40 runs the
//!   interval also covers that for one more run, mean ± t·s·√(1 + 1/n) with n − 1 degrees of freedom; and below 5 runs
//!   nothing is judged.
//! - **A difference of two cases** has the 95 % interval of its mean over paired replicates (Student's t).
//! - **A ratio of two cases** is that of their means, with the interval of E. C. Fieller (1954, "Some problems in interval
//!   estimation", Journal of the Royal Statistical Society B 16, 175–185) for paired replicates; none where the mean
//!   below the line cannot be told from 0.

use crate::number::quantile::{quantile, sorted};
use crate::study::effects::paired;
use crate::study::estimate::{Estimate, student};

/// Fewer single runs are not judged.
const LEAST: usize = 5;

/// From so many runs on quantiles stand alone.
const ENOUGH: usize = 40;

/// A value with its 95 % interval; NaN where there is none.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// The median of single runs, the mean difference, or the ratio of means.
    pub value: f64,
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// Runs, or pairs of runs, behind it.
    pub runs: usize,
}

/// Where single runs lie.
#[must_use]
pub fn single_runs(values: &[f64]) -> Interval {
    let values = sorted(values);
    let runs = values.len();
    let value = quantile(&values, 0.5);
    if runs < LEAST {
        return Interval { value, low: f64::NAN, high: f64::NAN, runs };
    }
    let (low, high) = (quantile(&values, 0.025), quantile(&values, 0.975));
    if runs >= ENOUGH {
        return Interval { value, low, high, runs };
    }
    let e = Estimate::of(values.iter().copied());
    let half = student(runs) * e.deviation * (1.0 + 1.0 / runs as f64).sqrt();
    // What is never negative in these runs is taken to be a number, a share or a mean that cannot be.
    let least = if values[0] >= 0.0 { 0.0 } else { f64::NEG_INFINITY };
    Interval { value, low: low.min((e.mean - half).max(least)), high: high.max(e.mean + half), runs }
}

/// The mean difference of paired runs.
#[must_use]
pub fn difference(first: &[f64], other: &[f64]) -> Interval {
    let (e, _) = paired(first.iter().copied(), other.iter().copied());
    Interval { value: e.mean, low: e.low, high: e.high, runs: e.replicates as usize }
}

/// The ratio of the means of paired runs.
#[must_use]
pub fn ratio(first: &[f64], other: &[f64]) -> Interval {
    let pairs: Vec<(f64, f64)> =
        first.iter().copied().zip(other.iter().copied()).filter(|(a, b)| a.is_finite() && b.is_finite()).collect();
    let (a, b) = (Estimate::of(pairs.iter().map(|pair| pair.0)), Estimate::of(pairs.iter().map(|pair| pair.1)));
    let runs = pairs.len();
    let (n, t) = (runs as f64, student(runs));
    let products = pairs.iter().map(|(x, y)| (x - a.mean) * (y - b.mean));
    let covariance = products.fold(0.0, |sum, x| sum + x) / (n - 1.0) / n;
    let square = |e: Estimate| e.standard_error * e.standard_error;
    // Those ratios r for which the mean of first − r · other lies within t standard errors of 0.
    let below = b.mean * b.mean - t * t * square(b);
    let middle = a.mean * b.mean - t * t * covariance;
    let root = (middle * middle - (a.mean * a.mean - t * t * square(a)) * below).sqrt();
    let value = if b.mean > 0.0 { a.mean / b.mean } else { f64::NAN };
    if below > 0.0 && b.mean > 0.0 && root.is_finite() {
        Interval { value, low: (middle - root) / below, high: (middle + root) / below, runs }
    } else {
        Interval { value, low: f64::NAN, high: f64::NAN, runs }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_single_runs_are_judged_with_care() {
        assert!(single_runs(&[1.0, 2.0, 3.0, 4.0]).low.is_nan());
        // t(4 degrees of freedom) = 2.776, s = 1.5811, √1.2 = 1.0954.
        let five = single_runs(&[1.0, 2.0, 3.0, 4.0, 5.0]);
        assert!((five.high - (3.0 + 2.776 * 1.5811 * 1.0954)).abs() < 1e-2 && five.low == 0.0, "{five:?}");
        let many: Vec<f64> = (0..=40).map(f64::from).collect();
        assert_eq!((single_runs(&many).low, single_runs(&many).high), (1.0, 39.0));
    }

    /// A ratio that is 2 in every pair is known exactly; one over noise around 0 is not known at all.
    #[test]
    fn a_ratio_has_fiellers_interval() {
        let exact = ratio(&[2.0, 4.0, 6.0], &[1.0, 2.0, 3.0]);
        assert!((exact.value - 2.0).abs() < 1e-12);
        let unknown = ratio(&[1.0, 2.0, 1.5], &[-1.0, 1.0, 0.1]);
        assert!(unknown.low.is_nan());
        // By hand: means 10 and 5, variances of means 1/3 and 1/3, covariance −1/6, t = 4.3027:
        // t² = 18.513; below = 25 − 6.171, middle = 50 + 3.0855, first = 100 − 6.171.
        let e = ratio(&[9.0, 10.0, 11.0], &[6.0, 4.0, 5.0]);
        let (below, middle, first) = (25.0 - 6.171, 50.0 + 3.0855, 100.0 - 6.171f64);
        let root = (middle * middle - first * below).sqrt();
        assert!((e.low - (middle - root) / below).abs() < 1e-3, "{e:?}");
        assert!((e.high - (middle + root) / below).abs() < 1e-3, "{e:?}");
    }

    #[test]
    fn a_difference_is_of_pairs() {
        let e = difference(&[3.0, 5.0, f64::NAN], &[1.0, 4.0, 2.0]);
        assert_eq!((e.value, e.runs), (1.5, 2));
    }
}
