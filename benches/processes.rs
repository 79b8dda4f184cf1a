//! Where a week goes: the time each process takes in whole runs, summed over all weeks.
//!
//! `cargo bench --bench processes [-- SCENARIO [WORKERS [WEEKS]]]`. A process timed alone, again and again on the
//! same state, seems up to twice as fast as it is: the processor learns by heart who is free.

#![allow(clippy::print_stdout)] // a table is what it is for

use std::time::{Duration, Instant};

use mobilise::model::week::WEEK;
use mobilise::model::world::World;
use mobilise::scenario::{Overrides, load, plan};

fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    let name = words.first().map_or("j4dw", String::as_str);
    let mut sets = Vec::new();
    if let Some(workers) = words.get(1) {
        sets.push(("--set".to_owned(), format!("population.workers={workers}")));
    }
    if let Some(weeks) = words.get(2) {
        sets.push(("--weeks".to_owned(), format!("run.weeks={weeks}")));
    }
    let plan = plan(&load(name, &Overrides(sets)).expect("the scenario loads"));
    let begin = Instant::now();
    let mut world = World::new(&plan, 1, 0);
    let start = begin.elapsed();
    let mut times = [Duration::ZERO; WEEK.len() + 1];
    for _ in 0..plan.run.weeks {
        let mut clock = Instant::now();
        let mut lap = |time: &mut Duration| {
            *time += clock.elapsed();
            clock = Instant::now();
        };
        world.begin_week();
        lap(&mut times[0]);
        for (process, time) in WEEK.iter().zip(&mut times[1..]) {
            (process.run)(&mut world);
            lap(time);
        }
        world.end_week();
    }
    let all: Duration = times.iter().sum();
    let worker_weeks = world.workers.len() as f64 * f64::from(plan.run.weeks);
    println!(
        "{name}: {} workers, {} weeks, {} ties at the end",
        world.workers.len(),
        plan.run.weeks,
        world.ties.count()
    );
    let names = std::iter::once("draws").chain(WEEK.iter().map(|process| process.name));
    for (name, time) in names.zip(times) {
        let share = 100.0 * time.as_secs_f64() / all.as_secs_f64();
        println!("{name:20} {:8.2} ns a worker and week {share:5.1} %", time.as_secs_f64() * 1e9 / worker_weeks);
    }
    let speed = worker_weeks / all.as_secs_f64() / 1e6;
    println!("{:20} {:8.2} ns: {speed:.1} million worker-weeks a second; start {start:.2?}", "all", 1e3 / speed);
}
