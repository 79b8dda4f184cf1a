//! Means of weekly measures over the weeks that claims speak of, replicate by replicate.

use std::collections::BTreeMap;
use std::path::Path;

use crate::calibration::pattern::{Quantity, What};
use crate::config::Problem;
use crate::model::measures::{ALL_MEASURES, Measure};
use crate::results::study::weeks;
use crate::study::Study;

/// A measure of a row group of a scenario over some weeks, both ends among them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Window {
    scenario: usize,
    group: usize,
    measure: usize,
    from: u32,
    to: u32,
}

/// Sums and numbers of values by window and replicate.
#[derive(Debug, Clone, Default)]
pub(super) struct Weekly(BTreeMap<Window, Vec<(f64, u32)>>);

fn window(scenario: usize, quantity: &Quantity) -> Option<Window> {
    match quantity.what {
        What::Weeks { measure, from, to } => Some(Window { scenario, group: quantity.group, measure, from, to }),
        What::Outcome(_) | What::History(_) => None,
    }
}

impl Weekly {
    /// Reads what these quantities, each of a scenario, need of the weekly table of a folder.
    pub(super) fn read<'a>(
        study: &Study,
        folder: &Path,
        wanted: impl Iterator<Item = (usize, &'a Quantity)>,
    ) -> Result<Self, Problem> {
        let windows = wanted.filter_map(|(scenario, quantity)| window(scenario, quantity));
        let mut all: BTreeMap<Window, Vec<(f64, u32)>> =
            windows.map(|window| (window, vec![(0.0, 0); study.replicates as usize])).collect();
        let mut columns: Vec<usize> = all.keys().map(|window| window.measure).collect();
        columns.sort_unstable();
        columns.dedup();
        if columns.is_empty() {
            return Ok(Self::default());
        }
        let measures: Vec<Measure> = columns.iter().map(|column| ALL_MEASURES[*column]).collect();
        weeks(study, folder, &measures, &mut |of, values| {
            let here = all.iter_mut().filter(|(window, _)| {
                let weeks = window.from as usize..=window.to as usize;
                (window.scenario, window.group) == (of.scenario, of.group) && weeks.contains(&of.week)
            });
            for (window, runs) in here {
                let value = columns.binary_search(&window.measure).map_or(f64::NAN, |column| values[column]);
                if !value.is_nan() {
                    let (sum, number) = &mut runs[of.replicate];
                    *sum += value;
                    *number += 1;
                }
            }
        })?;
        Ok(Self(all))
    }

    /// The mean of a weekly quantity by replicate, NaN where no week has a value; none where it was not read.
    pub(super) fn of(&self, scenario: usize, quantity: &Quantity) -> Option<Vec<f64>> {
        let runs = self.0.get(&window(scenario, quantity)?)?;
        Some(runs.iter().map(|(sum, number)| sum / f64::from(*number)).collect())
    }
}
