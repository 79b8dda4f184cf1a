//! How large an experiment is, known before any of its points is made.

use crate::experiment::Replicates;
use crate::experiment::plan::{Changes, SweepPlan};
use crate::model::sustainability::OUTCOMES;
use crate::question::Question;
use crate::scenario::{FileKind, Shelf, kind_of_file};
use crate::text::{knob_words, list, with_separators};

use super::changes::ScenarioChanges;
use super::error::WorkflowError;

/// An experiment before its points are checked.
#[derive(Debug)]
pub struct ExperimentSize {
    /// Its name.
    pub name: String,
    /// What it is about, as the file says.
    pub about: String,
    /// Its size, a head and a text in each row.
    pub rows: Vec<(&'static str, String)>,
}

/// The size of an experiment; none where the name is not that of one.
///
/// # Errors
/// What is wrong with the experiment itself; its points are not looked at.
pub fn experiment_size(name: &str, changes: &ScenarioChanges) -> Result<Option<ExperimentSize>, WorkflowError> {
    let shelf = Shelf::default();
    if kind_of_file(name, &shelf) != Some(FileKind::Experiment) {
        return Ok(None);
    }
    let plan = SweepPlan::outline(name, &plan_changes(changes), &shelf)?;
    Ok(Some(ExperimentSize {
        name: plan.experiment.name.clone(),
        about: plan.experiment.about.clone(),
        rows: rows(&plan),
    }))
}

/// Checks every point of an experiment. `checked` is told now and then how many of how many are.
///
/// # Errors
/// Everything that is wrong.
pub fn check_experiment(
    name: &str,
    changes: &ScenarioChanges,
    checked: Option<fn(usize, usize)>,
) -> Result<(), WorkflowError> {
    let changes = Changes { checked, ..plan_changes(changes) };
    let plan = SweepPlan::read(name, &changes, &Shelf::default(), &|| 0)?;
    Question::read(&plan)?;
    Ok(())
}

fn plan_changes(changes: &ScenarioChanges) -> Changes {
    Changes { overrides: changes.overrides(), replicates: changes.replicates, ..Changes::default() }
}

fn rows(plan: &SweepPlan) -> Vec<(&'static str, String)> {
    vec![
        ("points", points_text(plan)),
        ("replicates", replicates_text(plan)),
        ("runs", format!("{}{}", with_separators(&plan.most_runs().to_string()), at_most(plan))),
    ]
}

/// How many points a plan has, and what they are.
pub(super) fn points_text(plan: &SweepPlan) -> String {
    let (bases, design) = (plan.baselines.len(), plan.experiment.design.name());
    format!(
        "{} ({bases} baseline{}, the rest a {design} of {})",
        with_separators(&plan.len().to_string()),
        if bases > 1 { "s" } else { "" },
        list(&plan.factors().into_iter().map(knob_words).collect::<Vec<_>>())
    )
}

/// How often each point is run.
pub(super) fn replicates_text(plan: &SweepPlan) -> String {
    match &plan.replicates {
        Replicates::Fixed(replicates) => replicates.to_string(),
        Replicates::Until(p) => {
            format!("until {} is known to ± {}, at most {}", OUTCOMES[p.outcome].name, p.half_width, p.at_most)
        }
    }
}

pub(super) fn at_most(plan: &SweepPlan) -> &'static str {
    if matches!(plan.replicates, Replicates::Until(_)) { " at the most" } else { "" }
}
