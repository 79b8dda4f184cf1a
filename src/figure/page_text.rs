//! The words on a page: title, subtitle and caption.

use plotters::style::RGBColor;

use super::canvas::{Anchor, Canvas};
use super::error::FigureError;
use super::font::{self, Face, Lines};
use super::page::Page;
use super::theme::{self, Colours};

/// A paragraph in one colour.
#[derive(Debug, Clone)]
struct Paragraph {
    lines: Lines,
    size: f64,
    face: Face,
    colour: RGBColor,
    /// Blank space under the paragraph, none if it is empty.
    after: f64,
}

/// From baseline to baseline, in em.
const LEADING: f64 = 1.35;
/// From the top of a line to its baseline, in em.
pub(super) const ASCENT: f64 = 0.98;

impl Paragraph {
    fn height(&self) -> f64 {
        match self.lines.lines.len() {
            0 => 0.0,
            lines => lines as f64 * self.size * LEADING + self.after,
        }
    }

    /// Draws the paragraph with its top at `y` and returns its bottom.
    fn draw(&self, canvas: &Canvas<'_>, x: f64, y: f64) -> Result<f64, FigureError> {
        let mut baseline = y + ASCENT * self.size;
        for line in &self.lines.lines {
            canvas.text(line, (x, baseline), self.size, self.face, self.colour, Anchor::Left)?;
            baseline += self.size * LEADING;
        }
        Ok(y + self.height())
    }
}

/// Title, subtitle and caption, wrapped to the page.
#[derive(Debug, Clone)]
pub(super) struct PageText {
    title: Paragraph,
    subtitle: Paragraph,
    caption: Paragraph,
}

impl PageText {
    pub(super) fn new(page: &Page, colours: &Colours, [title, subtitle, caption]: [&str; 3]) -> PageText {
        let room = page.inner();
        let paragraph = |words: &str, size, face, colour, max_lines, after| Paragraph {
            lines: font::wrap(words, size, face, room, max_lines),
            size,
            face,
            colour,
            after,
        };
        let title_size = if page.is_narrow() { theme::TITLE_NARROW } else { theme::TITLE };
        PageText {
            title: paragraph(title, title_size, Face::SemiBold, colours.text, 4, 2.0),
            subtitle: paragraph(subtitle, theme::SUBTITLE, Face::Regular, colours.muted, 5, 4.0),
            caption: paragraph(caption, theme::CAPTION, Face::Regular, colours.muted, 12, 0.0),
        }
    }

    /// Height of title and subtitle together, with the space under them.
    pub(super) fn head(&self) -> f64 {
        match self.title.height() + self.subtitle.height() {
            0.0 => 0.0,
            height => height + 8.0,
        }
    }

    /// Height of the caption with the space over it.
    pub(super) fn foot(&self) -> f64 {
        match self.caption.height() {
            0.0 => 0.0,
            height => height + 12.0,
        }
    }

    /// Draws title and subtitle at the top of the page and the caption at its bottom.
    pub(super) fn draw(&self, canvas: &Canvas<'_>, page: &Page) -> Result<(), FigureError> {
        let y = self.title.draw(canvas, page.margin, page.margin)?;
        self.subtitle.draw(canvas, page.margin, y)?;
        self.caption.draw(canvas, page.margin, page.height - page.margin - self.caption.height())?;
        Ok(())
    }
}
