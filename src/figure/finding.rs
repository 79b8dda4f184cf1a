//! What a figure shows, in a sentence for a slide's title and in more for its speaker.

use crate::number::quantile::{quantile, sorted};
use crate::text::{list, number};

use super::picture::Figure;
use super::{Curve, CurveFigure, DistributionFigure, EffectFigure, MapFigure, Point};

/// The finding of a figure with one panel; its title for kinds that have none.
pub(super) fn finding(figure: &Figure) -> String {
    let found = match figure {
        Figure::Curves(figure) => of_curves(figure),
        Figure::Effects(figure) => of_effects(figure),
        Figure::Distributions(figure) => of_runs(figure),
        Figure::Map(figure) => of_map(figure),
        _ => None,
    };
    let panel = match figure {
        Figure::Tornado(figure) => figure.panels.first().map(|panel| panel.title.as_str()),
        Figure::Scatter(figure) => figure.panels.first().map(|panel| panel.title.as_str()),
        _ => None,
    };
    found.unwrap_or_else(|| match panel.filter(|panel| !panel.is_empty()) {
        Some(panel) => format!("{}: {panel}", figure.title()),
        None => figure.title().to_owned(),
    })
}

/// The last point of a curve that has a value.
fn end(curve: &Curve) -> Option<&Point> {
    curve.points.iter().filter(|point| point.middle.is_finite()).max_by_key(|point| point.date)
}

fn of_curves(figure: &CurveFigure) -> Option<String> {
    let panel = figure.panels.first()?;
    let ends: Vec<String> = panel
        .curves
        .iter()
        .filter_map(|curve| Some(format!("{} {}", curve.label, number(end(curve)?.middle)).trim().to_owned()))
        .collect();
    let unit = if panel.unit == "difference" || panel.ceiling_one { String::new() } else { format!(" {}", panel.unit) };
    // What a colon begins explains the measure, and stands over the panel.
    let title = panel.title.split(": ").next().unwrap_or(&panel.title);
    (!ends.is_empty()).then(|| format!("{title}: {}{} at the end", list(&ends), unit.trim_end()))
}

fn of_effects(figure: &EffectFigure) -> Option<String> {
    let on = |side: i8| figure.rows.iter().filter(|row| figure.coloured(row) == side).count();
    let (above, below) = (on(1), on(-1));
    let all = figure.rows.iter().filter(|row| row.middle.is_finite()).count();
    if !figure.has_intervals() || figure.left.is_empty() || figure.right.is_empty() {
        return None;
    }
    let [left, right] = figure.better.as_ref().map_or([&figure.left, &figure.right], |[left, right]| [left, right]);
    let mut sides = [(above, right), (below, left)];
    sides.sort_by_key(|(rows, _)| std::cmp::Reverse(*rows));
    let [(most, first), (fewer, second)] = sides;
    Some(format!("{first} in {most} of {all}, {second} in {fewer}; no detectable difference in {}", all - most - fewer))
}

fn of_runs(figure: &DistributionFigure) -> Option<String> {
    let panel = figure.panels.first()?;
    let median = |values: &[f64]| quantile(&sorted(values), 0.5);
    let medians: Vec<String> = panel
        .samples
        .iter()
        .filter(|sample| sample.values.iter().any(|x| x.is_finite()))
        .map(|sample| format!("{} {}", sample.label, number(median(&sample.values))))
        .collect();
    (!medians.is_empty()).then(|| format!("{}: the median run has {} {}", panel.title, list(&medians), panel.unit))
}

fn of_map(figure: &MapFigure) -> Option<String> {
    let panel = figure.panels.first()?;
    let cells = panel.cells.iter().enumerate().flat_map(|(row, cells)| {
        cells.iter().enumerate().filter_map(move |(column, cell)| Some((row, column, cell.as_ref()?.value)))
    });
    let (row, column, value) = cells.filter(|cell| cell.2.is_finite()).max_by(|a, b| a.2.total_cmp(&b.2))?;
    Some(format!(
        "{}, {}: largest ({}) at {} {} and {} {}",
        figure.title,
        panel.title,
        number(value),
        figure.across.0,
        figure.across.1.get(column)?,
        figure.up.0,
        figure.up.1.get(row)?
    ))
}

/// What to say about a figure, with the numbers it draws.
pub(super) fn notes(figure: &Figure) -> Vec<String> {
    let mut said = match figure {
        Figure::Curves(figure) => figure.panels.iter().flat_map(|panel| &panel.curves).filter_map(of_curve).collect(),
        Figure::Effects(figure) => figure
            .rows
            .iter()
            .filter(|row| row.middle.is_finite())
            .map(|row| {
                let (middle, low, high) = (number(row.middle), number(row.low), number(row.high));
                let beside = if row.note.is_empty() { String::new() } else { format!("{}, ", row.note) };
                let label = if row.lower_is_better {
                    format!("{} (a lower value is better)", row.label.trim_end_matches(" ↓"))
                } else {
                    row.label.clone()
                };
                format!("{label}: {beside}{middle} (95 % interval {low} to {high}; {}).", figure.unit)
            })
            .collect(),
        Figure::Distributions(figure) => figure
            .panels
            .iter()
            .flat_map(|panel| &panel.samples)
            .filter(|sample| !sample.values.is_empty())
            .map(|sample| {
                let all = sorted(&sample.values);
                let [low, middle, high] = [0.25, 0.5, 0.75].map(|share| number(quantile(&all, share)));
                format!("{}: median {middle}, the middle half of runs from {low} to {high}.", sample.label)
            })
            .collect(),
        _ => Vec::new(),
    };
    said.insert(0, format!("{}.", figure.title().trim_end_matches('.')));
    said
}

/// Where a curve ends and where it was highest.
fn of_curve(curve: &Curve) -> Option<String> {
    let last = end(curve)?;
    let known = curve.points.iter().filter(|point| point.middle.is_finite());
    let peak = known.max_by(|a, b| a.middle.total_cmp(&b.middle))?;
    let interval = if last.low.is_finite() && last.high.is_finite() {
        format!(" ({} to {})", number(last.low), number(last.high))
    } else {
        String::new()
    };
    Some(format!(
        "{}: {} on {}{interval}; at most {} on {}.",
        curve.label,
        number(last.middle),
        last.date,
        number(peak.middle),
        peak.date
    ))
}
