//! Contract: every check can fail. For each of them one bug is planted in the engine (`src/canary.rs`,
//! compiled in by the feature `canaries` alone), and the check must catch it: the twin, the knobs, the
//! invariants, the classics, the networks, the damaged files, the round trip, the self-test, the exit codes.
//!
//! `cargo test --release --features canaries --test canaries`. The checks are the very functions that the
//! other tests call. This is a program without test harness: a planted bug is planted for the whole process,
//! so one must be tried after the other. What it has caught: a check of a list that was always empty.

#![allow(unused, clippy::exit, clippy::print_stdout, clippy::disallowed_methods)] // a program; it uses a part of each test

mod calibration;
mod classics;
#[path = "common/disk.rs"]
mod disk;
mod hostile;
mod knobs;
#[path = "common/program.rs"]
mod program;
mod twin;

use std::process::Command;

use mobilise::canary::{Canary, plant};
use mobilise::internals::number::draws::{Actor, Draws};
use mobilise::internals::verify::Effort;
use mobilise::internals::verify::selftest::checks;
use mobilise::knob::network::{NetworkKind, NetworkKnobs};
use mobilise::model::invariants::check;
use mobilise::model::week::WEEK;
use mobilise::model::world::World;
use mobilise::network::make;
use mobilise::scenario::{Overrides, load, plan};

/// What a check says of the engine as it is: what is wrong, if anything.
type Check = fn() -> Option<String>;

/// The checks, each with the bugs it must catch.
const WATCHES: [(&str, Check, &[Canary]); 14] = [
    (
        "the slow twin",
        twin::first_difference,
        &[
            Canary::SwappedProcesses,
            Canary::SharedStream,
            Canary::RowsInOrder,
            Canary::ZeroColumn,
            Canary::ToldAgain,
            Canary::RefusalReversed,
            Canary::ProblemKept,
            Canary::GrudgeForgotten,
            Canary::StoriesWeakened,
            Canary::ExperienceSkewed,
        ],
    ),
    ("the knobs", miswired, &[Canary::KnobMiswired]),
    (
        "the invariants",
        broken_invariant,
        &[Canary::AsymmetricTie, Canary::UnbookedWages, Canary::ZeroColumn, Canary::ActsUnfree],
    ),
    ("the classics", unlike_granovetter, &[Canary::NoiseIgnored]),
    ("the networks", unlike_preferential, &[Canary::NobodyPreferred]),
    ("damaged files", damage, &[Canary::ReaderPanics, Canary::NoHint]),
    ("writing and reading again", another_plan, &[Canary::LostAgency]),
    ("the self-test", unsound, &[Canary::OtherDraws]),
    ("a known posterior", calibration::toy::conjugate, &[Canary::PriorIgnored, Canary::AnyMoveAccepted]),
    ("a choice among models", calibration::models::known_shares, &[Canary::ModelsUnweighed]),
    ("scenarios left out", calibration::several::rejected_early, &[Canary::RejectedTooSoon]),
    ("a calibration of two scenarios", calibration::scenarios::unlike_single_runs, &[Canary::ScenarioSkipped]),
    ("a calibration on several threads", calibration::toy::threads_show, &[Canary::FastestAccepted]),
    ("goldens and sameness of draws", other_numbers, &[Canary::OtherDraws, Canary::SharedStream]),
];

fn miswired() -> Option<String> {
    knobs::wrong_signs(&["attendance.ties", "attendance.need"]).into_iter().next()
}

/// The rich scenario with the invariants checked after every week, as debug builds do.
fn broken_invariant() -> Option<String> {
    let scenario = load("tests/rich.toml", &Overrides::default()).expect("it is right");
    let mut world = World::new(&plan(&scenario), 1, 0);
    (0..80).find_map(|week| {
        // The week is still this week's when debug builds check it.
        world.begin_week();
        WEEK.iter().for_each(|process| (process.run)(&mut world));
        let found = check(&world).err().map(|what| format!("week {week}: {what}"));
        world.end_week();
        found
    })
}

fn unlike_granovetter() -> Option<String> {
    classics::failures(&["granovetter-uniform"], Effort { long: false, seed: 1 }).into_iter().next()
}

