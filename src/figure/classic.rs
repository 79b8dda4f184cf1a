//! A classic model: the line of the formula and the points of the engine over one axis of numbers.

use plotters::style::Color as _;

use super::drawn::{Drawn, Place, What};
use super::frame::{BESIDE, numbers_width};
use super::page::{ASCENT, Design, Words};
use super::scale::{Axis, Range, Scale};
use super::sheet::{self, Anchor, Pen, Sheet};
use super::text::{self, Face};
use super::theme::{LABEL, PANEL, TICK, Theme};
use super::{FigureError, Size};

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
const LEAST_PLOT: f64 = 140.0;

/// Draws a classic as SVG, in the same type and colours as [`curves_svg`](super::curves_svg).
///
/// # Errors
///
/// [`FigureError::Empty`] without a point, [`FigureError::Size`] for a size out of range,
/// [`FigureError::Drawing`] if plotters fails.
pub fn classic_svg(figure: &ClassicFigure, theme: Theme, size: Size) -> Result<String, FigureError> {
    drawn(figure, theme, size).map(|drawn| drawn.svg)
}

/// The same with the places of its points.
pub(super) fn drawn(figure: &ClassicFigure, theme: Theme, size: Size) -> Result<Drawn, FigureError> {
    if figure.expected.is_empty() && figure.found.is_empty() {
        return Err(FigureError::Empty);
    }
    let plan = Plan::new(figure, theme, Design::new(size)?);
    let name = format!("{}. {}", figure.title, figure.subtitle);
    let svg = sheet::draw(&plan.design, &name, theme.colours().ground, |sheet| plan.draw(sheet))?;
    let page = (plan.design.width, plan.design.height);
    let points = figure.found.iter().enumerate();
    let places = points.map(|(n, point)| Place::around(plan.at(*point), page, What::Item(n)));
    Ok(Drawn { svg, places: places.collect() })
}

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

/// Where everything on the page goes.
struct Plan<'a> {
    figure: &'a ClassicFigure,
    theme: Theme,
    design: Design,
    words: Words,
    across: Axis,
    up: Axis,
    horizontal: Scale,
    vertical: Scale,
}

