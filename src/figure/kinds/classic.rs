//! A classic model: the line of the formula and the points of the engine over one axis of numbers.

use plotters::style::Color as _;

use crate::figure::axes::{self, numbers_width};
use crate::figure::canvas::{Anchor, Canvas, Pen};
use crate::figure::error::Done;
use crate::figure::font::{self, Face};
use crate::figure::layout::{FigureKind, Layout};
use crate::figure::page::{ASCENT, Page};
use crate::figure::region::{Region, Target};
use crate::figure::scale::{Axis, Range, Scale};
use crate::figure::size::Size;
use crate::figure::theme::{LABEL, PANEL, TICK, Theme};

/// What is expected and what was found along an axis.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ClassicFigure {
    /// What the figure shows, in one sentence. Wrapped.
    pub title: String,
    /// How it was made. Muted, wrapped.
    pub subtitle: String,
    /// Source and notes. Small, wrapped.
    pub caption: String,
    /// What the horizontal axis counts.
    pub x: String,
    /// What the vertical axis counts.
    pub y: String,
    /// The line, in order; it begins anew where x goes back.
    pub expected: Vec<(f64, f64)>,
    /// The points.
    pub found: Vec<(f64, f64)>,
}

/// Room under the plot for numbers, and for what they count.
const NUMBERS: f64 = 24.0;
const UNIT: f64 = 20.0;
/// Between the words above and the plot.
const OVER_PLOT: f64 = 14.0;
const KEY: f64 = 26.0;
const MIN_PLOT: f64 = 140.0;

impl ClassicFigure {
    /// What is expected at x, between the points of the line: a value for each of its branches there.
    pub fn expected_at(&self, x: f64) -> Vec<f64> {
        let mut found: Vec<f64> = Vec::new();
        for pair in self.expected.windows(2) {
            let [(from, low), (to, high)] = [pair[0], pair[1]];
            // The line begins anew where x goes back.
            if from > to || !(from..=to).contains(&x) {
                continue;
            }
            let value = if to > from { low + (x - from) / (to - from) * (high - low) } else { high };
            // Where two pieces meet, both have the value.
            if found.iter().all(|known| (known - value).abs() > 1e-12 * value.abs()) {
                found.push(value);
            }
        }
        found
    }
}

impl FigureKind for ClassicFigure {
    fn words(&self) -> [&str; 3] {
        [&self.title, &self.subtitle, &self.caption]
    }

    fn is_empty(&self) -> bool {
        self.expected.is_empty() && self.found.is_empty()
    }

    fn size(&self, width: u32, letters: Option<u32>) -> Size {
        Size::for_panels(width, letters, 1)
    }

    fn layout<'a>(&'a self, theme: Theme, page: Page) -> Box<dyn Layout + 'a> {
        Box::new(ClassicLayout::new(self, theme, page))
    }
}

/// Where everything on the page goes.
struct ClassicLayout<'a> {
    figure: &'a ClassicFigure,
    theme: Theme,
    page: Page,
    across: Axis,
    up: Axis,
    horizontal: Scale,
    vertical: Scale,
}

