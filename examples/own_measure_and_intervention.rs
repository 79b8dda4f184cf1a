//! A measure and an intervention of your own, in code: no change to the crate is needed.
//!
//! The intervention: in week 26 a befriending scheme introduces one worker in ten to a worker of another origin. The
//! measure: the share of trust that crosses origins. Both stand outside the model, so the loop over weeks is yours.
//!
//! `cargo run --release --example own_measure_and_intervention`

#![allow(clippy::disallowed_methods, clippy::print_stdout)] // a program of its own

use mobilise::{Actor, Draws, Made, Measure, Purpose, Scenario, World};
use rand::RngExt;
use rand_distr::{Beta, Distribution};

const SEED: u64 = 7;
const WEEKS: u32 = 104;
const SCHEME_STARTS: u32 = 26;

/// The share of all trust that lies on ties between different origins.
fn trust_across_origins(world: &World) -> f64 {
    let (mut across, mut all) = (0.0, 0.0);
    for (_, _, tie) in world.ties.iter() {
        all += tie.trust();
        if tie.crosses_origins() {
            across += tie.trust();
        }
    }
    across / all
}

/// Introduces one worker in ten to somebody of another origin.
///
/// Every draw has an address: seed, replicate, week, worker, purpose. With `Purpose::Custom` the scheme takes no draw
/// from the model, so both worlds below differ by the scheme alone. The generator works with any distribution crate.
fn befriend(world: &mut World, draws: &Draws) {
    let workers = world.workers.len() as u32;
    let first_trust = Beta::new(2.0, 5.0).expect("both shapes are above 0");
    for worker in 0..workers {
        let mut generator = draws.generator(Actor::Worker, world.week(), worker, Purpose::Custom);
        let other = generator.random_range(0..workers);
        let nature = world.workers.nature(worker, other, Made::Meeting);
        if generator.random_bool(0.1) && nature.crosses_origins() {
            world.ties.add(worker, other, first_trust.sample(&mut generator), nature);
        }
    }
}

pub fn main() -> Result<(), Box<dyn std::error::Error>> {
    let scenario = Scenario::load("j4dw", &["run.weeks=104"])?;
    println!("replicate  trust across origins    people at the session, last week");
    println!("              without  with           without  with");
    for replicate in 0..4 {
        let draws = Draws::new(SEED, replicate);
        let mut found = Vec::new();
        for with_scheme in [false, true] {
            let mut world = scenario.world(SEED, replicate)?;
            for week in 0..WEEKS {
                if with_scheme && week == SCHEME_STARTS {
                    befriend(&mut world, &draws);
                }
                world.step();
            }
            found.push((trust_across_origins(&world), world.rows()[0][Measure::Attendance]));
        }
        let [without, with] = [found[0], found[1]];
        println!("{replicate:>9}  {:>11.3}  {:.3}  {:>14}  {:>5}", without.0, with.0, without.1, with.1);
    }
    Ok(())
}
