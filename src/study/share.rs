//! Shares of runs, as how many are awake at the end, and their differences: intervals that stay between none and all.

use super::estimate::Estimate;

/// The 97.5 % quantile of the normal distribution.
const Z: f64 = 1.959_963_985;
/// Its 80 % quantile: with so many runs a difference is found four times in five.
const POWER: f64 = 0.841_621_234;
/// More runs than this are beyond reason.
const BEYOND_REASON: f64 = 100_000.0;

/// Whether all values are 0 or 1, so that their mean is a share of runs.
fn is_share(values: &[f64]) -> bool {
    !values.is_empty() && values.iter().all(|x| *x == 0.0 || *x == 1.0)
}

/// Wilson's 95 % interval of a share of `n` runs.
pub(crate) fn wilson(share: f64, n: f64) -> (f64, f64) {
    let square = Z * Z;
    let middle = (share + square / (2.0 * n)) / (1.0 + square / n);
    let half = Z / (1.0 + square / n) * (share * (1.0 - share) / n + square / (4.0 * n * n)).sqrt();
    ((middle - half).max(0.0), (middle + half).min(1.0))
}

/// The share among values of 0 and 1 with Wilson's interval; other values have Student's interval of their mean.
pub(crate) fn estimate(values: impl IntoIterator<Item = f64>) -> Estimate {
    let values: Vec<f64> = values.into_iter().filter(|x| !x.is_nan()).collect();
    let e = Estimate::of(values.iter().copied());
    if values.len() < 2 || !is_share(&values) {
        return e;
    }
    let (low, high) = wilson(e.mean, values.len() as f64);
    Estimate { low, high, ..e }
}

/// The paired difference of two shares with Newcombe's interval (his method 10, without its correction); a difference
/// that is the same in every pair keeps the interval that says so.
pub(crate) fn difference(a: impl Iterator<Item = f64>, b: impl Iterator<Item = f64>) -> Estimate {
    let pairs: Vec<(f64, f64)> = a.zip(b).filter(|(a, b)| !a.is_nan() && !b.is_nan()).collect();
    let e = Estimate::of(pairs.iter().map(|(a, b)| a - b));
    let sides: [Vec<f64>; 2] = [pairs.iter().map(|pair| pair.0).collect(), pairs.iter().map(|pair| pair.1).collect()];
    if pairs.len() < 2 || e.deviation == 0.0 || !sides.iter().all(|side| is_share(side)) {
        return e;
    }
    let n = pairs.len() as f64;
    let of = |first: f64, other: f64| pairs.iter().filter(|pair| **pair == (first, other)).count() as f64;
    let (both, only_first, only_other, neither) = (of(1.0, 1.0), of(1.0, 0.0), of(0.0, 1.0), of(0.0, 0.0));
    let (p, q) = ((both + only_first) / n, (both + only_other) / n);
    let ((p_low, p_high), (q_low, q_high)) = (wilson(p, n), wilson(q, n));
    let margins = (both + only_first) * (only_other + neither) * (both + only_other) * (only_first + neither);
    let phi = if margins > 0.0 { (both * neither - only_first * only_other) / margins.sqrt() } else { 0.0 };
    let half = |x: f64, y: f64| (x * x - 2.0 * phi * x * y + y * y).max(0.0).sqrt();
    Estimate { low: e.mean - half(p - p_low, q_high - q), high: e.mean + half(p_high - p, q - q_low), ..e }
}

/// About how many pairs of runs it takes to find such a difference of shares four times in five (Connor 1987); none where
/// there is no difference, or it takes more than is reasonable.
pub(crate) fn pairs_needed(difference: &Estimate) -> Option<u64> {
    let n = f64::from(difference.replicates);
    let size = difference.mean.abs();
    // The share of pairs that differ: of values −1, 0 and 1 the mean square.
    let differing = difference.deviation * difference.deviation * (n - 1.0) / n + size * size;
    let root = (Z * differing.sqrt() + POWER * (differing - size * size).max(0.0).sqrt()) / size;
    let needed = (root * root).ceil();
    (size > 0.0 && needed.is_finite() && needed <= BEYOND_REASON).then_some((needed as u64).max(6))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shares(ones: usize, all: usize) -> impl Iterator<Item = f64> {
        (0..all).map(move |n| f64::from(u8::from(n < ones)))
    }

    /// Nine of ten: Wilson's interval is 0.596 to 0.982 (Newcombe 1998, the same formula by hand); Student's went beyond 1.
    #[test]
    fn a_share_stays_between_none_and_all() {
        let e = estimate(shares(9, 10));
        assert!((e.low - 0.5958).abs() < 1e-3 && (e.high - 0.9821).abs() < 1e-3, "{e:?}");
        assert!(Estimate::of(shares(9, 10)).high > 1.0);
        let all = estimate(shares(10, 10));
        assert!((all.low - 0.7225).abs() < 1e-3 && all.high == 1.0, "{all:?}");
        let mean = estimate([1.0, 2.0, 3.0]);
        assert_eq!(mean, Estimate::of([1.0, 2.0, 3.0]));
    }

    /// Seven of ten against all of ten: not to be told, and with 26 pairs it would be.
    #[test]
    fn seven_of_ten_is_not_told_from_ten() {
        let e = difference(shares(7, 10), shares(10, 10));
        assert!((e.mean + 0.3).abs() < 1e-12 && e.low < -0.59 && e.high > 0.03, "{e:?}");
        // δ = ψ = 0.3: (1.96 √0.3 + 0.842 √0.21)² / 0.09 = 23.6.
        assert_eq!(pairs_needed(&e), Some(24));
        let clear = difference(shares(2, 40), shares(40, 40));
        assert!(clear.high < -0.5);
        let none = difference(shares(10, 10), shares(10, 10));
        assert_eq!((none.low, none.high, pairs_needed(&none)), (0.0, 0.0, None));
    }
}
