//! The page around the panels: its size, its title and caption, its grid.

use plotters::style::RGBColor;

use super::sheet::{Anchor, Sheet};
use super::text::{self, Face, Lines};
use super::theme::{self, Colours};
use super::{FigureError, Size};

/// The page in design units, in which type has always the same size.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Design {
    pub width: f64,
    pub height: f64,
    /// Distance of everything from the page's edge.
    pub margin: f64,
    /// CSS pixels in a design unit, 1 up to a width of 960.
    zoom: f64,
}

/// Pages at least this wide have two columns.
const TWO_COLUMNS: f64 = 700.0;
/// Pages narrower than this are set tighter.
const NARROW: f64 = 560.0;
/// Between two panels.
pub(super) const GAP: f64 = 26.0;

impl Design {
    pub(super) fn new(size: Size) -> Result<Design, FigureError> {
        let Size { width, height, letters } = size;
        if !(240..=8000).contains(&width) || height > 20_000 {
            return Err(FigureError::Size(size));
        }
        if letters.is_some_and(|letters| letters < 6 || letters * 20 > width) {
            return Err(FigureError::Letters(size));
        }
        let zoom = zoom(width, letters);
        let width = f64::from(width) / zoom;
        Ok(Design { width, height: f64::from(height) / zoom, margin: if width < NARROW { 12.0 } else { 20.0 }, zoom })
    }

    /// The width between the margins.
    pub(super) fn inner(&self) -> f64 {
        self.width - 2.0 * self.margin
    }

    pub(super) fn is_narrow(&self) -> bool {
        self.width < NARROW
    }

    /// Columns and rows of the grid for so many panels.
    pub(super) fn grid(&self, panels: usize) -> (usize, usize) {
        let columns = if self.width >= TWO_COLUMNS && panels > 1 { 2 } else { 1 };
        (columns, panels.div_ceil(columns))
    }

    /// A length in whole CSS pixels, as the root element states it.
    pub(super) fn pixels(&self, length: f64) -> u32 {
        (length * self.zoom).round() as u32
    }
}

/// Type grows more slowly than the page, so that a slide also shows more: (width / 960)^(3/4), by square roots
/// because these are exact on every machine. Whoever says how large labels are is heard.
fn zoom(width: u32, letters: Option<u32>) -> f64 {
    if let Some(letters) = letters {
        return f64::from(letters) / theme::LABEL;
    }
    let ratio = (f64::from(width) / 960.0).max(1.0);
    (ratio * ratio.sqrt()).sqrt()
}

pub(super) fn size_for_panels(width: u32, letters: Option<u32>, panels: usize) -> Size {
    let zoom = zoom(width, letters);
    let design_width = f64::from(width) / zoom;
    let columns = if design_width >= TWO_COLUMNS && panels > 1 { 2 } else { 1 };
    let panel_width = design_width / columns as f64;
    let panel_height = (panel_width * 0.56).clamp(225.0, 400.0);
    let height = 110.0 + panels.div_ceil(columns).max(1) as f64 * (panel_height + GAP);
    Size { width, height: ((height * zoom).round() as u32).min(20_000), letters }
}

/// A paragraph in one colour.
#[derive(Debug, Clone)]
pub(super) struct Block {
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

impl Block {
    pub(super) fn height(&self) -> f64 {
        match self.lines.lines.len() {
            0 => 0.0,
            lines => lines as f64 * self.size * LEADING + self.after,
        }
    }

    /// Draws the paragraph with its top at `y` and returns its bottom.
    pub(super) fn draw(&self, sheet: &Sheet<'_>, x: f64, y: f64) -> Result<f64, FigureError> {
        let mut baseline = y + ASCENT * self.size;
        for line in &self.lines.lines {
            sheet.text(line, (x, baseline), self.size, self.face, self.colour, Anchor::Left)?;
            baseline += self.size * LEADING;
        }
        Ok(y + self.height())
    }
}

/// Title, subtitle and caption, wrapped to the page.
#[derive(Debug, Clone)]
pub(super) struct Words {
    pub title: Block,
    pub subtitle: Block,
    pub caption: Block,
}

impl Words {
    pub(super) fn new(design: &Design, colours: &Colours, title: &str, subtitle: &str, caption: &str) -> Words {
        let room = design.inner();
        let block = |words: &str, size, face, colour, most, after| Block {
            lines: text::wrap(words, size, face, room, most),
            size,
            face,
            colour,
            after,
        };
        let title_size = if design.is_narrow() { theme::TITLE_NARROW } else { theme::TITLE };
        Words {
            title: block(title, title_size, Face::SemiBold, colours.text, 4, 2.0),
            subtitle: block(subtitle, theme::SUBTITLE, Face::Regular, colours.muted, 5, 4.0),
            caption: block(caption, theme::CAPTION, Face::Regular, colours.muted, 12, 0.0),
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
    pub(super) fn draw(&self, sheet: &Sheet<'_>, design: &Design) -> Result<(), FigureError> {
        let y = self.title.draw(sheet, design.margin, design.margin)?;
        self.subtitle.draw(sheet, design.margin, y)?;
        let y = design.height - design.margin - self.caption.height();
        self.caption.draw(sheet, design.margin, y)?;
        Ok(())
    }
}
