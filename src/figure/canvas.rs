//! The canvas a figure is drawn on: plotters' SVG canvas, made fine enough for curves.
//!
//! Plotters' SVG coordinates are whole numbers, so the canvas is ten times the page (curves would visibly step
//! otherwise) and the root element is rewritten at the end. Callers think in page units throughout.

use plotters::coord::Shift;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use super::error::{Done, FigureError};
use super::font::{self, Face, Lines};
use super::page::Page;
use super::theme::{GROUPS, Theme};

/// Canvas units in a page unit.
const FINE: f64 = 10.0;

/// What viewers without Inter fall back to; all are about as wide or narrower.
const FAMILIES: &str = "Inter, 'Helvetica Neue', Helvetica, Arial, sans-serif";

/// The lines a figure is made of.
///
/// Plotters knows no dashed stroke (it would cut a dashed curve into hundreds of lines), so each dashed pen has
/// a width no other pen has, and [`draw`] gives that width its dash pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pen {
    Curve,
    Dashed,
    Dotted,
    DashDotted,
    Grid,
    Axis,
    Event,
    Leader,
    FarLeader,
    Whisker,
}

const DASHES: [(Pen, &str); 5] = [
    (Pen::Dashed, "48 44"),
    (Pen::Dotted, "1 40"),
    (Pen::DashDotted, "48 44 1 44"),
    (Pen::Event, "1 28"),
    (Pen::FarLeader, "1 20"),
];

impl Pen {
    /// Width on the canvas. Those of the pens in [`DASHES`] must be unlike all others.
    fn width(self) -> u32 {
        match self {
            Pen::Curve => 18,
            Pen::Dashed => 19,
            Pen::Dotted => 22,
            Pen::DashDotted => 21,
            Pen::Grid => 8,
            Pen::Axis => 10,
            Pen::Event => 11,
            Pen::Leader => 7,
            Pen::FarLeader => 9,
            Pen::Whisker => 20,
        }
    }

    /// The pen of a curve: groups beyond the last colour are dotted, so that no two look alike; without colours each
    /// group has a pen of its own, as far as there are pens.
    pub(super) fn of_curve(theme: Theme, group: usize, dashed: bool) -> Pen {
        if theme == Theme::Mono {
            let pens = [Pen::Curve, Pen::Dashed, Pen::Dotted, Pen::DashDotted];
            return pens[(group + 2 * usize::from(dashed)) % pens.len()];
        }
        match (group / GROUPS % 2 == 1, dashed) {
            (false, false) => Pen::Curve,
            (false, true) => Pen::Dashed,
            (true, false) => Pen::Dotted,
            (true, true) => Pen::DashDotted,
        }
    }
}

/// Where the given x lies in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    Left,
    Middle,
    Right,
}

/// A page under way.
pub(super) struct Canvas<'a> {
    area: DrawingArea<SVGBackend<'a>, Shift>,
}

fn fine(value: f64) -> i32 {
    (value * FINE).round() as i32
}

fn point((x, y): (f64, f64)) -> (i32, i32) {
    (fine(x), fine(y))
}

