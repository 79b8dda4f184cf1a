//! What the panels of a page share: the measurements, the axes, and the room that words need.

use crate::figure::axes::BESIDE;
use crate::figure::font::{self, Face, Lines};
use crate::figure::panels::{TITLE_LINE, UNIT_GAP};
use crate::figure::scale::{Axis, Range, Scale};
use crate::figure::theme::{LABEL, PANEL};

use super::data::{Curve, Panel};

/// From baseline to baseline.
pub(super) const EVENT_ROW: f64 = 14.0;
const UNIT_LINE: f64 = 16.0;
/// Air between the words over a plot and the plot.
const OVER_PLOT: f64 = 8.0;
/// Room for the dates under a plot.
const UNDER_PLOT: f64 = 21.0;
/// Where the panels of a page say what they count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Absent,
    OwnLine,
    /// Where the height is short.
    BesideTitle,
}

/// The measurements all panels of a page share, in page units.
#[derive(Debug, Clone)]
pub(super) struct Frame {
    pub width: f64,
    pub title_lines: usize,
    pub unit: Unit,
    pub event_rows: usize,
    /// Room for numbers left of the plot, and for labels right of it.
    pub left: f64,
    pub right: f64,
    pub plot_height: f64,
}

impl Frame {
    pub(super) fn plot_width(&self) -> f64 {
        (self.width - self.left - self.right).max(1.0)
    }

    /// Height from the panel's top to the plot's.
    pub(super) fn over_plot(&self) -> f64 {
        let unit = match self.unit {
            Unit::OwnLine => UNIT_LINE,
            Unit::Absent | Unit::BesideTitle => 0.0,
        };
        self.title_lines as f64 * TITLE_LINE + unit + self.event_rows as f64 * EVENT_ROW + OVER_PLOT
    }

    /// Height of everything but the plot.
    pub(super) fn around_plot(&self) -> f64 {
        self.over_plot() + UNDER_PLOT
    }

    pub(super) fn value_scale(&self, axis: &Axis) -> Scale {
        Scale { values: (axis.low, axis.high), positions: (self.plot_height, 0.0) }
    }
}

/// A panel's title in two lines at most.
pub(super) fn title(panel: &Panel, width: f64) -> Lines {
    font::wrap(&panel.title, PANEL, Face::SemiBold, width, 2)
}

/// Whether title and unit go on one line.
pub(super) fn unit_fits_beside_title(panel: &Panel, width: f64) -> bool {
    let title = font::width(&font::clean(&panel.title), PANEL, Face::SemiBold);
    let unit = font::width(&font::clean(&panel.unit), LABEL, Face::Regular);
    title + UNIT_GAP + unit <= width
}

/// The vertical axis: the lines and their bands decide.
pub(super) fn axis(panel: &Panel, wanted: usize) -> Axis {
    let range = match (panel.ceiling_one, panel.floor_zero) {
        (true, _) => Range::Unit,
        (false, true) => Range::Zero,
        (false, false) => Range::Free,
    };
    let values =
        panel.curves.iter().flat_map(|curve| &curve.points).flat_map(|point| [point.middle, point.low, point.high]);
    Axis::new(values, range, wanted)
}

/// The calendar all panels share, on the plot's width.
#[derive(Debug, Clone)]
pub(super) struct TimeAxis {
    pub scale: Scale,
    pub ticks: Vec<(f64, String)>,
}

/// Whether a curve has anything to draw as a line.
pub(super) fn has_values(curve: &Curve) -> bool {
    curve.points.iter().any(|point| point.middle.is_finite())
}

/// What is written at a line's end; nothing for a curve without a name.
fn name(curve: &Curve) -> String {
    if curve.label.is_empty() || has_values(curve) {
        curve.label.clone()
    } else {
        format!("{}: no values", curve.label)
    }
}

/// The names of a panel's curves, each in two lines at most.
pub(super) fn names(panel: &Panel, room: f64) -> Vec<Lines> {
    let room = room - BESIDE - 2.0;
    panel.curves.iter().map(|curve| font::wrap(&name(curve), LABEL, Face::Regular, room, 2)).collect()
}

/// Room the names need beside the plot.
pub(super) fn names_width(names: &[Lines]) -> f64 {
    names.iter().map(|lines| lines.width(LABEL, Face::Regular)).fold(0.0, f64::max) + BESIDE + 2.0
}
