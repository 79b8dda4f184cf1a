//! A folder that is in use, or is something else, is refused clearly; a dead one's lock is no obstacle.

use std::sync::Arc;
use std::time::Duration;

use mobilise::experiment::Shard;
use mobilise::internals::files::disk::{Lock, RealDisk};
use mobilise::internals::store::{Store, StoreError};

use super::program::Desk;
use super::tools::{Bench, EXPERIMENT, SCENARIO, files};

/// Why a store is refused: title and hint.
fn refused(bench: &Bench, plan: &mobilise::experiment::plan::SweepPlan, out: &str, shard: Shard) -> String {
    match Store::open(Arc::new(RealDisk), &bench.at(out), plan, shard) {
        Err(StoreError::Refused(problem)) => format!("{} | {}", problem.title, problem.hint.unwrap_or_default()),
        Err(error) => panic!("{error}"),
        Ok(_) => panic!("it was opened"),
    }
}

#[test]
fn two_sweeps_on_one_folder() {
    let bench = Bench::new(EXPERIMENT);
    let plan = bench.plan("experiment.toml");
    let shard = |number, of| Shard { number, of };
    {
        let _first = Store::open(Arc::new(RealDisk), &bench.at("out"), &plan, Shard::WHOLE).expect("opened");
        for other in [Shard::WHOLE, shard(1, 2)] {
            let said = refused(&bench, &plan, "out", other);
            assert!(said.contains("is running in") && said.contains("--watch"), "{said}");
        }
    }
    {
        let _first = Store::open(Arc::new(RealDisk), &bench.at("out"), &plan, shard(1, 2)).expect("opened");
        let _second = Store::open(Arc::new(RealDisk), &bench.at("out"), &plan, shard(2, 2)).expect("side by side");
        // The first may be dead on another machine: it is said, not refused.
        let again = Store::open(Arc::new(RealDisk), &bench.at("out"), &plan, shard(1, 2)).expect("beside it");
        assert!(again.notes.iter().any(|note| note.contains("shard 1/2 is running already")), "{:?}", again.notes);
        assert!(refused(&bench, &plan, "out", Shard::WHOLE).contains("or a shard of one"));
    }
    // Both are gone, and so are their locks, though the files are there.
    Store::open(Arc::new(RealDisk), &bench.at("out"), &plan, Shard::WHOLE).expect("free again");
}

/// Who only looks holds the lock for a moment; that must not stop anybody.
#[test]
fn a_moment_is_waited_for() {
    let bench = Bench::new(EXPERIMENT);
    let plan = bench.plan("experiment.toml");
    drop(Store::open(Arc::new(RealDisk), &bench.at("out"), &plan, Shard::WHOLE).expect("opened"));
    let looking = Lock::take(&bench.at("out/store/lock"), true).expect("a lock");
    let held = std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(300));
        drop(looking);
    });
    Store::open(Arc::new(RealDisk), &bench.at("out"), &plan, Shard::WHOLE).expect("after a moment");
    held.join().expect("a thread");
}

