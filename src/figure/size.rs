//! How large a page is and how large its type.

use super::theme;

/// Pages at least this wide have two columns.
const TWO_COLUMNS: f64 = 700.0;
/// Between two panels.
pub(super) const GAP: f64 = 26.0;

/// The size of a page in CSS pixels.
///
/// Up to 960 wide, type has its normal size; wider pages are drawn larger as a whole, so that a slide can be read from
/// the back row. The height is a wish: a page grows where its panels would become too flat to read, and most kinds of
/// figures end under their last line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    /// 240 to 8000.
    pub width: u32,
    /// At most 20000.
    pub height: u32,
    /// Size of the labels' type in CSS pixels, with all other type in proportion; by default it follows the width.
    pub letters: Option<u32>,
}

impl Size {
    /// A page of this width and height, with type as the width suggests.
    pub fn new(width: u32, height: u32) -> Size {
        Size { width, height, letters: None }
    }

    /// A pleasant height for `panels` panels on a page of this width.
    pub fn for_panels(width: u32, letters: Option<u32>, panels: usize) -> Size {
        let zoom = zoom(width, letters);
        let (columns, rows) = grid(f64::from(width) / zoom, panels);
        let panel_width = f64::from(width) / zoom / columns as f64;
        let panel_height = (panel_width * 0.56).clamp(225.0, 400.0);
        let height = 110.0 + rows.max(1) as f64 * (panel_height + GAP);
        Size { width, height: ((height * zoom).round() as u32).min(20_000), letters }
    }
}

impl Default for Size {
    /// A page for a report: 960 by 640.
    fn default() -> Size {
        Size::new(960, 640)
    }
}

/// Columns and rows of the grid for so many panels on a page this wide, in design units.
pub(super) fn grid(width: f64, panels: usize) -> (usize, usize) {
    let columns = if width >= TWO_COLUMNS && panels > 1 { 2 } else { 1 };
    (columns, panels.div_ceil(columns))
}

/// Type grows more slowly than the page, so that a slide also shows more: (width / 960)^(3/4), by square roots because
/// these are exact on every machine. An explicit label size wins.
pub(super) fn zoom(width: u32, letters: Option<u32>) -> f64 {
    if let Some(letters) = letters {
        return f64::from(letters) / theme::LABEL;
    }
    let ratio = (f64::from(width) / 960.0).max(1.0);
    (ratio * ratio.sqrt()).sqrt()
}
