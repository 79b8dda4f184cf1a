//! What a figure of paired differences shows, as plain data.

use crate::question::Bar;

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
    /// The rows from top to bottom, standardised by the caller. A row whose middle is not finite prints "not defined"; no
    /// interval is drawn unless both its ends are finite.
    pub rows: Vec<Bar>,
}

impl EffectFigure {
    /// Whether its rows have intervals, and are not mere numbers whose ends are the number itself.
    #[must_use]
    pub fn has_intervals(&self) -> bool {
        self.rows.iter().any(|row| row.low != row.high)
    }
}
