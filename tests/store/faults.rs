//! Whatever the disk refuses, nothing that was kept is lost, and what comes out at the end is the same.

use std::sync::Arc;

use mobilise::internals::files::disk::RealDisk;
use mobilise::internals::store::StoreError;

use super::tools::{Bench, EXPERIMENT};
use crate::disk::{BadDisk, Wrong};

/// The n-th operation – making, opening, writing, syncing, renaming, removing – fails, for every n that there
/// is; once with all after it (a disk that is gone), once alone. The sweep says so, and a second one ends it.
#[test]
fn every_operation_may_fail() {
    let bench = Bench::new(EXPERIMENT);
    let plan = bench.plan("experiment.toml");
    let expected = bench.undisturbed(&plan);
    let calm = Arc::new(BadDisk::new(Wrong::Nothing));
    bench.sweep(&plan, "calm", calm.clone(), 1).expect("nothing goes wrong");
    bench.assert_same(&expected, "calm", "a disk that only counts");
    let operations = calm.operations();
    assert!(operations > 80, "only {operations} operations: are parts still small?");
    let mut stopped = 0;
    for n in 0..operations {
        for wrong in [Wrong::From(n), Wrong::Once(n)] {
            let out = format!("{wrong:?}");
            match bench.sweep(&plan, &out, Arc::new(BadDisk::new(wrong)), 1) {
                Err(StoreError::File(_) | StoreError::Rows(_)) => stopped += 1,
                Err(StoreError::Refused(problem)) => panic!("{wrong:?}: {}", problem.title),
                // A part more or less: there were fewer operations this time. Who says that all went well must
                // have all.
                Ok(_) => bench.assert_same(&expected, &out, &format!("{out}, which nobody noticed")),
            }
            let again = bench.sweep(&plan, &out, Arc::new(BadDisk::new(Wrong::Nothing)), 2);
            again.unwrap_or_else(|error| panic!("{wrong:?}: {error}"));
            bench.assert_same(&expected, &out, &out);
            std::fs::remove_dir_all(bench.at(&out)).expect("removed");
        }
    }
    assert!(stopped > operations, "only {stopped} of {} faults were noticed", 2 * operations);
}

/// The same again and again on one folder: each sitting gets a little further before the disk is gone.
#[test]
fn many_sittings_come_to_the_same_end() {
    let bench = Bench::new(EXPERIMENT);
    let plan = bench.plan("experiment.toml");
    let expected = bench.undisturbed(&plan);
    let mut sittings = 0;
    // A sitting's first operations open the store; after them it keeps a part or two.
    while bench.sweep(&plan, "out", Arc::new(BadDisk::new(Wrong::From(20 + sittings % 13))), 2).is_err() {
        sittings += 1;
        if sittings > 60 {
            // What is left are the tables, which a sitting writes whole.
            bench.sweep(&plan, "out", Arc::new(RealDisk), 2).expect("the last one");
            break;
        }
    }
    assert!(sittings > 3);
    bench.assert_same(&expected, "out", "after many sittings");
}

/// The disk is full after so many bytes: said in words, and with room again it goes on.
#[test]
fn a_full_disk_is_said_and_survived() {
    let bench = Bench::new(EXPERIMENT);
    let plan = bench.plan("experiment.toml");
    let expected = bench.undisturbed(&plan);
    let calm = Arc::new(BadDisk::new(Wrong::Nothing));
    bench.sweep(&plan, "calm", calm.clone(), 1).expect("nothing goes wrong");
    let all = calm.bytes();
    for tenth in 0..10 {
        let out = format!("full-{tenth}");
        let full = bench.sweep(&plan, &out, Arc::new(BadDisk::new(Wrong::FullAfter(all * tenth / 10))), 2);
        let error = full.expect_err("there is no room").to_string();
        assert!(error.contains("the disk is full") || error.contains("storage full"), "{error}");
        bench.sweep(&plan, &out, Arc::new(RealDisk), 2).expect("there is room again");
        bench.assert_same(&expected, &out, &out);
    }
}

/// A part that was changed or lost since is noticed, and its runs are made again.
#[test]
fn a_damaged_part_is_made_again() {
    let bench = Bench::new(EXPERIMENT);
    let plan = bench.plan("experiment.toml");
    let expected = bench.undisturbed(&plan);
    let parts = bench.at("undisturbed/store/parts");
    let names = mobilise::internals::files::names_in(&parts).expect("parts");
    let mut bytes = std::fs::read(parts.join(&names[0])).expect("a part");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(parts.join(&names[0]), bytes).expect("changed");
    std::fs::remove_file(parts.join(&names[1])).expect("lost");
    let ended = bench.sweep(&plan, "undisturbed", Arc::new(RealDisk), 2).expect("it goes on");
    assert_eq!(ended.ran, 6, "two parts of three units");
    bench.assert_same(&expected, "undisturbed", "after the damage");
}
