//! Work that leaves a folder – sweeps, answers, calibrations, patterns – and folders that were left.

use std::path::PathBuf;

use mobilise::internals::files;
use mobilise::workflow::ScenarioChanges;
use mobilise::workflow::calibration::CalibrationRequest;
use mobilise::workflow::patterns::{PatternsRequest, compare_patterns};
use mobilise::workflow::pictures::folder_record;
use mobilise::{IfTaken, SweepRequest, WorkflowError, run_sweep};
use pyo3::prelude::*;

use crate::error::{raise, wrong};
use crate::table::Table;
use crate::work::{guard, threads, work_alone};

/// What is common to requests.
#[derive(FromPyObject)]
#[pyo3(from_item_all)]
pub(crate) struct Request {
    set: Vec<String>,
    draw: Option<String>,
    weeks: Option<u32>,
    replicates: Option<u32>,
    seed: Option<u64>,
    threads: Option<usize>,
    folder: PathBuf,
    replace: bool,
}

impl Request {
    fn changes(&self) -> ScenarioChanges {
        let Self { set, draw, weeks, replicates, .. } = self;
        ScenarioChanges { set: set.clone(), draw: draw.clone(), fixed: false, weeks: *weeks, replicates: *replicates }
    }
}

/// Runs what is missing of a sweep; the runs that were made.
#[pyfunction]
pub(crate) fn sweep(
    py: Python<'_>,
    experiment: String,
    request: Request,
    kind: (bool, bool, bool),
    report: Option<Bound<'_, PyAny>>,
) -> PyResult<u64> {
    let (long, analyse, answer) = kind;
    let threads = threads(request.threads);
    let asked = SweepRequest {
        changes: request.changes(),
        seed: request.seed,
        long,
        analyse,
        answer,
        threads,
        ..SweepRequest::new(experiment, &request.folder)
    };
    work_alone(py, threads, report, move |reporter| {
        let outcome = run_sweep(&asked, reporter)?;
        outcome.check_failed()?;
        Ok(outcome.ran)
    })
}

/// Calibrates, or goes on with it.
#[pyfunction]
pub(crate) fn calibrate(
    py: Python<'_>,
    calibration: String,
    request: Request,
    size: (Option<u32>, Option<u64>),
    report: Option<Bound<'_, PyAny>>,
) -> PyResult<()> {
    let (particles, at_most) = size;
    let threads = threads(request.threads);
    let asked = CalibrationRequest {
        set: request.set,
        particles,
        replicates: request.replicates,
        at_most,
        seed: request.seed,
        threads,
        ..CalibrationRequest::new(calibration, &request.folder)
    };
    work_alone(py, threads, report, move |reporter| {
        mobilise::workflow::calibration::calibrate(&asked, reporter)?.check_failed()
    })
}

/// Compares runs with patterns.
#[pyfunction]
pub(crate) fn patterns(
    py: Python<'_>,
    names: Vec<String>,
    request: Request,
    report: Option<Bound<'_, PyAny>>,
) -> PyResult<()> {
    let threads = threads(request.threads);
    let asked = PatternsRequest {
        changes: request.changes(),
        seed: request.seed,
        if_taken: if request.replace { IfTaken::Replace } else { IfTaken::Refuse },
        threads,
        ..PatternsRequest::new(names, &request.folder)
    };
    work_alone(py, threads, report, move |reporter| compare_patterns(&asked, reporter).map(|_| ()))
}

/// The record of a folder as JSON, and the names of its CSV tables.
#[pyfunction]
pub(crate) fn describe(py: Python<'_>, folder: PathBuf) -> PyResult<(String, Vec<String>)> {
    let read = guard(py, || -> Result<_, WorkflowError> {
        let record = folder_record(&folder)?.to_text();
        let names =
            files::names_in(&folder).map_err(|error| WorkflowError::unusable(&error, "name a folder of results"))?;
        let tables = names.iter().filter_map(|name| name.strip_suffix(".csv")).map(str::to_owned).collect();
        Ok((record, tables))
    })?;
    read.map_err(|error| raise(py, &error))
}

/// The largest table that is read; as in the program.
const MAX_BYTES: u64 = 1 << 30;

/// A CSV table.
#[pyfunction]
pub(crate) fn read_table(py: Python<'_>, path: PathBuf) -> PyResult<Table> {
    let text = files::read_text(&path, MAX_BYTES);
    let text =
        text.map_err(|error| raise(py, &WorkflowError::unusable(&error, "name a table of a folder of results")))?;
    let damaged = |error: csv::Error| {
        let title = format!("cannot read `{}`: {error}", path.display());
        wrong(py, mobilise::Problem::whole(title, "was it changed since it was written?"))
    };
    Table::of_csv(&text).map_err(damaged)
}
