//! Slides: one panel each, 16:9, with a finding for a title, type for the back row, and the caveat at the foot.

use super::error::FigureError;
use super::finding::{finding, notes};
use super::picture::{Figure, Picture};
use super::raster::png_here;
use super::region::height_of;
use super::size::Size;
use super::theme::Theme;
use super::{CurveFigure, DistributionFigure, MapFigure, ScatterFigure, TornadoFigure};

/// Width and height of a slide in CSS pixels.
pub(super) const WIDTH: u32 = 1600;
pub(super) const HEIGHT: u32 = 900;
/// The largest and the smallest type of labels, in CSS pixels.
const LARGEST: u32 = 26;
const SMALLEST: u32 = 11;
/// Rows of effects that can be read from the back row.
const MAX_ROWS: usize = 8;
/// Pixels of the PNG for each of the slide: 1920 by 1080.
const SCALE: f32 = 1.2;
/// What every slide says at its foot.
const CAVEAT: &str = "Results of a model, not observations.";

/// One slide.
#[derive(Debug, Clone, PartialEq)]
pub struct Slide {
    /// What its files are called, without the extension.
    pub name: String,
    /// Its title: what was found.
    pub title: String,
    /// What to say about it, a sentence each, with the numbers.
    pub notes: Vec<String>,
    figure: Figure,
}

impl Picture {
    /// The picture as slides, one for each panel.
    #[must_use]
    pub fn slides(&self) -> Vec<Slide> {
        let figures = panels(&self.figure);
        let several = figures.len() > 1;
        let slide = |(n, figure): (usize, Figure)| {
            let title = finding(&figure);
            let name = if several { format!("{}-{}", self.name, n + 1) } else { self.name.clone() };
            Slide { name, notes: notes(&figure), figure: worded(figure, &title), title }
        };
        figures.into_iter().enumerate().map(slide).collect()
    }
}

impl Slide {
    /// Draws it as SVG, 1600 by 900, with the largest type with which everything fits.
    ///
    /// # Errors
    /// As for [`Figure::draw`].
    pub fn svg(&self, theme: Theme) -> Result<String, FigureError> {
        let mut letters = LARGEST;
        loop {
            let size = Size { width: WIDTH, height: HEIGHT, letters: Some(letters) };
            let svg = self.figure.draw(theme, size)?.svg;
            let height = height_of(&svg).unwrap_or(HEIGHT);
            if height <= HEIGHT || letters <= SMALLEST {
                return Ok(on_slide(&svg, height, theme));
            }
            letters -= 1;
        }
    }

    /// Draws it as PNG, 1920 by 1080, with typefaces of this machine for letters that the bundled one lacks.
    ///
    /// # Errors
    /// As for [`Slide::svg`] and [`png_here`].
    pub fn png(&self, theme: Theme) -> Result<Vec<u8>, FigureError> {
        png_here(&self.svg(theme)?, SCALE)
    }
}

/// A drawing in the middle of a slide's height; one that is too high is made smaller as a whole.
fn on_slide(svg: &str, height: u32, theme: Theme) -> String {
    let ground = theme.ground();
    let (shown, top) = if height > HEIGHT { (HEIGHT, 0) } else { (height, (HEIGHT - height) / 2) };
    let left = (WIDTH - WIDTH * shown / height.max(1)) / 2;
    let inner = svg.replacen("<svg xmlns=\"http://www.w3.org/2000/svg\"", &format!("<svg x=\"{left}\" y=\"{top}\""), 1);
    let (from, to) = (format!("width=\"{WIDTH}\" height=\"{height}\""), (WIDTH - 2 * left, shown));
    let inner = inner.replacen(&from, &format!("width=\"{}\" height=\"{}\"", to.0, to.1), 1);
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{HEIGHT}\" viewBox=\"0 0 {WIDTH} {HEIGHT}\">\
         <rect width=\"{WIDTH}\" height=\"{HEIGHT}\" fill=\"{ground}\"/>{inner}</svg>"
    )
}

