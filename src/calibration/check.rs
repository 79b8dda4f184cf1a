//! Whether a calibration can be run, before anything is.

use crate::config::{Problem, Problems, distinct};
use crate::scenario::Scenario;

use super::prior_file::KnobPrior;
use super::target::Settings;

/// Checks each knob at both ends of its prior, the others in their middles: a scenario that lacks the knob or does not
/// accept an end is refused here.
pub(super) fn check_ends(
    knobs: &[KnobPrior],
    scenario_at: &dyn Fn(&[f64]) -> Result<Scenario, Problems>,
) -> Result<(), Problems> {
    let middle: Vec<f64> = knobs.iter().map(|knob| knob.prior.quantile(0.5)).collect();
    let mut problems = Vec::new();
    for (n, knob) in knobs.iter().enumerate() {
        if let Some(twin) = knobs[..n].iter().find(|other| other.name == knob.name) {
            let title = format!("`{}` is listed twice", twin.name);
            problems.push(Problem::at(&knob.span, title, "the second time").hint("one prior for each knob"));
        }
        for end in [knob.prior.from, knob.prior.to] {
            let mut values = middle.clone();
            values[n] = end;
            problems.extend(scenario_at(&values).err().into_iter().flat_map(|found| found.0));
        }
    }
    let problems = distinct(problems);
    if problems.is_empty() { Ok(()) } else { Err(Problems(problems)) }
}

/// Checks that there are more particles than knobs, and runs for a first generation.
pub(super) fn check_sizes(
    settings: &Settings,
    knobs: usize,
    replicates: u32,
    at_most_runs: u64,
) -> Result<(), Problems> {
    let particles = settings.particles;
    if particles < 2 * knobs + 2 {
        let title = format!("{particles} particles are too few for {knobs} knobs");
        let hint = format!("at least {}, better some hundreds: `particles`, or --particles", 2 * knobs + 2);
        return Err(Problem::whole(title, hint).into());
    }
    if settings.at_most < particles as u64 {
        let needed = particles as u64 * u64::from(replicates);
        let title = format!("{at_most_runs} runs do not fill even the first generation");
        let hint = format!("it takes {needed}, and each later one several times as many: `at_most`, or --at-most");
        return Err(Problem::whole(title, hint).into());
    }
    Ok(())
}
