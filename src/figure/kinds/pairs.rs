//! Knobs of an accepted set, each by itself and each pair: histograms on the diagonal, dots below it.

use plotters::style::Color as _;

use crate::figure::canvas::{Anchor, Canvas, Pen};
use crate::figure::error::Done;
use crate::figure::font::{self, Face};
use crate::figure::layout::{FigureKind, Layout};
use crate::figure::page::Page;
use crate::figure::page_text::ASCENT;
use crate::figure::region::{Region, Target};
use crate::figure::theme::{LABEL, TICK, Theme};

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
    /// The values, a particle each; NaN where a particle's model does not have the knob.
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

impl PairsFigure {
    /// The cells that are drawn, row by row: both knobs of a pair, and at the end of a row one knob with itself.
    pub fn cells(&self) -> impl Iterator<Item = (usize, usize)> {
        (0..self.knobs.len()).flat_map(|row| (0..=row).map(move |column| (row, column)))
    }

    /// The correlation of two knobs over the particles that have both, by their weights; NaN where one of them does not
    /// vary.
    pub fn correlation(&self, one: usize, other: usize) -> f64 {
        let (a, b) = (&self.knobs[one].values, &self.knobs[other].values);
        let both = || self.weights.iter().enumerate().filter(|(n, _)| !a[*n].is_nan() && !b[*n].is_nan());
        let sum = |of: &dyn Fn(usize) -> f64| both().map(|(n, w)| w * of(n)).sum::<f64>();
        let total = sum(&|_| 1.0);
        let (mean_a, mean_b) = (sum(&|n| a[n]) / total, sum(&|n| b[n]) / total);
        let (off_a, off_b) = (|n: usize| a[n] - mean_a, |n: usize| b[n] - mean_b);
        sum(&|n| off_a(n) * off_b(n)) / (sum(&|n| off_a(n) * off_a(n)) * sum(&|n| off_b(n) * off_b(n))).sqrt()
    }
}

impl FigureKind for PairsFigure {
    fn words(&self) -> [&str; 3] {
        [&self.title, &self.subtitle, &self.caption]
    }

    fn is_empty(&self) -> bool {
        self.knobs.is_empty() || self.weights.is_empty()
    }

    fn layout<'a>(&'a self, theme: Theme, page: Page) -> Box<dyn Layout + 'a> {
        Box::new(PairsLayout::new(self, theme, page))
    }
}

/// Where everything on the page goes.
struct PairsLayout<'a> {
    figure: &'a PairsFigure,
    theme: Theme,
    page: Page,
    /// Width and height of a cell.
    cell: (f64, f64),
    /// Top of the first row's words.
    top: f64,
}

