//! One side laid beside another, replicate by replicate, over all settings that neither names.

use crate::study::effects::paired;
use crate::study::estimate::Estimate;
use crate::text::count;

use super::given::Given;
use super::sample::Sample;
use super::side::Side;

/// One side laid beside another.
#[derive(Debug, Clone, Default)]
pub(crate) struct Contrast {
    /// What is looked at.
    pub this: Side,
    /// What it is laid beside; the baseline of its scenario where nothing is said.
    pub beside: Option<Side>,
    /// The settings that count.
    pub at: Side,
}

/// A point and its row laid beside another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Pair {
    /// The point looked at, and its row.
    pub this: (usize, usize),
    /// The other.
    pub beside: (usize, usize),
}

/// What laying beside gave, over some pairs of points.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Compared {
    /// The mean of the first, over replicates; within each the mean over settings.
    pub first: Estimate,
    /// The other's.
    pub other: Estimate,
    /// First less other, within each replicate where both have a value.
    pub difference: Estimate,
}

impl Contrast {
    /// All pairs of points.
    pub fn pairs(&self, sample: &Sample) -> Vec<Pair> {
        let index = sample.index();
        let mut pairs = Vec::new();
        for (number, point, labels) in sample.design() {
            if !self.this.takes(point, labels) || !self.at.takes(point, labels) {
                continue;
            }
            let beside = match &self.beside {
                Some(side) => side.instead(&index, point, labels),
                None => sample.baseline(point.scenario),
            };
            let Some(beside) = beside else { continue };
            let named = self.beside.as_ref().and_then(|side| side.organisation.as_deref());
            let row = point.row(self.this.organisation.as_deref());
            // Without a name of its own the other is the namesake or, where there is none, the first.
            let other = &sample.points[beside];
            let same = named.or(self.this.organisation.as_deref());
            let row_beside = other.row(same).or_else(|| named.is_none().then_some(0));
            if let (Some(row), Some(row_beside)) = (row, row_beside)
                && (number, row) != (beside, row_beside)
            {
                pairs.push(Pair { this: (number, row), beside: (beside, row_beside) });
            }
        }
        pairs
    }

    /// What both sides are called.
    pub fn names(&self, given: &Given<'_>) -> (String, String) {
        let this = given.words.side(given.sample, &self.this);
        let beside = match &self.beside {
            Some(side) => given.words.side(given.sample, side),
            None => given.words.baseline().to_owned(),
        };
        let or = |text: String, otherwise: &str| if text.is_empty() { otherwise.to_owned() } else { text };
        (or(this, "each point"), or(beside, "the other"))
    }

    /// How many runs a comparison rests on, in words.
    pub fn runs(e: &Estimate) -> String {
        count(e.replicates as usize, "pair of runs", "pairs of runs")
    }
}

/// Pairs of points laid beside one another in one outcome, averaged over the settings within each replicate.
pub(crate) fn compared(sample: &Sample, pairs: &[Pair], outcome: usize) -> Compared {
    laid(pairs, &|(point, row)| sample.points[point].values(row, outcome))
}

/// Pairs of points laid beside one another in what is given of a point and row by replicate, averaged over the settings
/// within each replicate.
pub(crate) fn laid(pairs: &[Pair], values: &dyn Fn((usize, usize)) -> Vec<f64>) -> Compared {
    let sides: Vec<(Vec<f64>, Vec<f64>)> = pairs.iter().map(|pair| (values(pair.this), values(pair.beside))).collect();
    let replicates = sides.iter().map(|(a, b)| a.len().min(b.len())).max().unwrap_or(0);
    let (mut first, mut other) = (Vec::new(), Vec::new());
    for replicate in 0..replicates {
        let (mut sums, mut n) = ((0.0, 0.0), 0u32);
        for (a, b) in &sides {
            if let (Some(a), Some(b)) = (a.get(replicate), b.get(replicate))
                && !a.is_nan()
                && !b.is_nan()
            {
                sums = (sums.0 + a, sums.1 + b);
                n += 1;
            }
        }
        first.push(sums.0 / f64::from(n));
        other.push(sums.1 / f64::from(n));
    }
    let (difference, _) = paired(first.iter().copied(), other.iter().copied());
    Compared { first: Estimate::of(first), other: Estimate::of(other), difference }
}
