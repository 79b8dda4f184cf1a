//! The arithmetic of weighted samples, such as the accepted set of a calibration: how much they say, and their
//! quantiles.

use super::refusal::Refusal;

/// Weights that add up to 1.
///
/// # Errors
///
/// When there are none, one is negative or no number, or all are 0.
pub fn normalised(weights: &[f64]) -> Result<Vec<f64>, Refusal> {
    let sum: f64 = weights.iter().sum();
    if !sum.is_finite() || sum <= 0.0 || weights.iter().any(|weight| *weight < 0.0) {
        return Err(Refusal::Weights);
    }
    Ok(weights.iter().map(|weight| weight / sum).collect())
}

/// The effective sample size (Σw)² / Σw²: how many particles of equal weight would say as much (Kong, Liu & Wong
/// 1994). From 1, where one particle has all the weight, to their number.
///
/// # Errors
///
/// As [`normalised`].
pub fn effective_size(weights: &[f64]) -> Result<f64, Refusal> {
    Ok(1.0 / normalised(weights)?.iter().map(|weight| weight * weight).sum::<f64>())
}

/// The smallest value at which the weight of all values up to it reaches `share` of the whole.
///
/// Of distances, with a share of one half or so, this is the next tolerance (Beaumont et al. 2009; Del Moral, Doucet
/// & Jasra 2012); of a parameter, with 0.025 and 0.975, the ends of its 95 % interval. Where many distances are
/// equal, the next tolerance may be the last one: no smaller share of them can be kept apart.
///
/// # Errors
///
/// As [`normalised`]; also when there are not as many values as weights, or one is no number.
pub fn weighted_quantile(values: &[f64], weights: &[f64], share: f64) -> Result<f64, Refusal> {
    if values.len() != weights.len() || values.iter().any(|value| value.is_nan()) {
        return Err(Refusal::Weights);
    }
    let weights = normalised(weights)?;
    let mut order: Vec<usize> = (0..values.len()).filter(|n| weights[*n] > 0.0).collect();
    order.sort_by(|a, b| values[*a].total_cmp(&values[*b]));
    let mut sum = 0.0;
    for n in &order {
        sum += weights[*n];
        // A half is reached by five tenths, whatever their last digit.
        if sum >= share - 1e-12 {
            return Ok(values[*n]);
        }
    }
    order.last().map(|n| values[*n]).ok_or(Refusal::Weights)
}
