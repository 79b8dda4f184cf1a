//! What is expected, worked out without the engine.

use statrs::distribution::{ContinuousCDF, Normal};

/// The distribution function of the standard normal distribution.
pub(crate) fn normal(z: f64) -> f64 {
    Normal::standard().cdf(z)
}

/// The logistic function.
pub(crate) fn logistic(x: f64) -> f64 {
    1.0 / (1.0 + libm::exp(-x))
}

/// Where `f` crosses zero between two points at which its signs differ, by halving.
pub(crate) fn root(f: impl Fn(f64) -> f64, low: f64, high: f64) -> f64 {
    let (mut low, mut high) = (low, high);
    let rises = f(high) > 0.0;
    for _ in 0..200 {
        let middle = low.midpoint(high);
        if (f(middle) > 0.0) == rises {
            high = middle;
        } else {
            low = middle;
        }
    }
    low.midpoint(high)
}

/// What a map comes to when it is applied again and again.
pub(crate) fn settled(f: impl Fn(f64) -> f64, start: f64) -> f64 {
    let mut x = start;
    for _ in 0..1_000_000 {
        let next = f(x);
        if (next - x).abs() < 1e-14 {
            return next;
        }
        x = next;
    }
    x
}

/// Share of a random network of mean degree z in its giant component, and the final size of a wave of
/// reproduction number z: the root of r = 1 − e^(−zr).
pub(crate) fn giant_component(z: f64) -> f64 {
    if z <= 1.0 { 0.0 } else { root(|r| r - 1.0 + libm::exp(-z * r), 1e-9, 1.0) }
}

/// The chance that a line with a Poisson number of followers of mean R dies out: the least root of q = e^(R(q − 1)).
pub(crate) fn extinction(reproduction: f64) -> f64 {
    settled(|q| libm::exp(reproduction * (q - 1.0)), 0.0)
}

/// The chance of at most k events of a Poisson distribution.
pub(crate) fn poisson_at_most(mean: f64, k: u32) -> f64 {
    let (mut term, mut sum) = (libm::exp(-mean), libm::exp(-mean));
    for n in 1..=k {
        term *= mean / f64::from(n);
        sum += term;
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers of theory C.8, C.9 and C.2, worked out elsewhere.
    #[test]
    fn formulas_give_the_numbers_of_the_books() {
        for (z, r) in [(1.2, 0.3137), (1.5, 0.5828), (2.0, 0.7968), (3.0, 0.9405)] {
            assert!((giant_component(z) - r).abs() < 5e-5);
        }
        for (r, q) in [(1.2, 0.6863), (1.5, 0.4172), (2.0, 0.2032), (3.0, 0.0595)] {
            assert!((extinction(r) - q).abs() < 5e-5);
        }
        assert!((settled(|r| normal((r - 0.25) / 0.122), 0.0) - 0.0548).abs() < 5e-5);
        assert!((settled(|r| normal((r - 0.25) / 0.2), 0.0) - 0.9999).abs() < 5e-5);
        assert!((poisson_at_most(3.0, 3) - 0.647_231_888_782_231).abs() < 1e-12);
    }
}
