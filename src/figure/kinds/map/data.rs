//! What a map over two knobs shows, as plain data.

/// Panels over the same two knobs.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct MapFigure {
    /// What the figure shows, in one sentence. Wrapped.
    pub title: String,
    /// How it was made. Muted, wrapped.
    pub subtitle: String,
    /// Source and notes. Small, wrapped.
    pub caption: String,
    /// The knob across and its values from left to right.
    pub across: (String, Vec<String>),
    /// The knob upwards and its values from the foot up.
    pub up: (String, Vec<String>),
    /// The panels, drawn row by row.
    pub panels: Vec<MapPanel>,
}

/// One number over the two knobs.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct MapPanel {
    /// What the number is.
    pub title: String,
    /// Its unit.
    pub unit: String,
    /// Whether the number has two sides: below zero and above it, with a line between them.
    pub sides: bool,
    /// What stands below and above zero, where it has sides; words of the key.
    pub ends: (String, String),
    /// Rows from the foot up, each from left to right; nothing where there is no value.
    pub cells: Vec<Vec<Option<MapCell>>>,
}

impl MapPanel {
    /// What it means that a cell is hatched.
    #[must_use]
    pub fn hatched(&self) -> &'static str {
        if self.sides { "cannot be told from zero" } else { "the best, or cannot be told from it" }
    }
}

/// A cell of a map.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MapCell {
    /// Its number.
    pub value: f64,
    /// Whether the number cannot be told from zero, or where it has no sides from the best: hatched.
    pub uncertain: bool,
}
