//! The page around the panels: its size, its title, subtitle and caption.

use plotters::style::RGBColor;

use super::canvas::{Anchor, Canvas};
use super::error::FigureError;
use super::font::{self, Face, Lines};
use super::size::{Size, grid, zoom};
use super::theme::{self, Colours};

/// The page in design units, in which type has always the same size.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Page {
    pub width: f64,
    pub height: f64,
    /// Distance of everything from the page's edge.
    pub margin: f64,
    /// Height of title and subtitle with the space under them.
    pub head: f64,
    /// Height of the caption with the space over it.
    pub foot: f64,
    /// CSS pixels in a design unit, 1 up to a width of 960.
    zoom: f64,
}

/// Pages narrower than this are set tighter.
const NARROW: f64 = 560.0;
impl Page {
    /// The page without its words.
    pub(super) fn new(size: Size) -> Result<Page, FigureError> {
        let Size { width, height, letters } = size;
        if !(240..=8000).contains(&width) || height > 20_000 {
            return Err(FigureError::Size(size));
        }
        if letters.is_some_and(|letters| letters < 6 || letters * 20 > width) {
            return Err(FigureError::Letters(size));
        }
        let zoom = zoom(width, letters);
        let width = f64::from(width) / zoom;
        let margin = if width < NARROW { 12.0 } else { 20.0 };
        Ok(Page { width, height: f64::from(height) / zoom, margin, head: 0.0, foot: 0.0, zoom })
    }

    /// The width between the margins.
    pub(super) fn inner(&self) -> f64 {
        self.width - 2.0 * self.margin
    }

    pub(super) fn is_narrow(&self) -> bool {
        self.width < NARROW
    }

    /// Bottom of title and subtitle.
    pub(super) fn top(&self) -> f64 {
        self.margin + self.head
    }

    /// The same page, ending under a figure with this bottom.
    pub(super) fn ending_at(self, bottom: f64) -> Page {
        Page { height: bottom + self.foot + self.margin, ..self }
    }

    /// Columns and rows of the grid for so many panels.
    pub(super) fn grid(&self, panels: usize) -> (usize, usize) {
        grid(self.width, panels)
    }

    /// A length in whole CSS pixels, as the root element states it.
    pub(super) fn pixels(&self, length: f64) -> u32 {
        (length * self.zoom).round() as u32
    }
}

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
