//! Whether a calibration can be run, before anything is.

use crate::config::{Problem, Problems};
use crate::experiment::plan::once;

use super::plan::Plan;

/// Each knob at both ends of its prior, the others in their middles: a knob that is not there, or an end that the
/// scenario does not bear, is said here.
pub(super) fn ends(plan: &Plan) -> Result<(), Problems> {
    let middle: Vec<f64> = plan.knobs.iter().map(|knob| knob.law.quantile(0.5)).collect();
    let mut problems = Vec::new();
    for (n, knob) in plan.knobs.iter().enumerate() {
        if let Some(twin) = plan.knobs[..n].iter().find(|other| other.name == knob.name) {
            let title = format!("`{}` is there twice", twin.name);
            problems.push(Problem::at(&knob.span, title, "the second time").hint("one prior for each knob"));
        }
        for end in [knob.law.from, knob.law.to] {
            let mut values = middle.clone();
            values[n] = end;
            problems.extend(plan.scenario_at(&values).err().into_iter().flat_map(|found| found.0));
        }
    }
    let problems = once(problems);
    if problems.is_empty() { Ok(()) } else { Err(Problems(problems)) }
}

/// More particles than knobs, and runs for a first generation.
pub(super) fn sizes(plan: &Plan) -> Result<(), Problems> {
    let (particles, knobs) = (plan.settings.particles, plan.knobs.len());
    if particles < 2 * knobs + 2 {
        let title = format!("{particles} particles are too few for {knobs} knobs");
        let hint = format!("at least {}, better some hundreds: `particles`, or --particles", 2 * knobs + 2);
        return Err(Problem::whole(title, hint).into());
    }
    if plan.settings.at_most < particles as u64 {
        let needed = particles as u64 * u64::from(plan.replicates);
        let title = format!("{} runs do not fill even the first generation", plan.at_most_runs);
        let hint = format!("it takes {needed}, and each later one several times as many: `at_most`, or --at-most");
        return Err(Problem::whole(title, hint).into());
    }
    Ok(())
}
