//! The work that three fixed tasks take, counted in instructions.
//!
//! Time on a shared machine swings by a quarter from hour to hour; the number of instructions hardly does. So
//! what guards against slow code is counted work: valgrind runs each task once, and it may not take more than
//! 3 % above what stands in `tests/work.txt` for this compiler. Less is welcome, and written down with
//! `MOBILISE_BLESS=1 cargo test --release --test work`. Another compiler makes other code: then the counts are
//! shown and nothing is compared.

#![allow(clippy::print_stdout, clippy::disallowed_methods)] // a test program of its own, with a file of its own

use std::path::PathBuf;
use std::process::{Command, ExitCode};

use mobilise::model::run::run;
use mobilise::scenario::{Overrides, load, plan};

/// The tasks: a name, a scenario, what is changed in it, and the number of replicates.
const TASKS: [(&str, &str, &[&str], u32); 3] = [
    ("whole week", "j4dw", &["run.weeks=52", "draw.knobs=[]"], 1),
    ("contagion", "contagion", &["run.weeks=20", "population.workers=20000"], 1),
    ("many small runs", "watts-cascade", &["run.weeks=20", "population.workers=200"], 100),
];

/// How much more work than written down is let through.
const TOLERANCE: f64 = 0.03;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().collect();
    if let Some(task) = words.iter().position(|word| word == "--task").and_then(|place| words.get(place + 1)) {
        work(task);
        return ExitCode::SUCCESS;
    }
    if cfg!(debug_assertions) {
        println!("work is counted in release builds only");
        return ExitCode::SUCCESS;
    }
    if Command::new("valgrind").arg("--version").output().is_err() {
        println!("valgrind is not installed: work is not counted");
        return if std::env::var_os("MOBILISE_REQUIRE_VALGRIND").is_some() {
            ExitCode::FAILURE
        } else {
            ExitCode::SUCCESS
        };
    }
    compare()
}

fn work(task: &str) {
    let (_, scenario, sets, replicates) = TASKS.iter().find(|(name, ..)| *name == task).expect("a task");
    let sets = sets.iter().map(|set| ("--set".to_owned(), (*set).to_owned())).collect();
    let plan = plan(&load(scenario, &Overrides(sets)).expect("the scenario loads"));
    for replicate in 0..*replicates {
        std::hint::black_box(run(&plan, 1, replicate));
    }
}

/// Instructions of one task, as valgrind counts them.
fn count(task: &str) -> u64 {
    let me = std::env::current_exe().expect("this program");
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(me)
        .args(["--task", task])
        // One thread: how work is shared out is not to be counted.
        .env("RAYON_NUM_THREADS", "1")
        .output()
        .expect("valgrind runs");
    let said = String::from_utf8_lossy(&output.stderr);
    let number = said.split("Collected :").nth(1).and_then(|rest| rest.split_whitespace().next());
    number.and_then(|number| number.parse().ok()).unwrap_or_else(|| panic!("valgrind says: {said}"))
}

fn compiler() -> String {
    let output = Command::new("rustc").arg("--version").output().expect("rustc is there");
    let words = String::from_utf8_lossy(&output.stdout).into_owned();
    let version = words.split_whitespace().nth(1).unwrap_or("unknown");
    format!("{version} {}", std::env::consts::ARCH)
}

fn compare() -> ExitCode {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/work.txt");
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    let compiler = compiler();
    let bless = std::env::var_os("MOBILISE_BLESS").is_some();
    let (mut lines, mut failed) = (String::new(), false);
    for (task, ..) in TASKS {
        let found = count(task);
        let key = format!("{compiler} {task}: ");
        let before = written.lines().find_map(|line| line.strip_prefix(&key)?.parse::<u64>().ok());
        match before {
            Some(before) => {
                let more = found as f64 / before as f64 - 1.0;
                println!("{task}: {found} instructions, {:+.2} % of what is written down", 100.0 * more);
                failed |= more > TOLERANCE;
            }
            None => println!("{task}: {found} instructions; none are written down for {compiler}"),
        }
        lines += &format!("{key}{found}\n");
    }
    if bless {
        let others = written.lines().filter(|line| !line.starts_with(&compiler));
        let text = others.fold(lines, |text, line| text + line + "\n");
        std::fs::write(path, text).expect("tests/work.txt can be written");
        return ExitCode::SUCCESS;
    }
    if failed {
        println!(
            "more than {:.0} % above what is written down: mend it, or say why in CHANGELOG and bless",
            100.0 * TOLERANCE
        );
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}
