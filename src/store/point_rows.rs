//! The rows of one point's replicates, as many as the plan counts.

use crate::experiment::Replicates;
use crate::experiment::plan::SweepPlan;
use crate::study::estimate::Estimate;

use super::error::StoreError;
use super::part::Rows;
use super::reader::Reader;

/// The replicates a point has in the tables, with its rows.
pub(crate) struct PointRows {
    pub names: Vec<String>,
    pub rows: Vec<Option<Rows>>,
}

impl PointRows {
    /// One outcome of one row by replicate; NaN where a run failed.
    pub(super) fn values(&self, row: usize, outcome: usize) -> Vec<f64> {
        let value = |rows: &Option<Rows>| rows.as_ref().map_or(f64::NAN, |rows| rows[row].0[outcome]);
        self.rows.iter().map(value).collect()
    }

    pub(super) fn runs(&self) -> usize {
        self.rows.iter().flatten().count()
    }

    /// The row of another point that a row is laid beside: its namesake, or the one in the same place.
    pub(super) fn beside(&self, row: usize, other: &PointRows) -> Option<usize> {
        let last = other.names.len() - 1;
        if row + 1 == self.names.len() {
            return Some(last);
        }
        let namesake = other.names.iter().position(|name| *name == self.names[row]);
        namesake.or_else(|| (row < last && !self.names.contains(&other.names[row])).then_some(row))
    }
}

/// The rows of a point as the plan counts them: as many replicates as it asks for, or as its precision needs.
pub(crate) fn read(plan: &SweepPlan, reader: &mut Reader<'_>, point: u32) -> Result<PointRows, StoreError> {
    let mut rows = reader.point(point, plan.replicates.most())?;
    let names = plan.row_names(point);
    let wanted = match &plan.replicates {
        Replicates::Fixed(replicates) => *replicates as usize,
        Replicates::Until(precision) => {
            let group = precision.group(&names[..names.len() - 1]);
            let value = |rows: &Option<Rows>| rows.as_ref().map_or(f64::NAN, |rows| rows[group].0[precision.outcome]);
            let mut values: Vec<f64> = rows.iter().map(value).collect();
            // Failed runs at the end left no rows; batches are whole all the same.
            values.resize(
                values.len().max(precision.batch_end(values.len().saturating_sub(1) as u32) as usize),
                f64::NAN,
            );
            precision.decide(&values).unwrap_or(precision.at_most) as usize
        }
    };
    rows.resize(wanted, None);
    Ok(PointRows { names, rows })
}

/// Whether a point is not as precisely known as was asked.
pub(super) fn is_imprecise(plan: &SweepPlan, rows: &PointRows) -> bool {
    let Replicates::Until(precision) = &plan.replicates else { return false };
    let group = precision.group(&rows.names[..rows.names.len() - 1]);
    let e = Estimate::of(rows.values(group, precision.outcome));
    let half = (e.high - e.low) / 2.0;
    // Without an interval it is not known precisely either.
    half.is_nan() || half > precision.half_width
}

/// The means of the outcomes of interest in each row.
pub(super) fn means(interest: &[usize], rows: &PointRows) -> Vec<Vec<Estimate>> {
    let of = |outcome: &usize| (0..rows.names.len()).map(|row| Estimate::of(rows.values(row, *outcome))).collect();
    interest.iter().map(of).collect()
}
