//! Verdicts on differences by their intervals.

use statrs::distribution::{ContinuousCDF, StudentsT};

use crate::study::estimate::Estimate;

/// The verdict on a difference.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Above 0.
    More,
    /// Below 0.
    Less,
    /// The interval holds 0: no detectable difference.
    Undecided,
    /// No difference in any run.
    Same,
    /// One run or none: nothing can be said.
    Unknown,
}

/// The verdict on a difference by its interval.
pub(crate) fn verdict(e: &Estimate) -> Verdict {
    match e {
        _ if e.mean.is_nan() || e.low.is_nan() => Verdict::Unknown,
        _ if e.low == 0.0 && e.high == 0.0 => Verdict::Same,
        _ if e.low > 0.0 => Verdict::More,
        _ if e.high < 0.0 => Verdict::Less,
        _ => Verdict::Undecided,
    }
}

/// Whether a difference has a detectable sign.
pub(crate) fn is_detected(e: &Estimate) -> bool {
    matches!(verdict(e), Verdict::More | Verdict::Less)
}

/// The same estimate with an interval that holds for so many comparisons together (Bonferroni: each gets an equal part
/// of the 5 % in which one may err). The largest of many differences is picked for its size, so its own 95 %
/// interval would be too narrow.
pub(crate) fn widened(e: Estimate, comparisons: usize) -> Estimate {
    if e.replicates < 2 || comparisons < 2 {
        return e;
    }
    let half = student(e.replicates as usize, comparisons) * e.standard_error;
    Estimate { low: e.mean - half, high: e.mean + half, ..e }
}

/// How many standard errors half a 95 % interval of a mean of `n` runs has, for so many comparisons together; NaN for
/// fewer than two runs.
pub(crate) fn student(n: usize, comparisons: usize) -> f64 {
    if n < 2 {
        return f64::NAN;
    }
    let tail = 0.025 / comparisons.max(1) as f64;
    StudentsT::new(0.0, 1.0, n as f64 - 1.0).map_or(f64::NAN, |t| t.inverse_cdf(1.0 - tail))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verdicts_follow_the_interval() {
        let of = |values: &[f64]| verdict(&Estimate::of(values.iter().copied()));
        assert_eq!(of(&[1.0, 1.1, 0.9]), Verdict::More);
        assert_eq!(of(&[-1.0, -1.1, -0.9]), Verdict::Less);
        assert_eq!(of(&[-1.0, 1.1, 0.9]), Verdict::Undecided);
        assert_eq!(of(&[0.0, 0.0]), Verdict::Same);
        assert_eq!((of(&[1.0]), of(&[])), (Verdict::Unknown, Verdict::Unknown));
    }

    /// Student's table, 9 degrees of freedom: 2.262 for 2.5 %, 2.821 for 1 %, 3.250 for 0.5 %.
    #[test]
    fn ten_comparisons_widen_as_the_table_says() {
        let e = Estimate::of((0..10).map(f64::from));
        let half = |e: Estimate| (e.high - e.mean) / e.standard_error;
        assert!((half(widened(e, 1)) - 2.262).abs() < 1e-3);
        assert!((half(widened(e, 5)) - 3.250).abs() < 1e-3);
        assert!(widened(e, 3).low < e.low && widened(e, 4).low < widened(e, 3).low);
    }
}
