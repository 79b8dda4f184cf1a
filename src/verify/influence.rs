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
pub fn degroot(effort: Effort) -> Result<CaseResult, Problems> {
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

/// The same three with stubbornness; a triangle; one immovable person; a row with immovable ends.
pub fn friedkin_johnsen(effort: Effort) -> Result<CaseResult, Problems> {
    let mut outcome = CaseResult::default();
    let expected = settled(WEIGHTS, [0.9, 0.6, 0.3], VIEWS);
    for (i, found) in views("friedkin-johnsen", &[], effort)?.into_iter().enumerate() {
        outcome.compare(
            format!("view of person {}", i + 1),
            "(I − AW)⁻¹ (I − A) x⁰ = .529007, .588591, .845045",
            expected[i],
            found,
            KEPT,
        );
    }
    let triangle = [
        "network.ties=[[1, 2], [2, 3], [1, 3]]",
        "population.own_weight=0",
        "population.stubbornness=0.5",
        "population.familial=0",
        "worker.1.familial=1",
        "run.weeks=200",
    ];
    for (i, found) in views("talkers", &triangle, effort)?.into_iter().enumerate() {
        let expected = [0.6, 0.2, 0.2][i];
        outcome.compare(
            format!("triangle, half stubborn: view of person {}", i + 1),
            "closed form: .6, .2, .2",
            expected,
            found,
            KEPT,
        );
    }
    let immovable = [
        "network.ties=[[1, 2], [2, 3], [1, 3]]",
        "population.own_weight=0",
        "population.familial=0.1",
        "worker.1.familial=0.7",
        "worker.1.stubbornness=1",
        "run.weeks=300",
    ];
    for (i, found) in views("talkers", &immovable, effort)?.into_iter().enumerate() {
        outcome.compare(format!("one immovable at .7: view of person {}", i + 1), "all come to it", 0.7, found, KEPT);
    }
    for (i, found) in views("stubborn-ends", &[], effort)?.into_iter().enumerate() {
        outcome.compare(
            format!("row with immovable ends: view of person {}", i + 1),
            "evenly spaced",
            i as f64 / 4.0,
            found,
            KEPT,
        );
    }
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
    for (i, found) in views("talkers", &pair, effort)?.into_iter().enumerate() {
        let expected = 0.4 + 0.2 * [0.2, 0.8][i];
        outcome.compare(format!("a pair: view of person {}", i + 1), "two lines solved by hand", expected, found, KEPT);
    }
    Ok(outcome)
}