impl<'a> PairsLayout<'a> {
    fn new(figure: &'a PairsFigure, theme: Theme, page: Page) -> PairsLayout<'a> {
        let count = figure.knobs.len() as f64;
        let width = (page.inner() - (count - 1.0) * BETWEEN) / count;
        let height = (width * 0.8).clamp(LOWEST, HIGHEST);
        let top = page.top() + KEY;
        let page = page.ending_at(top + count * (OVER + height) + UNDER);
        PairsLayout { figure, theme, page, cell: (width, height), top }
    }

    /// The top left corner of a cell.
    fn corner(&self, row: usize, column: usize) -> (f64, f64) {
        let x = self.page.margin + column as f64 * (self.cell.0 + BETWEEN);
        (x, self.top + row as f64 * (self.cell.1 + OVER) + OVER)
    }

    fn key(&self, canvas: &Canvas<'_>) -> Done {
        let colours = self.theme.colours();
        let baseline = self.page.top() + ASCENT * LABEL;
        let middle = baseline - 0.36 * LABEL;
        let mut x = self.page.margin;
        canvas.rectangle((x, middle - 5.0), (x + 14.0, middle + 5.0), self.theme.line(0).mix(0.5))?;
        x += 21.0;
        let accepted = "accepted set";
        canvas.text(accepted, (x, baseline), LABEL, Face::Regular, self.theme.letters(0), Anchor::Left)?;
        x += font::width(accepted, LABEL, Face::Regular) + 22.0;
        if self.figure.knobs.iter().any(|knob| knob.prior.len() > 1) {
            canvas.path(&[(x, middle), (x + 22.0, middle)], colours.muted.mix(1.0), Pen::Dashed)?;
            canvas.text("prior", (x + 29.0, baseline), LABEL, Face::Regular, colours.muted, Anchor::Left)?;
        }
        Ok(())
    }

    /// The frame of a cell: two hair lines.
    fn ground(&self, canvas: &Canvas<'_>, row: usize, column: usize) -> Done {
        let ((x, y), (width, height)) = (self.corner(row, column), self.cell);
        let frame = [(x, y), (x, y + height), (x + width, y + height), (x + width, y), (x, y)];
        canvas.path(&frame, self.theme.colours().grid.mix(1.0), Pen::Grid)
    }

    fn dots(&self, canvas: &Canvas<'_>, row: usize, column: usize) -> Done {
        let ((x, y), (width, height)) = (self.corner(row, column), self.cell);
        let largest = self.figure.weights.iter().copied().fold(0.0, f64::max);
        // Dots lie whole within their cell.
        let most = if width < NUMBERED { 1.5 } else { 1.5 + width / 120.0 }.min(3.2);
        let (across, up) = (&self.figure.knobs[column], &self.figure.knobs[row]);
        let all = across.values.iter().zip(&up.values).zip(&self.figure.weights);
        for ((a, b), weight) in all.filter(|((a, b), _)| !a.is_nan() && !b.is_nan()) {
            let (a, b) = (share(across, *a), share(up, *b));
            let radius = most * (weight / largest).sqrt().max(0.3);
            let inner = |length: f64| length - 2.0 * most;
            let centre = (x + most + a * inner(width), y + height - most - b * inner(height));
            canvas.dot(centre, radius, self.theme.line(0))?;
        }
        Ok(())
    }

    /// The weight in each part of the range, and what the prior has there.
    fn histogram(&self, canvas: &Canvas<'_>, row: usize) -> Done {
        let ((x, y), (width, height)) = (self.corner(row, row), self.cell);
        let knob = &self.figure.knobs[row];
        let count = if width < NUMBERED { 8 } else { 14 };
        let mut bars = vec![0.0; count];
        for (value, weight) in knob.values.iter().zip(&self.figure.weights).filter(|(value, _)| !value.is_nan()) {
            bars[((share(knob, *value) * count as f64) as usize).min(count - 1)] += weight;
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
            canvas.polygon(&outline, self.theme.line(0).mix(0.5))?;
        }
        let colours = self.theme.colours();
        let at = |n: usize| x + (n as f64 + 0.5) / steps as f64 * width;
        let mut line: Vec<(f64, f64)> = prior.iter().enumerate().map(|(n, share)| (at(n), up(*share))).collect();
        if let (Some(first), Some(last)) = (line.first().copied(), line.last().copied()) {
            line.insert(0, (x, first.1));
            line.push((x + width, last.1));
            canvas.path(&line, colours.muted.mix(1.0), Pen::Dashed)?;
        }
        canvas.path(&[(x, foot), (x + width, foot)], colours.axis.mix(1.0), Pen::Axis)
    }

    /// The knob's name and note, over its histogram; towards the right there is nothing else in this row.
    fn names(&self, canvas: &Canvas<'_>, row: usize) -> Done {
        let (x, y) = self.corner(row, row);
        let knob = &self.figure.knobs[row];
        let right = self.page.width - self.page.margin;
        let colours = self.theme.colours();
        let lines = [(&knob.name, Face::SemiBold, colours.text, 2.0), (&knob.note, Face::Regular, colours.muted, 1.0)];
        for (words, face, colour, line) in lines {
            let words = font::shorten(words, LABEL, face, self.page.inner());
            // Near the edge words stand to the left of it instead, over the row's cells.
            let left = x.min(right - font::width(&words, LABEL, face)).max(self.page.margin);
            let baseline = y - 9.0 - (line - 1.0) * LINE;
            canvas.text(&words, (left, baseline), LABEL, face, colour, Anchor::Left)?;
        }
        Ok(())
    }

    /// The ends of a knob's range, under its column.
    fn ends(&self, canvas: &Canvas<'_>, column: usize) -> Done {
        let knob = &self.figure.knobs[column];
        let (x, y) = self.corner(self.figure.knobs.len() - 1, column);
        let needed = |label: &str| font::width(label, TICK, Face::Regular);
        if self.cell.0 < NUMBERED || needed(&knob.low.1) + needed(&knob.high.1) + 8.0 > self.cell.0 {
            return Ok(());
        }
        let muted = self.theme.colours().muted;
        let baseline = y + self.cell.1 + 5.0 + ASCENT * TICK;
        canvas.text(&knob.low.1, (x, baseline), TICK, Face::Regular, muted, Anchor::Left)?;
        canvas.text(&knob.high.1, (x + self.cell.0, baseline), TICK, Face::Regular, muted, Anchor::Right)
    }
}

impl Layout for PairsLayout<'_> {
    fn page(&self) -> &Page {
        &self.page
    }

    fn draw(&self, canvas: &Canvas<'_>) -> Done {
        self.key(canvas)?;
        for row in 0..self.figure.knobs.len() {
            for column in 0..row {
                self.ground(canvas, row, column)?;
                self.dots(canvas, row, column)?;
            }
            self.histogram(canvas, row)?;
            self.names(canvas, row)?;
            self.ends(canvas, row)?;
        }
        Ok(())
    }

    fn regions(&self) -> Vec<Region> {
        let region = |(n, (row, column)): (usize, (usize, usize))| {
            let (x, y) = self.corner(row, column);
            Region::new((x, y), (x + self.cell.0, y + self.cell.1), Target::Item(n))
        };
        self.figure.cells().enumerate().map(region).collect()
    }
}

/// Where a value lies between the ends that are shown, from 0 to 1.
fn share(knob: &PairKnob, value: f64) -> f64 {
    let share = (value - knob.low.0) / (knob.high.0 - knob.low.0);
    if share.is_nan() { 0.5 } else { share.clamp(0.0, 1.0) }
}
