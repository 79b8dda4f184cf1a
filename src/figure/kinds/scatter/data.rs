//! What μ* against σ shows, as plain data.

/// A page of panels, each with a dot for every knob.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ScatterFigure {
    /// What the figure shows, in one sentence. Wrapped.
    pub title: String,
    /// How it was made. Muted, wrapped.
    pub subtitle: String,
    /// Source and notes. Small, wrapped.
    pub caption: String,
    /// The panels, drawn row by row: two columns on pages at least 700 wide where no panel has many dots.
    pub panels: Vec<ScatterPanel>,
}

/// One outcome.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ScatterPanel {
    /// The outcome.
    pub title: String,
    /// What both axes count.
    pub unit: String,
    /// What to say where there are no dots.
    pub note: String,
    /// The knobs.
    pub dots: Vec<ScatterDot>,
}

/// One knob.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ScatterDot {
    /// Its name, written beside it.
    pub label: String,
    /// μ*.
    pub mu_star: f64,
    /// σ.
    pub sigma: f64,
    /// Whether it can be told from chance: a full dot, or an open one.
    pub detectable: bool,
}

impl ScatterDot {
    /// Whether it has a position.
    pub(super) fn is_drawn(&self) -> bool {
        self.mu_star.is_finite() && self.sigma.is_finite()
    }
}
