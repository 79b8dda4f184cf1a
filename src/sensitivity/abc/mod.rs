//! The arithmetic of approximate Bayesian computation by sequential Monte Carlo (ABC-SMC).
//!
//! A generation is a set of particles – values of the parameters – whose runs came within a tolerance of what was
//! seen. The next one picks particles by their weights, moves them by a [`Kernel`], keeps those within a smaller
//! tolerance ([`weighted_quantile`] of the distances), and weighs them anew ([`Kernel::weights`]), so that where the
//! kernel proposes often counts for less. What is run, and when to stop, is decided above.

use crate::number::maths::normal_quantile;

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

/// How particles are moved from one generation to the next: a normal distribution around each, with twice the particles'
/// own covariance.
///
/// # Source
///
/// M. A. Beaumont, J.-M. Cornuet, J.-M. Marin, C. P. Robert (2009), "Adaptive approximate Bayesian computation",
/// Biometrika 96, 983–990 (twice the variance); S. Filippi, C. P. Barnes, J. Cornebise, M. P. H. Stumpf (2013), "On
/// optimality of kernels for approximate Bayesian computation using sequential Monte Carlo", Statistical
/// Applications in Genetics and Molecular Biology 12, 87–107 (with covariances).
#[derive(Clone, Debug, PartialEq)]
pub struct Kernel {
    centres: Vec<Vec<f64>>,
    weights: Vec<f64>,
    /// The lower triangle L with L·Lᵀ = twice the covariance.
    root: Vec<Vec<f64>>,
    /// The logarithm of one normal distribution's density at its centre.
    log_peak: f64,
}

impl Kernel {
    /// The kernel of a generation: its particles, a row of parameters each, and their weights.
    ///
    /// # Errors
    ///
    /// As [`normalised`]; when rows are not all of one length, have numbers that are not finite, or do not spread in
    /// all directions.
    pub fn new(particles: &[Vec<f64>], weights: &[f64]) -> Result<Self, Refusal> {
        let weights = normalised(weights)?;
        let parameters = particles.first().map_or(0, Vec::len);
        let regular = |row: &Vec<f64>| row.len() == parameters && row.iter().all(|value| value.is_finite());
        if particles.len() != weights.len() || parameters == 0 || !particles.iter().all(regular) {
            return Err(Refusal::Weights);
        }
        let mean: Vec<f64> =
            (0..parameters).map(|i| particles.iter().zip(&weights).map(|(row, w)| w * row[i]).sum()).collect();
        let twice_covariance = |i: usize, j: usize| {
            let terms = particles.iter().zip(&weights).map(|(row, w)| w * (row[i] - mean[i]) * (row[j] - mean[j]));
            2.0 * terms.sum::<f64>()
        };
        let root = cholesky(parameters, twice_covariance)?;
        let log_size: f64 = root.iter().enumerate().map(|(i, row)| libm::log(row[i])).sum();
        let log_peak = -log_size - parameters as f64 / 2.0 * libm::log(2.0 * std::f64::consts::PI);
        Ok(Self { centres: particles.to_vec(), weights, root, log_peak })
    }

    /// A particle picked by weight and moved. Each parameter takes one number of `uniforms`, above 0 and below 1,
    /// and the pick the first: one more than there are parameters.
    ///
    /// # Panics
    ///
    /// When there are fewer numbers.
    #[must_use]
    pub fn propose(&self, uniforms: &[f64]) -> Vec<f64> {
        let (pick, moves) = (uniforms[0], &uniforms[1..=self.root.len()]);
        let mut sum = 0.0;
        let reached = self.weights.iter().position(|weight| {
            sum += weight;
            pick < sum
        });
        // Rounding may leave the sum a little below 1; a particle without weight is never picked.
        let last = || self.weights.iter().rposition(|weight| *weight > 0.0);
        let centre = &self.centres[reached.or_else(last).unwrap_or_default()];
        let normals: Vec<f64> = moves.iter().map(|u| normal_quantile(*u)).collect();
        let shift = |row: &Vec<f64>| row.iter().zip(&normals).map(|(l, z)| l * z).sum::<f64>();
        centre.iter().zip(&self.root).map(|(value, row)| value + shift(row)).collect()
    }

