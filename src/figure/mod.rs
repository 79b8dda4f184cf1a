//! Tables in, pictures out: curves over calendar time, paired differences, and what knobs do.
//!
//! A figure is plain data ([`CurveFigure`], [`EffectFigure`], …); a function for each kind draws it with plotters as
//! SVG whose text stays text, and [`png`] turns that into pixels with the bundled font. A [`Picture`] is a figure of
//! any kind with its name; [`study`], [`sweep`] and
//! [`networks`] say which pictures results have. The same
//! figure gives the same bytes on every machine: there is no clock, no system font and no random order here.
//!
//! ```text
//! page      title, subtitle, key, grid of panels, caption
//!   panel     title, unit, event labels, axes, bands, lines, labels at the line ends
//! ```

#![allow(clippy::disallowed_methods)] // a picture is not a result: std's maths will do

pub mod calibration;
mod classic;
pub mod classics;
mod curves;
mod distributions;
mod drawn;
mod effect_axis;
mod effects;
mod events;
mod frame;
mod grid;
mod labels;
mod lines;
mod map;
mod network;
pub mod networks;
mod page;
mod pairs;
mod panel;
pub mod patterns;
mod picture;
mod place;
pub mod question;
mod raster;
pub mod robust;
mod scale;
mod scatter;
pub mod sensitivity;
mod sheet;
pub mod study;
pub mod sweep;
mod text;
mod theme;
mod tiles;
mod time;
mod tornado;

#[cfg(test)]
mod kinds;
#[cfg(test)]
mod tests;

use jiff::civil::Date;

pub use classic::{ClassicFigure, classic_svg};
pub use curves::curves_svg;
pub use distributions::{DistributionFigure, DistributionPanel, Sample, distributions_svg};
pub use drawn::{Drawn, Place, What};
pub use effects::effects_svg;
pub use grid::{GridCell, GridFigure, GridRow, Tile, grid_svg};
pub use map::{MapCell, MapFigure, MapPanel, map_svg};
pub use network::{GroupCount, NetworkFigure, NetworkPanel, Person, network_svg};
pub use pairs::{PairKnob, PairsFigure, pairs_svg};
pub use picture::{Figure, Look, Picture};
pub use raster::png;
pub use scatter::{ScatterDot, ScatterFigure, ScatterPanel, scatter_svg};
pub use theme::Theme;
pub use tornado::{TornadoBar, TornadoFigure, TornadoPanel, TornadoRow, tornado_svg};

/// A page of panels, each with curves and bands over calendar time.
///
/// All panels share one time axis, from the first to the last date of any point.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CurveFigure {
    /// What the figure shows, in one sentence. Wrapped.
    pub title: String,
    /// How it was made: runs, intervals. Muted, wrapped.
    pub subtitle: String,
    /// Source and notes under the panels. Small, wrapped.
    pub caption: String,
    /// The panels, drawn row by row: two columns on pages at least 700 wide, otherwise one.
    pub panels: Vec<Panel>,
    /// Dated interventions, marked in every panel. Those outside the time axis are left out.
    pub events: Vec<Event>,
    /// Whether all panels share one vertical axis, so that they can be compared: small multiples.
    pub alike: bool,
}

/// One measure over time.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Panel {
    /// The measure's name.
    pub title: String,
    /// What the vertical axis counts, for example "share of workers".
    pub unit: String,
    /// The vertical axis includes 0: it starts there unless a value is negative.
    pub floor_zero: bool,
    /// The vertical axis is 0 to 1 whatever the values; values outside are drawn at its edge.
    pub ceiling_one: bool,
    /// The curves, later ones over earlier ones.
    pub curves: Vec<Curve>,
}

/// One line and its band.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Curve {
    /// Written at the line's end, or in a key under the subtitle if labels would not fit.
    pub label: String,
    /// Colour index, usually the scenario: the same group has the same colour everywhere.
    pub group: usize,
    /// Whether the line is dashed, for example a counterfactual of the same scenario.
    pub dashed: bool,
    /// Values in any order; drawn by date.
    pub points: Vec<Point>,
}

/// A value and its interval on a date.
///
/// What is not finite counts as missing: without `middle` the line has a gap, without `low` or `high` the
/// band has one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// The date.
    pub date: Date,
    /// The line, in the panel's unit.
    pub middle: f64,
    /// Lower edge of the band.
    pub low: f64,
    /// Upper edge of the band.
    pub high: f64,
}

/// A dated intervention.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// When it happens.
    pub date: Date,
    /// A few words; numbered and listed under the panels if there is no room at the line.
    pub label: String,
    /// The scenario it belongs to, or `None` if to all. The same event in two groups is drawn once, for all.
    pub group: Option<usize>,
}

