//! A run that fails is recorded, the others go on, and the exit code tells.

use std::sync::Arc;

use mobilise::internals::files::disk::RealDisk;
use mobilise::internals::store::run::engine;
use mobilise::model::plan::Plan;
use mobilise::model::run::RunResult;

use super::tools::{Bench, EXPERIMENT, files};

/// The engine, but the third replicate of every point fails.
fn third_fails(plan: &Arc<Plan>, seed: u64, replicate: u32) -> RunResult {
    assert!(replicate != 2, "the third one, \"always\"");
    engine(plan, seed, replicate)
}

#[test]
fn a_failed_run_is_recorded_and_the_rest_goes_on() {
    let bench = Bench::new(EXPERIMENT);
    let plan = bench.plan("experiment.toml");
    let ended = bench.sweep_with(&plan, "out", Arc::new(RealDisk), 2, &third_fails).expect("it goes on");
    assert_eq!((ended.ran, ended.failed), (28, 7));
    let all = files(&bench.at("out"));
    let failures = String::from_utf8_lossy(&all["failures.csv"]).into_owned();
    assert_eq!(failures.lines().count(), 8, "{failures}");
    assert_eq!(failures.lines().nth(1), Some("0,2,\"the third one, \"\"always\"\"\""));
    let runs = String::from_utf8_lossy(&all["runs.csv"]).into_owned();
    assert_eq!(runs.lines().count(), 1 + 7 * 3 * 3, "three replicates, three rows each");
    let effects = String::from_utf8_lossy(&all["effects.csv"]).into_owned();
    assert!(effects.lines().skip(1).any(|line| line.ends_with(",3")), "pairs without the third");

    // The same whatever the threads; and mended, the table of failures is gone and all else as if nothing was.
    bench.sweep_with(&plan, "again", Arc::new(RealDisk), 5, &third_fails).expect("it goes on");
    bench.assert_same(&all, "again", "failures on five threads");
    let mended = bench.sweep(&plan, "out", Arc::new(RealDisk), 2).expect("mended");
    assert_eq!((mended.ran, mended.failed), (7, 0), "only what failed is tried again");
    let expected = bench.undisturbed(&plan);
    bench.assert_same(&expected, "out", "mended");
}

/// With a precision too: failed runs count as replicates without a value.
#[test]
fn failures_and_a_precision() {
    let precision = "replicates = { outcome = \"members\", half_width = 0.3, at_most = 50 }";
    let bench = Bench::new(&EXPERIMENT.replace("replicates = 4", precision));
    let plan = bench.plan("experiment.toml");
    bench.sweep_with(&plan, "one", Arc::new(RealDisk), 1, &third_fails).expect("it goes on");
    bench.sweep_with(&plan, "four", Arc::new(RealDisk), 4, &third_fails).expect("it goes on");
    bench.assert_same(&files(&bench.at("one")), "four", "failures on four threads");
}
