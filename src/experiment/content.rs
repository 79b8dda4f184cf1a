//! What an experiment file says.

use crate::config::{Entry, Span};
use crate::design;

use super::factor::Factor;

/// Replicates of a point, where a precision decides: looked at after each so many.
pub(crate) const BATCH: u32 = 20;

/// An experiment as its file says it.
#[derive(Debug, Clone)]
pub struct Experiment {
    /// Its name in tables.
    pub name: String,
    /// What it is about.
    pub about: String,
    /// The base scenarios, by name or path.
    pub(crate) scenarios: Vec<(String, Span)>,
    /// Outcomes of interest, as places in the run table; never empty.
    pub outcomes: Vec<usize>,
    /// How often each point is run; the first scenario's number where nothing is said.
    pub replicates: Option<Replicates>,
    /// Where the file says so.
    pub(crate) replicates_span: Option<Span>,
    /// The seed, where the file gives one.
    pub seed: Option<u64>,
    /// Whether replicate r has the same random numbers at every point.
    pub common_random_numbers: bool,
    /// Where the file says so, if it does.
    pub(crate) common_span: Option<Span>,
    /// Which points.
    pub design: Design,
    /// Where the file says which, if it does.
    pub(crate) design_span: Option<Span>,
    /// What is varied, in file order.
    pub(crate) factors: Vec<Factor>,
    /// What the baseline changes in the base scenario.
    pub(crate) baseline: Baseline,
    /// What is asked of it, where the file says; read by [`question`](crate::question).
    pub(crate) question: Option<Entry>,
}

/// How often each point is run.
#[derive(Debug, Clone, PartialEq)]
pub enum Replicates {
    /// So many times.
    Fixed(u32),
    /// Until an outcome is known well enough.
    Until(Precision),
}

impl Replicates {
    /// The most replicates a point can have.
    pub fn most(&self) -> u32 {
        match self {
            Replicates::Fixed(replicates) => *replicates,
            Replicates::Until(precision) => precision.at_most,
        }
    }
}

/// A point has replicates enough when half the 95 % interval of an outcome's mean is this small.
#[derive(Debug, Clone, PartialEq)]
pub struct Precision {
    /// The outcome's place in the run table.
    pub outcome: usize,
    /// The organisation whose outcome it is; otherwise the first of the scenario, or its field.
    pub organisation: Option<String>,
    /// Half the 95 % interval.
    pub half_width: f64,
    /// Replicates after which a point is given up.
    pub at_most: u32,
}

/// Which points of the space of factors are run.
#[derive(Debug, Clone)]
pub enum Design {
    /// Every level of every factor with every level of the others.
    Grid,
    /// The first levels of all factors together, then the second, and so on.
    List,
    /// The rows of a table made elsewhere.
    Table,
    /// Points of the unit cube, a number a factor, drawn by the experiment's seed.
    Cube(design::Design),
}

impl Design {
    /// What it is called in messages.
    pub fn name(&self) -> &'static str {
        match self {
            Design::Grid => "grid",
            Design::List => "list",
            Design::Table => "table",
            Design::Cube(design::Design::Grid(_)) => "grid of the cube",
            Design::Cube(design::Design::Latin(_)) => "Latin hypercube",
            Design::Cube(design::Design::Sobol(_)) => "Sobol sequence",
            Design::Cube(design::Design::Morris(_)) => "set of Morris trajectories",
            Design::Cube(design::Design::Saltelli(_)) => "set of Saltelli blocks",
        }
    }
}

/// What the baseline changes in the base scenario.
#[derive(Debug, Clone, Default)]
pub(crate) struct Baseline {
    /// Settings, as a scenario would say them.
    pub settings: Vec<Entry>,
    /// Alternatives: which factor, and which of its levels.
    pub alternatives: Vec<(usize, usize)>,
}
