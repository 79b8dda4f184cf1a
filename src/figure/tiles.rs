//! Panels of one size side by side, each with its title, its unit and a number line.

use plotters::style::Color as _;

use super::FigureError;
use super::frame::{TITLE_LINE, UNIT_GAP};
use super::page::{ASCENT, Design, GAP};
use super::scale::{Axis, Scale};
use super::sheet::{Anchor, Pen, Sheet};
use super::text::{self, Face, Lines};
use super::theme::{LABEL, PANEL, TICK, Theme};

/// From baseline to baseline of a unit or note.
pub(super) const LINE: f64 = 16.0;
/// Room for numbers under a plot.
pub(super) const NUMBERS: f64 = 21.0;
/// Room for what an axis counts.
pub(super) const UNIT: f64 = 17.0;

/// Where tiles are.
pub(super) struct Tiles {
    pub columns: usize,
    pub width: f64,
}

impl Tiles {
    pub(super) fn new(design: &Design, panels: usize, most_columns: usize) -> Self {
        let columns = design.grid(panels).0.min(most_columns);
        let width = (design.inner() - (columns as f64 - 1.0) * GAP) / columns as f64;
        Self { columns, width }
    }

    /// Left edges and tops of tiles of these heights; those of a row begin at one height. Last the bottom of all.
    pub(super) fn places(&self, design: &Design, top: f64, heights: &[f64]) -> (Vec<(f64, f64)>, f64) {
        let mut places = Vec::with_capacity(heights.len());
        let mut y = top;
        for row in heights.chunks(self.columns) {
            for column in 0..row.len() {
                places.push((design.margin + column as f64 * (self.width + GAP), y));
            }
            y += row.iter().copied().fold(0.0, f64::max) + GAP;
        }
        (places, y - GAP)
    }
}

/// The words over a tile's plot.
pub(super) struct Heading {
    title: Lines,
    unit: String,
    /// Whether the unit stands beside the last line of the title.
    beside: bool,
}

impl Heading {
    pub(super) fn new(title: &str, unit: &str, width: f64) -> Self {
        let title = text::wrap(title, PANEL, Face::SemiBold, width, 3);
        let last = title.lines.last().map_or(0.0, |line| text::width(line, PANEL, Face::SemiBold));
        let unit = text::shorten(unit, LABEL, Face::Regular, width);
        let beside = last + UNIT_GAP + text::width(&unit, LABEL, Face::Regular) <= width;
        Self { title, unit, beside }
    }

    pub(super) fn height(&self) -> f64 {
        let own_line = if self.beside || self.unit.is_empty() { 0.0 } else { LINE };
        self.title.lines.len() as f64 * TITLE_LINE + own_line
    }

    pub(super) fn draw(&self, sheet: &Sheet<'_>, theme: Theme, (x, y): (f64, f64)) -> Result<(), FigureError> {
        let colours = theme.colours();
        let mut baseline = y + ASCENT * PANEL;
        for line in &self.title.lines {
            sheet.text(line, (x, baseline), PANEL, Face::SemiBold, colours.text, Anchor::Left)?;
            baseline += TITLE_LINE;
        }
        let last = self.title.lines.last().map_or(0.0, |line| text::width(line, PANEL, Face::SemiBold));
        let place = if self.beside { (x + last + UNIT_GAP, baseline - TITLE_LINE) } else { (x, baseline - 1.0) };
        sheet.text(&self.unit, place, LABEL, Face::Regular, colours.muted, Anchor::Left)
    }
}

/// Draws the numbers of a horizontal axis under a plot, those that have room, within `edges`; and their grid lines.
pub(super) fn numbers(
    sheet: &Sheet<'_>,
    theme: Theme,
    axis: &Axis,
    scale: &Scale,
    (top, foot): (f64, f64),
    edges: (f64, f64),
) -> Result<(), FigureError> {
    let colours = theme.colours();
    let mut free = edges.0 - 8.0;
    for (value, label) in &axis.ticks {
        let x = scale.at(*value);
        let (colour, pen) = if *value == 0.0 { (colours.axis, Pen::Axis) } else { (colours.grid, Pen::Grid) };
        sheet.path(&[(x, top), (x, foot)], colour.mix(1.0), pen)?;
        let half = text::width(label, TICK, Face::Regular) / 2.0;
        let middle = x.min(edges.1 - half).max(edges.0 + half);
        if middle - half < free + 8.0 {
            continue;
        }
        free = middle + half;
        let place = (middle, foot + 6.0 + 0.8 * TICK);
        sheet.text(label, place, TICK, Face::Regular, colours.muted, Anchor::Middle)?;
    }
    Ok(())
}
