//! Reductions to classic models: what a formula or the literature says, and what the engine gives.
//!
//! Every case runs a scenario of `scenarios/classics/` (or J4DW itself) through the very processes that run
//! all scenarios; there is no second path. What is expected is worked out here apart from the engine: by a
//! formula, by solving an equation, or by counting on a list; where it is a number from the literature, the
//! case says so. See theory C in `docs/sources.md`.

mod accounts;
mod cascade;
mod closed_forms;
mod confidence;
mod formula;
mod influence;
mod runs;
pub mod selftest;
mod spreading;
mod tasks;
mod threshold;

use crate::config::Problems;

/// One thing that is compared.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// What is compared, in words.
    pub what: String,
    /// What the number rests on: a formula, an equation solved, a count, or a source.
    pub basis: &'static str,
    /// What it should be.
    pub expected: f64,
    /// What the engine gave.
    pub found: f64,
    /// How far the two may lie apart: for a random number about four standard errors.
    pub tolerance: f64,
}

impl Finding {
    /// Whether the two agree; what is no number never does.
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
pub struct Outcome {
    /// All that was compared.
    pub findings: Vec<Finding>,
    /// A curve, where the case is one.
    pub curve: Option<Curve>,
}

impl Outcome {
    /// Adds a comparison.
    fn compare(&mut self, what: impl Into<String>, basis: &'static str, expected: f64, found: f64, tolerance: f64) {
        self.findings.push(Finding { what: what.into(), basis, expected, found, tolerance });
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
    fn of(self, short: u32, long: u32) -> u32 {
        if self.long { long } else { short }
    }
}

/// A classic model.
#[derive(Clone, Copy)]
pub struct Case {
    /// Its name: that of its scenario file.
    pub name: &'static str,
    /// What it is, in a few words.
    pub title: &'static str,
    /// The row of `docs/sources.md`.
    pub source: &'static str,
    /// Does the runs and compares.
    check: fn(Effort) -> Result<Outcome, Problems>,
}

impl Case {
    /// Runs the case.
    ///
    /// # Errors
    /// What is wrong with its scenario file; those that come with the program have nothing wrong.
    pub fn check(&self, effort: Effort) -> Result<Outcome, Problems> {
        (self.check)(effort)
    }
}

/// All cases, in the order of the documentation.
pub const CASES: &[Case] = &[
    Case {
        name: "granovetter-uniform",
        title: "thresholds from 0 to 99, and one of them changed",
        source: "C.1",
        check: threshold::uniform,
    },
    Case {
        name: "granovetter-normal",
        title: "normal thresholds and their jump",
        source: "C.2",
        check: threshold::normal_jump,
    },
    Case {
        name: "brock-durlauf",
        title: "logit choice with everybody in view",
        source: "C.14",
        check: threshold::logit_with_peers,
    },
    Case {
        name: "logit",
        title: "participation without others in view",
        source: "C.19",
        check: closed_forms::participation,
    },
    Case { name: "watts-cascade", title: "global cascades on random networks", source: "C.3", check: cascade::window },
    Case {
        name: "complex-contagion",
        title: "contagion on a ring, and shortcuts",
        source: "C.5",
        check: cascade::ring,
    },
    Case { name: "degroot", title: "consensus of fixed weights", source: "C.6", check: influence::degroot },
    Case {
        name: "friedkin-johnsen",
        title: "influence with stubbornness",
        source: "C.6",
        check: influence::friedkin_johnsen,
    },
    Case { name: "deffuant", title: "bounded confidence in pairs", source: "C.7", check: confidence::deffuant },
    Case {
        name: "hegselmann-krause",
        title: "bounded confidence all at once",
        source: "C.7",
        check: confidence::hegselmann_krause,
    },
    Case { name: "si", title: "logistic growth by outreach", source: "C.8", check: spreading::growth },
    Case { name: "sir", title: "final size of a wave", source: "C.8", check: spreading::final_size },
    Case { name: "branching", title: "recruitment as a branching process", source: "C.9", check: spreading::branching },
    Case {
        name: "stock-and-flow",
        title: "Little's law in a run of J4DW",
        source: "C.10",
        check: accounts::stock_and_flow,
    },
    Case { name: "task-urn", title: "concentration of tasks", source: "C.15", check: tasks::urn },
    Case { name: "lessons", title: "learning alone", source: "C.19", check: closed_forms::learning },
    Case { name: "liberation", title: "the power mean of equals", source: "C.19", check: closed_forms::liberation },
    Case { name: "spending", title: "money alone", source: "C.19", check: accounts::spending },
    Case { name: "never-free", title: "nobody is ever free", source: "C.19", check: accounts::never_free },
];
