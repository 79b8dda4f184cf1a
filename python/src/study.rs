//! One scenario or several under the same random numbers.

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use mobilise::results::{Folder, FolderResults};
use mobilise::scenario::number_equal_names;
use mobilise::study::StudyError;
use mobilise::study::summary::summary;
use mobilise::study::table::verdict;
use mobilise::workflow::changes::{check_memory, fresh_seed};
use mobilise::workflow::study::{AlsoWritten, leave_study};
use mobilise::{IfTaken, StudyResults, WorkflowError, figure};
use pyo3::prelude::*;

use crate::error::{fault, raise, wrong};
use crate::figure::{look, svg_or_png};
use crate::scenario::Scenario;
use crate::table::Table;
use crate::weeks::Weeks;
use crate::work::{Hooks, guard, threads, work};

/// A study that was run, with what it gave.
#[pyclass(frozen, module = "mobilise._native")]
pub(crate) struct Study {
    study: Arc<mobilise::Study>,
    results: Arc<StudyResults>,
    weeks: OnceLock<Py<Table>>,
    folder: Option<PathBuf>,
    notes: Vec<String>,
}

/// One finished run, as a callback sees it.
#[pyclass(frozen, module = "mobilise._native")]
pub(crate) struct Run {
    /// The scenario's name.
    #[pyo3(get)]
    scenario: String,
    /// The replicate, from 0.
    #[pyo3(get)]
    replicate: u32,
    /// Its weekly table.
    #[pyo3(get)]
    weeks: Py<Table>,
}

/// What is run and how.
#[derive(FromPyObject)]
#[pyo3(from_item_all)]
pub(crate) struct Request {
    seed: Option<u64>,
    replicates: Option<u32>,
    threads: Option<usize>,
    weeks: bool,
    folder: Option<PathBuf>,
    replace: bool,
    csv: bool,
    command: Vec<String>,
}

/// Runs a study in memory, or into a folder.
#[pyfunction]
pub(crate) fn run_study(
    py: Python<'_>,
    scenarios: Vec<PyRef<'_, Scenario>>,
    request: Request,
    report: Option<Bound<'_, PyAny>>,
    on_run: Option<Bound<'_, PyAny>>,
) -> PyResult<Study> {
    let mut resolved: Vec<mobilise::Scenario> = scenarios.iter().map(|scenario| scenario.resolved.clone()).collect();
    number_equal_names(&mut resolved);
    let in_files = resolved.iter().find_map(|scenario| scenario.seed);
    let seed = request.seed.or(in_files).map_or_else(fresh_seed, Ok).map_err(|error| raise(py, &error))?;
    let replicates = request.replicates.unwrap_or_else(|| resolved.first().map_or(1, |first| first.run.replicates));
    for scenario in &mut resolved {
        scenario.run.replicates = replicates;
    }
    let threads = threads(request.threads);
    let notes = resolved.iter().flat_map(mobilise::Scenario::doubts).map(|doubt| doubt.to_string()).collect();
    for scenario in &resolved {
        check_memory(scenario, threads).map_err(|problem| wrong(py, problem))?;
    }
    let mut study = mobilise::Study::new(resolved, seed, replicates);
    study.command.clone_from(&request.command);
    let hooks = Hooks { report };
    if let Some(folder) = request.folder {
        let if_taken = if request.replace { IfTaken::Replace } else { IfTaken::Refuse };
        let left = work(
            py,
            threads,
            &hooks,
            |_| Ok(()),
            move |reporter| {
                leave_study(study, &folder, if_taken, AlsoWritten { csv: request.csv, xlsx: false }, threads, reporter)
            },
        )?;
        let (study, results) = (Arc::new(left.study), Arc::new(left.results));
        return Ok(Study { study, results, weeks: OnceLock::new(), folder: Some(left.folder), notes });
    }
    let study = Arc::new(study);
    let of_callback = Arc::clone(&study);
    let shown = |unit: mobilise::study::Unit| -> PyResult<()> {
        let Some(on_run) = &on_run else { return Ok(()) };
        let mut weeks = Weeks::new(&of_callback, 1);
        weeks.add(&unit);
        let scenario = of_callback.scenarios[unit.scenario].name.clone();
        let run = Run { scenario, replicate: unit.replicate, weeks: Py::new(py, weeks.finish())? };
        on_run.call1((run,)).map(|_| ())
    };
    let (of_work, keep, hand_over) = (Arc::clone(&study), request.weeks, on_run.is_some());
    let (results, weeks) = work(py, threads, &hooks, shown, move |reporter| {
        let mut weeks = keep.then(|| Weeks::new(&of_work, of_work.replicates));
        mobilise::Progress::begin(reporter, of_work.runs());
        let results = of_work.run_with(&|| mobilise::Progress::step(reporter), |unit| {
            if let Some(weeks) = &mut weeks {
                weeks.add(&unit);
            }
            if hand_over {
                reporter.hand_over(unit).map_err(|()| StudyError::Stopped)?;
            }
            Ok(())
        })?;
        Ok::<_, WorkflowError>((results, weeks.map(Weeks::finish)))
    })?;
    let kept = OnceLock::new();
    if let Some(weeks) = weeks {
        let _ = kept.set(Py::new(py, weeks)?);
    }
    Ok(Study { study, results: Arc::new(results), weeks: kept, folder: None, notes })
}