impl<'a> ClassicLayout<'a> {
    fn new(figure: &'a ClassicFigure, theme: Theme, page: Page) -> ClassicLayout<'a> {
        let points = || figure.expected.iter().chain(&figure.found);
        let across = Axis::new(points().map(|p| p.0), Range::Free, if page.is_narrow() { 3 } else { 6 });
        let up = Axis::new(points().map(|p| p.1), Range::Zero, 5);
        let top = page.top() + KEY + PANEL + OVER_PLOT;
        let under = NUMBERS + UNIT + page.foot + page.margin;
        let height = (page.height - top - under).max(MIN_PLOT);
        let page = page.ending_at(top + height + NUMBERS + UNIT);
        // Dots and the last number need a little room at the right edge.
        let left = page.margin + numbers_width(&up);
        let right = page.width - page.margin - 14.0;
        ClassicLayout {
            horizontal: Scale { values: (across.low, across.high), positions: (left, right) },
            vertical: Scale { values: (up.low, up.high), positions: (top + height, top) },
            figure,
            theme,
            page,
            across,
            up,
        }
    }

    fn at(&self, (x, y): (f64, f64)) -> (f64, f64) {
        (self.horizontal.at(x), self.vertical.at(y))
    }

    /// What line and dots are, over the plot.
    fn key(&self, canvas: &Canvas<'_>) -> Done {
        let colours = self.theme.colours();
        let baseline = self.page.top() + ASCENT * LABEL;
        let middle = baseline - 0.36 * LABEL;
        let mut x = self.page.margin;
        canvas.path(&[(x, middle), (x + 22.0, middle)], colours.muted.mix(1.0), Pen::Curve)?;
        x += 29.0;
        let expected = "expected";
        canvas.text(expected, (x, baseline), LABEL, Face::Regular, colours.muted, Anchor::Left)?;
        x += font::width(expected, LABEL, Face::Regular) + 22.0;
        canvas.ring((x, middle), 4.4, self.theme.line(0), colours.ground)?;
        canvas.text("the engine", (x + 11.0, baseline), LABEL, Face::Regular, self.theme.letters(0), Anchor::Left)
    }

    fn axes(&self, canvas: &Canvas<'_>) -> Done {
        let colours = self.theme.colours();
        let ((left, right), (foot, top)) = (self.horizontal.positions, self.vertical.positions);
        let y = font::shorten(&self.figure.y, LABEL, Face::SemiBold, self.page.inner());
        let over = (self.page.margin, top - OVER_PLOT);
        canvas.text(&y, over, LABEL, Face::SemiBold, colours.text, Anchor::Left)?;
        axes::draw_upward(canvas, self.theme, &self.up, |value| self.vertical.at(value), (left, right))?;
        let mut free = 0.0;
        for (value, label) in &self.across.ticks {
            let x = self.horizontal.at(*value);
            canvas.path(&[(x, foot), (x, foot + 4.0)], colours.axis.mix(1.0), Pen::Axis)?;
            // Long numbers stand under every second tick or so, and within the page.
            let half = font::width(label, TICK, Face::Regular) / 2.0;
            let middle = x.min(self.page.width - half).max(half);
            if middle - half < free {
                continue;
            }
            free = middle + half + 8.0;
            let at = (middle, foot + 7.0 + 0.8 * TICK);
            canvas.text(label, at, TICK, Face::Regular, colours.muted, Anchor::Middle)?;
        }
        let x = font::shorten(&self.figure.x, LABEL, Face::SemiBold, right - left);
        let at = ((left + right) / 2.0, foot + NUMBERS + ASCENT * LABEL);
        canvas.text(&x, at, LABEL, Face::SemiBold, colours.text, Anchor::Middle)
    }
}

impl Layout for ClassicLayout<'_> {
    fn page(&self) -> &Page {
        &self.page
    }

    fn draw(&self, canvas: &Canvas<'_>) -> Done {
        self.key(canvas)?;
        self.axes(canvas)?;
        let colours = self.theme.colours();
        let mut run: Vec<(f64, f64)> = Vec::new();
        for (n, (x, y)) in self.figure.expected.iter().enumerate() {
            if n > 0 && *x < self.figure.expected[n - 1].0 {
                canvas.path(&std::mem::take(&mut run), colours.muted.mix(1.0), Pen::Curve)?;
            }
            run.push(self.at((*x, *y)));
        }
        canvas.path(&run, colours.muted.mix(1.0), Pen::Curve)?;
        for point in &self.figure.found {
            canvas.ring(self.at(*point), 4.4, self.theme.line(0), colours.ground)?;
        }
        Ok(())
    }

    fn regions(&self) -> Vec<Region> {
        let points = self.figure.found.iter().enumerate();
        points.map(|(n, point)| Region::around(self.at(*point), Target::Item(n))).collect()
    }
}
