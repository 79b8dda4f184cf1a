//! A paired comparison: what difference does one practice make?
//!
//! Replicate r of both scenarios draws the same random numbers, so chance that both share cancels in the difference.
//! Far fewer runs are needed than with independent ones.
//!
//! `cargo run --release --example paired_comparison`

#![allow(clippy::disallowed_methods, clippy::print_stdout)] // a program of its own

use mobilise::{OUTCOMES, Outcome, Scenario, Study};

pub fn main() -> Result<(), Box<dyn std::error::Error>> {
    // J4DW as it was, and J4DW with teaching by lecture.
    let dialogue = Scenario::load("j4dw", &["run.weeks=104"])?;
    let mut lecture = Scenario::load("j4dw", &["run.weeks=104", "organisation.J4DW.teaching=didactic"])?;
    lecture.name = "J4DW, lectures".to_owned();

    // Twelve replicates of each under seed 1, on all processors. The closure is called after every run.
    let study = Study::new(vec![dialogue, lecture], 1, 12);
    let results = study.run(&|| ())?;

    // `Effect` compares row groups: (scenario 1, organisation 0) minus (scenario 0, organisation 0).
    for outcome in [Outcome::Attendance, Outcome::Mobilised, Outcome::Trust] {
        let found = results.effects.iter().find(|effect| effect.outcome == outcome as usize);
        let Some(effect) = found else { continue };
        let (info, difference) = (&OUTCOMES[outcome as usize], effect.difference);
        println!(
            "{:<22} {:>8.3} (95 % interval {:.3} to {:.3}; pairing removed {:.0} % of the variance)",
            info.label,
            difference.mean,
            difference.low,
            difference.high,
            100.0 * effect.variance_removed,
        );
    }
    Ok(())
}
