//! Scenario files to compare on: the cases, and the classics in small.

use mobilise::scenario::{Overrides, load, plan};

use super::compare::run_beside;
use super::coverage::Log;

pub const CASES: [&str; 4] = ["j4dw", "meca", "crossover-j4dw-in-somerset", "crossover-meca-in-london"];

const FEW: &str = "population.workers=60";
const FEWER: &str = "population.workers=30";
const MONTHS: &str = "run.weeks=30";
const SIX_FOUNDERS: &str = "organisation.circle.founders.count=6";

/// Each with what makes it small.
pub const CLASSICS: &[(&str, &[&str])] = &[
    ("branching", &[FEW, MONTHS]),
    ("brock-durlauf", &[FEW, MONTHS]),
    ("complex-contagion", &[FEW, MONTHS]),
    ("complex-contagion", &[FEW, MONTHS, "network.swaps=0.1"]),
    ("complex-contagion", &[FEW, MONTHS, "action.looks_at=ties", "population.threshold=0.5"]),
    // Names worker 501.
    ("complex-contagion-apart", &["population.workers=501", "run.weeks=4"]),
    ("complex-contagion-side-by-side", &[FEW, MONTHS]),
    ("crowd", &[MONTHS]),
    ("deffuant", &[FEWER, MONTHS]),
    ("degroot", &[MONTHS]),
    ("friedkin-johnsen", &[MONTHS]),
    ("granovetter-altered", &[MONTHS]),
    ("granovetter-normal", &[FEW, MONTHS]),
    ("granovetter-normal", &[FEW, MONTHS, "population.threshold_spread=0.13"]),
    ("granovetter-uniform", &[MONTHS]),
    ("hegselmann-krause", &[FEWER, MONTHS]),
    ("lessons", &[MONTHS]),
    ("liberation", &[]),
    ("logit", &[FEW, MONTHS]),
    ("never-free", &["run.weeks=4"]),
    ("outreach", &[FEW, MONTHS, SIX_FOUNDERS]),
    ("si", &[FEW, MONTHS, SIX_FOUNDERS]),
    ("sir", &[FEW, MONTHS, SIX_FOUNDERS]),
    ("spending", &[MONTHS]),
    ("stubborn-ends", &[MONTHS]),
    ("talkers", &[MONTHS]),
    ("task-urn", &[MONTHS]),
    ("watts-cascade", &[FEW, MONTHS]),
    ("watts-cascade", &[FEW, MONTHS, "network.degree=1.5"]),
];

/// A scenario with some keys set.
///
/// # Errors
/// The first difference.
pub fn beside(name: &str, sets: &[&str]) -> Result<Log, String> {
    let sets = sets.iter().map(|set| ("--set".to_owned(), (*set).to_owned()));
    let scenario = load(name, &Overrides(sets.collect())).unwrap_or_else(|p| panic!("{name}: {}", p.render(false)));
    run_beside(&plan(&scenario), 1, 0, name)
}
