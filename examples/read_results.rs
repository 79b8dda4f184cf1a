//! Reading results back: the folder of a study becomes the same typed data as when it was run.
//!
//! `cargo run --release --example read_results`

#![allow(clippy::disallowed_methods, clippy::print_stdout)] // a program of its own

use mobilise::results::{Folder, FolderResults};
use mobilise::{OUTCOMES, Outcome, Silent, StudyRequest, run_study};

pub fn main() -> Result<(), Box<dyn std::error::Error>> {
    // A study to read. `mobilise compare j4dw meca --out FOLDER` leaves such a folder too.
    let temporary = tempfile::tempdir()?;
    let folder = temporary.path().join("study");
    let mut request = StudyRequest::new(["j4dw", "meca"], &folder);
    request.changes.weeks = Some(52);
    request.changes.replicates = Some(4);
    request.seed = Some(1);
    run_study(&request, &Silent)?;

    // `run.json` records what was run; the tables hold what it gave. A damaged file is refused.
    let folder = Folder::read(&folder)?;
    let FolderResults::Study(study) = &folder.results else { return Err("the folder of another command".into()) };
    let (study, results) = &**study;
    println!("{} runs under seed {}", study.runs(), study.seed);

    let outcome = Outcome::EverMembers as usize;
    for (number, scenario) in study.scenarios.iter().enumerate() {
        // Row group 0 is the first organisation.
        let found = results.outcomes.estimate(number, 0, outcome);
        let runs: Vec<f64> = results.outcomes.values(number, 0, outcome).collect();
        println!("{}: {} {:.1} ± {:.1}", scenario.name, OUTCOMES[outcome].label, found.mean, found.high - found.mean);
        println!("    run by run: {runs:?}");
    }
    Ok(())
}
