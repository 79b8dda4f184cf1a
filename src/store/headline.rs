//! What the tables of a sweep say in short.

use crate::study::estimate::Estimate;

/// What the tables say in short.
#[derive(Debug, Clone, Default)]
pub struct Headline {
    /// Runs in the tables.
    pub runs: u64,
    /// Runs that failed.
    pub failed: u64,
    /// Points that are not as precisely known as was asked.
    pub imprecise: u64,
    /// The baselines' means, by base, outcome of interest and row: organisations, then the field.
    pub baselines: Vec<Vec<Vec<Estimate>>>,
    /// The largest effects by outcome of interest, in the first row of the scenario.
    pub effects: Vec<Vec<Shown>>,
    /// The largest interactions by outcome of interest, in the first row of the scenario.
    pub interactions: Vec<Vec<Shown>>,
}

/// An effect or interaction worth showing.
#[derive(Debug, Clone, PartialEq)]
pub struct Shown {
    /// The point's number.
    pub point: u32,
    /// The difference from the baseline, or the difference of differences.
    pub difference: Estimate,
}

/// How many are worth showing.
const SHOWN: usize = 5;

impl Headline {
    /// For so many outcomes of interest, with nothing in it yet.
    pub(super) fn of(outcomes: usize) -> Self {
        Self { effects: vec![Vec::new(); outcomes], interactions: vec![Vec::new(); outcomes], ..Self::default() }
    }
}

/// Keeps the largest.
pub(super) fn show(list: &mut Vec<Shown>, shown: Shown) {
    let size = |shown: &Shown| shown.difference.mean.abs();
    if shown.difference.mean.is_nan() {
        return;
    }
    let place = list.partition_point(|other| size(other) >= size(&shown));
    list.insert(place, shown);
    list.truncate(SHOWN);
}
