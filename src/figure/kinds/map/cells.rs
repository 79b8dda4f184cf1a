//! The cells of a map: their colours, numbers and hatching, and the line where the side changes.

use plotters::style::{Color as _, RGBColor};

use crate::figure::canvas::{Anchor, Canvas, Pen};
use crate::figure::error::Done;
use crate::figure::font::{self, Face};
use crate::figure::scale::{Axis, Range};
use crate::figure::theme::{LABEL, Shades, Theme};
use crate::text;

use super::data::{MapCell, MapPanel};

/// Between the lines of a hatching.
const HATCH: f64 = 6.5;

/// Which colour a number has.
pub(super) struct Colouring {
    pub shades: Shades,
    pub low: f64,
    pub high: f64,
}

impl Colouring {
    pub(super) fn of(panel: &MapPanel) -> Colouring {
        let values = || panel.cells.iter().flatten().flatten().map(|cell| cell.value);
        if panel.sides {
            let most = values().map(f64::abs).fold(0.0, f64::max);
            let most = if most > 0.0 { most } else { 1.0 };
            return Colouring { shades: Shades::Sides, low: -most, high: most };
        }
        let axis = Axis::new(values(), Range::Free, 4);
        Colouring { shades: Shades::Sequence, low: axis.low, high: axis.high }
    }

    fn share(&self, value: f64) -> f64 {
        (value - self.low) / (self.high - self.low)
    }
}

/// The cells of a panel and where they lie.
pub(super) struct Cells<'a> {
    pub panel: &'a MapPanel,
    pub theme: Theme,
    pub colouring: Colouring,
    /// Upper left corner of the top row.
    pub corner: (f64, f64),
    /// Width and height of a cell.
    pub cell: (f64, f64),
    pub columns: usize,
    pub rows: usize,
}

impl Cells<'_> {
    /// The upper left corner of a cell; rows count from the foot.
    pub(super) fn corner_of(&self, row: usize, column: usize) -> (f64, f64) {
        let ((left, top), (across, down)) = (self.corner, self.cell);
        (left + column as f64 * across, top + (self.rows - 1 - row) as f64 * down)
    }

    pub(super) fn value(&self, row: usize, column: usize) -> Option<MapCell> {
        self.panel.cells.get(row)?.get(column).copied().flatten().filter(|cell| cell.value.is_finite())
    }

    pub(super) fn each(&self) -> impl Iterator<Item = (usize, usize)> {
        let columns = self.columns;
        (0..self.rows).flat_map(move |row| (0..columns).map(move |column| (row, column)))
    }

    pub(super) fn draw(&self, canvas: &Canvas<'_>) -> Done {
        let (across, down) = self.cell;
        let colours = self.theme.colours();
        for (row, column) in self.each() {
            let (x, y) = self.corner_of(row, column);
            let middle = (x + across / 2.0, y + down / 2.0 + 0.36 * LABEL);
            let Some(cell) = self.value(row, column) else {
                if font::width("–", LABEL, Face::Regular) <= across {
                    canvas.text("–", middle, LABEL, Face::Regular, colours.muted, Anchor::Middle)?;
                }
                continue;
            };
            let ground = self.theme.shade(self.colouring.shades, self.colouring.share(cell.value));
            // A hair of ground stays between cells.
            let (right, foot) = (x + across - 1.0, y + down - 1.0);
            canvas.rectangle((x, y), (right, foot), ground.mix(1.0))?;
            let ink = self.theme.ink_on(ground);
            if cell.uncertain {
                hatch(canvas, (x, y), (right, foot), ink)?;
            }
            let number = text::cell(cell.value);
            let wide = font::width(&number, LABEL, Face::Regular);
            if wide + 6.0 <= across {
                if cell.uncertain {
                    let at = (x + across / 2.0, y + down / 2.0);
                    let half = (wide / 2.0 + 3.0, LABEL / 2.0 + 2.0);
                    let (from, to) = ((at.0 - half.0, at.1 - half.1), (at.0 + half.0, at.1 + half.1));
                    canvas.rectangle(from, to, ground.mix(1.0))?;
                }
                canvas.text(&number, middle, LABEL, Face::Regular, ink, Anchor::Middle)?;
            }
        }
        Ok(())
    }

    /// The line where the side changes.
    pub(super) fn draw_border(&self, canvas: &Canvas<'_>) -> Done {
        let (across, down) = self.cell;
        let colour = self.theme.colours().text.mix(1.0);
        let side = |row: usize, column: usize| self.value(row, column).map(|cell| cell.value >= 0.0);
        let differ = |one: Option<bool>, other: Option<bool>| one.is_some() && other.is_some() && one != other;
        for (row, column) in self.each() {
            let (x, y) = self.corner_of(row, column);
            let (x, y) = (x - 0.5, y - 0.5);
            if column > 0 && differ(side(row, column - 1), side(row, column)) {
                canvas.path(&[(x, y), (x, y + down)], colour, Pen::Curve)?;
            }
            if row > 0 && differ(side(row - 1, column), side(row, column)) {
                canvas.path(&[(x, y + down), (x + across, y + down)], colour, Pen::Curve)?;
            }
        }
        Ok(())
    }
}

/// Lines from the lower left to the upper right.
fn hatch(canvas: &Canvas<'_>, (left, top): (f64, f64), (right, foot): (f64, f64), ink: RGBColor) -> Done {
    let (wide, high) = (right - left, foot - top);
    let mut along = HATCH;
    while along < wide + high {
        // The line x + y = along, cut off at the cell.
        let from = if along <= high { (left, top + along) } else { (left + along - high, foot) };
        let to = if along <= wide { (left + along, top) } else { (right, top + along - wide) };
        canvas.path(&[from, to], ink.mix(0.35), Pen::Grid)?;
        along += HATCH;
    }
    Ok(())
}
