//! Distributions over replicates: a dot a run, the middle half as a bar, the median as a stroke.

use plotters::style::Color as _;

use crate::figure::axes::draw_line;
use crate::figure::canvas::{Anchor, Canvas, Pen};
use crate::figure::error::Done;
use crate::figure::font::{self, Face};
use crate::figure::layout::{FigureKind, Layout};
use crate::figure::page::{ASCENT, Page};
use crate::figure::panels::{self, PanelGrid};
use crate::figure::region::{Region, Target};
use crate::figure::scale::{Axis, Range, Scale};
use crate::figure::theme::{LABEL, PANEL, TICK, Theme};
use crate::number::quantile::{quantile, sorted};

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

impl FigureKind for DistributionFigure {
    fn words(&self) -> [&str; 3] {
        [&self.title, &self.subtitle, &self.caption]
    }

    fn is_empty(&self) -> bool {
        self.panels.is_empty()
    }

    fn layout<'a>(&'a self, theme: Theme, page: Page) -> Box<dyn Layout + 'a> {
        Box::new(DistributionLayout::new(self, theme, page))
    }
}

/// Where everything on the page goes.
struct DistributionLayout<'a> {
    figure: &'a DistributionFigure,
    theme: Theme,
    page: Page,
    /// Width of a panel.
    width: f64,
    corners: Vec<(f64, f64)>,
}

impl<'a> DistributionLayout<'a> {
    fn new(figure: &'a DistributionFigure, theme: Theme, page: Page) -> Self {
        let grid = PanelGrid::new(&page, figure.panels.len(), 2);
        let heights: Vec<f64> = figure.panels.iter().map(height).collect();
        let (corners, bottom) = grid.corners(page.top(), &heights);
        Self { figure, theme, page: page.ending_at(bottom), width: grid.width, corners }
    }
}

impl Layout for DistributionLayout<'_> {
    fn page(&self) -> &Page {
        &self.page
    }

    fn draw(&self, canvas: &Canvas<'_>) -> Done {
        let mut panels = self.figure.panels.iter().zip(&self.corners);
        panels.try_for_each(|(panel, corner)| draw_panel(canvas, panel, self.theme, *corner, self.width))
    }

    fn regions(&self) -> Vec<Region> {
        let mut regions = Vec::new();
        for (n, (panel, (x, y))) in self.figure.panels.iter().zip(&self.corners).enumerate() {
            let (axis, scale) = axis(panel, *x, self.width);
            for sample in 0..panel.samples.len() {
                let top = sample_top(*y, sample);
                let target = Target::Sample { panel: n, sample, values: (axis.low, axis.high) };
                let (start, end) = ((scale.positions.0, top), (scale.positions.1, top + NAME + SWARM));
                regions.push(Region::new(start, end, target));
            }
        }
        regions
    }
}

/// The axis of a panel whose left edge lies at `x`, and where its values lie.
fn axis(panel: &DistributionPanel, x: f64, width: f64) -> (Axis, Scale) {
    let values = panel.samples.iter().flat_map(|sample| sample.values.iter().copied());
    let range = if panel.share { Range::Unit } else { Range::Zero };
    let axis = Axis::new(values, range, (width / 90.0).clamp(2.0, 6.0) as usize);
    // Half a dot and half a number must stay on the panel.
    let scale = Scale { values: (axis.low, axis.high), positions: (x + 6.0, x + width - 14.0) };
    (axis, scale)
}

/// The top of a group in a panel that begins at `y`.
fn sample_top(y: f64, number: usize) -> f64 {
    y + HEAD + number as f64 * (NAME + SWARM + APART)
}

fn height(panel: &DistributionPanel) -> f64 {
    HEAD + panel.samples.len() as f64 * (NAME + SWARM + APART) + NUMBERS
}

