//! Distributions over replicates: a dot a run, the middle half as a bar, the median as a stroke.

use plotters::style::Color as _;

use crate::number::quantile::{quantile, sorted};

use super::drawn::{Drawn, Place, What};
use super::page::{ASCENT, Design, GAP, Words};
use super::scale::{Axis, Range, Scale};
use super::sheet::{self, Anchor, Pen, Sheet};
use super::text::{self, Face};
use super::theme::{LABEL, PANEL, TICK, Theme};
use super::{FigureError, Size};

/// Panels of one outcome each, with the runs of every group.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DistributionFigure {
    /// What the figure shows, in one sentence. Wrapped.
    pub title: String,
    /// How it was made. Muted, wrapped.
    pub subtitle: String,
    /// Source and notes. Small, wrapped.
    pub caption: String,
    /// The panels, drawn row by row: two columns on pages at least 700 wide, otherwise one.
    pub panels: Vec<DistributionPanel>,
}

/// One outcome.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DistributionPanel {
    /// Its name.
    pub title: String,
    /// Its unit.
    pub unit: String,
    /// Whether the axis is 0 to 1 whatever the values.
    pub share: bool,
    /// The groups from top to bottom.
    pub samples: Vec<Sample>,
}

/// The runs of one group.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sample {
    /// Its name, written over its dots.
    pub label: String,
    /// Colour index.
    pub group: usize,
    /// One value a run; those that are not finite are counted in words.
    pub values: Vec<f64>,
}

/// Height of a group's name and of its dots.
const NAME: f64 = 17.0;
const SWARM: f64 = 34.0;
/// Under a group.
const APART: f64 = 9.0;
/// Over and under the dots.
const HEAD: f64 = PANEL + 10.0;
const NUMBERS: f64 = 24.0;
const DOT: f64 = 2.6;

/// Draws distributions as SVG. The page ends under its last line.
///
/// # Errors
///
/// [`FigureError::Empty`] without a panel, [`FigureError::Size`] or [`FigureError::Letters`] for a size out of
/// range, [`FigureError::Drawing`] if plotters fails.
pub fn distributions_svg(figure: &DistributionFigure, theme: Theme, size: Size) -> Result<String, FigureError> {
    drawn(figure, theme, size).map(|drawn| drawn.svg)
}

/// The same with the places of its groups.
pub(super) fn drawn(figure: &DistributionFigure, theme: Theme, size: Size) -> Result<Drawn, FigureError> {
    if figure.panels.is_empty() {
        return Err(FigureError::Empty);
    }
    let mut design = Design::new(size)?;
    let words = Words::new(&design, &theme.colours(), &figure.title, &figure.subtitle, &figure.caption);
    let (columns, rows) = design.grid(figure.panels.len());
    let heights: Vec<f64> = (0..rows)
        .map(|row| figure.panels.iter().skip(row * columns).take(columns).map(height).fold(0.0, f64::max))
        .collect();
    let all: f64 = heights.iter().sum::<f64>() + GAP * (rows as f64 - 1.0);
    design.height = 2.0 * design.margin + words.head() + words.foot() + all;
    let width = (design.inner() - GAP * (columns as f64 - 1.0)) / columns as f64;
    let name = format!("{}. {}", figure.title, figure.subtitle);
    let corner = |number: usize| {
        let (row, column) = (number / columns, number % columns);
        let above: f64 = heights[..row].iter().map(|height| height + GAP).sum();
        (design.margin + column as f64 * (width + GAP), design.margin + words.head() + above)
    };
    let mut places = Vec::new();
    for (number, panel) in figure.panels.iter().enumerate() {
        let ((_, y), (axis, scale)) = (corner(number), axis(panel, corner(number).0, width));
        for sample in 0..panel.samples.len() {
            let top = sample_top(y, sample);
            let what = What::Sample { panel: number, sample, values: (axis.low, axis.high) };
            let (start, end) = ((scale.places.0, top), (scale.places.1, top + NAME + SWARM));
            places.push(Place::new(start, end, (design.width, design.height), what));
        }
    }
    let svg = sheet::draw(&design, &name, theme.colours().ground, |sheet| {
        words.draw(sheet, &design)?;
        for (number, panel) in figure.panels.iter().enumerate() {
            draw_panel(sheet, panel, theme, corner(number), width)?;
        }
        Ok(())
    })?;
    Ok(Drawn { svg, places })
}

