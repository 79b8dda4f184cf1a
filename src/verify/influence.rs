//! Linear influence: DeGroot, Friedkin and Johnsen.

use crate::config::Problems;
use crate::model::mind::State;

use super::result::{CaseResult, Effort};
use super::runs::{KEPT, planned, world_at_end};

type Matrix = [[f64; 3]; 3];

/// The fixed weights of the example.
const WEIGHTS: Matrix = [[0.2, 0.8, 0.0], [0.3, 0.4, 0.3], [0.0, 0.5, 0.5]];
/// The views it begins with.
const VIEWS: [f64; 3] = [0.1, 0.5, 0.9];

/// Views after very many weeks of x ← A W x + (1 − A) x⁰, by plain multiplication.
fn settled(weights: Matrix, openness: [f64; 3], start: [f64; 3]) -> [f64; 3] {
    let mut views = start;
    for _ in 0..10_000 {
        let heard = weights.map(|row| row.iter().zip(views).map(|(w, x)| w * x).sum::<f64>());
        views = [0, 1, 2].map(|i| openness[i] * heard[i] + (1.0 - openness[i]) * start[i]);
    }
    views
}

fn views(name: &str, sets: &[&str], effort: Effort) -> Result<Vec<f64>, Problems> {
    let sets: Vec<String> = sets.iter().map(|set| (*set).to_owned()).collect();
    Ok(world_at_end(&planned(name, &sets)?, effort.seed, 0).workers.states(State::Familial))
}

/// Three people with fixed weights agree on the left eigenvector's weighting of their first views.
pub(crate) fn degroot(effort: Effort) -> Result<CaseResult, Problems> {
    let mut outcome = CaseResult::default();
    // Left eigenvector of WEIGHTS for 1, by hand: (15, 40, 24) / 79.
    let consensus = (15.0 * VIEWS[0] + 40.0 * VIEWS[1] + 24.0 * VIEWS[2]) / 79.0;
    for (i, found) in views("degroot", &[], effort)?.into_iter().enumerate() {
        outcome.compare(
            format!("view of person {}", i + 1),
            "left eigenvector · first views = .5455696",
            consensus,
            found,
            KEPT,
        );
    }
    // One step, exactly: nobody is moved before all have spoken.
    let step = WEIGHTS.map(|row| row.iter().zip(VIEWS).map(|(w, x)| w * x).sum::<f64>());
    for (i, found) in views("degroot", &["run.weeks=1"], effort)?.into_iter().enumerate() {
        outcome.compare(format!("view of person {} after one week", i + 1), "W x", step[i], found, KEPT);
    }
    Ok(outcome)
}

/// The same three with stubbornness; a triangle; one immovable person; a row with immovable ends; a pair.
pub(crate) fn friedkin_johnsen(effort: Effort) -> Result<CaseResult, Problems> {
    let mut outcome = CaseResult::default();
    let mut compare = |what: &str, basis, found: Vec<f64>, expected: &dyn Fn(usize) -> f64| {
        for (i, found) in found.into_iter().enumerate() {
            outcome.compare(format!("{what}view of person {}", i + 1), basis, expected(i), found, KEPT);
        }
    };
    let expected = settled(WEIGHTS, [0.9, 0.6, 0.3], VIEWS);
    let found = views("friedkin-johnsen", &[], effort)?;
    compare("", "(I − AW)⁻¹ (I − A) x⁰ = .529007, .588591, .845045", found, &|i| expected[i]);
    let triangle = [
        "network.ties=[[1, 2], [2, 3], [1, 3]]",
        "population.own_weight=0",
        "population.stubbornness=0.5",
        "population.familial=0",
        "worker.1.familial=1",
        "run.weeks=200",
    ];
    let found = views("talkers", &triangle, effort)?;
    compare("triangle, half stubborn: ", "closed form: .6, .2, .2", found, &|i| [0.6, 0.2, 0.2][i]);
    let immovable = [
        "network.ties=[[1, 2], [2, 3], [1, 3]]",
        "population.own_weight=0",
        "population.familial=0.1",
        "worker.1.familial=0.7",
        "worker.1.stubbornness=1",
        "run.weeks=300",
    ];
    compare("one immovable at .7: ", "all come to it", views("talkers", &immovable, effort)?, &|_| 0.7);
    let found = views("stubborn-ends", &[], effort)?;
    compare("row with immovable ends: ", "evenly spaced", found, &|i| i as f64 / 4.0);
    // C.19 (ii): two who do not move to each other's side whole, by the formula of two lines.
    let pair = [
        "population.workers=2",
        "network.ties=[[1, 2]]",
        "population.own_weight=1",
        "population.stubbornness=0.2",
        "population.familial=0.2",
        "worker.2.familial=0.8",
        "run.weeks=200",
    ];
    // x₁ = .8 (x₁ + x₂)/2 + .2 x₁⁰ and x₁ + x₂ = 1: x₁ = .4 + .2 x₁⁰.
    let found = views("talkers", &pair, effort)?;
    compare("a pair: ", "two lines solved by hand", found, &|i| 0.4 + 0.2 * [0.2, 0.8][i]);
    Ok(outcome)
}
