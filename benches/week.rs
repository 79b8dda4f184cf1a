//! Worker-weeks a second: the whole week, and each process of it, on the J4DW case of 5,000 workers.
//!
//! `cargo bench` prints items a second; an item is one worker in one week. Each process is timed on a world
//! in its tenth year, on a copy of it, so that all see the same state.

use std::sync::Arc;

use divan::counter::ItemsCount;
use divan::{Bencher, black_box};

use mobilise::model::plan::Plan;
use mobilise::model::run::run;
use mobilise::model::week::WEEK;
use mobilise::model::world::World;
use mobilise::scenario::{Overrides, load, plan};

fn main() {
    divan::main();
}

fn case(name: &str, weeks: u32) -> Arc<Plan> {
    let overrides = Overrides(vec![("--weeks".to_owned(), format!("run.weeks={weeks}"))]);
    plan(&load(name, &overrides).expect("the embedded cases load"))
}

/// A whole run of twelve years, from making the workers to the outcomes.
#[divan::bench(args = ["j4dw", "meca"], sample_count = 10)]
fn whole_run(bencher: Bencher<'_, '_>, name: &str) {
    let plan = case(name, 624);
    let workers = plan.population.knobs.traits.workers;
    bencher.counter(ItemsCount::new(u64::from(workers) * 624)).bench(|| run(black_box(&plan), 1, 0));
}

/// One process of the week, by its place in it.
#[divan::bench(args = 1..=13, sample_count = 100)]
fn process(bencher: Bencher<'_, '_>, number: usize) {
    let plan = case("j4dw", 624);
    let mut world = World::new(&plan, 1, 0);
    for _ in 0..520 {
        world.step();
    }
    world.begin_week();
    for process in &WEEK[..number - 1] {
        (process.run)(&mut world);
    }
    let process = WEEK[number - 1];
    bencher.counter(ItemsCount::new(world.workers.len())).with_inputs(|| world.clone()).bench_local_values(
        |mut world| {
            (process.run)(&mut world);
            world
        },
    );
}
