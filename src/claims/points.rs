//! Looking claims up at the points of an experiment: those that are a case as it stands, or what is laid over one another
//! as in a case.

use std::collections::BTreeMap;

use crate::calibration::pattern::What;
use crate::config::Problems;
use crate::experiment::plan::SweepPlan;
use crate::question::sample::Sample;

use super::all::claims;
use super::case::Cases;
use super::finding::Finding;
use super::look::{judge, quantities};

/// What is laid over a scenario as a whole: points that differ in nothing else are cases or crossovers.
const LAID: [&str; 4] = ["population", "organisations", "agencies", "who-sends"];

/// What claims about outcomes say of the points of an experiment that are cases.
///
/// # Errors
/// An embedded file that is wrong; tests hold that none is.
pub fn of_sample(plan: &SweepPlan, sample: &Sample) -> Result<Vec<Finding>, Problems> {
    let claims = claims()?;
    let cases = Cases::of(&claims)?;
    let points = points(plan, &cases)?;
    let mut all = Vec::new();
    for claim in &claims {
        for (first, other) in &claim.subjects {
            let names = std::iter::once(first).chain(other);
            let sides = names.map(|name| {
                let (point, scenario) = points.get(name.as_str())?;
                let (of, over) = quantities(claim, scenario, cases.get(name)?)?;
                let What::Outcome(outcome) = of.what else { return None };
                // A ratio of two outcomes is looked up in folders of `run` and `compare`.
                let row = sample.points[*point].row(Some(&of.organisation)).filter(|_| over.is_none())?;
                let values = sample.points[*point].values(row, outcome);
                Some((of.words(), cases.get(name)?.name.clone(), values))
            });
            let Some(sides) = sides.collect::<Option<Vec<_>>>() else { continue };
            let Some((what, ..)) = sides.first() else { continue };
            let (scenarios, runs): (Vec<String>, Vec<Vec<f64>>) =
                sides.iter().map(|(_, name, values)| (name.clone(), values.clone())).unzip();
            all.extend(judge(claim, what.clone(), scenarios, &runs));
        }
    }
    Ok(all)
}

/// The first point that is each case, with its scenario: baselines by their names, points by what is laid in them.
fn points<'a>(
    plan: &SweepPlan,
    cases: &'a Cases,
) -> Result<BTreeMap<&'a str, (usize, crate::scenario::Scenario)>, Problems> {
    let mut found = BTreeMap::new();
    for (base, scenario) in plan.baselines.iter().enumerate() {
        if let Some(name) = cases.named(scenario) {
            found.entry(name).or_insert((base * plan.stride(), scenario.clone()));
        }
    }
    if plan.factors().iter().all(|factor| LAID.contains(factor)) {
        for point in 0..plan.len() as u32 {
            let scenario = plan.scenario(point)?;
            if let Some(name) = cases.alike(&scenario) {
                found.entry(name).or_insert((point as usize, scenario));
            }
        }
    }
    Ok(found)
}
