//! How many replicates a point gets does not depend on threads, shards or sittings.

use std::collections::BTreeMap;
use std::sync::Arc;

use mobilise::experiment::Shard;
use mobilise::internals::files::disk::RealDisk;

use super::tools::{Bench, EXPERIMENT};
use crate::disk::{BadDisk, Wrong};

fn experiment(organisation: &str, half_width: f64) -> String {
    let precision = format!(
        "replicates = {{ outcome = \"members\", half_width = {half_width}, at_most = 90, organisation = \"{organisation}\" }}"
    );
    EXPERIMENT.replace("replicates = 4", &precision)
}

/// The replicates of each point, from the table of points.
fn replicates(files: &BTreeMap<String, Vec<u8>>) -> Vec<u32> {
    let mut reader = csv::Reader::from_reader(files["points.csv"].as_slice());
    let rows = reader.deserialize::<BTreeMap<String, String>>();
    rows.map(|row| row.expect("a row")["replicates"].parse().expect("a number")).collect()
}

#[test]
fn a_precision_is_reached_the_same_way_each_time() {
    let bench = Bench::new(&experiment("Ours", 0.23));
    let plan = bench.plan("experiment.toml");
    let expected = bench.undisturbed(&plan);
    let counts = replicates(&expected);
    assert!(counts.iter().all(|n| *n == 90 || n % 20 == 0), "whole batches: {counts:?}");
    assert!(counts.iter().any(|n| *n < 90), "none ended early: {counts:?}");
    assert!(counts.iter().any(|n| *n > 20), "all ended at once: {counts:?}");

    // Where a point ended early it is known well enough; where it went on, a batch before it was not.
    let mut reader = csv::Reader::from_reader(expected["runs.csv"].as_slice());
    let runs: Vec<BTreeMap<String, String>> = reader.deserialize().map(|row| row.expect("a row")).collect();
    for (point, count) in counts.iter().enumerate() {
        let own = runs.iter().filter(|row| row["point"] == point.to_string() && row["organisation"] == "Ours");
        let values: Vec<f64> = own.map(|row| row["members"].parse().expect("a number")).collect();
        let half = |n: usize| {
            let mean = values[..n].iter().sum::<f64>() / n as f64;
            let square: f64 = values[..n].iter().map(|x| (x - mean) * (x - mean)).sum();
            // Student's t for 19 to 89 degrees of freedom lies between 1.98 and 2.10.
            (square / (n as f64 - 1.0) / n as f64).sqrt()
        };
        let count = *count as usize;
        assert!(count == 90 || 1.98 * half(count) <= 0.23, "point {point} ended too early");
        assert!(count == 20 || 2.10 * half((count - 1) / 20 * 20) > 0.23, "point {point} ended too late");
    }

    for threads in [2, 3, 8] {
        let out = format!("threads-{threads}");
        bench.sweep(&plan, &out, Arc::new(RealDisk), threads).expect("it runs");
        bench.assert_same(&expected, &out, &out);
    }
    for of in [2, 5, 20] {
        let out = format!("shards-{of}");
        for number in 1..=of {
            bench.shard(&plan, &out, Shard { number, of }).expect("it runs");
        }
        assert_eq!(bench.sweep(&plan, &out, Arc::new(RealDisk), 2).expect("it collects").ran, 0);
        bench.assert_same(&expected, &out, &out);
    }
    for stop in [30, 100, 200, 400, 700] {
        let out = format!("stop-{stop}");
        bench.sweep(&plan, &out, Arc::new(BadDisk::new(Wrong::From(stop))), 2).expect_err("it is stopped");
        bench.sweep(&plan, &out, Arc::new(RealDisk), 3).expect("it goes on");
        bench.assert_same(&expected, &out, &out);
    }
}

/// A narrower precision goes on where a wider one ended, and comes to what it would have come to at once.
#[test]
fn a_precision_can_be_narrowed() {
    let bench = Bench::new(&experiment("Theirs", 0.145));
    bench.write("narrow.toml", &experiment("Theirs", 0.125));
    let (wide, narrow) = (bench.plan("experiment.toml"), bench.plan("narrow.toml"));
    let expected = bench.undisturbed(&narrow);
    let before = bench.sweep(&wide, "out", Arc::new(RealDisk), 2).expect("it runs").ran;
    let after = bench.sweep(&narrow, "out", Arc::new(RealDisk), 2).expect("it goes on").ran;
    assert!(before > 0 && after > 0);
    bench.assert_same(&expected, "out", "narrowed");
}