impl Canvas<'_> {
    /// A line through `points`.
    pub(super) fn path(&self, points: &[(f64, f64)], colour: RGBAColor, pen: Pen) -> Done {
        let points: Vec<_> = points.iter().copied().map(point).collect();
        let style = colour.stroke_width(pen.width());
        self.put(&PathElement::new(points, style))
    }

    /// A filled outline without an edge.
    pub(super) fn polygon(&self, points: &[(f64, f64)], colour: RGBAColor) -> Done {
        let points: Vec<_> = points.iter().copied().map(point).collect();
        self.put(&Polygon::new(points, colour.filled()))
    }

    /// A filled rectangle.
    pub(super) fn rectangle(&self, (left, top): (f64, f64), (right, foot): (f64, f64), colour: RGBAColor) -> Done {
        self.polygon(&[(left, top), (right, top), (right, foot), (left, foot)], colour)
    }

    /// A disc.
    pub(super) fn dot(&self, centre: (f64, f64), radius: f64, colour: RGBColor) -> Done {
        self.put(&Circle::new(point(centre), fine(radius), colour.filled()))
    }

    /// A circle line of the whisker pen's width around `ground`.
    pub(super) fn ring(&self, centre: (f64, f64), radius: f64, colour: RGBColor, ground: RGBColor) -> Done {
        self.dot(centre, radius, ground)?;
        let style = colour.stroke_width(Pen::Whisker.width());
        self.put(&Circle::new(point(centre), fine(radius), style))
    }

    /// The mark of a group: discs, rings, squares, triangles and diamonds in turn.
    pub(super) fn mark(&self, (x, y): (f64, f64), size: f64, group: usize, colour: RGBColor, ground: RGBColor) -> Done {
        let filled = |points: &[(f64, f64)]| self.polygon(points, colour.mix(1.0));
        match group % 6 {
            0 => self.dot((x, y), size, colour),
            1 => self.ring((x, y), size, colour, ground),
            2 => self.rectangle((x - size, y - size), (x + size, y + size), colour.mix(1.0)),
            3 => filled(&[(x, y - 1.3 * size), (x + 1.2 * size, y + size), (x - 1.2 * size, y + size)]),
            4 => filled(&[(x, y - 1.4 * size), (x + 1.4 * size, y), (x, y + 1.4 * size), (x - 1.4 * size, y)]),
            _ => filled(&[(x, y + 1.3 * size), (x + 1.2 * size, y - size), (x - 1.2 * size, y - size)]),
        }
    }

    /// One line of text on the baseline `y`. An empty text draws nothing.
    pub(super) fn text(
        &self,
        text: &str,
        (x, y): (f64, f64),
        size: f64,
        face: Face,
        colour: RGBColor,
        anchor: Anchor,
    ) -> Done {
        /// Plotters divides the sizes it is given by this.
        const PLOTTERS_SIZE: f64 = 1.24;
        /// Plotters puts the baseline of top-anchored text this much below the point, in em.
        const PLOTTERS_DROP: f64 = 0.76;
        if text.is_empty() {
            return Ok(());
        }
        let font = FontDesc::new(
            FontFamily::Name(FAMILIES),
            size * FINE * PLOTTERS_SIZE,
            match face {
                Face::Regular => FontStyle::Normal,
                Face::SemiBold => FontStyle::Bold,
            },
        );
        let horizontal = match anchor {
            Anchor::Left => HPos::Left,
            Anchor::Middle => HPos::Center,
            Anchor::Right => HPos::Right,
        };
        let style = TextStyle::from(font).color(&colour).pos(Pos::new(horizontal, VPos::Top));
        let top = point((x, y - PLOTTERS_DROP * size));
        self.area.draw_text(text, &style, top).map_err(drawing)
    }

    /// Lines of text from the baseline `y` on, and the baseline under them.
    pub(super) fn lines(
        &self,
        lines: &Lines,
        (x, mut y): (f64, f64),
        leading: f64,
        (size, face): (f64, Face),
        colour: RGBColor,
    ) -> Result<f64, FigureError> {
        for line in &lines.lines {
            self.text(line, (x, y), size, face, colour, Anchor::Left)?;
            y += leading;
        }
        Ok(y)
    }

    fn put<'e, E>(&self, element: &'e E) -> Done
    where
        &'e E: plotters::element::PointCollection<'e, (i32, i32)>,
        E: for<'b> plotters::element::Drawable<SVGBackend<'b>>,
    {
        self.area.draw(element).map_err(drawing)
    }
}

fn drawing(error: impl std::fmt::Display) -> FigureError {
    FigureError::Drawing(error.to_string())
}

/// Draws a page and returns the SVG; `name` is what a screen reader says of it.
pub(super) fn draw(
    page: &Page,
    name: &str,
    ground: RGBColor,
    paint: impl FnOnce(&Canvas<'_>) -> Done,
) -> Result<String, FigureError> {
    let canvas = ((page.width * FINE).round() as u32, (page.height * FINE).round() as u32);
    let mut svg = String::new();
    {
        let area = SVGBackend::with_string(&mut svg, canvas).into_drawing_area();
        area.fill(&ground).map_err(drawing)?;
        let canvas = Canvas { area };
        paint(&canvas)?;
        canvas.area.present().map_err(drawing)?;
    }
    let body =
        svg.split_once('>').map(|(_root, body)| body).ok_or_else(|| drawing("plotters wrote no root element"))?;
    // In the body a double quote can only be plotters' own: those of users are escaped.
    let mut body = body.replace("font-weight=\"bold\"", "font-weight=\"600\"");
    for (pen, dashes) in DASHES {
        let width = format!("stroke-width=\"{}\"", pen.width());
        body = body.replace(&width, &format!("{width} stroke-dasharray=\"{dashes}\""));
    }
    // The page is rounded to whole pixels, the canvas is not: without "none" a hair of blank would show beside it.
    Ok(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{}\" height=\"{}\" viewBox=\"0 0 {} {}\" \
         preserveAspectRatio=\"none\" role=\"img\" aria-label=\"{}\" stroke-linejoin=\"round\" stroke-linecap=\"round\">{body}",
        page.pixels(page.width),
        page.pixels(page.height),
        canvas.0,
        canvas.1,
        font::escape(&font::clean(name)),
    ))
}
