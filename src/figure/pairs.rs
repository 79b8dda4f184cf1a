//! Knobs of an accepted set, each by itself and each pair: histograms on the diagonal, dots below it.

use plotters::style::Color as _;

use super::drawn::{Drawn, Place, What};
use super::page::{ASCENT, Design, Words};
use super::sheet::{self, Anchor, Pen, Sheet};
use super::text::{self, Face};
use super::theme::{LABEL, TICK, Theme};
use super::{FigureError, Size};

/// An accepted set of particles.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PairsFigure {
    /// What the figure shows, in one sentence. Wrapped.
    pub title: String,
    /// How it was made. Muted, wrapped.
    pub subtitle: String,
    /// Source and notes. Small, wrapped.
    pub caption: String,
    /// The knobs, in order.
    pub knobs: Vec<PairKnob>,
    /// The weight of each particle; they add up to 1.
    pub weights: Vec<f64>,
}

/// One knob of all particles.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PairKnob {
    /// Its name.
    pub name: String,
    /// A few words under the name, for example "0.21 (0.12 to 0.35)".
    pub note: String,
    /// The least value shown: where it lies, and how it is written.
    pub low: (f64, String),
    /// The largest value shown.
    pub high: (f64, String),
    /// The values, a particle each.
    pub values: Vec<f64>,
    /// The share of the prior below evenly spaced values, from the least to the largest shown; none, no prior.
    pub prior: Vec<f64>,
}

/// From row to row: two lines of words, and air.
const OVER: f64 = 40.0;
const LINE: f64 = 15.0;
/// Between two columns.
const BETWEEN: f64 = 12.0;
/// Room under the last row for numbers.
const UNDER: f64 = 20.0;
const KEY: f64 = 24.0;
/// No cell is higher than this, and wide ones are flatter than they are wide.
const HIGHEST: f64 = 190.0;
const LOWEST: f64 = 44.0;
/// Cells at least this wide have numbers at their ends.
const NUMBERED: f64 = 62.0;

/// Draws pairs as SVG, in the same type and colours as [`curves_svg`](super::curves_svg). The page is as high as it
/// needs to be.
///
/// # Errors
///
/// [`FigureError::Empty`] without a knob or a particle, [`FigureError::Size`] for a size out of range,
/// [`FigureError::Drawing`] if plotters fails.
pub fn pairs_svg(figure: &PairsFigure, theme: Theme, size: Size) -> Result<String, FigureError> {
    drawn(figure, theme, size).map(|drawn| drawn.svg)
}

/// The same with the places of its cells.
pub(super) fn drawn(figure: &PairsFigure, theme: Theme, size: Size) -> Result<Drawn, FigureError> {
    if figure.knobs.is_empty() || figure.weights.is_empty() {
        return Err(FigureError::Empty);
    }
    let plan = Plan::new(figure, theme, Design::new(size)?);
    let name = format!("{}. {}", figure.title, figure.subtitle);
    let svg = sheet::draw(&plan.design, &name, theme.colours().ground, |sheet| plan.draw(sheet))?;
    let page = (plan.design.width, plan.design.height);
    let places = figure.cells().enumerate().map(|(n, (row, column))| {
        let (x, y) = plan.corner(row, column);
        Place::new((x, y), (x + plan.cell.0, y + plan.cell.1), page, What::Item(n))
    });
    Ok(Drawn { svg, places: places.collect() })
}

impl PairsFigure {
    /// The cells that are drawn, row by row: both knobs of a pair, and at the end of a row one knob with itself.
    pub fn cells(&self) -> impl Iterator<Item = (usize, usize)> {
        (0..self.knobs.len()).flat_map(|row| (0..=row).map(move |column| (row, column)))
    }

    /// The correlation of two knobs over the particles, by their weights; NaN where one of them does not vary.
    pub fn correlation(&self, one: usize, other: usize) -> f64 {
        let sum = |of: &dyn Fn(usize) -> f64| self.weights.iter().enumerate().map(|(n, w)| w * of(n)).sum::<f64>();
        let (a, b) = (&self.knobs[one].values, &self.knobs[other].values);
        let total = sum(&|_| 1.0);
        let (mean_a, mean_b) = (sum(&|n| a[n]) / total, sum(&|n| b[n]) / total);
        let (off_a, off_b) = (|n: usize| a[n] - mean_a, |n: usize| b[n] - mean_b);
        sum(&|n| off_a(n) * off_b(n)) / (sum(&|n| off_a(n) * off_a(n)) * sum(&|n| off_b(n) * off_b(n))).sqrt()
    }
}

struct Plan<'a> {
    figure: &'a PairsFigure,
    theme: Theme,
    design: Design,
    words: Words,
    /// Width and height of a cell.
    cell: (f64, f64),
    /// Top of the first row's words.
    top: f64,
}