impl<'a> Plan<'a> {
    fn new(figure: &'a ClassicFigure, theme: Theme, mut design: Design) -> Plan<'a> {
        let words = Words::new(&design, &theme.colours(), &figure.title, &figure.subtitle, &figure.caption);
        let points = || figure.expected.iter().chain(&figure.found);
        let across = Axis::new(points().map(|p| p.0), Range::Free, if design.is_narrow() { 3 } else { 6 });
        let up = Axis::new(points().map(|p| p.1), Range::Zero, 5);
        let top = design.margin + words.head() + KEY + PANEL + OVER_PLOT;
        let under = NUMBERS + UNIT + words.foot() + design.margin;
        let height = (design.height - top - under).max(LEAST_PLOT);
        design.height = top + height + under;
        // Dots and the last number need a little room at the right edge.
        let left = design.margin + numbers_width(&up);
        let right = design.width - design.margin - 14.0;
        Plan {
            horizontal: Scale { values: (across.low, across.high), places: (left, right) },
            vertical: Scale { values: (up.low, up.high), places: (top + height, top) },
            figure,
            theme,
            design,
            words,
            across,
            up,
        }
    }

    fn at(&self, (x, y): (f64, f64)) -> (f64, f64) {
        (self.horizontal.at(x), self.vertical.at(y))
    }

    fn draw(&self, sheet: &Sheet<'_>) -> Result<(), FigureError> {
        self.words.draw(sheet, &self.design)?;
        self.key(sheet)?;
        self.axes(sheet)?;
        let colours = self.theme.colours();
        let mut run: Vec<(f64, f64)> = Vec::new();
        for (n, (x, y)) in self.figure.expected.iter().enumerate() {
            if n > 0 && *x < self.figure.expected[n - 1].0 {
                sheet.path(&std::mem::take(&mut run), colours.muted.mix(1.0), Pen::Curve)?;
            }
            run.push(self.at((*x, *y)));
        }
        sheet.path(&run, colours.muted.mix(1.0), Pen::Curve)?;
        for point in &self.figure.found {
            sheet.ring(self.at(*point), 4.4, self.theme.line(0), colours.ground)?;
        }
        Ok(())
    }

    /// What line and dots are, over the plot.
    fn key(&self, sheet: &Sheet<'_>) -> Result<(), FigureError> {
        let colours = self.theme.colours();
        let baseline = self.design.margin + self.words.head() + ASCENT * LABEL;
        let middle = baseline - 0.36 * LABEL;
        let mut x = self.design.margin;
        sheet.path(&[(x, middle), (x + 22.0, middle)], colours.muted.mix(1.0), Pen::Curve)?;
        x += 29.0;
        let expected = "expected";
        sheet.text(expected, (x, baseline), LABEL, Face::Regular, colours.muted, Anchor::Left)?;
        x += text::width(expected, LABEL, Face::Regular) + 22.0;
        sheet.ring((x, middle), 4.4, self.theme.line(0), colours.ground)?;
        sheet.text("the engine", (x + 11.0, baseline), LABEL, Face::Regular, self.theme.letters(0), Anchor::Left)
    }

    fn axes(&self, sheet: &Sheet<'_>) -> Result<(), FigureError> {
        let colours = self.theme.colours();
        let ((left, right), (foot, top)) = (self.horizontal.places, self.vertical.places);
        let y = text::shorten(&self.figure.y, LABEL, Face::SemiBold, self.design.inner());
        let over = (self.design.margin, top - OVER_PLOT);
        sheet.text(&y, over, LABEL, Face::SemiBold, colours.text, Anchor::Left)?;
        for (value, label) in &self.up.ticks {
            let height = self.vertical.at(*value);
            let (colour, pen) = if *value == 0.0 { (colours.axis, Pen::Axis) } else { (colours.grid, Pen::Grid) };
            sheet.path(&[(left, height), (right, height)], colour.mix(1.0), pen)?;
            let place = (left - BESIDE, height + 0.36 * TICK);
            sheet.text(label, place, TICK, Face::Regular, colours.muted, Anchor::Right)?;
        }
        let mut free = 0.0;
        for (value, label) in &self.across.ticks {
            let x = self.horizontal.at(*value);
            sheet.path(&[(x, foot), (x, foot + 4.0)], colours.axis.mix(1.0), Pen::Axis)?;
            // Long numbers stand under every second tick or so, and within the page.
            let half = text::width(label, TICK, Face::Regular) / 2.0;
            let middle = x.min(self.design.width - half).max(half);
            if middle - half < free {
                continue;
            }
            free = middle + half + 8.0;
            let place = (middle, foot + 7.0 + 0.8 * TICK);
            sheet.text(label, place, TICK, Face::Regular, colours.muted, Anchor::Middle)?;
        }
        let x = text::shorten(&self.figure.x, LABEL, Face::SemiBold, right - left);
        let place = ((left + right) / 2.0, foot + NUMBERS + ASCENT * LABEL);
        sheet.text(&x, place, LABEL, Face::SemiBold, colours.text, Anchor::Middle)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figure() -> ClassicFigure {
        ClassicFigure {
            title: "Shares that act".into(),
            x: "slope".into(),
            y: "share".into(),
            expected: vec![(0.0, 0.0), (1.0, 0.5), (0.0, 1.0), (1.0, 0.6)],
            found: vec![(0.5, 0.25), (0.5, 0.8)],
            ..ClassicFigure::default()
        }
    }

    #[test]
    fn a_line_begins_anew_where_x_goes_back_and_every_point_is_a_ring() {
        let svg = classic_svg(&figure(), Theme::Light, Size::new(700, 440)).expect("drawn");
        let curves = svg.matches(&format!("stroke-width=\"{}\"", 18)).count();
        assert_eq!(curves, 3, "two lines and one in the key");
        // Each ring is a disc of the ground and a circle, one of them in the key.
        assert_eq!(svg.matches("<circle").count(), 2 * 3);
        for word in ["Shares that act", "slope", "share", "expected", "the engine"] {
            assert!(svg.contains(word), "{word} is missing");
        }
    }

    #[test]
    fn nothing_to_draw_is_an_error() {
        let empty = ClassicFigure::default();
        assert_eq!(classic_svg(&empty, Theme::Light, Size::default()), Err(FigureError::Empty));
    }
}
