//! A mean over replicates with its uncertainty.

use statrs::distribution::{ContinuousCDF, StudentsT};

/// A mean with its 95 % interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// Replicates in which the quantity has a value.
    pub replicates: u32,
    /// Mean over these; NaN if there are none.
    pub mean: f64,
    /// Standard deviation over these; NaN below two.
    pub deviation: f64,
    /// Standard error of the mean; NaN below two.
    pub standard_error: f64,
    /// Lower end of the 95 % interval of the mean (Student's t); NaN below two.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

impl Estimate {
    /// The estimate from one value a replicate; values that are NaN are left out.
    pub fn of(values: impl IntoIterator<Item = f64>) -> Self {
        let values: Vec<f64> = values.into_iter().filter(|x| !x.is_nan()).collect();
        let n = values.len() as f64;
        let mean = values.iter().sum::<f64>() / n;
        // Two passes: the differences are small beside the mean in long runs.
        let squares: f64 = values.iter().map(|x| (x - mean) * (x - mean)).sum();
        let deviation = if values.len() > 1 { (squares / (n - 1.0)).sqrt() } else { f64::NAN };
        let standard_error = deviation / n.sqrt();
        let half = student(values.len()) * standard_error;
        Self { replicates: values.len() as u32, mean, deviation, standard_error, low: mean - half, high: mean + half }
    }
}

/// `109 ± 4`: the mean, and half its interval where it has one.
impl std::fmt::Display for Estimate {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(&crate::text::mean(self.mean, self.high))
    }
}

/// The 97.5 % quantile of Student's t for the mean of `n` values; NaN below two.
pub(crate) fn student(n: usize) -> f64 {
    if n < 2 {
        return f64::NAN;
    }
    StudentsT::new(0.0, 1.0, (n - 1) as f64).map_or(f64::NAN, |t| t.inverse_cdf(0.975))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Student's table: 12.706 for 1 degree of freedom, 2.776 for 4, 2.045 for 29.
    #[test]
    fn student_matches_the_table() {
        for (n, t) in [(2, 12.706), (5, 2.776), (30, 2.045)] {
            assert!((student(n) - t).abs() < 5e-4, "{n}: {}", student(n));
        }
    }

    #[test]
    fn an_estimate_by_hand() {
        let e = Estimate::of([1.0, 2.0, f64::NAN, 3.0]);
        assert_eq!((e.replicates, e.mean, e.deviation), (3, 2.0, 1.0));
        assert!((e.high - (2.0 + 4.303 / 3f64.sqrt())).abs() < 1e-3);
        assert!(Estimate::of([]).mean.is_nan());
        assert!(Estimate::of([1.0]).low.is_nan());
    }
}
