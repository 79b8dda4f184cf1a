//! Axes of numbers drawn: their grid lines and the numbers beside or under them.

use plotters::style::Color as _;

use super::canvas::{Anchor, Canvas, Pen};
use super::error::Done;
use super::font::{self, Face};
use super::scale::{Axis, Scale};
use super::theme::{TICK, Theme};

/// From a plot's edge to the numbers at its left, and to the names at its right.
pub(super) const BESIDE: f64 = 7.0;
/// Room for numbers under a plot.
pub(super) const NUMBERS: f64 = 21.0;
/// Room for what an axis counts.
pub(super) const UNIT: f64 = 17.0;

/// Room the numbers left of a plot need.
pub(super) fn numbers_width(axis: &Axis) -> f64 {
    axis.ticks.iter().map(|(_, label)| font::width(label, TICK, Face::Regular)).fold(0.0, f64::max) + BESIDE
}

/// Draws a grid line, that of zero in the colour of an axis.
pub(super) fn draw_line(canvas: &Canvas<'_>, theme: Theme, value: f64, ends: [(f64, f64); 2]) -> Done {
    let colours = theme.colours();
    let (colour, pen) = if value == 0.0 { (colours.axis, Pen::Axis) } else { (colours.grid, Pen::Grid) };
    canvas.path(&ends, colour.mix(1.0), pen)
}

/// Draws a vertical axis: grid lines from left to right, and numbers at the left.
pub(super) fn draw_upward(
    canvas: &Canvas<'_>,
    theme: Theme,
    axis: &Axis,
    height: impl Fn(f64) -> f64,
    (left, right): (f64, f64),
) -> Done {
    let muted = theme.colours().muted;
    for (value, label) in &axis.ticks {
        let y = height(*value);
        draw_line(canvas, theme, *value, [(left, y), (right, y)])?;
        canvas.text(label, (left - BESIDE, y + 0.36 * TICK), TICK, Face::Regular, muted, Anchor::Right)?;
    }
    Ok(())
}

/// Draws a horizontal axis: grid lines between top and foot, and under them the numbers that have room within `edges`.
pub(super) fn draw_across(
    canvas: &Canvas<'_>,
    theme: Theme,
    (axis, scale): (&Axis, &Scale),
    (top, foot): (f64, f64),
    edges: (f64, f64),
) -> Done {
    let muted = theme.colours().muted;
    let mut free = edges.0 - 8.0;
    for (value, label) in &axis.ticks {
        let x = scale.at(*value);
        draw_line(canvas, theme, *value, [(x, top), (x, foot)])?;
        let half = font::width(label, TICK, Face::Regular) / 2.0;
        let middle = x.min(edges.1 - half).max(edges.0 + half);
        if middle - half < free + 8.0 {
            continue;
        }
        free = middle + half;
        canvas.text(label, (middle, foot + 6.0 + 0.8 * TICK), TICK, Face::Regular, muted, Anchor::Middle)?;
    }
    Ok(())
}
