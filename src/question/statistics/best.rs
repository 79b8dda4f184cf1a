//! The best of some points in one outcome.

use crate::study::estimate::Estimate;

use super::comparison::difference;
use super::verdict::{Verdict, verdict, widened};

/// The best of some points in one outcome.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Best {
    /// By point, its mean.
    pub means: Vec<Estimate>,
    /// The index of the best.
    pub best: usize,
    /// By point, whether it is the best or does not detectably differ from it.
    pub tied: Vec<bool>,
}

/// Finds the best of so many points, where `better` is 1 if more is better and −1 if less is; none if no point has a
/// value.
pub(crate) fn best(points: usize, values: &dyn Fn(usize) -> Vec<f64>, better: f64) -> Option<Best> {
    let means: Vec<Estimate> = (0..points).map(|point| Estimate::of(values(point))).collect();
    let best = (0..points)
        .filter(|point| !means[*point].mean.is_nan())
        .reduce(|best, point| if better * means[point].mean > better * means[best].mean { point } else { best })?;
    let wanted = if better > 0.0 { Verdict::More } else { Verdict::Less };
    // The best was picked for its size: intervals hold for all comparisons with it together.
    let comparisons = points.saturating_sub(1).max(1);
    let behind = |point| verdict(&widened(difference(values(best), values(point)), comparisons)) == wanted;
    let tied = (0..points).map(|point| point == best || !behind(point)).collect();
    Some(Best { means, best, tied })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_is_found_with_those_that_do_not_differ_from_it() {
        let data = [vec![1.0, 2.0, 3.0, 2.0], vec![9.0, 11.0, 10.0, 10.0], vec![9.5, 10.0, 9.0, 11.0]];
        let found = best(3, &|point| data[point].clone(), 1.0).expect("a best");
        assert_eq!((found.best, found.tied), (1, vec![false, true, true]));
        let smallest = best(3, &|point| data[point].clone(), -1.0).expect("a best");
        assert_eq!((smallest.best, smallest.tied), (0, vec![true, false, false]));
        assert!(best(2, &|_| vec![f64::NAN], 1.0).is_none());
    }
}