fn draw_panel(canvas: &Canvas<'_>, panel: &DistributionPanel, theme: Theme, (x, y): (f64, f64), width: f64) -> Done {
    let muted = theme.colours().muted;
    panels::draw_title(canvas, theme, (&panel.title, &panel.unit), (x, y), width)?;
    let (axis, scale) = axis(panel, x, width);
    let foot = y + height(panel) - NUMBERS;
    for (value, label) in &axis.ticks {
        let place = scale.at(*value);
        draw_line(canvas, theme, *value, [(place, y + HEAD), (place, foot)])?;
        let half = font::width(label, TICK, Face::Regular) / 2.0;
        let at = place.clamp(x + half, x + width - half);
        canvas.text(label, (at, foot + 5.0 + ASCENT * TICK), TICK, Face::Regular, muted, Anchor::Middle)?;
    }
    for (n, sample) in panel.samples.iter().enumerate() {
        draw_sample(canvas, sample, theme, &scale, sample_top(y, n), width)?;
    }
    Ok(())
}

fn draw_sample(canvas: &Canvas<'_>, sample: &Sample, theme: Theme, scale: &Scale, top: f64, width: f64) -> Done {
    let values = sorted(&sample.values);
    let absent = sample.values.len() - values.len();
    let mut words = sample.label.clone();
    if absent > 0 {
        words += &format!(" ({absent} of {} runs without a value)", sample.values.len());
    }
    let baseline = top + ASCENT * LABEL + 1.0;
    let words = font::shorten(&words, LABEL, Face::Regular, width - 30.0);
    // A word over a grid line is easier to read on a patch of ground.
    let left = scale.positions.0 + 5.0;
    let patch = (left + font::width(&words, LABEL, Face::Regular) + 3.0, top + NAME - 1.0);
    let ground = theme.colours().ground.mix(1.0);
    canvas.rectangle((left, top), patch, ground)?;
    canvas.text(&words, (left, baseline), LABEL, Face::Regular, theme.letters(sample.group), Anchor::Left)?;
    if values.is_empty() {
        return Ok(());
    }
    let middle = top + NAME + SWARM / 2.0;
    let colour = theme.line(sample.group);
    let half = [0.25, 0.75].map(|share| scale.at(quantile(&values, share)));
    let bar = SWARM / 2.0;
    canvas.rectangle((half[0], middle - bar), (half[1], middle + bar), colour.mix(0.18))?;
    for (place, offset) in swarm(&values.iter().map(|value| scale.at(*value)).collect::<Vec<_>>()) {
        canvas.dot((place, middle + offset), DOT, colour)?;
    }
    let stroke = scale.at(quantile(&values, 0.5));
    canvas.path(&[(stroke, middle - bar), (stroke, middle + bar)], theme.colours().text.mix(1.0), Pen::Curve)
}

/// Where the dots of sorted positions go: beside the middle line where they would lie on one another, closer
/// together where there are too many for the height.
fn swarm(positions: &[f64]) -> Vec<(f64, f64)> {
    let mut columns: Vec<Vec<f64>> = Vec::new();
    for position in positions {
        match columns.last_mut() {
            Some(column) if position - column[0] < 2.0 * DOT => column.push(*position),
            _ => columns.push(vec![*position]),
        }
    }
    let tallest = columns.iter().map(Vec::len).max().unwrap_or(1).max(2);
    let step = (2.0 * DOT).min((SWARM - 2.0 * DOT) / (tallest - 1) as f64);
    let placed = |column: Vec<f64>| {
        let middle = (column.len() as f64 - 1.0) / 2.0;
        column.into_iter().enumerate().map(move |(n, position)| (position, (n as f64 - middle) * step))
    };
    columns.into_iter().flat_map(placed).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dots_that_would_hide_one_another_stand_side_by_side() {
        let dots = swarm(&[10.0, 10.0, 10.0, 40.0]);
        assert_eq!(dots.iter().map(|dot| dot.1).collect::<Vec<_>>(), [-2.0 * DOT, 0.0, 2.0 * DOT, 0.0]);
        let many = swarm(&[10.0; 200]);
        assert!(many.iter().all(|dot| dot.1.abs() <= SWARM / 2.0));
    }
}
