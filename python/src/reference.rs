//! What things are called and mean: the glossary, the tables of knobs, measures and outcomes, and the ODD description.

use mobilise::experiment::plan::{Changes, SweepPlan};
use mobilise::internals::glossary::{all_text, look_up, overview_text};
use mobilise::internals::odd::{Subject, odd as describe};
use mobilise::knob::catalogue::catalogue;
use mobilise::scenario::Shelf;
use mobilise::scenario::library::{CALIBRATIONS, CASES, CLASSICS, EXPERIMENTS, Embedded, QUESTIONS};
use mobilise::{MEASURES, OUTCOMES, Problems};
use pyo3::prelude::*;

use crate::error::wrong;
use crate::scenario::Scenario;
use crate::table::Table;
use crate::work::guard;

/// What a name means; without one, what can be explained.
#[pyfunction]
pub(crate) fn explain(py: Python<'_>, name: Option<&str>, all: bool) -> PyResult<String> {
    let text = guard(py, || match name {
        Some(name) => look_up(name).map(|entries| entries.iter().map(ToString::to_string).collect::<String>()),
        None if all => Ok(all_text()),
        None => Ok(overview_text()),
    })?;
    text.map_err(|problem| wrong(py, problem))
}

/// The ODD description of scenarios and experiments, as Markdown.
#[pyfunction]
pub(crate) fn odd(
    py: Python<'_>,
    scenarios: Vec<PyRef<'_, Scenario>>,
    experiments: Vec<String>,
    command: &str,
) -> PyResult<String> {
    let resolved: Vec<mobilise::Scenario> = scenarios.iter().map(|scenario| scenario.resolved.clone()).collect();
    let text = guard(py, || -> Result<String, Problems> {
        let read = |name: &String| SweepPlan::read(name, &Changes::default(), &Shelf::default(), &|| 0);
        let experiments = experiments.iter().map(read).collect::<Result<Vec<_>, _>>()?;
        Ok(describe(&Subject { scenarios: &resolved, experiments: &experiments, command }))
    })?;
    text.map_err(|problems| wrong(py, problems))
}

/// The names of what comes with the program, by kind.
#[pyfunction]
pub(crate) fn names(kind: &str) -> Vec<&'static str> {
    let list: &[Embedded] = match kind {
        "cases" => CASES,
        "classics" => CLASSICS,
        "experiments" => EXPERIMENTS,
        "questions" => QUESTIONS,
        _ => CALIBRATIONS,
    };
    list.iter().map(|file| file.name).collect()
}

/// All knobs.
#[pyfunction]
pub(crate) fn knobs() -> Table {
    let all = catalogue();
    let column = |of: &dyn Fn(&(String, &mobilise::knob::Knob)) -> String| all.iter().map(of).collect::<Vec<_>>();
    Table::of_texts(vec![
        ("knob", column(&|(name, _)| name.clone())),
        ("default", column(&|(_, knob)| knob.default.to_string())),
        ("unit", column(&|(_, knob)| knob.unit.to_owned())),
        ("range", column(&|(_, knob)| knob.kind.to_string())),
        ("meaning", column(&|(_, knob)| knob.meaning.trim().to_owned())),
        ("source", column(&|(_, knob)| knob.source.to_owned())),
        ("status", column(&|(_, knob)| knob.status.to_string())),
        ("symbol", column(&|(_, knob)| knob.symbol.to_owned())),
    ])
}

/// All weekly measures, or all outcomes of a run.
#[pyfunction]
pub(crate) fn measures(outcomes: bool) -> Table {
    let rows: Vec<[&str; 3]> = if outcomes {
        OUTCOMES.iter().map(|row| [row.name, row.unit, row.meaning]).collect()
    } else {
        MEASURES.iter().map(|row| [row.name, row.unit, row.meaning]).collect()
    };
    let column = |at: usize| rows.iter().map(|row| row[at].trim().to_owned()).collect();
    Table::of_texts(vec![("name", column(0)), ("unit", column(1)), ("meaning", column(2))])
}
