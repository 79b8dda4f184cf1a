//! Which plans sensitivity can be computed for.

use crate::config::Problem;
use crate::design;

use super::finding::Points;
use crate::experiment::plan::SweepPlan;
use crate::experiment::unit::Unit;
use crate::experiment::{Design, Replicates};
use crate::store::Store;

/// A design that sensitivity can be computed for.
#[derive(Debug, Clone)]
pub struct Fit {
    /// Trajectories or blocks.
    pub points: Points,
    /// Replicates of each point.
    pub replicates: u32,
}

/// The design of a plan, if sensitivity can be computed for it.
///
/// # Errors
///
/// Another design than trajectories or blocks; random numbers of each point's own; replicates by precision.
pub fn fit(plan: &SweepPlan) -> Result<Fit, Problem> {
    let experiment = &plan.experiment;
    let trajectories = plan.cube().and_then(design::Points::trajectories);
    let points = match (&experiment.design, trajectories) {
        (_, Some(trajectories)) => Points::Trajectories(trajectories.clone()),
        (Design::Cube(design::Design::Saltelli(blocks)), _) => Points::Blocks(blocks.clone()),
        (other, _) => {
            let title = format!("sensitivity is not computed of a {}", other.name());
            let hint = "design = \"morris\" with trajectories = 20 says which knobs matter, design = \"saltelli\" \
                        with base_rows = 256 which share of the variance each has; `mobilise sweep` runs any design";
            return Err(at(experiment.design_span.as_ref(), title, "needs \"morris\" or \"saltelli\"", hint));
        }
    };
    if !experiment.common_random_numbers {
        let title = "sensitivity needs the same random numbers at every point";
        let hint = "with numbers of its own at each point, chance is taken for an effect and a knob that does nothing \
                    looks important: leave the line out, and take another folder";
        return Err(at(experiment.common_span.as_ref(), title, "each point has its own", hint));
    }
    match &plan.replicates {
        Replicates::Fixed(replicates) => Ok(Fit { points, replicates: *replicates }),
        Replicates::Until(_) => {
            let title = "sensitivity needs the same number of replicates at every point";
            let hint = "as in replicates = 10, or --replicates 10: with more at one point than at the next, the means \
                        it compares have not the same random numbers";
            Err(at(experiment.replicates_span.as_ref(), title, "until a precision, so each has its own number", hint))
        }
    }
}

fn at(span: Option<&crate::config::Span>, title: impl Into<String>, label: &str, hint: &str) -> Problem {
    match span {
        Some(span) => Problem::at(span, title, label).hint(hint),
        None => Problem::whole(title, hint),
    }
}

/// Runs that a store lacks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Missing {
    /// How many.
    pub runs: u64,
    /// The first few.
    pub first: Vec<Unit>,
}

/// Most runs named in a message.
const MAX_NAMED: usize = 5;

/// The runs of a plan that a store lacks.
pub fn missing(plan: &SweepPlan, store: &Store) -> Missing {
    let mut missing = Missing::default();
    for point in 0..plan.len() as u32 {
        for replicate in 0..plan.replicates.most() {
            let unit = Unit { point, replicate };
            if !store.has(unit) {
                missing.runs += 1;
                if missing.first.len() < MAX_NAMED {
                    missing.first.push(unit);
                }
            }
        }
    }
    missing
}

impl std::fmt::Display for Missing {
    /// The runs by name, as many as a message holds.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let names: Vec<String> =
            self.first.iter().map(|unit| format!("point {} replicate {}", unit.point, unit.replicate)).collect();
        f.write_str(&names.join(", "))?;
        let rest = self.runs - self.first.len() as u64;
        if rest > 0 { write!(f, " and {rest} more") } else { Ok(()) }
    }
}
