//! The course of a quantity over the levels of a factor.

use crate::study::estimate::Estimate;

use super::comparison::difference;
use super::verdict::{Verdict, verdict, widened};

/// The course of a quantity from level to level.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Course {
    Rises,
    Falls,
    /// Up to this level, and down again.
    Peaks(usize),
    /// Down to this level, and up again.
    Dips(usize),
    /// Two levels differ, but neither do the ends nor is there a single bend.
    Wavers,
    Flat,
    Unknown,
}

/// The difference between two levels, with an interval that holds for all pairs of levels together; each column has
/// one value per replicate.
pub(crate) fn between(columns: &[Vec<f64>], a: usize, b: usize) -> Estimate {
    let pairs = columns.len() * (columns.len() - 1) / 2;
    widened(difference(columns[a].clone(), columns[b].clone()), pairs)
}

/// The course over columns of one value per replicate.
pub(crate) fn course(columns: &[Vec<f64>]) -> Course {
    let last = columns.len() - 1;
    let means: Vec<f64> = columns.iter().map(|column| Estimate::of(column.iter().copied()).mean).collect();
    if last == 0 || means.iter().any(|mean| mean.is_nan()) {
        return Course::Unknown;
    }
    let (largest, smallest) = extremes(&means);
    let of = |a: usize, b: usize| verdict(&between(columns, a, b));
    let is_inner = |level: usize| level > 0 && level < last;
    if is_inner(largest) && of(largest, 0) == Verdict::More && of(largest, last) == Verdict::More {
        return Course::Peaks(largest);
    }
    if is_inner(smallest) && of(smallest, 0) == Verdict::Less && of(smallest, last) == Verdict::Less {
        return Course::Dips(smallest);
    }
    match (of(last, 0), of(largest, smallest)) {
        (Verdict::More, _) => Course::Rises,
        (Verdict::Less, _) => Course::Falls,
        (Verdict::Unknown, _) => Course::Unknown,
        (_, Verdict::More) => Course::Wavers,
        _ => Course::Flat,
    }
}

/// The levels with the largest and the smallest mean; of equal ones the first.
pub(crate) fn extremes(means: &[f64]) -> (usize, usize) {
    let better = |best: usize, level: usize, sign: f64| sign * means[level] > sign * means[best];
    let find = |sign: f64| (1..means.len()).fold(0, |best, level| if better(best, level, sign) { level } else { best });
    (find(1.0), find(-1.0))
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// Means by level with the same small noise, twenty runs each.
    pub(crate) fn columns(means: &[f64]) -> Vec<Vec<f64>> {
        let noise = |level: usize, run: usize| ((run * 7 + level * 3) % 11) as f64 / 11.0 - 0.5;
        means.iter().enumerate().map(|(level, m)| (0..20).map(|run| m + noise(level, run)).collect()).collect()
    }

    #[test]
    fn every_course_is_recognised() {
        for (means, expected) in [
            (vec![1.0, 5.0, 9.0], Course::Rises),
            (vec![9.0, 5.0, 1.0], Course::Falls),
            (vec![1.0, 9.0, 1.0], Course::Peaks(1)),
            (vec![9.0, 1.0, 4.0, 9.0], Course::Dips(1)),
            (vec![5.0, 5.0, 5.0], Course::Flat),
            (vec![5.0, 9.0, 1.0, 5.0], Course::Peaks(1)),
            (vec![1.0, 9.0, 8.9], Course::Rises),
        ] {
            assert_eq!(course(&columns(&means)), expected, "{means:?}");
        }
        assert_eq!(course(&[vec![1.0], vec![2.0]]), Course::Unknown, "one run says nothing");
    }
}
