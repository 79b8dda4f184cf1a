//! Quantiles of a sample.

/// The finite ones of these values, in ascending order.
#[must_use]
pub(crate) fn sorted(values: &[f64]) -> Vec<f64> {
    let mut sorted: Vec<f64> = values.iter().copied().filter(|value| value.is_finite()).collect();
    sorted.sort_by(f64::total_cmp);
    sorted
}

/// A quantile of values in ascending order, linear between them (type 7 of Hyndman and Fan 1996, R's default); NaN of
/// none. `share` is from 0 to 1.
#[must_use]
pub(crate) fn quantile(sorted: &[f64], share: f64) -> f64 {
    let Some(last) = sorted.len().checked_sub(1) else { return f64::NAN };
    let position = share * last as f64;
    let (below, above) = (sorted[(position as usize).min(last)], sorted[(position.ceil() as usize).min(last)]);
    below + position.fract() * (above - below)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// R: quantile(1:10, c(.05, .5, .95)) gives 1.45, 5.5, 9.55; quantile(c(1, 2, 4, 8), c(0, .25, .5, .75, 1)) gives
    /// 1, 1.75, 3, 5, 8.
    #[test]
    fn quantiles_are_those_of_r() {
        let values: Vec<f64> = (1..=10).map(f64::from).collect();
        for (share, x) in [(0.05, 1.45), (0.5, 5.5), (0.95, 9.55)] {
            assert!((quantile(&values, share) - x).abs() < 1e-12);
        }
        for (share, x) in [(0.0, 1.0), (0.25, 1.75), (0.5, 3.0), (0.75, 5.0), (1.0, 8.0)] {
            assert_eq!(quantile(&[1.0, 2.0, 4.0, 8.0], share), x);
        }
        assert_eq!(quantile(&[7.0], 0.3), 7.0);
        assert!(quantile(&[], 0.5).is_nan());
    }

    #[test]
    fn what_is_not_finite_is_left_out() {
        assert_eq!(sorted(&[2.0, f64::NAN, -1.0, f64::INFINITY]), [-1.0, 2.0]);
    }
}