#[test]
fn a_store_of_something_else() {
    let bench = Bench::new(EXPERIMENT);
    let plan = bench.plan("experiment.toml");
    let expected = bench.undisturbed(&plan);
    let other = |change: &dyn Fn(&str) -> String, words: &[&str]| {
        bench.write("other.toml", &change(EXPERIMENT));
        let said = refused(&bench, &bench.plan("other.toml"), "undisturbed", Shard::WHOLE);
        for word in words.iter().chain(&["--out DIR"]) {
            assert!(said.contains(word), "no {word:?} in {said}");
        }
    };
    other(&|text| text.replace("seed = 5", "seed = 6"), &["begun with seed 5", "--seed 5"]);
    other(&|text| text.replace("0.1, 0.5", "0.1, 0.4"), &["another experiment", "points take other values than then"]);
    other(&|text| text.replace("coping.relief", "recruitment.ask"), &["that one varies", "this one"]);
    other(&|text| text.replace("0.1, 0.5", "0.1, 0.5, 0.6"), &["that one has 7 points, this one 10"]);
    other(&|text| format!("common_random_numbers = false\n{text}"), &["common_random_numbers"]);
    // The scenario behind the same experiment.
    bench.write("tiny.toml", &SCENARIO.replace("founders.count = 8", "founders.count = 9"));
    other(&|text| text.to_owned(), &["the scenario, ", "says other than then"]);
    // It is not called another where it has the same name.
    let said = refused(&bench, &bench.plan("experiment.toml"), "undisturbed", Shard::WHOLE);
    assert!(said.contains("holds \"experiment\" as it was") && !said.contains("another experiment"), "{said}");
    bench.write("tiny.toml", SCENARIO);
    // A calibration's.
    let path = bench.at("undisturbed/store/plan.json");
    let text = std::fs::read_to_string(&path).expect("a plan");
    std::fs::write(&path, text.replacen('{', "{ \"kind\": \"calibration\",", 1)).expect("written");
    other(&|text| text.to_owned(), &["that of a calibration"]);
    std::fs::write(&path, text).expect("written");
    // Another version.
    let path = bench.at("undisturbed/store/plan.json");
    let text = std::fs::read_to_string(&path).expect("a plan");
    let version = format!("\"version\": \"{}\"", env!("CARGO_PKG_VERSION"));
    std::fs::write(&path, text.replace(&version, "\"version\": \"0.0.9\"")).expect("written");
    other(&|text| text.to_owned(), &["begun by mobilise 0.0.9", "and this is"]);
    std::fs::write(&path, "no plan").expect("written");
    other(&|text| text.to_owned(), &["cannot be read as what a store belongs to"]);
    std::fs::write(&path, text).expect("written");
    assert_eq!(files(&bench.at("undisturbed")), expected, "nothing was touched");
    // Remarks, names and order of keys may change; and replicates may be added.
    bench.write(
        "other.toml",
        &format!("# a remark\nname = \"Other\"\n{}", EXPERIMENT.replace("replicates = 4", "replicates = 6")),
    );
    let more = bench.plan("other.toml");
    let ended = bench.sweep(&more, "undisturbed", Arc::new(RealDisk), 2).expect("two more of each");
    assert_eq!(ended.ran, 7 * 2);
}

/// A part put there from another sweep.
#[test]
fn a_part_of_another_sweep() {
    let bench = Bench::new(EXPERIMENT);
    let plan = bench.plan("experiment.toml");
    bench.undisturbed(&plan);
    bench.write("other.toml", &EXPERIMENT.replace("0.1, 0.5", "0.1, 0.4"));
    let other = bench.plan("other.toml");
    bench.sweep(&other, "other", Arc::new(RealDisk), 1).expect("it runs");
    std::fs::copy(bench.at("undisturbed/store/journal"), bench.at("other/store/journal")).expect("copied");
    assert!(refused(&bench, &other, "other", Shard::WHOLE).contains("holds runs of another experiment"));
}

#[test]
fn a_folder_of_something_else() {
    let desk = Desk::new();
    desk.write("tiny.toml", SCENARIO);
    desk.write("experiment.toml", EXPERIMENT);
    desk.write("file", "a file");
    std::fs::create_dir(desk.at("mine")).expect("made");
    desk.write("mine/notes.txt", "two years of notes");
    for (out, word) in [
        ("mine", "holds no sweep"),
        ("file", "a file of that name"),
        ("nowhere/below", "the folder it should lie in is not there"),
        ("..", "not a name"),
    ] {
        desk.refused(&["sweep", "experiment.toml", "--out", out], &[word, "hint: "]);
    }
    assert_eq!(desk.names("mine"), ["notes.txt"]);
    assert_eq!(desk.names(""), ["experiment.toml", "file", "mine", "tiny.toml"]);
}
