//! One run: load a scenario, change a setting, follow the organisation week by week.
//!
//! `cargo run --release --example one_run`

#![allow(clippy::disallowed_methods, clippy::print_stdout)] // a program of its own

use mobilise::{Measure, Outcome, Scenario};

pub fn main() -> Result<(), Box<dyn std::error::Error>> {
    // An embedded scenario by name, or a file by path. Changes are written as on the command line with --set.
    let scenario = Scenario::load("j4dw", &["run.weeks=156"])?;
    println!("{}: {}", scenario.name, scenario.about);

    // The same scenario, seed (2026) and replicate (0) always give the same numbers.
    let result = scenario.run_replicate(2026, 0)?;

    // One row per week for each organisation, in the order of the file, and then for the whole field.
    let organisation = &result.weeks[0];
    for week in (0..organisation.len()).step_by(26) {
        let row = &organisation[week];
        println!(
            "{}  members {:>3}  at the session {:>3}",
            scenario.date_of(week as u32),
            row[Measure::Members],
            row[Measure::Attendance],
        );
    }

    // Outcomes of the whole run, in the same order. A value is NaN where it is not defined.
    let outcomes = &result.outcomes[0];
    println!("people who ever joined: {}", outcomes.0[Outcome::EverMembers as usize]);
    println!("calls to action won:    {}", outcomes.0[Outcome::CallsWon as usize]);
    Ok(())
}
