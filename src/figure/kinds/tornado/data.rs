//! What a tornado shows, as plain data.

/// A page of panels, each with a row of bars for every knob.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TornadoFigure {
    /// What the figure shows, in one sentence. Wrapped.
    pub title: String,
    /// How it was made. Muted, wrapped.
    pub subtitle: String,
    /// Source and notes. Small, wrapped.
    pub caption: String,
    /// Kinds of bars, with the colour index of each.
    pub kinds: Vec<(String, usize)>,
    /// What the mark of chance in a row is called in the key.
    pub chance: String,
    /// What the line through all rows is called in the key.
    pub level: String,
    /// The panels, drawn row by row: two columns on pages at least 700 wide, otherwise one.
    pub panels: Vec<TornadoPanel>,
}

/// One outcome.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TornadoPanel {
    /// The outcome.
    pub title: String,
    /// What the horizontal axis counts.
    pub unit: String,
    /// What to say where there are no rows.
    pub note: String,
    /// Where the line through all rows lies, if there is one.
    pub level: Option<f64>,
    /// From top to bottom.
    pub rows: Vec<TornadoRow>,
}

/// One knob.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TornadoRow {
    /// Its name.
    pub label: String,
    /// Whether it can be told from chance: full dots, or open ones.
    pub detectable: bool,
    /// What chance alone would show, if that is known.
    pub chance: Option<f64>,
    /// One above the other.
    pub bars: Vec<TornadoBar>,
}

/// A bar from zero, with a dot at its end and an interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TornadoBar {
    /// The index of its kind in the figure's list.
    pub kind: usize,
    /// Where it ends; nothing is drawn where this is not finite.
    pub value: f64,
    /// Lower end of the interval; none is drawn unless both ends are finite.
    pub low: f64,
    /// Upper end of the interval.
    pub high: f64,
}
