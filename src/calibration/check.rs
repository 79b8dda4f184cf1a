//! Whether a calibration can be run, before anything is.

use crate::config::{Problem, Problems, distinct};
use crate::scenario::Scenario;

use super::prior_file::KnobPrior;
use super::target::{ModelPrior, Settings};

/// The scenarios of a calibration in a model at some coordinates.
type ScenariosAt<'a> = &'a dyn Fn(usize, &[f64]) -> Vec<Result<Scenario, Problems>>;

/// Checks each knob at both ends of its prior, the others in their middles, in every model and scenario that has it: a
/// scenario that lacks the knob or does not accept an end is refused here.
pub(super) fn check_ends(
    knobs: &[KnobPrior],
    models: &[ModelPrior],
    scenarios_at: ScenariosAt<'_>,
) -> Result<(), Problems> {
    let mut problems = Vec::new();
    for (n, knob) in knobs.iter().enumerate() {
        // What all scenarios share cannot be one scenario's own beside it.
        let is_twin = |other: &&KnobPrior| {
            let shared = other.scenario.is_none() || knob.scenario.is_none();
            other.name == knob.name || (shared && other.knob() == knob.knob())
        };
        if let Some(twin) = knobs[..n].iter().find(is_twin) {
            let title = format!("`{}` is listed twice", twin.name);
            problems.push(Problem::at(&knob.span, title, "the second time").hint("one prior for each knob"));
        }
        for (number, model) in models.iter().enumerate().filter(|(_, model)| model.parameters.contains(&n)) {
            let middle = |knob: usize| {
                if model.parameters.contains(&knob) { knobs[knob].prior.quantile(0.5) } else { f64::NAN }
            };
            for end in [knob.prior.from, knob.prior.to] {
                let mut values: Vec<f64> = (0..knobs.len()).map(middle).collect();
                values[n] = end;
                let refused = scenarios_at(number, &values).into_iter().filter_map(Result::err);
                problems.extend(refused.flat_map(|found| found.0));
            }
        }
    }
    let problems = distinct(problems);
    if problems.is_empty() { Ok(()) } else { Err(Problems(problems)) }
}

/// Checks that there are more particles than knobs, in each model, and runs for a first generation.
pub(super) fn check_sizes(
    settings: &Settings,
    models: &[ModelPrior],
    knobs: usize,
    replicates: u32,
    at_most_runs: u64,
) -> Result<(), Problems> {
    let particles = settings.particles;
    let of_models = models.iter().map(|model| 2 * model.parameters.len() + 2).sum::<usize>();
    let needed = of_models.max(2 * knobs + 2);
    if particles < needed {
        let among = if models.len() == 1 { String::new() } else { format!(" and {} models", models.len()) };
        let title = format!("{particles} particles are too few for {knobs} knobs{among}");
        let hint = format!("at least {needed}, better some hundreds: `particles`, or --particles");
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