    /// The logarithm of the density with which the kernel proposes a particle.
    ///
    /// # Panics
    ///
    /// When it has not as many parameters.
    #[must_use]
    pub fn log_density(&self, particle: &[f64]) -> f64 {
        assert_eq!(particle.len(), self.root.len(), "as many parameters");
        let logs: Vec<f64> = self
            .centres
            .iter()
            .zip(&self.weights)
            .filter(|(_, weight)| **weight > 0.0)
            .map(|(centre, weight)| libm::log(*weight) - self.squared_distance(centre, particle) / 2.0)
            .collect();
        // The largest is taken out first: far from all particles each term by itself is 0 to the last digit.
        let largest = logs.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        self.log_peak + largest + libm::log(logs.iter().map(|log| libm::exp(log - largest)).sum())
    }

    /// (b − a)ᵀ Σ⁻¹ (b − a), by solving L x = b − a from the top.
    fn squared_distance(&self, a: &[f64], b: &[f64]) -> f64 {
        let mut solved: Vec<f64> = Vec::with_capacity(a.len());
        for (i, row) in self.root.iter().enumerate() {
            let known: f64 = row.iter().zip(&solved).map(|(l, x)| l * x).sum();
            solved.push((b[i] - a[i] - known) / row[i]);
        }
        solved.iter().map(|x| x * x).sum()
    }

    /// The weights of the next generation: prior density by the density of being proposed, adding up to 1.
    ///
    /// # What it computes
    ///
    /// wᵢ ∝ π(θᵢ) / Σⱼ Wⱼ K(θᵢ | θⱼ), with the last generation's weights W; `log_priors` are the logarithms of π,
    /// up to one constant for all, −∞ where it is 0.
    ///
    /// # Errors
    ///
    /// When there are not as many particles as densities, or none has a prior density above 0.
    pub fn weights(&self, particles: &[Vec<f64>], log_priors: &[f64]) -> Result<Vec<f64>, Refusal> {
        if particles.len() != log_priors.len() || log_priors.iter().any(|log| log.is_nan() || *log == f64::INFINITY) {
            return Err(Refusal::Weights);
        }
        let logs = particles.iter().zip(log_priors).map(|(particle, log)| log - self.log_density(particle));
        let logs: Vec<f64> = logs.collect();
        let largest = logs.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        if largest == f64::NEG_INFINITY {
            return Err(Refusal::Weights);
        }
        normalised(&logs.iter().map(|log| libm::exp(log - largest)).collect::<Vec<_>>())
    }
}

/// The lower triangle whose product with its transpose is this matrix.
fn cholesky(size: usize, entry: impl Fn(usize, usize) -> f64) -> Result<Vec<Vec<f64>>, Refusal> {
    let mut root: Vec<Vec<f64>> = Vec::with_capacity(size);
    for i in 0..size {
        let mut row: Vec<f64> = Vec::with_capacity(size);
        for (j, above) in root.iter().enumerate() {
            let known: f64 = row.iter().zip(above).map(|(x, y)| x * y).sum();
            row.push((entry(i, j) - known) / above[j]);
        }
        let own = entry(i, i);
        let left = own - row.iter().map(|x| x * x).sum::<f64>();
        // What rounding leaves of nothing is nothing.
        if left.is_nan() || left <= 1e-12 * own {
            return Err(Refusal::Flat);
        }
        row.push(left.sqrt());
        root.push(row);
    }
    Ok(root)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The root times its transpose is the matrix, to the last digits, with more than two parameters too.
    #[test]
    fn the_root_of_a_matrix_squares_to_it() {
        let matrix = [[4.0, 2.0, -1.0, 0.5], [2.0, 5.0, 0.3, 1.0], [-1.0, 0.3, 3.0, 0.7], [0.5, 1.0, 0.7, 2.0]];
        let root = cholesky(4, |i, j| matrix[i][j]).expect("positive");
        for (i, row) in matrix.iter().enumerate() {
            for (j, expected) in row.iter().enumerate() {
                let product: f64 = root[i].iter().zip(&root[j]).map(|(x, y)| x * y).sum();
                assert!((product - expected).abs() < 1e-14, "{i}, {j}: {product}");
            }
        }
    }
}
