//! The page around the panels: its size and margins.

use super::error::FigureError;
use super::size::{Size, grid, zoom};

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
