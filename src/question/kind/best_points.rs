//! The points of a sweep with the best of them in each outcome.

use crate::question::quantity::Quantity;
use crate::question::sample::{PointRow, Sample};
use crate::question::statistics::best::Best;
use crate::study::estimate::Estimate;

/// All points, and the best of them in each outcome.
pub(crate) struct BestPoints {
    pub rows: Vec<PointRow>,
    pub outcomes: Vec<(Quantity, Option<BestPoint>)>,
}

/// The best point in one outcome.
pub(crate) struct BestPoint {
    pub outcome: usize,
    /// 1 if more is better, −1 if less.
    pub better: f64,
    pub found: Best,
    /// By point, its difference from the baseline of its scenario, if that has such a row.
    pub leads: Vec<Option<Estimate>>,
}

impl BestPoints {
    /// The outcomes that have a best point.
    pub(super) fn defined(&self) -> impl Iterator<Item = (&Quantity, &BestPoint)> {
        self.outcomes.iter().filter_map(|(quantity, point)| Some((quantity, point.as_ref()?)))
    }
}

/// The values of the same row in the baseline of a point's scenario, if it has such a row.
pub(super) fn baseline_values(sample: &Sample, (point, row): PointRow, outcome: usize) -> Option<Vec<f64>> {
    let baseline = sample.baseline(sample.points[point].scenario)?;
    (row < sample.points[baseline].rows.len()).then(|| sample.values((baseline, row), outcome))
}
