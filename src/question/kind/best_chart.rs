//! The points of a sweep by an outcome, as bars or over two factors.

use crate::question::chart::{Bar, Bars, Chart, Grid, Pane};
use crate::question::context::Context;
use crate::question::quantity::Quantity;
use crate::question::sample::PointRow;
use crate::question::side::alike;
use crate::question::statistics::best::Best;
use crate::study::estimate::Estimate;
use crate::text::capital;

use super::best_points::{BestPoint, BestPoints, baseline_values};

/// Most rows of a chart.
const MAX_ROWS: usize = 30;

/// The points of the first outcome by size, with the baseline among them.
pub(super) fn bars(
    context: Context<'_>,
    found: &BestPoints,
    name: impl Fn(usize) -> String,
    is_one_scenario: bool,
) -> Option<Chart> {
    let (quantity, BestPoint { outcome, better, found: Best { means, tied, .. }, .. }) = found.defined().next()?;
    let bar = |name: String, e: &Estimate, is_tied: bool| Bar {
        emphasis: Some(is_tied),
        ..quantity.bar(name, quantity.value(e.mean), e)
    };
    let defined = found.rows.iter().zip(means.iter().zip(tied)).filter(|(_, (e, _))| !e.mean.is_nan());
    let mut rows: Vec<Bar> = defined.map(|(row, (e, tied))| bar(name(row.0), e, *tied)).collect();
    rows.sort_by(|a, b| (better * b.middle).total_cmp(&(better * a.middle)));
    let cut = match rows.len() {
        n if n > MAX_ROWS => format!(" The first {MAX_ROWS} of {n}."),
        _ => String::new(),
    };
    rows.truncate(MAX_ROWS);
    let baseline = baseline_values(context.sample, found.rows[0], *outcome).filter(|_| is_one_scenario);
    if let Some(e) = baseline.map(Estimate::of) {
        let index = rows.partition_point(|row| better * row.middle >= better * e.mean);
        rows.insert(index, bar(context.words.baseline().to_owned(), &e, false));
    }
    Some(Chart::Bars(Bars {
        title: format!("{}: the points by size", capital(&quantity.label)),
        subtitle: format!(
            "Means over runs, with 95 % intervals. Full dots: the best, and what cannot be told from it beyond \
             chance.{cut}"
        ),
        left: String::new(),
        right: quantity.label.clone(),
        unit: quantity.unit.clone(),
        rows,
    }))
}

/// All outcomes over two factors; those that are the same everywhere in words.
pub(super) fn grid(context: Context<'_>, found: &BestPoints, [across, up]: [usize; 2]) -> Option<Chart> {
    let sample = context.sample;
    let is_same = |(_, point): &(&Quantity, &BestPoint)| {
        let Best { means, best, .. } = &point.found;
        means.iter().all(|e| e.mean.is_nan() || e.mean == means[*best].mean)
    };
    let (same, differing): (Vec<_>, Vec<_>) = found.defined().partition(is_same);
    if differing.is_empty() {
        return None;
    }
    let same = same.into_iter().map(|(quantity, point)| {
        let value = quantity.value(point.found.means[point.found.best].mean);
        format!(" {} is {value} {} everywhere and not drawn.", capital(&quantity.label), quantity.unit)
    });
    let same: String = same.collect();
    let pane = |(quantity, point): (&Quantity, &BestPoint)| {
        let cell = |row: &&str, column: &&str| {
            let is_here = |(point, _): &PointRow| {
                let labels = sample.labels(*point);
                alike(&labels[across], column) && alike(&labels[up], row)
            };
            let index = found.rows.iter().position(is_here)?;
            Some((point.found.means[index].mean, point.found.tied[index])).filter(|(mean, _)| mean.is_finite())
        };
        let (rows, columns) = (sample.factors[up].ordered(), sample.factors[across].ordered());
        let cells = rows.iter().map(|row| columns.iter().map(|column| cell(row, column)).collect()).collect();
        Pane {
            title: capital(&quantity.label),
            unit: quantity.unit.clone(),
            sides: None,
            cells: quantity.scaled(cells),
        }
    };
    Some(Chart::Grid(Grid {
        title: format!("Who wins where, by {} and {}", context.factor(across), context.factor(up)),
        subtitle: format!(
            "Means over runs, an outcome a panel. Hatched: the best, and what cannot be told from it beyond \
             chance.{same}"
        ),
        across: context.axis(across),
        up: context.axis(up),
        panes: differing.into_iter().map(pane).collect(),
    }))
}
