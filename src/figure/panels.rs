//! Panels side by side: where they go, and the words over each.

use super::canvas::{Anchor, Canvas};
use super::error::Done;
use super::font::{self, Face, Lines};
use super::page::Page;
use super::page_text::ASCENT;
use super::size::GAP;
use super::theme::{LABEL, PANEL, Theme};

/// From baseline to baseline of a title.
pub(super) const TITLE_LINE: f64 = 18.0;
/// From baseline to baseline of a unit or note.
pub(super) const LINE: f64 = 16.0;
/// Between a title and a unit on its line.
pub(super) const UNIT_GAP: f64 = 9.0;

/// Panels of one width, row by row.
pub(super) struct PanelGrid {
    columns: usize,
    /// Of a panel.
    pub width: f64,
    margin: f64,
}

impl PanelGrid {
    /// In one column or two, as the page's width allows.
    pub(super) fn new(page: &Page, panels: usize, max_columns: usize) -> Self {
        Self::in_columns(page, page.grid(panels).0.min(max_columns))
    }

    pub(super) fn in_columns(page: &Page, columns: usize) -> Self {
        let width = (page.inner() - (columns as f64 - 1.0) * GAP) / columns as f64;
        Self { columns, width, margin: page.margin }
    }

    /// Upper left corners of panels of these heights, and the bottom of all. Those of a row begin at one height.
    pub(super) fn corners(&self, top: f64, heights: &[f64]) -> (Vec<(f64, f64)>, f64) {
        let mut corners = Vec::with_capacity(heights.len());
        let mut y = top;
        for row in heights.chunks(self.columns) {
            for column in 0..row.len() {
                corners.push((self.margin + column as f64 * (self.width + GAP), y));
            }
            y += row.iter().copied().fold(0.0, f64::max) + GAP;
        }
        (corners, y - GAP)
    }
}

/// The words over a panel's plot: a title of several lines and a unit.
pub(super) struct PanelHeading {
    title: Lines,
    unit: String,
    /// Whether the unit stands beside the last line of the title.
    beside: bool,
}

impl PanelHeading {
    pub(super) fn new(title: &str, unit: &str, width: f64) -> Self {
        let title = font::wrap(title, PANEL, Face::SemiBold, width, 3);
        let last = title.lines.last().map_or(0.0, |line| font::width(line, PANEL, Face::SemiBold));
        let unit = font::shorten(unit, LABEL, Face::Regular, width);
        let beside = last + UNIT_GAP + font::width(&unit, LABEL, Face::Regular) <= width;
        Self { title, unit, beside }
    }

    pub(super) fn height(&self) -> f64 {
        let own_line = if self.beside || self.unit.is_empty() { 0.0 } else { LINE };
        self.title.lines.len() as f64 * TITLE_LINE + own_line
    }

    pub(super) fn draw(&self, canvas: &Canvas<'_>, theme: Theme, (x, y): (f64, f64)) -> Done {
        let colours = theme.colours();
        let baseline =
            canvas.lines(&self.title, (x, y + ASCENT * PANEL), TITLE_LINE, (PANEL, Face::SemiBold), colours.text)?;
        let last = self.title.lines.last().map_or(0.0, |line| font::width(line, PANEL, Face::SemiBold));
        let at = if self.beside { (x + last + UNIT_GAP, baseline - TITLE_LINE) } else { (x, baseline - 1.0) };
        canvas.text(&self.unit, at, LABEL, Face::Regular, colours.muted, Anchor::Left)
    }
}

/// A panel's title and unit on one line, both shortened where they have no room.
pub(super) fn draw_title(
    canvas: &Canvas<'_>,
    theme: Theme,
    (title, unit): (&str, &str),
    (x, y): (f64, f64),
    width: f64,
) -> Done {
    let (colours, baseline) = (theme.colours(), y + ASCENT * PANEL);
    let title = font::shorten(title, PANEL, Face::SemiBold, width);
    canvas.text(&title, (x, baseline), PANEL, Face::SemiBold, colours.text, Anchor::Left)?;
    let after = font::width(&title, PANEL, Face::SemiBold) + 8.0;
    let unit = font::shorten(unit, LABEL, Face::Regular, width - after);
    canvas.text(&unit, (x + after, baseline), LABEL, Face::Regular, colours.muted, Anchor::Left)
}
