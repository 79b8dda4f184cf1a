//! The chart of an answer as plain data; [`figure::question`](crate::figure::question) draws it.

/// The chart of an answer.
#[derive(Debug, Clone, PartialEq)]
pub enum Chart {
    /// Numbers over two knobs.
    Grid(Grid),
    /// Numbers with their intervals, one per row.
    Bars(Bars),
}

/// Numbers over two knobs.
#[derive(Debug, Clone, PartialEq)]
pub struct Grid {
    /// What it shows, in one sentence.
    pub title: String,
    /// How it was made.
    pub subtitle: String,
    /// The knob across and its levels.
    pub across: (String, Vec<String>),
    /// The knob upwards and its levels, from the bottom.
    pub up: (String, Vec<String>),
    /// One per quantity.
    pub panes: Vec<Pane>,
}

/// One quantity over two knobs.
#[derive(Debug, Clone, PartialEq)]
pub struct Pane {
    /// What it is.
    pub title: String,
    /// Its unit.
    pub unit: String,
    /// What lies below and above 0, if it is a difference.
    pub sides: Option<(String, String)>,
    /// Rows from the bottom up: a value, and whether it cannot be told from 0 (of a difference) or from the best.
    pub cells: Vec<Vec<Option<(f64, bool)>>>,
}

/// Numbers with their intervals, one per row.
#[derive(Debug, Clone, PartialEq)]
pub struct Bars {
    /// What it shows, in one sentence.
    pub title: String,
    /// How it was made.
    pub subtitle: String,
    /// What a number below 0 means.
    pub left: String,
    /// What a number above 0 means.
    pub right: String,
    /// What the axis counts.
    pub unit: String,
    /// The rows from top to bottom.
    pub rows: Vec<Bar>,
}

/// A number with its interval.
#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    /// What it is.
    pub label: String,
    /// A short note at the right.
    pub note: String,
    /// The number, and the ends of its interval.
    pub middle: f64,
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// Whether it stands out; if none, it does when its interval excludes 0.
    pub emphasis: Option<bool>,
    /// Whether a lower value is the better one.
    pub lower_is_better: bool,
}

impl Bar {
    /// A bar that stands out if its interval excludes 0; `ends` are those of its interval.
    pub fn new(label: impl Into<String>, note: impl Into<String>, middle: f64, [low, high]: [f64; 2]) -> Self {
        Self { label: label.into(), note: note.into(), middle, low, high, emphasis: None, lower_is_better: false }
    }
}