/// The axis of a panel whose left edge lies at `x`, and where its values lie.
fn axis(panel: &DistributionPanel, x: f64, width: f64) -> (Axis, Scale) {
    let values = panel.samples.iter().flat_map(|sample| sample.values.iter().copied());
    let range = if panel.share { Range::Unit } else { Range::Zero };
    let axis = Axis::new(values, range, (width / 90.0).clamp(2.0, 6.0) as usize);
    // Half a dot and half a number must stay on the panel.
    let scale = Scale { values: (axis.low, axis.high), places: (x + 6.0, x + width - 14.0) };
    (axis, scale)
}

/// The top of a group in a panel that begins at `y`.
fn sample_top(y: f64, number: usize) -> f64 {
    y + HEAD + number as f64 * (NAME + SWARM + APART)
}

fn height(panel: &DistributionPanel) -> f64 {
    HEAD + panel.samples.len() as f64 * (NAME + SWARM + APART) + NUMBERS
}

fn draw_panel(
    sheet: &Sheet<'_>,
    panel: &DistributionPanel,
    theme: Theme,
    (x, y): (f64, f64),
    width: f64,
) -> Result<(), FigureError> {
    let colours = theme.colours();
    let title = text::shorten(&panel.title, PANEL, Face::SemiBold, width);
    sheet.text(&title, (x, y + ASCENT * PANEL), PANEL, Face::SemiBold, colours.text, Anchor::Left)?;
    let after = text::width(&title, PANEL, Face::SemiBold) + 8.0;
    let unit = text::shorten(&panel.unit, LABEL, Face::Regular, width - after);
    sheet.text(&unit, (x + after, y + ASCENT * PANEL), LABEL, Face::Regular, colours.muted, Anchor::Left)?;

    let (axis, scale) = axis(panel, x, width);
    let foot = y + height(panel) - NUMBERS;
    for (value, label) in &axis.ticks {
        let place = scale.at(*value);
        let (colour, pen) = if *value == 0.0 { (colours.axis, Pen::Axis) } else { (colours.grid, Pen::Grid) };
        sheet.path(&[(place, y + HEAD), (place, foot)], colour.mix(1.0), pen)?;
        let half = text::width(label, TICK, Face::Regular) / 2.0;
        let at = place.clamp(x + half, x + width - half);
        sheet.text(label, (at, foot + 5.0 + ASCENT * TICK), TICK, Face::Regular, colours.muted, Anchor::Middle)?;
    }
    for (n, sample) in panel.samples.iter().enumerate() {
        draw_sample(sheet, sample, theme, &scale, sample_top(y, n), width)?;
    }
    Ok(())
}