/// Paired differences between two scenarios: one row a measure, with a dot and an interval (a forest plot).
#[derive(Debug, Clone, Default, PartialEq)]
pub struct EffectFigure {
    /// What the figure shows, in one sentence. Wrapped.
    pub title: String,
    /// How it was made: runs, intervals. Muted, wrapped.
    pub subtitle: String,
    /// Source and notes. Small, wrapped.
    pub caption: String,
    /// What a difference below zero means, for example "MECA higher".
    pub left: String,
    /// What a difference above zero means.
    pub right: String,
    /// Colour index of rows whose interval lies below zero.
    pub left_group: usize,
    /// Colour index of rows whose interval lies above zero.
    pub right_group: usize,
    /// What the horizontal axis counts, for example "standard deviations between replicates".
    pub unit: String,
    /// What counts as no difference, shaded; nothing but zero where it is not given.
    pub range: Option<(f64, f64)>,
    /// The rows from top to bottom.
    pub rows: Vec<EffectRow>,
}

impl EffectFigure {
    /// Whether its rows have intervals, and are not mere numbers whose ends are the number itself.
    #[must_use]
    pub fn has_intervals(&self) -> bool {
        self.rows.iter().any(|row| row.low != row.high)
    }
}

/// One measure's difference, standardised by the caller.
#[derive(Debug, Clone, PartialEq)]
pub struct EffectRow {
    /// The measure's name.
    pub label: String,
    /// Printed at the right, for example "0.41 vs 0.12".
    pub note: String,
    /// The difference; a row where it is not finite prints "not defined".
    pub middle: f64,
    /// Lower end of the interval; no interval is drawn unless both ends are finite.
    pub low: f64,
    /// Upper end of the interval.
    pub high: f64,
    /// Whether it counts as a difference and has the colour of its side, where that was judged by more than the
    /// interval; otherwise an interval that leaves out what counts as none does.
    pub told: Option<bool>,
}

/// The size of a page in CSS pixels.
///
/// Up to 960 wide, type has its normal size; wider pages are drawn larger as a whole, so that a slide can be
/// read from the back row. The height is a wish: a page grows where its panels would become too flat to read,
/// and an [`EffectFigure`] ends under its last line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    /// 240 to 8000.
    pub width: u32,
    /// At most 20000.
    pub height: u32,
    /// Size of the labels' type in CSS pixels, with all other type in proportion; as the width suggests where
    /// nothing is said.
    pub letters: Option<u32>,
}

impl Size {
    /// A page of this width and height, with type as the width suggests.
    pub fn new(width: u32, height: u32) -> Size {
        Size { width, height, letters: None }
    }

    /// A pleasant height for `panels` panels on a page of this width.
    pub fn for_panels(width: u32, letters: Option<u32>, panels: usize) -> Size {
        page::size_for_panels(width, letters, panels)
    }
}

impl Default for Size {
    /// A page for a report: 960 by 640.
    fn default() -> Size {
        Size::new(960, 640)
    }
}

/// Why a figure could not be made.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum FigureError {
    /// There is no panel, or no row.
    Empty,
    /// The page is narrower than 240, wider than 8000 or higher than 20000 CSS pixels.
    Size(Size),
    /// So large letters leave no room on a page of that width, or so small ones cannot be read.
    Letters(Size),
    /// The PNG would have no pixel, or more than 200 million.
    Scale(f32),
    /// Plotters failed, with its words.
    Drawing(String),
    /// The SVG could not be turned into a PNG, with the library's words.
    Raster(String),
}

impl std::fmt::Display for FigureError {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            FigureError::Empty => out.write_str("the figure has nothing to draw: no panel or row"),
            FigureError::Size(Size { width, height, .. }) => {
                write!(out, "a figure cannot be {width} by {height} pixels: width 240 to 8000, height at most 20000")
            }
            FigureError::Letters(Size { width, letters, .. }) => {
                let letters = letters.unwrap_or(0);
                write!(
                    out,
                    "letters of {letters} pixels do not go with a page {width} wide: from 6 to a twentieth of it"
                )
            }
            FigureError::Scale(scale) => write!(
                out,
                "a picture cannot be drawn at scale {scale}: it would have no pixel or more than 200 million"
            ),
            FigureError::Drawing(reason) => write!(out, "the figure could not be drawn: {reason}"),
            FigureError::Raster(reason) => write!(out, "the picture could not be made: {reason}"),
        }
    }
}

impl std::error::Error for FigureError {}
