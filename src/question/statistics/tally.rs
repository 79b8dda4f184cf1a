//! How many settings differ in which direction, and the interval of such a share.

use crate::study::estimate::Estimate;

use super::verdict::{Verdict, verdict};

/// How many settings differ in which direction.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub more: usize,
    pub less: usize,
    pub undecided: usize,
    pub same: usize,
    pub unknown: usize,
}

impl Tally {
    pub(crate) fn of<'a>(differences: impl IntoIterator<Item = &'a Estimate>) -> Self {
        let mut tally = Self::default();
        for e in differences {
            *match verdict(e) {
                Verdict::More => &mut tally.more,
                Verdict::Less => &mut tally.less,
                Verdict::Undecided => &mut tally.undecided,
                Verdict::Same => &mut tally.same,
                Verdict::Unknown => &mut tally.unknown,
            } += 1;
        }
        tally
    }

    /// Settings without a detectable difference.
    pub(crate) fn open(&self) -> usize {
        self.undecided + self.same + self.unknown
    }

    pub(crate) fn all(&self) -> usize {
        self.more + self.less + self.open()
    }
}

/// How many of `n` settings without any difference 95 % intervals take for a difference: one in twenty, at least one.
pub(crate) fn false_positives(n: usize) -> f64 {
    (n as f64 / 20.0).round().max(1.0)
}

/// The 95 % interval of a share of k in n after Wilson (1927), which stays within 0 and 1.
pub(crate) fn wilson(k: usize, n: usize) -> (f64, f64) {
    const Z: f64 = 1.959_963_984_540_054;
    let (k, n) = (k as f64, n as f64);
    let (share, squared) = (k / n, Z * Z);
    let middle = (share + squared / (2.0 * n)) / (1.0 + squared / n);
    let half = Z / (1.0 + squared / n) * (share * (1.0 - share) / n + squared / (4.0 * n * n)).sqrt();
    // Without rounding errors at either end.
    let low = if k == 0.0 { 0.0 } else { middle - half };
    (low, if k == n { 1.0 } else { middle + half })
}

#[cfg(test)]
mod tests {
    use super::wilson;

    /// Newcombe (1998), table I: 81 of 263 gives 0.2553 to 0.3662; 15 of 148 gives 0.0624 to 0.1605; 0 of 20 ends at 0.1611.
    #[test]
    fn shares_have_the_intervals_of_newcombe() {
        for (k, n, low, high) in [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611)] {
            let (a, b) = wilson(k, n);
            assert!((a - low).abs() < 5e-5 && (b - high).abs() < 5e-5, "{k} of {n}: {a} to {b}");
        }
    }
}
