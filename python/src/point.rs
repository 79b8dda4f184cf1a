//! Outcomes at points of a space of knobs, under common random numbers: what samplers and optimisers call.

use mobilise::scenario::Plans;
use mobilise::workflow::changes::check_memory;
use mobilise::{OUTCOMES, Problem, Progress, WorkflowError};
use pyo3::prelude::*;
use rayon::prelude::*;

use crate::error::wrong;
use crate::scenario::Scenario;
use crate::work::{threads, work_alone};

/// For each point (a list of changes), for each outcome, its value in each replicate; NaN where it has none.
#[pyfunction]
#[allow(clippy::too_many_arguments)] // Python's keywords
pub(crate) fn evaluate(
    py: Python<'_>,
    scenario: PyRef<'_, Scenario>,
    points: Vec<Vec<String>>,
    outcomes: Vec<String>,
    organisation: Option<&str>,
    seed: u64,
    replicates: u32,
    asked_threads: Option<usize>,
    report: Option<Bound<'_, PyAny>>,
) -> PyResult<Vec<Vec<Vec<f64>>>> {
    let number = |name: &String| {
        let found = OUTCOMES.iter().position(|outcome| outcome.name == name);
        let hint = "mobilise.explain(\"outcomes\") and mobilise.outcomes() list them";
        found.ok_or_else(|| wrong(py, Problem::whole(format!("there is no outcome `{name}`"), hint)))
    };
    let wanted = outcomes.iter().map(number).collect::<PyResult<Vec<usize>>>()?;
    let resolved = &scenario.resolved;
    let group = match organisation {
        None => 0,
        Some("field") => resolved.organisations.len(),
        Some(name) => {
            let names: Vec<&str> = resolved.organisations.iter().map(|o| o.name.as_str()).collect();
            let hint = format!("it has {}, and \"field\" is the whole population", names.join(", "));
            let title = format!("`{}` has no organisation `{name}`", resolved.name);
            names.iter().position(|own| *own == name).ok_or_else(|| wrong(py, Problem::whole(title, hint)))?
        }
    };
    let threads = threads(asked_threads);
    check_memory(resolved, threads).map_err(|problem| wrong(py, problem))?;
    let base = scenario.clone();
    work_alone(py, threads, report, move |reporter| {
        reporter.begin(points.len() as u64 * u64::from(replicates));
        let scenarios = points.par_iter().map(|changes| base.changed(changes)).collect::<Result<Vec<_>, _>>()?;
        let plans: Vec<Plans> = scenarios.iter().map(|scenario| Plans::new(&scenario.resolved)).collect();
        let units: Vec<(usize, u32)> =
            (0..plans.len()).flat_map(|point| (0..replicates).map(move |replicate| (point, replicate))).collect();
        let one = |(point, replicate): (usize, u32)| -> Result<Vec<f64>, WorkflowError> {
            // An error ends all points; unwinding would end this one alone.
            if reporter.is_stopped() {
                return Err(WorkflowError::run("the call was stopped", "call it again"));
            }
            let result = mobilise::run(&plans[point].of(seed, replicate)?, seed, replicate);
            reporter.step();
            Ok(wanted.iter().map(|outcome| result.outcomes[group].0[*outcome]).collect())
        };
        let made = units.into_par_iter().map(one).collect::<Result<Vec<_>, _>>()?;
        let of_point = |point: &[Vec<f64>]| -> Vec<Vec<f64>> {
            (0..wanted.len()).map(|outcome| point.iter().map(|run| run[outcome]).collect()).collect()
        };
        Ok(made.chunks(replicates as usize).map(of_point).collect())
    })
}
