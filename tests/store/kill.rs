//! Killed with the signal that cannot be caught, fifty times, at moments nobody chose.

use std::path::Path;
use std::process::{Child, Stdio};
use std::time::Duration;

use super::program::Desk;
use super::tools::{SCENARIO, assert_same, files};

const EXPERIMENT: &str = "version = 1\nscenario = \"tiny.toml\"\nseed = 5\nreplicates = 25\n\n[vary]\n\
    coping.relief = [0.1, 0.3, 0.5]\norganisation.Ours.hours.learning = [0.0, 0.5]\n";

/// SplitMix64: the moments are the same each time the test runs; what they hit is not.
fn random(state: &mut u64) -> f64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut z = *state;
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    ((z ^ (z >> 31)) >> 11) as f64 / (1u64 << 53) as f64
}

/// Waits until a journal holds `more` bytes than now, or its sweep has ended.
fn wait_for(journal: &Path, more: f64, sweep: &mut Child) {
    let length = || std::fs::metadata(journal).map_or(0, |journal| journal.len());
    let enough = length() + more as u64;
    while length() < enough && sweep.try_wait().expect("a process").is_none() {
        std::thread::sleep(Duration::from_micros(200));
    }
}

// A moment is an amount of work done, not a time: a slow machine would still be starting up at the moment at
// which a fast one is half done. A few milliseconds come on top, so that it is not always just after a line.
#[test]
fn a_killed_sweep_goes_on() {
    let desk = Desk::new();
    desk.write("tiny.toml", &SCENARIO.replace("weeks = 8", "weeks = 52").replace("workers = 60", "workers = 150"));
    desk.write("experiment.toml", EXPERIMENT);
    let sweep = |out: &str| {
        let mut program = desk.program();
        program.args(["sweep", "experiment.toml", "--quiet", "--csv", "--out", out]);
        program.stdout(Stdio::null()).stderr(Stdio::piped());
        program
    };
    let journal = |out: &str| desk.at(out).join("store/journal");
    assert!(sweep("whole").status().expect("it runs").success());
    let whole = std::fs::metadata(journal("whole")).expect("a journal").len() as f64;
    let expected = files(&desk.at("whole"));

    let (mut kills, mut folders, mut midway, mut state) = (0, 0, 0, 7);
    while kills < 50 {
        let out = format!("out-{folders}");
        let mut child = sweep(&out).spawn().expect("it starts");
        // One in five is killed before it has begun, or soon after; the others anywhere up to half of it all.
        let more = if kills % 5 == 0 { 0.0 } else { whole * 0.5 * random(&mut state) };
        wait_for(&journal(&out), more, &mut child);
        std::thread::sleep(Duration::from_secs_f64(0.01 * random(&mut state)));
        let ended = child.try_wait().expect("a process");
        child.kill().expect("it dies");
        child.wait().expect("it is dead");
        match ended {
            Some(status) => {
                assert!(status.success());
                assert_same(&expected, &desk.at(&out), &out);
                folders += 1;
            }
            None => {
                kills += 1;
                midway += u32::from(std::fs::metadata(journal(&out)).is_ok_and(|journal| journal.len() > 0));
            }
        }
    }
    for n in 0..=folders {
        let out = format!("out-{n}");
        let done = sweep(&out).output().expect("it runs");
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        assert_same(&expected, &desk.at(&out), &out);
    }
    assert!(midway >= 30, "only {midway} of 50 kills found a journal with something in it");
}
