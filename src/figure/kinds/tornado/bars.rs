//! Bars drawn: each from zero, with a dot at its end and an interval.

use plotters::style::Color as _;

use crate::figure::canvas::{Anchor, Canvas, Pen};
use crate::figure::error::Done;
use crate::figure::font::Face;
use crate::figure::scale::Scale;
use crate::figure::theme::{LABEL, Theme};

use super::data::TornadoBar;

/// Height of a bar, from one to the next.
pub(super) const BAR: f64 = 13.0;
/// How much of the ground a bar covers.
const BAND: f64 = 0.28;

/// Draws a bar in the colour of a group around the height `middle`: with a full dot, or an open one.
pub(super) fn draw_bar(
    canvas: &Canvas<'_>,
    (theme, group): (Theme, usize),
    bar: &TornadoBar,
    scale: &Scale,
    middle: f64,
    detectable: bool,
) -> Done {
    let colours = theme.colours();
    if !bar.value.is_finite() {
        let at = (scale.at(0.0) + 8.0, middle + 0.36 * LABEL);
        return canvas.text("not defined", at, LABEL, Face::Regular, colours.muted, Anchor::Left);
    }
    let colour = theme.line(group);
    let (zero, end) = (scale.at(0.0), scale.at(bar.value));
    let half = BAR / 2.0 - 2.0;
    canvas.rectangle((zero, middle - half), (end, middle + half), colour.mix(BAND))?;
    if bar.low.is_finite() && bar.high.is_finite() {
        let ends = [(scale.at(bar.low), middle), (scale.at(bar.high), middle)];
        canvas.path(&ends, colour.mix(1.0), Pen::Whisker)?;
    }
    if detectable {
        canvas.dot((end, middle), 4.4, colour)
    } else {
        canvas.ring((end, middle), 3.8, colour, colours.ground)
    }
}