/// A figure for each panel of a figure; of effects the first rows.
fn panels(figure: &Figure) -> Vec<Figure> {
    macro_rules! each {
        ($figure:expr, $kind:ident) => {
            $figure.panels.iter().map(|panel| $kind { panels: vec![panel.clone()], ..$figure.clone() }.into()).collect()
        };
    }
    match figure {
        Figure::Curves(curves) => each!(curves, CurveFigure),
        Figure::Distributions(runs) => each!(runs, DistributionFigure),
        Figure::Map(map) => each!(map, MapFigure),
        Figure::Tornado(tornado) => each!(tornado, TornadoFigure),
        Figure::Scatter(scatter) => each!(scatter, ScatterFigure),
        Figure::Effects(effects) => {
            let mut first = effects.clone();
            first.rows.truncate(MAX_ROWS);
            if first.rows.len() < effects.rows.len() {
                first.subtitle =
                    format!("{} The first {MAX_ROWS} of {} rows.", ended(&first.subtitle), effects.rows.len());
            }
            vec![first.into()]
        }
        other => vec![other.clone()],
    }
}

/// The figure with a finding for a title, and what stood under the title at the foot with the caveat.
fn worded(figure: Figure, title: &str) -> Figure {
    macro_rules! with {
        ($figure:expr) => {{
            let mut figure = $figure;
            figure.title = title.to_owned();
            let made = std::mem::take(&mut figure.subtitle);
            let parts = [CAVEAT, made.trim(), figure.caption.as_str()].map(ended);
            figure.caption = parts.iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join(" ");
            figure.into()
        }};
    }
    match figure {
        Figure::Curves(figure) => with!(figure),
        Figure::Effects(figure) => with!(figure),
        Figure::Distributions(figure) => with!(figure),
        Figure::Map(figure) => with!(figure),
        Figure::Network(figure) => with!(figure),
        Figure::Pairs(figure) => with!(figure),
        Figure::Tornado(figure) => with!(figure),
        Figure::Scatter(figure) => with!(figure),
        Figure::Classic(figure) => with!(figure),
        Figure::Grid(figure) => with!(figure),
    }
}

/// A sentence with its full stop.
fn ended(words: &str) -> String {
    if words.is_empty() || words.ends_with(['.', '?', '!']) { words.to_owned() } else { format!("{words}.") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::{Curve, Panel, Point};
    use jiff::civil::date;

    fn curve(label: &str, group: usize, end: f64) -> Curve {
        let point =
            |year: i16, middle: f64| Point { date: date(year, 1, 1), middle, low: middle - 1.0, high: middle + 1.0 };
        Curve { label: label.to_owned(), group, dashed: false, points: vec![point(2010, 1.0), point(2011, end)] }
    }

    fn picture() -> Picture {
        let panel = |title: &str| Panel {
            title: title.to_owned(),
            unit: "people".to_owned(),
            floor_zero: true,
            ceiling_one: false,
            curves: vec![curve("A", 0, 54.2), curve("B", 1, 4.0)],
        };
        let figure = CurveFigure {
            title: "Curves".to_owned(),
            subtitle: "Median of 40 replicates".to_owned(),
            caption: "Seed 1.".to_owned(),
            panels: vec![panel("Mobilised"), panel("Members")],
            ..CurveFigure::default()
        };
        Picture::new("curves", figure)
    }

    #[test]
    fn each_panel_is_a_slide_that_says_what_was_found() {
        let slides = picture().slides();
        assert_eq!(slides.iter().map(|slide| &*slide.name).collect::<Vec<_>>(), ["curves-1", "curves-2"]);
        assert_eq!(slides[0].title, "Mobilised: A 54.2 and B 4.00 people at the end");
        assert!(slides[0].notes.iter().any(|note| note.contains("A: 54.2") && note.contains("53.2 to 55.2")));
        for theme in [Theme::Light, Theme::Dark] {
            let svg = slides[0].svg(theme).expect("a slide");
            assert!(svg.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1600\" height=\"900\""));
            assert!(svg.contains(CAVEAT) && svg.contains("Median of 40") && svg.contains("Seed 1."), "{svg}");
            let bytes = slides[0].png(theme).expect("a picture");
            let side = |at: usize| u32::from_be_bytes(bytes[at..at + 4].try_into().expect("four bytes"));
            assert_eq!((side(16), side(20)), (1920, 1080));
        }
    }
}
