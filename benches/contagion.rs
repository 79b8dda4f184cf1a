//! Noisy threshold contagion (`scenarios/classics/contagion.toml`) through the general engine, beside a plain
//! loop over arrays that does this one model and nothing else: the limit of what the engine can reach.
//!
//! `cargo bench --bench contagion [-- WORKERS …]`, once for each number of threads (`RAYON_NUM_THREADS=1`).

#![allow(clippy::print_stdout)] // a table is what it is for

use std::hint::black_box;
use std::time::Instant;

use mobilise::internals::number::draws::{Actor, Draws, Purpose, Word};
use mobilise::internals::number::maths::logistic;
use mobilise::model::world::World;
use mobilise::network::make;
use mobilise::scenario::{Overrides, load, plan};

const WEEKS: u32 = 100;

fn main() {
    let words = std::env::args().skip(1).filter_map(|word| word.parse().ok());
    let mut sizes: Vec<usize> = words.collect();
    if sizes.is_empty() {
        sizes = vec![1_000, 10_000, 100_000, 1_000_000];
    }
    println!(
        "{:>10}  {:>8}  {:>8}  million agent-steps a second, {} threads",
        "agents",
        "engine",
        "plain",
        rayon::current_num_threads()
    );
    for workers in sizes {
        println!("{workers:>10}  {:>8.1}  {:>8.1}", engine(workers), plain(workers));
    }
}

fn scenario(workers: usize) -> std::sync::Arc<mobilise::model::plan::Plan> {
    let sets = vec![("--set".to_owned(), format!("population.workers={workers}"))];
    plan(&load("contagion", &Overrides(sets)).expect("the scenario loads"))
}

fn speed(workers: usize, times: usize, begin: Instant) -> f64 {
    (workers * times) as f64 * f64::from(WEEKS) / begin.elapsed().as_secs_f64() / 1e6
}

/// Small worlds are run again and again until there is something to time; the first days are not timed.
fn times(workers: usize) -> usize {
    (1_000_000 / workers).clamp(1, 200)
}

fn engine(workers: usize) -> f64 {
    let plan = scenario(workers);
    let mut worlds: Vec<World> = (0..times(workers)).map(|replicate| World::new(&plan, 1, replicate as u32)).collect();
    let begin = Instant::now();
    for world in &mut worlds {
        (0..WEEKS).for_each(|_| world.step());
    }
    black_box(&worlds);
    speed(workers, times(workers), begin)
}

/// A row of neighbours each, a byte of state each, a draw each, in one thread.
fn plain(workers: usize) -> f64 {
    let plan = scenario(workers);
    let word = Draws::new(1, 0).word(Actor::Network, 0, 0);
    let pairs = make::ties(&plan.network, &vec![0; workers], &vec![0; workers], word);
    let mut starts = vec![0u32; workers + 1];
    pairs.iter().flat_map(|(a, b)| [*a, *b]).for_each(|i| starts[i as usize + 1] += 1);
    (0..workers).for_each(|i| starts[i + 1] += starts[i]);
    let (mut next, mut others) = (starts.clone(), vec![0u32; 2 * pairs.len()]);
    for (a, b) in pairs {
        for (one, other) in [(a, b), (b, a)] {
            others[next[one as usize] as usize] = other;
            next[one as usize] += 1;
        }
    }
    let begin = Instant::now();
    for time in 0..times(workers) {
        let mut active: Vec<u8> = (0..workers).map(|i| u8::from(i % 20 == 0)).collect();
        let mut after = active.clone();
        for week in 0..WEEKS {
            for (i, after) in after.iter_mut().enumerate() {
                let row = &others[starts[i] as usize..starts[i + 1] as usize];
                let acted: u32 = row.iter().map(|other| u32::from(active[*other as usize])).sum();
                let share = f64::from(acted) / row.len() as f64;
                let draw = Word((time as u64) << 40 | u64::from(week) << 32 | i as u64).uniform(Purpose::Act, 0);
                *after = u8::from(draw < logistic((share - 0.25) / 0.05));
            }
            std::mem::swap(&mut active, &mut after);
        }
        black_box(&active);
    }
    speed(workers, times(workers), begin)
}