fn draw_sample(
    sheet: &Sheet<'_>,
    sample: &Sample,
    theme: Theme,
    scale: &Scale,
    top: f64,
    width: f64,
) -> Result<(), FigureError> {
    let values = sorted(&sample.values);
    let absent = sample.values.len() - values.len();
    let mut words = sample.label.clone();
    if absent > 0 {
        words += &format!(" ({absent} of {} runs without a value)", sample.values.len());
    }
    let baseline = top + ASCENT * LABEL + 1.0;
    let words = text::shorten(&words, LABEL, Face::Regular, width - 30.0);
    // A word over a grid line is easier to read on a patch of ground.
    let left = scale.places.0 + 5.0;
    let patch = (left + text::width(&words, LABEL, Face::Regular) + 3.0, top + NAME - 1.0);
    let ground = theme.colours().ground.mix(1.0);
    sheet.polygon(&[(left, top), (patch.0, top), patch, (left, patch.1)], ground)?;
    sheet.text(&words, (left, baseline), LABEL, Face::Regular, theme.letters(sample.group), Anchor::Left)?;
    if values.is_empty() {
        return Ok(());
    }
    let middle = top + NAME + SWARM / 2.0;
    let colour = theme.line(sample.group);
    let half = [0.25, 0.75].map(|share| scale.at(quantile(&values, share)));
    let bar = SWARM / 2.0;
    sheet.polygon(
        &[(half[0], middle - bar), (half[1], middle - bar), (half[1], middle + bar), (half[0], middle + bar)],
        colour.mix(0.18),
    )?;
    for (place, offset) in swarm(&values.iter().map(|value| scale.at(*value)).collect::<Vec<_>>()) {
        sheet.dot((place, middle + offset), DOT, colour)?;
    }
    let stroke = scale.at(quantile(&values, 0.5));
    sheet.path(&[(stroke, middle - bar), (stroke, middle + bar)], theme.colours().text.mix(1.0), Pen::Curve)
}

/// Where the dots of sorted places go: beside the middle line where they would lie on one another, closer
/// together where there are too many for the height.
fn swarm(places: &[f64]) -> Vec<(f64, f64)> {
    let mut columns: Vec<Vec<f64>> = Vec::new();
    for place in places {
        match columns.last_mut() {
            Some(column) if place - column[0] < 2.0 * DOT => column.push(*place),
            _ => columns.push(vec![*place]),
        }
    }
    let tallest = columns.iter().map(Vec::len).max().unwrap_or(1).max(2);
    let step = (2.0 * DOT).min((SWARM - 2.0 * DOT) / (tallest - 1) as f64);
    let placed = |column: Vec<f64>| {
        let middle = (column.len() as f64 - 1.0) / 2.0;
        column.into_iter().enumerate().map(move |(n, place)| (place, (n as f64 - middle) * step))
    };
    columns.into_iter().flat_map(placed).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figure() -> DistributionFigure {
        let sample = |label: &str, group, values: Vec<f64>| Sample { label: label.to_owned(), group, values };
        let panel = |title: &str, share| DistributionPanel {
            title: title.to_owned(),
            unit: "people".to_owned(),
            share,
            samples: vec![
                sample("Ours", 0, vec![1.0, 2.0, 2.0, f64::NAN]),
                sample("Theirs", 1, vec![0.5; 5]),
                sample("Nobody", 2, vec![]),
            ],
        };
        DistributionFigure {
            title: "How it ends".to_owned(),
            panels: vec![panel("Members", false), panel("Kept", true)],
            ..DistributionFigure::default()
        }
    }

    #[test]
    fn every_run_is_a_dot_and_what_has_no_value_is_said() {
        for (_, theme) in Theme::ALL {
            for width in [300, 960, 1600] {
                let svg = distributions_svg(&figure(), theme, Size::new(width, 100)).expect("drawn");
                assert_eq!(svg.matches("<circle").count(), 2 * 8);
                assert!(svg.contains("(1 of 4 runs without a value)"));
                for word in ["How it ends", "Members", "Kept", "Ours", "Theirs", "Nobody", "people"] {
                    assert!(svg.contains(word), "{word} is missing");
                }
            }
        }
    }

    #[test]
    fn dots_that_would_hide_one_another_stand_side_by_side() {
        let dots = swarm(&[10.0, 10.0, 10.0, 40.0]);
        assert_eq!(dots.iter().map(|dot| dot.1).collect::<Vec<_>>(), [-2.0 * DOT, 0.0, 2.0 * DOT, 0.0]);
        let many = swarm(&[10.0; 200]);
        assert!(many.iter().all(|dot| dot.1.abs() <= SWARM / 2.0));
    }
}
