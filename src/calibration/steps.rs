//! The random walk by which copies of particles are moved.

use crate::number::maths::normal_quantile;

/// A normal step with 2.38² / d times the covariance of some particles of d parameters, the size at which a random walk
/// in a normal distribution mixes fastest.
///
/// # Source
///
/// G. O. Roberts, A. Gelman, W. R. Gilks (1997), "Weak convergence and optimal scaling of random walk Metropolis
/// algorithms", Annals of Applied Probability 7, 110–120.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Steps {
    /// The lower triangle L with L·Lᵀ = the step's covariance.
    root: Vec<Vec<f64>>,
}

impl Steps {
    /// The steps among particles, a row of parameters each; none where they do not spread in all directions.
    pub(super) fn among(particles: &[Vec<f64>]) -> Option<Self> {
        let (count, parameters) = (particles.len() as f64, particles.first()?.len());
        let mean: Vec<f64> = (0..parameters).map(|i| particles.iter().map(|row| row[i]).sum::<f64>() / count).collect();
        let scale = 2.38 * 2.38 / parameters as f64;
        let covariance = |i: usize, j: usize| {
            let products = particles.iter().map(|row| (row[i] - mean[i]) * (row[j] - mean[j]));
            scale * products.sum::<f64>() / count
        };
        cholesky(parameters, covariance).map(|root| Self { root })
    }

    /// A step from somewhere; each parameter takes one of the numbers between 0 and 1 that `uniform` gives.
    pub(super) fn from(&self, start: &[f64], mut uniform: impl FnMut() -> f64) -> Vec<f64> {
        let normals: Vec<f64> = start.iter().map(|_| normal_quantile(uniform())).collect();
        let step = |row: &Vec<f64>| row.iter().zip(&normals).map(|(l, z)| l * z).sum::<f64>();
        start.iter().zip(&self.root).map(|(value, row)| value + step(row)).collect()
    }
}

/// The lower triangle whose product with its transpose is this matrix; none where the matrix is flat in some direction.
fn cholesky(size: usize, entry: impl Fn(usize, usize) -> f64) -> Option<Vec<Vec<f64>>> {
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
            return None;
        }
        row.push(left.sqrt());
        root.push(row);
    }
    Some(root)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::design::stream::{Purpose, Stream};

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

    /// Steps are around nothing, with the covariance written out for two parameters; flat clouds have none.
    #[test]
    fn steps_have_the_covariance_of_the_particles() {
        let particles = [vec![0.0, 1.0], vec![2.0, 2.0], vec![1.0, 4.0], vec![3.0, 7.0]];
        let steps = Steps::among(&particles).expect("a cloud");
        let mut stream = Stream::new(2, Purpose::Proposal, 0);
        let n = 40_000;
        let made: Vec<Vec<f64>> = (0..n).map(|_| steps.from(&[10.0, 20.0], || stream.open())).collect();
        // Means 1.5 and 3.5; covariances 1.25, 2 and 5.25, times 2.38²/2.
        let scale = 2.38 * 2.38 / 2.0;
        let at = |row: &[f64], i: usize| row[i] - [10.0, 20.0][i];
        for (i, j, expected) in [(0, 0, 1.25), (0, 1, 2.0), (1, 1, 5.25)] {
            let found = made.iter().map(|row| at(row, i) * at(row, j)).sum::<f64>() / f64::from(n);
            let error = scale * [1.25f64, 5.25][i].sqrt() * [1.25f64, 5.25][j].sqrt() * (2.0 / f64::from(n)).sqrt();
            assert!((found - scale * expected).abs() < 4.0 * error, "{i}, {j}: {found}");
        }
        assert_eq!(Steps::among(&[vec![0.0, 0.0], vec![1.0, 2.0], vec![2.0, 4.0]]), None);
        assert_eq!(Steps::among(&[vec![1.0]]), None);
        assert_eq!(Steps::among(&[]), None);
        // Without a parameter there is nowhere to go.
        assert_eq!(Steps::among(&[vec![]]).expect("no direction").from(&[], || 0.5), Vec::<f64>::new());
    }
}
