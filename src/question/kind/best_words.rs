//! Which points are best, in sentences.

use crate::question::context::Context;
use crate::question::quantity::Quantity;
use crate::question::sample::PointRow;
use crate::question::side::alike;
use crate::question::statistics::best::Best;
use crate::text::{capital, count, list};

use super::best_points::{BestPoint, BestPoints};

/// Most points named one by one.
const MAX_NAMED: usize = 4;
/// Most factors whose levels are given for the best points, and most such points.
const MAX_FACTORS: usize = 16;
const MAX_POINTS: usize = 3;

/// The best point in one outcome, and those tied with it.
pub(super) fn sentence(
    context: Context<'_>,
    points: &BestPoints,
    quantity: &Quantity,
    point: &BestPoint,
    names: &[String],
) -> String {
    let Best { means, best, tied } = &point.found;
    let (mean, at, head) = (&means[*best], &names[*best], quantity.head());
    let word = if point.better > 0.0 { "largest" } else { "smallest" };
    let runs = count(mean.replicates as usize, "run", "runs");
    let value = format!("{} ({}; {runs})", quantity.value(mean.mean), quantity.interval(mean));
    let all = count(names.len(), "point", "points");
    let others: Vec<&String> = (0..names.len()).filter(|n| n != best && tied[*n]).map(|n| &names[n]).collect();
    match others.len() {
        0 => format!("{head} is {word} at {at}: {value}; every other of the {all} is beyond chance behind it."),
        n if n + 1 == names.len() => {
            format!("{head}: none of {all} can be told from the best beyond chance; the {word} is {value}, at {at}.")
        }
        n => {
            let others = match n <= MAX_NAMED {
                true => format!(": {}", list(&others)),
                false if context.sample.is_numbered() => String::new(),
                false => format!(": they lie at {}", ranges(context, points, tied)),
            };
            let all = names.len() - 1;
            format!("{head} is {word} at {at}: {value}; {n} of the {all} others cannot be told from it{others}.")
        }
    }
}

/// The levels of the points that are tied with the best.
fn ranges(context: Context<'_>, points: &BestPoints, tied: &[bool]) -> String {
    let sample = context.sample;
    let tied: Vec<&[String]> =
        points.rows.iter().zip(tied).filter(|(_, tied)| **tied).map(|(row, _)| sample.labels(row.0)).collect();
    let range = |factor: usize| {
        let is_taken = |label: &&str| tied.iter().any(|labels| alike(&labels[factor], label));
        let levels = sample.factors[factor].ordered().into_iter().filter(is_taken);
        let levels: Vec<String> = levels.map(|label| context.bare(factor, label)).collect();
        format!("{} {}", context.factor(factor), list(&levels))
    };
    let several = (0..sample.factors.len()).filter(|factor| sample.factors[*factor].labels.len() > 1);
    several.map(range).collect::<Vec<_>>().join("; ")
}

/// The levels of the best points, if they are few enough to read.
pub(super) fn levels(context: Context<'_>, rows: &[PointRow], defined: &[&BestPoint]) -> Vec<String> {
    if context.sample.factors.len() > MAX_FACTORS {
        return Vec::new();
    }
    let mut best: Vec<usize> = Vec::new();
    for point in defined {
        if !best.contains(&point.found.best) {
            best.push(point.found.best);
        }
    }
    let sentence = |index: usize| {
        let point = rows[index].0;
        format!("{} is: {}.", capital(&context.point(point)), context.setting(context.sample.labels(point), &[]))
    };
    best.into_iter().take(MAX_POINTS).map(sentence).collect()
}

/// Whether one point is the best, or tied with it, in all outcomes.
pub(super) fn agreement(defined: &[&BestPoint], names: &[String]) -> String {
    let agreed: Vec<&String> = names
        .iter()
        .enumerate()
        .filter(|(index, _)| defined.iter().all(|point| point.found.tied[*index]))
        .map(|(_, name)| name)
        .collect();
    let n = defined.len();
    match agreed.len() {
        0 => format!(
            "No point is the best, or cannot be told from it, in all {n} outcomes at once: what is best depends on what counts."
        ),
        k if k == names.len() => format!("No point can be told from any other in any of the {n} outcomes."),
        k if k <= MAX_NAMED => format!("Among the best in all {n} outcomes at once: {}.", list(&agreed)),
        k => {
            format!("{k} of {} are among the best in all {n} outcomes at once.", count(names.len(), "point", "points"))
        }
    }
}
