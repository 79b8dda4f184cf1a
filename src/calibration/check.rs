//! Whether a calibration can be run, before anything is.

use crate::config::{Problem, Problems, distinct};

use super::plan::CalibrationPlan;

/// Checks each knob at both ends of its prior, the others in their middles, in every model and scenario that has it: a
/// scenario that lacks the knob or does not accept an end is refused here.
pub(super) fn check_ends(plan: &CalibrationPlan) -> Result<(), Problems> {
    let mut problems = Vec::new();
    for (n, knob) in plan.knobs.iter().enumerate() {
        if let Some(twin) = plan.knobs[..n].iter().find(|other| other.name == knob.name) {
            let title = format!("`{}` is listed twice", twin.name);
            problems.push(Problem::at(&knob.span, title, "the second time").hint("one prior for each knob"));
        }
        let models = (0..plan.model_count()).filter(|model| plan.model_has(*model, n));
        let tried = models.flat_map(|model| [(model, knob.prior.from), (model, knob.prior.to)]);
        for (model, end) in tried {
            let mut values: Vec<f64> = (0..plan.knobs.len()).map(|knob| middle(plan, model, knob)).collect();
            values[n] = end;
            for case in 0..plan.cases.len() {
                problems.extend(plan.scenario_at(case, model, &values).err().into_iter().flat_map(|found| found.0));
            }
        }
    }
    let problems = distinct(problems);
    if problems.is_empty() { Ok(()) } else { Err(Problems(problems)) }
}

/// The middle of a knob's prior; NaN where the model does not have it.
fn middle(plan: &CalibrationPlan, model: usize, knob: usize) -> f64 {
    if plan.model_has(model, knob) { plan.knobs[knob].prior.quantile(0.5) } else { f64::NAN }
}

/// Checks that there are more particles than knobs, in each model, and runs for a first generation.
pub(super) fn check_sizes(plan: &CalibrationPlan) -> Result<(), Problems> {
    let (particles, knobs, settings) = (plan.settings.particles, plan.knobs.len(), &plan.settings);
    let of_models = plan.models.iter().map(|model| 2 * model.prior.parameters.len() + 2).sum::<usize>();
    let needed = of_models.max(2 * knobs + 2);
    if particles < needed {
        let among = if plan.models.is_empty() { String::new() } else { format!(" and {} models", plan.models.len()) };
        let title = format!("{particles} particles are too few for {knobs} knobs{among}");
        let hint = format!("at least {needed}, better some hundreds: `particles`, or --particles");
        return Err(Problem::whole(title, hint).into());
    }
    if settings.at_most < particles as u64 {
        let needed = particles as u64 * u64::from(plan.replicates);
        let title = format!("{} runs do not fill even the first generation", plan.at_most_runs);
        let hint = format!("it takes {needed}, and each later one several times as many: `at_most`, or --at-most");
        return Err(Problem::whole(title, hint).into());
    }
    Ok(())
}
