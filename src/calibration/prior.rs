//! Prior distributions.

use crate::number::maths::normal_quantile;

/// The prior distribution of one parameter, in the coordinate that is drawn and moved: the parameter itself, or its
/// logarithm.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Prior {
    /// The smallest value, in the coordinate.
    pub from: f64,
    /// The largest value.
    pub to: f64,
    /// Mean and standard deviation of a normal distribution truncated at both ends; none for a uniform one.
    pub normal: Option<(f64, f64)>,
}

/// The chance that a standard normal number is at most x.
fn normal_share(x: f64) -> f64 {
    libm::erfc(-x / std::f64::consts::SQRT_2) / 2.0
}

impl Prior {
    /// The quantile of a share `u`, 0 < u < 1.
    #[must_use]
    pub fn quantile(&self, u: f64) -> f64 {
        let value = match self.normal {
            None => self.from + u * (self.to - self.from),
            Some((mean, deviation)) => {
                let (low, high) =
                    (normal_share((self.from - mean) / deviation), normal_share((self.to - mean) / deviation));
                // Beyond the last digit the quantile has no value.
                let inner = (low + u * (high - low)).clamp(1e-300, 1.0 - f64::EPSILON / 2.0);
                mean + deviation * normal_quantile(inner)
            }
        };
        value.clamp(self.from, self.to)
    }

    /// The share below a value.
    #[must_use]
    pub fn share_below(&self, value: f64) -> f64 {
        let share = match self.normal {
            None => (value - self.from) / (self.to - self.from),
            Some((mean, deviation)) => {
                let [low, high, at] = [self.from, self.to, value].map(|x| normal_share((x - mean) / deviation));
                (at - low) / (high - low)
            }
        };
        share.clamp(0.0, 1.0)
    }

    /// What [`Prior::log_density`] leaves out: added to it, it gives the logarithm of a density whose integral is 1.
    #[must_use]
    pub fn log_constant(&self) -> f64 {
        match self.normal {
            None => -libm::log(self.to - self.from),
            Some((mean, deviation)) => {
                let [low, high] = [self.from, self.to].map(|x| normal_share((x - mean) / deviation));
                -libm::log(deviation * (2.0 * std::f64::consts::PI).sqrt() * (high - low))
            }
        }
    }

    /// The logarithm of the density, up to a constant; −∞ outside.
    #[must_use]
    pub fn log_density(&self, value: f64) -> f64 {
        if !(self.from..=self.to).contains(&value) {
            return f64::NEG_INFINITY;
        }
        self.normal.map_or(0.0, |(mean, deviation)| {
            let away = (value - mean) / deviation;
            -away * away / 2.0
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_those_of_the_distribution() {
        let flat = Prior { from: -1.0, to: 3.0, normal: None };
        assert_eq!([0.25, 0.5].map(|u| flat.quantile(u)), [0.0, 1.0]);
        assert_eq!((flat.log_density(3.0), flat.log_density(3.1)), (0.0, f64::NEG_INFINITY));
        let free = Prior { from: f64::NEG_INFINITY, to: f64::INFINITY, normal: Some((2.0, 3.0)) };
        assert!((free.quantile(0.975) - (2.0 + 3.0 * 1.959_963_984_540_054)).abs() < 1e-9);
        // Half of a normal distribution: its median is the 75 % quantile of the whole.
        let half = Prior { from: 0.0, to: f64::INFINITY, normal: Some((0.0, 1.0)) };
        assert!((half.quantile(0.5) - 0.674_489_750_196_082).abs() < 1e-9);
        assert!((half.log_density(1.0) - half.log_density(0.0) + 0.5).abs() < 1e-15);
        for u in [0.01, 0.3, 0.9] {
            assert!([flat, free, half].iter().all(|prior| (prior.share_below(prior.quantile(u)) - u).abs() < 1e-12));
        }
        // The density integrates to 1 over its range.
        for (prior, from, to) in [(flat, -1.0, 3.0), (free, -30.0, 34.0), (half, 0.0, 12.0)] {
            let step = (to - from) / 100_000.0;
            let density =
                |n: u32| libm::exp(prior.log_density(from + (f64::from(n) + 0.5) * step) + prior.log_constant());
            let integral: f64 = (0..100_000).map(|n| density(n) * step).sum();
            assert!((integral - 1.0).abs() < 1e-6, "{prior:?}: {integral}");
        }
        // Far out in the tail it stays within its ends.
        let tail = Prior { from: 40.0, to: 41.0, normal: Some((0.0, 1.0)) };
        assert!((40.0..=41.0).contains(&tail.quantile(0.5)));
    }
}
