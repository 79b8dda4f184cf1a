//! What a case of the classics compares, and how much work that is.

/// One number of the engine beside the one that is expected.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// What is compared, in words.
    pub what: String,
    /// What the number rests on: a formula, an equation solved, a count, or a source.
    pub basis: &'static str,
    /// What is expected.
    pub expected: f64,
    /// What the engine gave.
    pub found: f64,
    /// How far the two may lie apart: for a random number about four standard errors.
    pub tolerance: f64,
}

impl Comparison {
    /// Whether the two agree; NaN never does.
    pub fn passed(&self) -> bool {
        (self.expected - self.found).abs() <= self.tolerance
    }
}

/// What is expected and what was found along an axis.
#[derive(Debug, Clone, PartialEq)]
pub struct Curve {
    /// What is along the axis.
    pub x: &'static str,
    /// What is measured.
    pub y: &'static str,
    /// The line of the formula.
    pub expected: Vec<(f64, f64)>,
    /// The points of the engine.
    pub found: Vec<(f64, f64)>,
}

/// What a case gave.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct CaseResult {
    /// All comparisons.
    pub comparisons: Vec<Comparison>,
    /// A curve, where the case is one.
    pub curve: Option<Curve>,
}

impl CaseResult {
    /// Whether all comparisons hold.
    #[must_use]
    pub fn passed(&self) -> bool {
        self.comparisons.iter().all(Comparison::passed)
    }

    /// How many comparisons do not hold.
    #[must_use]
    pub fn failures(&self) -> usize {
        self.comparisons.iter().filter(|comparison| !comparison.passed()).count()
    }

    /// Adds a comparison.
    pub(super) fn compare(
        &mut self,
        what: impl Into<String>,
        basis: &'static str,
        expected: f64,
        found: f64,
        tolerance: f64,
    ) {
        self.comparisons.push(Comparison { what: what.into(), basis, expected, found, tolerance });
    }
}

/// How much work a check may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Effort {
    /// Whether the long form is run: the sizes of the literature, more replicates.
    pub long: bool,
    /// The seed of all runs.
    pub seed: u64,
}

impl Effort {
    /// One number for the short form, another for the long one.
    pub(super) fn of(self, short: u32, long: u32) -> u32 {
        if self.long { long } else { short }
    }
}
