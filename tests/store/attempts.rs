//! A shard is tried twice at the same time: a machine was thought dead and lives on, on a file system whose locks
//! keep nobody out.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc::channel;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use mobilise::experiment::Shard;
use mobilise::experiment::plan::{Changes, SweepPlan};
use mobilise::internals::files::disk::RealDisk;
use mobilise::internals::store::Store;
use mobilise::internals::store::missing::missing;
use mobilise::internals::store::record;
use mobilise::internals::store::run::{engine, run};
use mobilise::internals::store::tables;
use mobilise::scenario::Shelf;

use super::tools::{Bench, EXPERIMENT};

const SHARD: Shard = Shard { number: 1, of: 2 };

/// How long one waits for the other, who may have ended where something is wrong.
const PATIENCE: Duration = Duration::from_secs(5);

/// What a lock that keeps nobody out comes to: the second attempt finds other lock files than the first holds.
fn lose_locks(bench: &Bench) {
    for name in mobilise::internals::files::names_in(&bench.at("out/store")).expect("a store") {
        if name.starts_with("lock") {
            std::fs::remove_file(bench.at("out/store").join(name)).expect("removed");
        }
    }
}

fn bytes_of_parts(bench: &Bench) -> BTreeMap<String, Vec<u8>> {
    let folder = bench.at("out/store/parts");
    let names = mobilise::internals::files::names_in(&folder).expect("parts");
    names.into_iter().map(|name| (name.clone(), std::fs::read(folder.join(name)).expect("a part"))).collect()
}

/// Both run the same units, in step: after each run of one comes one of the other. Neither touches a file of the
/// other, and the tables are those of an undisturbed sweep.
#[test]
fn two_attempts_at_once_do_no_harm() {
    let bench = Bench::new(EXPERIMENT);
    let plan = bench.plan("experiment.toml");
    let expected = bench.undisturbed(&plan);
    let (to_second, from_first) = channel::<()>();
    let (to_first, from_second) = channel::<()>();
    let open = || {
        let mut store = Store::open(Arc::new(RealDisk), &bench.at("out"), &plan, SHARD).expect("opened");
        store.part_units = 3;
        store
    };
    let first = open();
    lose_locks(&bench);
    let second = open();
    let (to_second, from_second) = (Mutex::new(to_second), Mutex::new(from_second));
    let in_step_1 = move |plan: &_, seed, replicate| {
        let result = engine(plan, seed, replicate);
        let _ = to_second.lock().expect("a channel").send(());
        let _ = from_second.lock().expect("a channel").recv_timeout(PATIENCE);
        result
    };
    let (to_first, from_first) = (Mutex::new(to_first), Mutex::new(from_first));
    let in_step_2 = move |plan: &_, seed, replicate| {
        let _ = from_first.lock().expect("a channel").recv_timeout(PATIENCE);
        let result = engine(plan, seed, replicate);
        let _ = to_first.lock().expect("a channel").send(());
        result
    };
    let ran = std::thread::scope(|scope| {
        let first = scope.spawn(|| run(&plan, &first, 1, &in_step_1, &|| ()).expect("the first runs").ran);
        let second = scope.spawn(|| run(&plan, &second, 1, &in_step_2, &|| ()).expect("the second runs").ran);
        first.join().expect("a thread") + second.join().expect("a thread")
    });
    drop((first, second));
    assert_eq!(ran, 2 * 14, "both ran all of it");
    let names: BTreeSet<String> = bytes_of_parts(&bench).into_keys().collect();
    assert_eq!(names.len(), 2 * 5, "each wrote its own parts: {names:?}");
    let store = Store::collect(Arc::new(RealDisk), &bench.at("out"), &plan).expect("read");
    assert!(store.notes.is_empty(), "{:?}", store.notes);
    assert_eq!(store.done(), 14, "each run counts once");
    assert_eq!(missing(&plan, &store, 2, false).expect("read"), [2]);
    drop(store);
    bench.shard(&plan, "out", Shard { number: 2, of: 2 }).expect("it runs");
    assert_eq!(bench.sweep(&plan, "out", Arc::new(RealDisk), 2).expect("it collects").ran, 0);
    bench.assert_same(&expected, "out", "after two attempts");
}

/// Who was thought dead writes on while the tables are made, and afterwards: they do not change, nor does any part.
#[test]
fn who_was_thought_dead_does_not_disturb_the_tables() {
    let bench = Bench::new(EXPERIMENT);
    let plan = bench.plan("experiment.toml");
    let expected = bench.undisturbed(&plan);
    let mut late = Store::open(Arc::new(RealDisk), &bench.at("out"), &plan, SHARD).expect("opened");
    late.part_units = 1;
    for number in 1..=2 {
        bench.shard(&plan, "out", Shard { number, of: 2 }).expect("beside the late one");
    }
    let before = bytes_of_parts(&bench);
    let store = Arc::new(Store::collect(Arc::new(RealDisk), &bench.at("out"), &plan).expect("beside the late one"));
    assert_eq!(missing(&plan, &store, 2, false).expect("read"), [0u32; 0]);
    let (calls, collecting) = (AtomicU32::new(0), (Arc::clone(&store), bench.plan("experiment.toml")));
    let in_the_middle = move |plan: &_, seed, replicate| {
        if calls.fetch_add(1, Ordering::Relaxed) == 7 {
            let (store, plan) = &collecting;
            let head = tables::write(plan, store, true).expect("tables");
            record::remove_stale(store, true, head.failed > 0).expect("nothing stale");
            record::write(plan, store, "experiment.toml", &record::TABLES).expect("a record");
        }
        engine(plan, seed, replicate)
    };
    let ended = run(&plan, &late, 1, &in_the_middle, &|| ()).expect("the late one runs");
    drop(in_the_middle);
    assert_eq!(ended.ran, 14, "it knew of nobody");
    bench.assert_same(&expected, "out", "with one thought dead");
    let after = bytes_of_parts(&bench);
    for (name, bytes) in &before {
        assert!(after.get(name) == Some(bytes), "{name} was changed");
    }
    drop((store, late));
    assert_eq!(bench.sweep(&plan, "out", Arc::new(RealDisk), 2).expect("it collects").ran, 0);
    bench.assert_same(&expected, "out", "and once more");
}