/// The study that a folder holds; none where it holds something else.
#[pyfunction]
pub(crate) fn read_study(py: Python<'_>, folder: PathBuf) -> PyResult<Option<Study>> {
    let read = guard(py, || Folder::read(&folder))?.map_err(|problems| wrong(py, problems))?;
    let FolderResults::Study(found) = read.results else { return Ok(None) };
    let (study, results) = *found;
    let (study, results) = (Arc::new(study), Arc::new(results));
    Ok(Some(Study { study, results, weeks: OnceLock::new(), folder: Some(folder), notes: Vec::new() }))
}

#[pymethods]
impl Study {
    #[getter]
    fn seed(&self) -> u64 {
        self.study.seed
    }

    #[getter]
    fn replicates(&self) -> u32 {
        self.study.replicates
    }

    #[getter]
    fn scenarios(&self) -> Vec<String> {
        self.study.scenarios.iter().map(|scenario| scenario.name.clone()).collect()
    }

    #[getter]
    fn folder(&self) -> Option<PathBuf> {
        self.folder.clone()
    }

    #[getter]
    fn notes(&self) -> Vec<String> {
        self.notes.clone()
    }

    /// The weekly table; none where a study in memory was asked not to keep it.
    fn weeks(&self, py: Python<'_>) -> PyResult<Option<Py<Table>>> {
        if let Some(weeks) = self.weeks.get() {
            return Ok(Some(weeks.clone_ref(py)));
        }
        let Some(folder) = &self.folder else { return Ok(None) };
        let read = guard(py, || Weeks::read(&self.study, folder))?.map_err(|problem| wrong(py, problem))?;
        let weeks = Py::new(py, read)?;
        Ok(Some(self.weeks.get_or_init(|| weeks).clone_ref(py)))
    }

    /// The names of its other tables.
    fn table_names(&self) -> Vec<String> {
        self.study.table_names().into_iter().map(|name| name.trim_end_matches(".csv").to_owned()).collect()
    }

    /// One of them.
    fn table(&self, py: Python<'_>, name: &str) -> PyResult<Table> {
        let text = guard(py, || self.study.table_text(&format!("{name}.csv"), &self.results))?;
        let text = text.map_err(|error| fault(py, &error.to_string()))?;
        Table::of_csv(&text).map_err(|error| fault(py, &error.to_string()))
    }

    /// Outcomes and effects as JSON.
    fn summary(&self) -> String {
        let out = self.folder.as_deref().unwrap_or(Path::new(""));
        summary(&self.study, &self.results, out).to_string()
    }

    /// What the differences say, a sentence for each scenario beside the first.
    fn verdicts(&self) -> Vec<String> {
        (1..self.study.scenarios.len()).map(|other| verdict(&self.study, &self.results, other)).collect()
    }

    /// The names of its figures, most important first.
    fn figure_names(&self, py: Python<'_>) -> PyResult<Vec<String>> {
        let pictures = guard(py, || figure::study::pictures(&self.study, &self.results))?;
        Ok(pictures.into_iter().map(|picture| picture.name).collect())
    }

    /// The name of the figure worth showing first.
    fn worth_showing(&self, py: Python<'_>) -> PyResult<String> {
        guard(py, || figure::study::worth_showing(&self.study, &self.results))
    }

    /// A figure as the bytes of an SVG or PNG file; none where there is none of that name.
    fn figure(&self, py: Python<'_>, name: &str, theme: &str, width: u32, png: bool) -> PyResult<Option<Vec<u8>>> {
        let look = look(py, theme, width)?;
        let drawn = py.detach(|| {
            let pictures = figure::study::pictures(&self.study, &self.results);
            let found = pictures.into_iter().find(|picture| picture.name == name);
            found.map(|picture| svg_or_png(&picture, &look, png)).transpose()
        });
        drawn.map_err(|error| raise(py, &error.into()))
    }
}
