//! One large run is the same, to the last bit, on any number of threads.

use std::sync::Arc;

use mobilise::model::plan::Plan;
use mobilise::model::run::{RunResult, run};
use mobilise::scenario::{Overrides, load, plan};

fn planned(scenario: &str, sets: &[&str]) -> Arc<Plan> {
    let sets = sets.iter().map(|set| ("--set".to_owned(), (*set).to_owned())).collect();
    plan(&load(scenario, &Overrides(sets)).expect("the scenario loads"))
}

fn on(threads: usize, plan: &Arc<Plan>) -> RunResult {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool");
    pool.install(|| run(plan, 7, 2))
}

/// All numbers of all weeks, bit by bit: `NaN` is the same as itself here.
fn bits(result: &RunResult) -> Vec<u64> {
    let weeks = result.weeks.iter().flatten().flat_map(|row| row.0.iter());
    let outcomes = result.outcomes.iter().flat_map(|row| row.0.iter());
    weeks.chain(outcomes).map(|x| x.to_bits()).collect()
}

#[test]
fn threads_change_no_bit() {
    // More workers than are worth sharing out among threads, and a number that no share divides.
    let scenarios = [
        planned("j4dw", &["population.workers=20011", "run.weeks=40"]),
        planned("contagion", &["population.workers=17003", "run.weeks=12", "run.network_every=5"]),
        planned("world", &["population.workers=30011", "run.weeks=60"]),
        planned("tests/rich.toml", &["population.workers=17011", "run.weeks=30"]),
    ];
    for plan in &scenarios {
        let alone = bits(&on(1, plan));
        for threads in [2, 3, 7] {
            assert!(bits(&on(threads, plan)) == alone, "{threads} threads give other numbers than one");
        }
    }
}
