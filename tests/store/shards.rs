//! Threads, order and shards do not show.

use std::sync::Arc;
use std::time::Duration;

use mobilise::experiment::Shard;
use mobilise::internals::files::disk::RealDisk;
use mobilise::internals::store::run::engine;

use super::tools::{Bench, EXPERIMENT};

#[test]
fn threads_do_not_show() {
    let bench = Bench::new(EXPERIMENT);
    let plan = bench.plan("experiment.toml");
    let expected = bench.undisturbed(&plan);
    for threads in [2, 3, 8] {
        let out = format!("threads-{threads}");
        bench.sweep(&plan, &out, Arc::new(RealDisk), threads).expect("it runs");
        bench.assert_same(&expected, &out, &out);
    }
}

/// Runs end in another order than they begin.
#[test]
fn order_does_not_show() {
    let bench = Bench::new(EXPERIMENT);
    let plan = bench.plan("experiment.toml");
    let expected = bench.undisturbed(&plan);
    let late = |plan: &_, seed, replicate: u32| {
        std::thread::sleep(Duration::from_millis(u64::from(3 - replicate % 4) * 7));
        engine(plan, seed, replicate)
    };
    bench.sweep_with(&plan, "late", Arc::new(RealDisk), 8, &late).expect("it runs");
    bench.assert_same(&expected, "late", "in another order");
}

#[test]
fn shards_do_not_show() {
    let bench = Bench::new(EXPERIMENT);
    let plan = bench.plan("experiment.toml");
    let expected = bench.undisturbed(&plan);
    for of in [2, 3, 40] {
        let out = format!("shards-{of}");
        let mut ran = 0;
        // The last first; and one of them not at all.
        for number in (2..=of).rev() {
            ran += bench.shard(&plan, &out, Shard { number, of }).expect("it runs").ran;
        }
        let rest = bench.sweep(&plan, &out, Arc::new(RealDisk), 2).expect("it collects").ran;
        assert_eq!(ran + rest, 28, "each run once");
        bench.assert_same(&expected, &out, &out);
    }
}

/// Shards of different numbers on one folder overlap; what is there is not run again.
#[test]
fn shards_see_what_is_done() {
    let bench = Bench::new(EXPERIMENT);
    let plan = bench.plan("experiment.toml");
    let expected = bench.undisturbed(&plan);
    let first = bench.shard(&plan, "out", Shard { number: 1, of: 2 }).expect("it runs").ran;
    let second = bench.shard(&plan, "out", Shard { number: 2, of: 3 }).expect("it runs").ran;
    assert_eq!(first, 14);
    assert!(second < 10, "{second}: some were done before");
    bench.sweep(&plan, "out", Arc::new(RealDisk), 2).expect("it collects");
    bench.assert_same(&expected, "out", "overlapping shards");
}

/// Two shards at the same time, side by side in one folder.
#[test]
fn shards_run_side_by_side() {
    let bench = Bench::new(EXPERIMENT);
    let plan = bench.plan("experiment.toml");
    let expected = bench.undisturbed(&plan);
    std::thread::scope(|scope| {
        for number in 1..=4 {
            let (bench, plan) = (&bench, &plan);
            scope.spawn(move || bench.shard(plan, "out", Shard { number, of: 4 }).expect("it runs"));
        }
    });
    assert_eq!(bench.sweep(&plan, "out", Arc::new(RealDisk), 2).expect("it collects").ran, 0);
    bench.assert_same(&expected, "out", "side by side");
}
