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
    /// Where colours say which side does better rather than which is higher: what the colours of the left and of the right
    /// group mean. Then the words over the sides have no colour, and a key names the colours.
    pub better: Option<[String; 2]>,
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

    /// On which side an interval lies: −1 below what counts as no difference, 1 above it, 0 if it does not exclude it. Of a
    /// row that was judged otherwise the side of its middle, or none.
    #[must_use]
    pub fn side(&self, row: &Bar) -> i8 {
        let (from, to) = self.range.unwrap_or((0.0, 0.0));
        let (low, high) = (row.low.min(row.high), row.low.max(row.high));
        match row.emphasis {
            _ if !row.middle.is_finite() || !low.is_finite() || !high.is_finite() => 0,
            Some(false) => 0,
            Some(true) if row.middle < f64::midpoint(from, to) => -1,
            Some(true) => 1,
            None if high < from => -1,
            None if low > to => 1,
            None => 0,
        }
    }

    /// The side whose colour a row has: the one that is higher or, where colours say so, the one that does better.
    #[must_use]
    pub fn coloured(&self, row: &Bar) -> i8 {
        let side = self.side(row);
        if self.better.is_some() && row.lower_is_better { -side } else { side }
    }
}
