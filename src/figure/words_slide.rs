//! A slide of words: a title, points below it, and a line at its foot.

use super::canvas::{self, Anchor, Canvas};
use super::error::{Done, FigureError};
use super::font::{self, Face, Lines};
use super::page::Page;
use super::size::Size;
use super::slide::{HEIGHT, WIDTH};
use super::theme::Theme;

/// Type sizes, in units of a slide 960 wide: of the title, the largest and the smallest of points, and of the foot.
const TITLE: f64 = 34.0;
const LARGEST: f64 = 19.0;
const SMALLEST: f64 = 8.0;
const FOOT: f64 = 12.0;
/// Leading, and room between points, in parts of the type's size.
const LEADING: f64 = 1.32;
const BETWEEN: f64 = 0.5;
/// Distance from the edges.
const MARGIN: f64 = 64.0;
/// From the left edge of a point's mark to its words, in parts of the type's size.
const INDENT: f64 = 1.1;
/// More lines than a title or a point ever has.
const MAX_LINES: usize = 40;

/// What a slide of words says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordsSlide {
    /// Its title.
    pub title: String,
    /// Its points, a sentence or two each.
    pub points: Vec<String>,
    /// The line at its foot.
    pub foot: String,
}

impl WordsSlide {
    /// Draws it as SVG, 1600 by 900, with the largest type with which everything fits.
    ///
    /// # Errors
    /// As for [`Figure::draw`](super::Figure::draw).
    pub fn svg(&self, theme: Theme) -> Result<String, FigureError> {
        let page = Page::new(Size { width: WIDTH, height: HEIGHT, letters: None })?;
        let set = self.set(&page);
        canvas::draw(&page, &self.title, theme.colours().ground, |canvas| self.draw(canvas, theme, &page, &set))
    }

    /// Breaks the words into lines, in the largest type in which they fit.
    fn set(&self, page: &Page) -> Setting {
        let inner = page.width - 2.0 * MARGIN;
        let title = font::wrap(&self.title, TITLE, Face::SemiBold, inner, MAX_LINES);
        let top = MARGIN + title.lines.len() as f64 * TITLE * LEADING + 14.0;
        let room = page.height - MARGIN - 2.0 * FOOT - top;
        let mut size = LARGEST;
        loop {
            let wrap = |point: &String| font::wrap(point, size, Face::Regular, inner - INDENT * size, MAX_LINES);
            let points: Vec<Lines> = self.points.iter().map(wrap).collect();
            let lines: usize = points.iter().map(|lines| lines.lines.len()).sum();
            let height = (lines as f64 * LEADING + points.len() as f64 * BETWEEN) * size;
            if height <= room || size <= SMALLEST {
                return Setting { title, points, size, top };
            }
            size -= 0.5;
        }
    }

    fn draw(&self, canvas: &Canvas<'_>, theme: Theme, page: &Page, set: &Setting) -> Done {
        let colours = theme.colours();
        canvas.lines(
            &set.title,
            (MARGIN, MARGIN + 0.76 * TITLE),
            TITLE * LEADING,
            (TITLE, Face::SemiBold),
            colours.text,
        )?;
        let mut baseline = set.top + set.size;
        for point in &set.points {
            canvas.dot((MARGIN + 0.25 * set.size, baseline - 0.36 * set.size), 0.16 * set.size, colours.muted)?;
            let at = (MARGIN + INDENT * set.size, baseline);
            baseline = canvas.lines(point, at, set.size * LEADING, (set.size, Face::Regular), colours.text)?;
            baseline += BETWEEN * set.size;
        }
        let foot = font::shorten(&self.foot, FOOT, Face::Regular, page.width - 2.0 * MARGIN);
        let at = (MARGIN, page.height - MARGIN + FOOT);
        canvas.text(&foot, at, FOOT, Face::Regular, colours.muted, Anchor::Left)
    }
}

/// The words as they are set.
struct Setting {
    title: Lines,
    points: Vec<Lines>,
    /// The type size of the points, and the top of the first.
    size: f64,
    top: f64,
}