impl<'a> Plan<'a> {
    fn new(figure: &'a PairsFigure, theme: Theme, mut design: Design) -> Plan<'a> {
        let words = Words::new(&design, &theme.colours(), &figure.title, &figure.subtitle, &figure.caption);
        let count = figure.knobs.len() as f64;
        let width = (design.inner() - (count - 1.0) * BETWEEN) / count;
        let height = (width * 0.8).clamp(LOWEST, HIGHEST);
        let top = design.margin + words.head() + KEY;
        design.height = top + count * (OVER + height) + UNDER + words.foot() + design.margin;
        Plan { figure, theme, design, words, cell: (width, height), top }
    }

    /// The top left corner of a cell.
    fn corner(&self, row: usize, column: usize) -> (f64, f64) {
        let x = self.design.margin + column as f64 * (self.cell.0 + BETWEEN);
        (x, self.top + row as f64 * (self.cell.1 + OVER) + OVER)
    }

    fn draw(&self, sheet: &Sheet<'_>) -> Result<(), FigureError> {
        self.words.draw(sheet, &self.design)?;
        self.key(sheet)?;
        for row in 0..self.figure.knobs.len() {
            for column in 0..row {
                self.ground(sheet, row, column)?;
                self.dots(sheet, row, column)?;
            }
            self.histogram(sheet, row)?;
            self.names(sheet, row)?;
            self.ends(sheet, row)?;
        }
        Ok(())
    }

    fn key(&self, sheet: &Sheet<'_>) -> Result<(), FigureError> {
        let colours = self.theme.colours();
        let baseline = self.design.margin + self.words.head() + ASCENT * LABEL;
        let middle = baseline - 0.36 * LABEL;
        let mut x = self.design.margin;
        let square =
            |x: f64| [(x, middle - 5.0), (x + 14.0, middle - 5.0), (x + 14.0, middle + 5.0), (x, middle + 5.0)];
        sheet.polygon(&square(x), self.theme.line(0).mix(0.5))?;
        x += 21.0;
        let accepted = "accepted set";
        sheet.text(accepted, (x, baseline), LABEL, Face::Regular, self.theme.letters(0), Anchor::Left)?;
        x += text::width(accepted, LABEL, Face::Regular) + 22.0;
        if self.figure.knobs.iter().any(|knob| knob.prior.len() > 1) {
            sheet.path(&[(x, middle), (x + 22.0, middle)], colours.muted.mix(1.0), Pen::Dashed)?;
            sheet.text("prior", (x + 29.0, baseline), LABEL, Face::Regular, colours.muted, Anchor::Left)?;
        }
        Ok(())
    }

    /// The frame of a cell: two hair lines.
    fn ground(&self, sheet: &Sheet<'_>, row: usize, column: usize) -> Result<(), FigureError> {
        let ((x, y), (width, height)) = (self.corner(row, column), self.cell);
        let frame = [(x, y), (x, y + height), (x + width, y + height), (x + width, y), (x, y)];
        sheet.path(&frame, self.theme.colours().grid.mix(1.0), Pen::Grid)
    }

    fn dots(&self, sheet: &Sheet<'_>, row: usize, column: usize) -> Result<(), FigureError> {
        let ((x, y), (width, height)) = (self.corner(row, column), self.cell);
        let largest = self.figure.weights.iter().copied().fold(0.0, f64::max);
        // Dots lie whole within their cell.
        let most = if width < NUMBERED { 1.5 } else { 1.5 + width / 120.0 }.min(3.2);
        let (across, up) = (&self.figure.knobs[column], &self.figure.knobs[row]);
        for ((a, b), weight) in across.values.iter().zip(&up.values).zip(&self.figure.weights) {
            let (a, b) = (place(across, *a), place(up, *b));
            let radius = most * (weight / largest).sqrt().max(0.3);
            let inner = |length: f64| length - 2.0 * most;
            let centre = (x + most + a * inner(width), y + height - most - b * inner(height));
            sheet.dot(centre, radius, self.theme.line(0))?;
        }
        Ok(())
    }

    /// The weight in each part of the range, and what the prior has there.
    fn histogram(&self, sheet: &Sheet<'_>, row: usize) -> Result<(), FigureError> {
        let ((x, y), (width, height)) = (self.corner(row, row), self.cell);
        let knob = &self.figure.knobs[row];
        let count = if width < NUMBERED { 8 } else { 14 };
        let mut bars = vec![0.0; count];
        for (value, weight) in knob.values.iter().zip(&self.figure.weights) {
            bars[((place(knob, *value) * count as f64) as usize).min(count - 1)] += weight;
        }
        let steps = knob.prior.len().saturating_sub(1);
        let expected = |pair: &[f64]| (pair[1] - pair[0]) * steps as f64 / count as f64;
        let prior: Vec<f64> = knob.prior.windows(2).map(expected).collect();
        let highest = bars.iter().chain(&prior).copied().fold(1e-12, f64::max);
        let foot = y + height;
        let up = |share: f64| foot - share / highest * (height - 3.0);
        for (n, share) in bars.iter().enumerate().filter(|(_, share)| **share > 0.0) {
            let edge = |n: usize| x + n as f64 / count as f64 * width;
            let (left, right) = (edge(n) + 0.4, edge(n + 1) - 0.4);
            let outline = [(left, foot), (left, up(*share)), (right, up(*share)), (right, foot)];
            sheet.polygon(&outline, self.theme.line(0).mix(0.5))?;
        }
        let colours = self.theme.colours();
        let at = |n: usize| x + (n as f64 + 0.5) / steps as f64 * width;
        let mut line: Vec<(f64, f64)> = prior.iter().enumerate().map(|(n, share)| (at(n), up(*share))).collect();
        if let (Some(first), Some(last)) = (line.first().copied(), line.last().copied()) {
            line.insert(0, (x, first.1));
            line.push((x + width, last.1));
            sheet.path(&line, colours.muted.mix(1.0), Pen::Dashed)?;
        }
        sheet.path(&[(x, foot), (x + width, foot)], colours.axis.mix(1.0), Pen::Axis)
    }

    /// The knob's name and note, over its histogram; towards the right there is nothing else in this row.
    fn names(&self, sheet: &Sheet<'_>, row: usize) -> Result<(), FigureError> {
        let (x, y) = self.corner(row, row);
        let knob = &self.figure.knobs[row];
        let right = self.design.width - self.design.margin;
        let colours = self.theme.colours();
        let lines = [(&knob.name, Face::SemiBold, colours.text, 2.0), (&knob.note, Face::Regular, colours.muted, 1.0)];
        for (words, face, colour, line) in lines {
            let words = text::shorten(words, LABEL, face, self.design.inner());
            // Near the edge words stand to the left of it instead, over the row's cells.
            let left = x.min(right - text::width(&words, LABEL, face)).max(self.design.margin);
            let baseline = y - 9.0 - (line - 1.0) * LINE;
            sheet.text(&words, (left, baseline), LABEL, face, colour, Anchor::Left)?;
        }
        Ok(())
    }

    /// The ends of a knob's range, under its column.
    fn ends(&self, sheet: &Sheet<'_>, column: usize) -> Result<(), FigureError> {
        let knob = &self.figure.knobs[column];
        let (x, y) = self.corner(self.figure.knobs.len() - 1, column);
        let needed = |label: &str| text::width(label, TICK, Face::Regular);
        if self.cell.0 < NUMBERED || needed(&knob.low.1) + needed(&knob.high.1) + 8.0 > self.cell.0 {
            return Ok(());
        }
        let muted = self.theme.colours().muted;
        let baseline = y + self.cell.1 + 5.0 + ASCENT * TICK;
        sheet.text(&knob.low.1, (x, baseline), TICK, Face::Regular, muted, Anchor::Left)?;
        sheet.text(&knob.high.1, (x + self.cell.0, baseline), TICK, Face::Regular, muted, Anchor::Right)
    }
}

/// Where a value lies between the ends that are shown, from 0 to 1.
fn place(knob: &PairKnob, value: f64) -> f64 {
    let share = (value - knob.low.0) / (knob.high.0 - knob.low.0);
    if share.is_nan() { 0.5 } else { share.clamp(0.0, 1.0) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A set of so many knobs, some with long names; the first is told apart best.
    fn figure(knobs: usize) -> PairsFigure {
        let particles = 150;
        let spread = |n: usize, k: usize| ((n * (37 + 11 * k) + 7 * k * k) % particles) as f64 / particles as f64;
        let narrow = |u: f64, k: usize| 0.4 + (u - 0.5) * (k as f64 + 1.0) / (knobs as f64 + 2.0);
        let knob = |k: usize| PairKnob {
            name: ["recruitment.ask", "organisation.J4DW.hours.learning", "attendance.base"][k % 3].to_owned(),
            note: "0.21 (0.12 to 0.35)".to_owned(),
            low: (0.0, "0.05".to_owned()),
            high: (1.0, "0.6".to_owned()),
            values: (0..particles).map(|n| narrow(spread(n, k), k)).collect(),
            prior: (0..=40).map(|n| f64::from(n) / 40.0).collect(),
        };
        PairsFigure {
            title: "What the patterns say of each knob, and of each pair".to_owned(),
            subtitle: "150 accepted particles, effective size 90".to_owned(),
            caption: "Seed 1.".to_owned(),
            knobs: (0..knobs).map(knob).collect(),
            weights: vec![1.0 / particles as f64; particles],
        }
    }

    #[test]
    fn every_pair_has_its_dots() {
        for knobs in [1, 3, 8] {
            let svg = pairs_svg(&figure(knobs), Theme::Light, Size::new(960, 0)).expect("drawn");
            assert_eq!(svg.matches("<circle").count(), 150 * knobs * (knobs - 1) / 2);
        }
        let nothing = PairsFigure::default();
        assert_eq!(pairs_svg(&nothing, Theme::Dark, Size::default()), Err(FigureError::Empty));
    }

    /// A weight counts: a particle that has all of it is the only one in the histogram.
    #[test]
    fn bars_are_weights() {
        let mut figure = figure(1);
        let bars = |figure: &PairsFigure| {
            let svg = pairs_svg(figure, Theme::Light, Size::new(700, 0)).expect("drawn");
            svg.matches("<polygon").count() - 1
        };
        assert!(bars(&figure) > 3);
        figure.weights = vec![0.0; 150];
        figure.weights[3] = 1.0;
        assert_eq!(bars(&figure), 1);
    }
}
