//! What speaks against relying on an answer, from the runs themselves.

use std::collections::BTreeSet;

use crate::model::sustainability::{OUTCOMES, Outcome};
use crate::text::{capital, count, number};

use super::answer::Section;
use super::context::Context;
use super::quantity::Quantity;

/// Fewer runs a point say little.
const FEW: usize = 10;

/// What a reader should know: few runs, runs that failed, organisations that ended, outcomes that hardly differ or have
/// no value.
pub(super) fn notes(context: Context<'_>, concerned: BTreeSet<usize>, sections: &[Section]) -> Vec<String> {
    let sample = context.sample;
    let mut notes = Vec::new();
    let per_point = || sample.points.iter().map(|point| point.runs.len());
    let (fewest, most) = (per_point().min().unwrap_or(0), per_point().max().unwrap_or(0));
    if fewest < FEW {
        notes.push(format!(
            "Only {} a point: intervals are wide, and what is not told apart here may be with more runs.",
            count(fewest, "run", "runs")
        ));
    } else if fewest < most {
        notes.push(format!("From {fewest} to {most} runs a point, as many as the precision asked for needs."));
    }
    let failed = sample.points.iter().flat_map(|point| &point.runs).filter(|run| run.is_none()).count();
    if failed > 0 {
        notes.push(format!("{} failed and are left out.", count(failed, "run", "runs")));
    }
    for outcome in &concerned {
        notes.extend(at_its_end(context, *outcome));
        notes.extend(without_value(context, *outcome));
    }
    if sections.iter().all(|section| section.numbers.iter().all(|number| number.value.is_nan())) {
        notes.push("No number could be computed: nothing is answered.".to_owned());
    }
    notes
}

/// Values of an outcome in the first row of all points.
fn values(context: Context<'_>, outcome: usize) -> Vec<f64> {
    let points = context.sample.points.iter();
    points
        .flat_map(|point| point.values(0, outcome).into_iter().zip(&point.runs))
        .filter(|(_, run)| run.is_some())
        .map(|(x, _)| x)
        .collect()
}

/// Runs whose first organisation sleeps at the end.
pub(super) fn ended(context: Context<'_>) -> Option<String> {
    let sample = context.sample;
    // Where there is no organisation nobody can fall asleep.
    let with: Vec<_> = sample.points.iter().enumerate().filter(|(_, point)| point.rows.len() > 1).collect();
    let asleep = |point: &super::sample::Point| {
        point.values(0, Outcome::Survived as usize).iter().filter(|x| **x == 0.0).count()
    };
    let all: usize = with.iter().map(|(_, point)| asleep(point)).sum();
    let runs: usize = with.iter().map(|(_, point)| point.runs.iter().flatten().count()).sum();
    if all == 0 || runs == 0 {
        return None;
    }
    // The last of several, as a maximum goes.
    let (at, worst) = with.iter().max_by_key(|(_, point)| asleep(point))?;
    let place = context.point(*at);
    let is_numbered = worst.labels.is_some() && sample.is_numbered();
    let table = if is_numbered { " of points.csv" } else { "" };
    let scenario = if sample.scenarios.len() > 1 { context.words.of(&sample.scenarios[worst.scenario]) } else { "" };
    let colon = match scenario.is_empty() || place.is_empty() {
        true => "",
        false if is_numbered => ", ",
        false => ": ",
    };
    Some(format!(
        "In {all} of {} ({} %) the organisation is asleep at the end; these count with what they have left. Most at {scenario}{colon}{place}{table}: {} of {}.",
        count(runs, "run", "runs"),
        number(100.0 * all as f64 / runs as f64),
        asleep(worst),
        worst.runs.iter().flatten().count()
    ))
}

/// An outcome that is at one end of its scale in nearly all runs can tell little apart.
fn at_its_end(context: Context<'_>, outcome: usize) -> Option<String> {
    let info = &OUTCOMES[outcome];
    if !(info.unit == "0–1" || info.unit.starts_with("share")) {
        return None;
    }
    let values: Vec<f64> = values(context, outcome).into_iter().filter(|x| !x.is_nan()).collect();
    [(0.0, "lowest"), (1.0, "highest")].into_iter().find_map(|(end, word)| {
        let there = values.iter().filter(|x| **x == end).count();
        (there * 20 >= values.len() * 19 && there > 0).then(|| {
            format!(
                "{} is at its {word} ({}) in {there} of {}: it can hardly tell anything apart.",
                capital(info.label),
                Quantity::outcome(outcome).value(end),
                count(values.len(), "run", "runs")
            )
        })
    })
}

fn without_value(context: Context<'_>, outcome: usize) -> Option<String> {
    let values = values(context, outcome);
    let none = values.iter().filter(|x| x.is_nan()).count();
    (none > 0).then(|| {
        format!(
            "{} has no value in {none} of {}; comparisons leave these out.",
            capital(OUTCOMES[outcome].label),
            count(values.len(), "run", "runs")
        )
    })
}