/// The largest degree of a preferential network of 2,000 is far above that of a network without preference.
fn unlike_preferential() -> Option<String> {
    let nodes = 2_000;
    let knobs = NetworkKnobs { kind: NetworkKind::Preferential, degree: 6.0, ..NetworkKnobs::default() };
    let word = Draws::new(1, 0).word(Actor::Network, 0, 0);
    let mut degrees = vec![0; nodes];
    for (a, b) in make::ties(&knobs, &vec![0; nodes], &vec![0; nodes], word) {
        degrees[a as usize] += 1;
        degrees[b as usize] += 1;
    }
    let largest = degrees.into_iter().max().unwrap_or(0);
    (largest < 60).then(|| format!("nobody has more than {largest} ties"))
}

fn damage() -> Option<String> {
    hostile::damaged_scenarios(100_000).err()
}

fn another_plan() -> Option<String> {
    hostile::written_and_read_again().err()
}

fn unsound() -> Option<String> {
    checks().into_iter().find_map(|check| check.fault.map(|fault| format!("{}: {fault}", check.what)))
}

/// The digests of known runs, as the golden files hold them.
fn other_numbers() -> Option<String> {
    checks().into_iter().filter(|check| check.what.contains("digest")).find_map(|check| check.fault)
}

/// The exit code of the program with a bug planted, or none.
fn code(bug: Option<Canary>, arguments: &[&str]) -> Option<i32> {
    let mut program = Command::new(env!("CARGO_BIN_EXE_mobilise"));
    program.args(arguments);
    if let Some(bug) = bug {
        program.env("MOBILISE_CANARY", (bug as u8).to_string());
    }
    program.output().expect("the program starts").status.code()
}

fn main() {
    let mut silent = Vec::new();
    // Panics of the damaged files are caught, and need not be printed.
    std::panic::set_hook(Box::new(|_| {}));
    for (what, check, bugs) in WATCHES {
        plant(None);
        match check() {
            None => println!("{what}: nothing to say of the engine as it is"),
            Some(said) => silent.push(format!("{what} finds fault with the engine as it is: {said}")),
        }
        for bug in bugs {
            plant(Some(*bug));
            let said = check();
            plant(None);
            match said {
                Some(said) => println!("{what} catches {bug:?}: {}", said.lines().next().unwrap_or_default()),
                None => silent.push(format!("{what} does not catch {bug:?}")),
            }
        }
    }
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("sweep").display().to_string();
    let sweep = ["sweep", "learning-and-relief", "--weeks", "3", "--replicates", "2", "--quiet", "--out", &out];
    // The second time it goes on with what failed before.
    let (planted, sound) = (code(Some(Canary::RunFails), &sweep), code(None, &sweep));
    println!("a sweep ends with {planted:?} where every run fails, and goes on to end with {sound:?}");
    if (planted, sound) != (Some(1), Some(0)) {
        silent.push("a sweep does not tell by its exit code that runs failed".to_owned());
    }
    let out = folder.path().join("screened").display().to_string();
    let screen = ["sensitivity", "which-knobs-matter", "--weeks", "3", "--replicates", "2", "--quiet", "--out", &out];
    let (planted, sound) = (code(Some(Canary::RunFails), &screen), code(None, &screen));
    println!("sensitivity ends with {planted:?} where every run fails, and goes on to end with {sound:?}");
    if (planted, sound) != (Some(1), Some(0)) {
        silent.push("sensitivity computes something of runs that failed".to_owned());
    }
    for (arguments, bug) in
        [(vec!["verify", "granovetter-uniform"], Canary::NoiseIgnored), (vec!["selftest"], Canary::OtherDraws)]
    {
        let (sound, planted) = (code(None, &arguments), code(Some(bug), &arguments));
        println!("{arguments:?} ends with {sound:?}, and with {planted:?} where {bug:?} is planted");
        if (sound, planted) != (Some(0), Some(3)) {
            silent.push(format!("{arguments:?} does not tell by its exit code that {bug:?} is planted"));
        }
    }
    for line in &silent {
        println!("FAILED: {line}");
    }
    std::process::exit(i32::from(!silent.is_empty()));
}
