//! What the runner and the store of a sweep cost beside the runs themselves: `cargo bench --bench sweep`.
//!
//! Four numbers: processor time of the same runs bare and through the store; the time of a sweep on one thread
//! and on two; memory at its largest after ten thousand and a hundred thousand small runs; and how long a sweep
//! with a hundred thousand finished runs takes to go on. A plain program, since most of these are no matter of
//! repeating a function. It reads processor time and memory where Linux tells them.

#![allow(clippy::disallowed_methods, clippy::print_stdout)] // a program that measures and prints

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use mobilise::experiment::Shard;
use mobilise::experiment::plan::{Changes, SweepPlan};
use mobilise::internals::files::disk::RealDisk;
use mobilise::internals::store::Store;
use mobilise::internals::store::run::{engine, run};
use mobilise::internals::store::tables;
use mobilise::scenario::Shelf;

fn plan(folder: &Path, workers: u32, weeks: u32, points: u32, replicates: u32) -> SweepPlan {
    let scenario = format!(
        "version = 1\nbase = \"j4dw\"\n[population]\nbase = \"london-domestic-workers\"\nworkers = {workers}\n[run]\nweeks = {weeks}\n"
    );
    std::fs::write(folder.join("scenario.toml"), scenario).expect("written");
    let experiment = format!(
        "version = 1\nscenario = \"scenario.toml\"\nseed = 1\nreplicates = {replicates}\n[vary]\n\
         coping.relief = {{ from = 0.1, to = 0.5, steps = {} }}\n",
        points - 1
    );
    let path = folder.join("experiment.toml");
    std::fs::write(&path, experiment).expect("written");
    SweepPlan::read(&path.display().to_string(), &Changes::default(), &Shelf::default(), &|| 1).expect("a plan")
}

/// Processor time of this process so far.
fn processor() -> Duration {
    let text = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after = text.rsplit(')').next().unwrap_or_default();
    let fields: Vec<u64> = after.split_whitespace().skip(11).take(2).filter_map(|x| x.parse().ok()).collect();
    // Hundredths of a second, as Linux has counted for ever.
    Duration::from_millis(fields.iter().sum::<u64>() * 10)
}

/// Megabytes this process held at its largest.
fn peak() -> u64 {
    let text = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default();
    line.split_whitespace().next().and_then(|kilobytes| kilobytes.parse::<u64>().ok()).unwrap_or(0) / 1024
}

fn sweep(plan: &SweepPlan, folder: &Path, threads: usize) -> (Duration, Duration) {
    let (clock, before) = (Instant::now(), processor());
    let store = Store::open(Arc::new(RealDisk), folder, plan, Shard::WHOLE).expect("a store");
    run(plan, &store, threads, &engine, &|| ()).expect("it runs");
    (clock.elapsed(), processor() - before)
}

fn main() {
    // `cargo test` runs benches too, to see that they work: then few runs will do.
    let quick = !std::env::args().any(|argument| argument == "--bench");
    let many = |all: u32| if quick { all / 100 } else { all };
    let home = tempfile::tempdir().expect("a folder");
    let at = |name: &str| home.path().join(name);

    let small = plan(home.path(), 100, 8, 100, many(1_000).max(1) / 10);
    let (time, _) = sweep(&small, &at("ten-thousand"), 2);
    let first = peak();
    println!("{} small runs: {time:.1?}, {first} MB at the largest", small.most_runs());
    let large = plan(home.path(), 100, 8, 1_000, many(1_000).max(1) / 10);
    let (time, _) = sweep(&large, &at("hundred-thousand"), 2);
    println!("{} small runs: {time:.1?}, {} MB at the largest", large.most_runs(), peak());

    let clock = Instant::now();
    let again = plan(home.path(), 100, 8, 1_000, many(1_000).max(1) / 10);
    let read = clock.elapsed();
    let store = Store::open(Arc::new(RealDisk), &at("hundred-thousand"), &again, Shard::WHOLE).expect("a store");
    let ended = run(&again, &store, 2, &engine, &|| ()).expect("it runs");
    println!(
        "going on with {} finished: {:.2?}, of it {read:.2?} to check {} points; {} runs left",
        store.done(),
        clock.elapsed(),
        again.len(),
        ended.ran
    );
    let clock = Instant::now();
    tables::write(&again, &store, false).expect("tables");
    println!("its tables: {:.2?}, {} MB at the largest", clock.elapsed(), peak());
    drop(store);

    // Runs of about 50 ms, one point, so that nothing but the runner differs.
    let fifty = plan(home.path(), 1_000, 520, 3, many(333).max(2));
    let engine_plans: Vec<_> =
        (0..3).map(|point| fifty.engine_plans(point).and_then(|plans| plans.of(1, 0)).expect("a plan")).collect();
    let (clock, before) = (Instant::now(), processor());
    for engine_plan in &engine_plans {
        for replicate in 0..fifty.replicates.most() {
            std::hint::black_box(engine(engine_plan, 1, replicate));
        }
    }
    let (bare_time, bare) = (clock.elapsed(), processor() - before);
    let (time, cost) = sweep(&fifty, &at("fifty"), 1);
    let share = |a: Duration, b: Duration| (a.as_secs_f64() / b.as_secs_f64() - 1.0) * 100.0;
    println!(
        "{} runs of {:.0?}: bare {bare_time:.2?} ({bare:.2?} of processor), in a sweep {time:.2?} ({cost:.2?}): {:+.1} % of time, {:+.1} % of processor",
        fifty.most_runs(),
        bare_time / fifty.most_runs().max(1) as u32,
        share(time, bare_time),
        share(cost, bare)
    );
    let (two, _) = sweep(&fifty, &at("two"), 2);
    println!("on two threads: {two:.2?}, {:.2} times as fast", time.as_secs_f64() / two.as_secs_f64());
}
