//! Algorithms of petgraph on the live network: no copy is made, since `Ties` implements petgraph's traits.
//!
//! `cargo run --release --example ties_with_petgraph`

#![allow(clippy::disallowed_methods, clippy::print_stdout)] // a program of its own

use mobilise::{Measure, Scenario, Ties};
use petgraph::algo::{connected_components, dijkstra};
use petgraph::visit::{EdgeRef, IntoEdges};

/// The size of the k-core: what is left after removing, again and again, everybody with fewer than k ties.
fn core_size(ties: &Ties, k: usize) -> usize {
    let mut degrees: Vec<usize> = (0..ties.workers() as u32).map(|worker| ties.degree(worker)).collect();
    let mut removed = vec![false; degrees.len()];
    while let Some(worker) = (0..degrees.len()).find(|&worker| !removed[worker] && degrees[worker] < k) {
        removed[worker] = true;
        for tie in ties.edges(worker as u32) {
            degrees[tie.target() as usize] = degrees[tie.target() as usize].saturating_sub(1);
        }
    }
    removed.iter().filter(|removed| !**removed).count()
}

pub fn main() -> Result<(), Box<dyn std::error::Error>> {
    let scenario = Scenario::load("j4dw", &["run.weeks=104", "population.workers=600"])?;
    let mut world = scenario.world(3, 0)?;
    for _ in 0..104 {
        world.step();
        if world.week() % 26 != 0 {
            continue;
        }
        let ties = &world.ties;
        // How far are others from the first member? A tie counts as 1 / trust: news travels where trust is.
        let founder = world.organisations[0].members.first().copied().unwrap_or(0);
        let distances = dijkstra(ties, founder, None, |tie| 1.0 / f64::from(*tie.weight()));
        let within = distances.values().filter(|distance| **distance <= 6.0).count();
        println!(
            "week {:>3}: {} members, {} ties, {} components, {} people in the 4-core, {within} within 6 of a founder",
            world.week(),
            world.rows()[0][Measure::Members],
            ties.count(),
            connected_components(ties),
            core_size(ties, 4),
        );
    }
    Ok(())
}
