//! Which points are compared: one side with another, over all settings that neither names.

use super::sample::{PointRow, Sample};
use super::side::Side;

/// One side compared with another.
#[derive(Debug, Clone, Default)]
pub(crate) struct Contrast {
    /// The first side.
    pub this: Side,
    /// The other side; none for the baseline of the scenario.
    pub beside: Option<Side>,
    /// The settings that count.
    pub at: Side,
}

/// Two rows that are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Pair {
    /// The row of the first side.
    pub this: PointRow,
    /// The row of the other.
    pub beside: PointRow,
}

impl Contrast {
    /// All pairs of points.
    pub(crate) fn pairs(&self, sample: &Sample) -> Vec<Pair> {
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
            // If the other side names no organisation, it is the one of the same name or else the first.
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
}
