//! Bounded confidence: Deffuant in pairs, Hegselmann and Krause all at once.

use rayon::prelude::*;

use crate::config::Problems;
use crate::model::mind::State;
use crate::model::world::World;

use super::result::{CaseResult, Curve, Effort};
use super::runs::{KEPT, mean_and_error, planned, world_at_end};

/// Groups of views that lie close together and hold at least one person in fifty.
fn groups(views: &[f64]) -> f64 {
    let mut sorted = views.to_vec();
    sorted.sort_by(f64::total_cmp);
    let (mut found, mut size) = (0, 1);
    for k in 1..=sorted.len() {
        if k < sorted.len() && sorted[k] - sorted[k - 1] < 0.01 {
            size += 1;
        } else {
            found += usize::from(size * 50 >= sorted.len());
            size = 1;
        }
    }
    found as f64
}

/// Pairs move halfway to each other within a confidence: so many groups remain, and the mean stays.
pub(crate) fn deffuant(effort: Effort) -> Result<CaseResult, Problems> {
    let mut outcome = CaseResult::default();
    let people = effort.of(300, 1000);
    let replicates = effort.of(4, 10);
    let mut points = Vec::new();
    // Theory C.7: means over runs of 1,000 by another program.
    let known = [
        (0.5, 1.0, 0.0),
        (0.35, 1.0, 0.3),
        (0.3, 1.0, 0.5),
        (0.25, 2.0, 0.6),
        (0.2, 2.0, 0.5),
        (0.15, 2.8, 0.7),
        (0.1, 4.2, 0.9),
    ];
    for (confidence, expected, tolerance) in known {
        let sets = [format!("population.workers={people}"), format!("talk.confidence={confidence}")];
        let plan = planned("deffuant", &sets)?;
        let ends = (0..replicates).into_par_iter().map(|r| {
            let before = World::new(&plan, effort.seed, r).workers.states(State::Familial);
            (before, world_at_end(&plan, effort.seed, r).workers.states(State::Familial))
        });
        let ends: Vec<(Vec<f64>, Vec<f64>)> = ends.collect();
        let counts: Vec<f64> = ends.iter().map(|(_, after)| groups(after)).collect();
        let (found, _) = mean_and_error(&counts);
        points.push((confidence, found));
        outcome.compare(
            format!("groups, confidence {confidence}"),
            "theory C.7 (another program)",
            expected,
            found,
            tolerance,
        );
        if confidence == 0.2 {
            let mean = |views: &[f64]| views.iter().sum::<f64>() / views.len() as f64;
            let drift = ends.iter().map(|(a, b)| (mean(a) - mean(b)).abs()).fold(0.0, f64::max);
            outcome.compare("drift of the mean view at most", "pairs keep their sum", 0.0, drift, KEPT);
        }
    }
    let expected = (5..=50).map(|e| f64::from(e) / 100.0).map(|e| (e, libm::floor(1.0 / (2.0 * e)))).collect();
    outcome.curve = Some(Curve { x: "confidence, ε", y: "groups (line: ⌊1/2ε⌋)", expected, found: points });
    Ok(outcome)
}

/// The views of a plain list of people, each the mean of those within the confidence, until nothing moves.
fn listed(people: u32, confidence: f64) -> Vec<f64> {
    let mut views: Vec<f64> = (0..people).map(|i| (f64::from(i) + 0.5) / f64::from(people)).collect();
    for _ in 0..100 {
        let near = |x: f64| {
            let (sum, count) =
                views.iter().filter(|y| (*y - x).abs() <= confidence).fold((0.0, 0.0), |(s, c), y| (s + y, c + 1.0));
            sum / count
        };
        let next: Vec<f64> = views.iter().map(|x| near(*x)).collect();
        if next == views {
            break;
        }
        views = next;
    }
    views
}

/// Everybody takes the mean of all views within a confidence: so many groups remain, and order is kept.
pub(crate) fn hegselmann_krause(effort: Effort) -> Result<CaseResult, Problems> {
    let mut outcome = CaseResult::default();
    let people = effort.of(400, 1000);
    let mut points = Vec::new();
    for (confidence, known) in [(0.3, 1.0), (0.2, 2.0), (0.15, 3.0), (0.1, 4.0), (0.05, 9.0)] {
        // A quarter of a step more: evenly spaced views lie at that very distance, and rounding would decide.
        let between = confidence + 0.25 / f64::from(people);
        let sets = [format!("population.workers={people}"), format!("talk.confidence={between}")];
        let after = world_at_end(&planned("hegselmann-krause", &sets)?, effort.seed, 0).workers.states(State::Familial);
        let found = groups(&after);
        points.push((confidence, found));
        let counted = groups(&listed(people, between));
        outcome.compare(format!("groups, confidence {confidence}"), "a plain list of views", counted, found, 0.0);
        if effort.long {
            outcome.compare(
                format!("groups among 1,000, confidence {confidence}"),
                "theory C.7 (another program)",
                known,
                found,
                0.0,
            );
        }
        let disorder = after.windows(2).map(|pair| pair[0] - pair[1]).fold(0.0, f64::max);
        outcome.compare(
            format!("views out of order at most, confidence {confidence}"),
            "order is kept",
            0.0,
            disorder,
            KEPT,
        );
    }
    let expected = (5..=30).map(|e| f64::from(e) / 100.0).map(|e| (e, groups(&listed(people, e)))).collect();
    outcome.curve = Some(Curve { x: "confidence, ε", y: "groups", expected, found: points });
    Ok(outcome)
}
