//! What a figure of curves shows, as plain data.

use jiff::civil::Date;

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

/// The bands of so many groups would be mud: marks with strokes stand in their place.
const MANY: usize = 4;

impl Panel {
    /// Whether it has too many groups for bands.
    pub(in crate::figure) fn is_crowded(&self) -> bool {
        let mut groups: Vec<usize> = self.curves.iter().map(|curve| curve.group).collect();
        groups.sort_unstable();
        groups.dedup();
        groups.len() >= MANY
    }
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
