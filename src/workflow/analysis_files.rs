//! The tables and figures of a sweep's sensitivity analysis, made from what is in its store.

use std::path::Path;

use crate::analysis::{Analysis, FIGURES, Missing, analyse, fit, missing, tables};
use crate::config::Problem;
use crate::experiment::plan::SweepPlan;
#[cfg(feature = "figures")]
use crate::figure::{Picture, sensitivity};
use crate::record::Record;
use crate::store::Store;

use super::drawing::write_analysis_figures;
use super::error::WorkflowError;
use super::recorded::{StoredSweep, recorded_files, remove_outdated};

/// The analysis of a sweep: none if not asked for, or which runs are missing for it.
pub type AnalysisOutcome = Result<Option<Analysis>, Missing>;

/// Writes the tables and figures anew if `wanted` or if there are some already, and removes outdated ones; the analysis
/// and the names of its files.
pub(super) fn renew_analysis(
    plan: &SweepPlan,
    store: &Store,
    wanted: bool,
) -> Result<(AnalysisOutcome, Vec<String>), WorkflowError> {
    let before = written_before(store.folder());
    let absent = missing(plan, store);
    let (analysis, written) = if !(wanted || is_analysed(store.folder())) || fit(plan).is_err() {
        (Ok(None), Vec::new())
    } else if absent.runs > 0 {
        (Err(absent), Vec::new())
    } else {
        let analysis = analyse(plan, store)?;
        let mut written: Vec<String> = tables::write(&analysis, store)?.into_iter().map(str::to_owned).collect();
        written.extend(write_analysis_figures(plan, &analysis, store)?);
        (Ok(Some(analysis)), written)
    };
    remove_outdated(store, &before, &written)?;
    Ok((analysis, written))
}

/// Whether a folder has tables of an analysis.
fn is_analysed(folder: &Path) -> bool {
    tables::TABLES.iter().any(|name| folder.join(name).is_file())
}

/// Files of an earlier analysis: those that the record names, and those that always have these names.
fn written_before(folder: &Path) -> Vec<String> {
    let figures = recorded_files(folder, |name| FIGURES.iter().any(|stem| name.starts_with(stem)));
    tables::TABLES.into_iter().map(str::to_owned).chain(figures).collect()
}

/// Opens a recorded sweep to analyse it: its design can be analysed, and no run is missing.
pub(super) fn open_to_analyse(record: &Record, folder: &Path) -> Result<StoredSweep, WorkflowError> {
    let sweep = StoredSweep::open(record, folder)?;
    fit(&sweep.plan)?;
    let absent = missing(&sweep.plan, &sweep.store);
    if absent.runs > 0 {
        let title = format!("{} runs of `{}` are not in its store: {absent}", absent.runs, folder.display());
        let hint = "nothing is computed without them: name the experiment file and this folder with --out to run them";
        return Err(Problem::whole(title, hint).into());
    }
    Ok(sweep)
}

/// The sensitivity figures of a folder; none if it was not analysed. Nothing is run.
#[cfg(feature = "figures")]
pub(super) fn analysis_pictures(record: &Record, folder: &Path) -> Result<Vec<Picture>, WorkflowError> {
    if !is_analysed(folder) || !folder.join("store").is_dir() {
        return Ok(Vec::new());
    }
    let StoredSweep { plan, store, .. } = open_to_analyse(record, folder)?;
    let analysis = analyse(&plan, &store)?;
    Ok(sensitivity::pictures(&plan, &analysis))
}
