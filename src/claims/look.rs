//! Looking claims up in the results of a study.

use std::path::Path;

use crate::calibration::pattern::{Quantity, What};
use crate::config::Problems;
use crate::scenario::Scenario;
use crate::study::Study;
use crate::study::results::StudyResults;

use super::all::claims;
use super::case::Cases;
use super::claim::{Claim, Compare};
use super::finding::{Finding, Stand};
use super::interval::{difference, ratio, single_runs};
use super::weekly::Weekly;

/// A quantity and its divisor in a scenario, by its index.
pub(super) struct Side {
    pub(super) scenario: usize,
    pub(super) of: Quantity,
    pub(super) over: Option<Quantity>,
}

/// A claim with the scenarios it is looked up in: one, or two.
pub(super) struct Lookup<'a> {
    pub(super) claim: &'a Claim,
    pub(super) sides: Vec<Side>,
}

/// What the claims that can be looked up without weekly rows say of a study in memory.
///
/// # Errors
/// An embedded file that is wrong; tests hold that none is.
pub fn of_study(study: &Study, results: &StudyResults) -> Result<Vec<Finding>, Problems> {
    let claims = claims()?;
    let all = lookups(&study.scenarios, &claims, &Cases::of(&claims)?);
    Ok(findings(study, results, &all, &Weekly::default()))
}

/// What all claims that can be looked up say of a study in a folder.
///
/// # Errors
/// A weekly table that is missing, or is not as it was written.
pub fn of_folder(study: &Study, results: &StudyResults, folder: &Path) -> Result<Vec<Finding>, Problems> {
    let claims = claims()?;
    let all = lookups(&study.scenarios, &claims, &Cases::of(&claims)?);
    let sides = all.iter().flat_map(|one| &one.sides);
    let wanted = sides.flat_map(|side| std::iter::once(&side.of).chain(&side.over).map(|q| (side.scenario, q)));
    let weekly = Weekly::read(study, folder, wanted)?;
    Ok(findings(study, results, &all, &weekly))
}

/// The claims whose cases are among these scenarios, by name.
pub(super) fn lookups<'a>(scenarios: &[Scenario], claims: &'a [Claim], cases: &Cases) -> Vec<Lookup<'a>> {
    let place = |case: &str| scenarios.iter().position(|scenario| cases.named(scenario) == Some(case));
    let mut all = Vec::new();
    for claim in claims {
        for (first, other) in &claim.subjects {
            let names = std::iter::once(first).chain(other);
            let sides = names.map(|name| side(claim, scenarios, place(name)?, cases.get(name)?));
            if let Some(sides) = sides.collect() {
                all.push(Lookup { claim, sides });
            }
        }
    }
    all
}

/// A claim in a scenario; none where it runs for too few weeks, or lacks what is measured.
fn side(claim: &Claim, scenarios: &[Scenario], scenario: usize, case: &Scenario) -> Option<Side> {
    let here = &scenarios[scenario];
    let (of, over) = quantities(claim, here, case)?;
    Some(Side { scenario, of, over })
}

/// What a claim measures in a scenario that is this case, perhaps with other settings.
pub(super) fn quantities(claim: &Claim, here: &Scenario, case: &Scenario) -> Option<(Quantity, Option<Quantity>)> {
    let (of, over) = claim.quantities(here)?;
    let of_whole_run = |quantity: &Quantity| !matches!(quantity.what, What::Weeks { .. });
    // An outcome of a shorter run is another quantity than the one the papers speak of.
    let long_enough = here.run.weeks >= claim.weeks.unwrap_or(case.run.weeks);
    let any = of_whole_run(&of) || over.as_ref().is_some_and(of_whole_run);
    (!any || long_enough).then_some((of, over))
}

fn findings(study: &Study, results: &StudyResults, all: &[Lookup<'_>], weekly: &Weekly) -> Vec<Finding> {
    let finding = |lookup: &Lookup<'_>| {
        let runs = lookup.sides.iter().map(|side| values(results, weekly, side)).collect::<Option<Vec<_>>>()?;
        let scenarios = lookup.sides.iter().map(|side| study.scenarios[side.scenario].name.clone()).collect();
        judge(lookup.claim, words(lookup.sides.first()?), scenarios, &runs)
    };
    all.iter().filter_map(finding).collect()
}

/// What is measured.
pub(super) fn words(side: &Side) -> String {
    match &side.over {
        None => side.of.words(),
        Some(over) => format!("{} over {}", side.of.words(), over.words()),
    }
}

/// By replicate; none where nothing was read of it.
fn values(results: &StudyResults, weekly: &Weekly, side: &Side) -> Option<Vec<f64>> {
    let of = |quantity: &Quantity| match quantity.what {
        What::Weeks { .. } => weekly.of(side.scenario, quantity),
        What::Outcome(outcome) => Some(results.outcomes.values(side.scenario, quantity.group, outcome).collect()),
        What::History(column) => {
            let runs = results.history.get(side.scenario)?.get(quantity.group)?;
            (!runs.is_empty()).then(|| runs.iter().map(|run| run.0[column]).collect())
        }
    };
    let above = of(&side.of)?;
    match &side.over {
        None => Some(above),
        Some(over) => {
            let over = of(over)?;
            let share = |(a, b): (f64, f64)| if b > 0.0 { a / b } else { f64::NAN };
            Some(above.into_iter().zip(over).map(share).collect())
        }
    }
}

/// A claim beside the values of one scenario, or of two, replicate by replicate; none where no run has a value.
pub(super) fn judge(claim: &Claim, what: String, scenarios: Vec<String>, runs: &[Vec<f64>]) -> Option<Finding> {
    let here = match (claim.compare, runs) {
        (Compare::Value, [one]) => single_runs(one),
        (Compare::Difference, [first, other]) => difference(first, other),
        (Compare::Ratio, [first, other]) => ratio(first, other),
        _ => return None,
    };
    if here.runs == 0 {
        return None;
    }
    let mean = |values: &Vec<f64>| {
        let there: Vec<f64> = values.iter().copied().filter(|value| value.is_finite()).collect();
        there.iter().sum::<f64>() / there.len() as f64
    };
    let sides = if runs.len() > 1 { runs.iter().map(mean).collect() } else { Vec::new() };
    Some(Finding {
        claim: claim.name.clone(),
        source: claim.source.clone(),
        about: claim.about.clone(),
        compare: claim.compare,
        what,
        scenarios,
        claimed: claim.range,
        sides,
        here,
        stand: Stand::of(&here, claim.range),
    })
}
