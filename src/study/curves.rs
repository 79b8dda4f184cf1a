//! Weekly curves over replicates: the median and the band that holds nine runs in ten.

use crate::model::measures::{MEASURES, Measure, Row};
use crate::number::quantile::quantile;

use super::estimate::Estimate;

/// Measures that curves are kept for.
pub(crate) const DRAWN: [Measure; 14] = [
    Measure::Members,
    Measure::Attendance,
    Measure::Mobilised,
    Measure::MeanFraming,
    Measure::Rights,
    Measure::Efficacy,
    Measure::Injustice,
    Measure::CopingNeed,
    Measure::TaskConcentration,
    Measure::Money,
    Measure::MeanFramingNever,
    Measure::RightsNever,
    Measure::EfficacyNever,
    Measure::CopingNeedNever,
];

/// A week of a curve.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Band {
    /// Mean over the replicates that have a value.
    pub mean: f64,
    /// 5 % quantile.
    pub low: f64,
    /// Median.
    pub median: f64,
    /// 95 % quantile.
    pub high: f64,
}

/// The values that curves are made of: for each scenario, row group and drawn measure, one series a
/// replicate. In single precision, enough for a picture: 35 kB a run and organisation.
#[derive(Debug, Clone, Default)]
pub struct Curves {
    series: Vec<Vec<[Vec<Vec<f32>>; DRAWN.len()]>>,
}

impl Curves {
    /// Room for scenarios of so many row groups each.
    pub fn new(groups: &[usize]) -> Self {
        Self { series: groups.iter().map(|groups| vec![std::array::from_fn(|_| Vec::new()); *groups]).collect() }
    }

    /// Adds a replicate.
    pub fn add(&mut self, scenario: usize, weeks: &[Vec<Row>]) {
        for (group, rows) in self.series[scenario].iter_mut().zip(weeks) {
            for (list, measure) in group.iter_mut().zip(DRAWN) {
                list.push(rows.iter().map(|row| row[measure] as f32).collect());
            }
        }
    }

    /// Adds a week to a replicate's series of one drawn measure; replicates and weeks come in order.
    pub(crate) fn push(&mut self, (scenario, group): (usize, usize), drawn: usize, replicate: usize, value: f32) {
        let list = &mut self.series[scenario][group][drawn];
        if list.len() <= replicate {
            list.resize(replicate + 1, Vec::new());
        }
        list[replicate].push(value);
    }

    /// One drawn measure of one row group less that of another, week by week, replicate by replicate: the
    /// mean difference with its 95 % interval. As many weeks as both have.
    pub fn differences(&self, first: (usize, usize), other: (usize, usize), drawn: usize) -> Vec<Estimate> {
        let (first, other) = (&self.series[first.0][first.1][drawn], &self.series[other.0][other.1][drawn]);
        let weeks = |series: &Vec<Vec<f32>>| series.first().map_or(0, Vec::len);
        let difference = |week: usize| {
            let pairs = first.iter().zip(other);
            Estimate::of(pairs.map(|(a, b)| f64::from(a[week]) - f64::from(b[week])))
        };
        (0..weeks(first).min(weeks(other))).map(difference).collect()
    }

    /// The curve of one drawn measure, week by week.
    pub fn bands(&self, scenario: usize, group: usize, drawn: usize) -> Vec<Band> {
        let series = &self.series[scenario][group][drawn];
        let weeks = series.first().map_or(0, Vec::len);
        let mut values = Vec::with_capacity(series.len());
        (0..weeks)
            .map(|week| {
                values.clear();
                values.extend(series.iter().map(|run| f64::from(run[week])).filter(|x| !x.is_nan()));
                values.sort_by(f64::total_cmp);
                Band {
                    mean: values.iter().sum::<f64>() / values.len() as f64,
                    low: quantile(&values, 0.05),
                    median: quantile(&values, 0.5),
                    high: quantile(&values, 0.95),
                }
            })
            .collect()
    }
}

/// The column a drawn measure has in tables.
pub(crate) fn name(drawn: usize) -> &'static str {
    MEASURES[DRAWN[drawn] as usize].name
}