/// A shard whose runs are all there does nothing; one with another's damaged part does not look at it.
#[test]
fn a_shard_that_is_done_runs_nothing() {
    let bench = Bench::new(EXPERIMENT);
    let plan = bench.plan("experiment.toml");
    for number in 1..=2 {
        assert_eq!(bench.shard(&plan, "out", Shard { number, of: 2 }).expect("it runs").ran, 14);
        assert_eq!(bench.shard(&plan, "out", Shard { number, of: 2 }).expect("nothing to run").ran, 0);
    }
    for (name, bytes) in bytes_of_parts(&bench).iter().filter(|(name, _)| name.starts_with("shard-2-")) {
        std::fs::write(bench.at("out/store/parts").join(name), &bytes[1..]).expect("damaged");
    }
    let first = Store::open(Arc::new(RealDisk), &bench.at("out"), &plan, SHARD).expect("opened");
    assert_eq!((first.notes.len(), first.done()), (0, 14), "{:?}", first.notes);
    drop(first);
    assert_eq!(bench.shard(&plan, "out", Shard { number: 2, of: 2 }).expect("again").ran, 14, "made again");
}

/// With a precision a shard is whole points, and it is done when each of them has enough.
#[test]
fn missing_shards_are_known_with_a_precision_too() {
    let precise = EXPERIMENT
        .replace("replicates = 4", "replicates = { outcome = \"attendance\", half_width = 0.05, at_most = 60 }");
    let bench = Bench::new(&precise);
    let plan = bench.plan("experiment.toml");
    let look = |but_failed| {
        let store = Store::collect(Arc::new(RealDisk), &bench.at("out"), &plan).expect("opened");
        missing(&plan, &store, 3, but_failed).expect("read")
    };
    assert_eq!(look(true), [1, 2, 3]);
    bench.shard(&plan, "out", Shard { number: 2, of: 3 }).expect("it runs");
    assert_eq!(look(true), [1, 3]);
    bench.shard(&plan, "out", Shard { number: 1, of: 3 }).expect("it runs");
    bench.shard(&plan, "out", Shard { number: 3, of: 3 }).expect("it runs");
    assert_eq!(look(false), [0u32; 0]);
}

/// A run that failed is one to try again for who starts work, and none to wait for.
#[test]
fn failed_runs_are_missing_or_not() {
    let bench = Bench::new(EXPERIMENT);
    let plan = bench.plan("experiment.toml");
    let store = Store::open(Arc::new(RealDisk), &bench.at("out"), &plan, SHARD).expect("opened");
    let failing = |plan: &_, seed, replicate| {
        assert!(replicate != 3, "the third one fails");
        engine(plan, seed, replicate)
    };
    assert!(run(&plan, &store, 1, &failing, &|| ()).expect("it goes on").failed > 0);
    drop(store);
    let store = Store::collect(Arc::new(RealDisk), &bench.at("out"), &plan).expect("opened");
    assert_eq!(missing(&plan, &store, 2, false).expect("read"), [1, 2]);
    assert_eq!(missing(&plan, &store, 2, true).expect("read"), [2]);
}

/// A shard's own reading of a plan checks its own points alone; what others wrote of them it knows all the same, and
/// what it writes is what anybody would.
#[test]
fn a_plan_read_for_a_shard_is_the_same_plan() {
    for experiment in [EXPERIMENT.to_owned(), EXPERIMENT.replace("replicates = 4", "replicates = 3")] {
        let bench = Bench::new(&experiment);
        let plan = bench.plan("experiment.toml");
        let expected = bench.undisturbed(&plan);
        bench.shard(&plan, "out", Shard { number: 1, of: 2 }).expect("it runs");
        let path = bench.at("experiment.toml").display().to_string();
        let mut ran = 0;
        for number in 1..=3 {
            let shard = Shard { number, of: 3 };
            let changes = Changes { seed: Some(5), ..Changes::default() };
            let own = SweepPlan::read_for(shard, &plan.digest(), &path, &changes, &Shelf::default()).expect("a plan");
            assert_eq!(own.digest(), plan.digest());
            ran += bench.shard(&own, "out", shard).expect("it runs").ran;
        }
        assert_eq!(ran, plan.most_runs() - plan.most_runs() / 2, "the other half");
        assert_eq!(bench.sweep(&plan, "out", Arc::new(RealDisk), 2).expect("it collects").ran, 0);
        bench.assert_same(&expected, "out", "plans of shards");
    }
}
