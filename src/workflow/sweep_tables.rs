//! What is written of a sweep whose runs are all made.

use serde_json::Value;

use crate::experiment::plan::SweepPlan;
use crate::files::disk::write_safely;
use crate::store::{Headline, tables};
use crate::store::{Store, record};

use super::WORKBOOK;
use super::analysis_files::{AnalysisOutcome, renew_analysis};
use super::answer_files::{QuestionAnswer, WeeklyReadings, renew_answer};
use super::error::WorkflowError;
use super::workbook::workbook;

/// What is made of a sweep beside its tables.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Extras {
    pub csv: bool,
    pub xlsx: bool,
    pub analyse: bool,
    pub answer: bool,
}

/// What was written of a store whose runs are all made.
#[derive(Debug)]
pub(super) struct SweepTables {
    /// Baselines and largest effects.
    pub headline: Headline,
    /// The sensitivity analysis.
    pub analysis: AnalysisOutcome,
    /// The answer to its question.
    pub answer: Option<QuestionAnswer>,
}

/// Writes the tables and the record of a store whose runs are all made. A folder that was analysed or answered before
/// stays so: both are made anew from what is there now.
pub(super) fn write_tables(
    plan: &SweepPlan,
    store: &Store,
    name: &str,
    extras: Extras,
    readings: Option<WeeklyReadings>,
) -> Result<SweepTables, WorkflowError> {
    let headline = tables::write(plan, store, extras.csv)?;
    record::remove_stale(store, extras.csv, headline.failed > 0)?;
    let (analysis, of_analysis) = renew_analysis(plan, store, extras.analyse)?;
    let (answer, of_answer) = renew_answer(plan, store, readings)?;
    let of_workbook = renew_workbook(plan, store, extras.xlsx)?;
    let extra = of_analysis.iter().chain(&of_answer).map(String::as_str).chain(of_workbook);
    let names: Vec<&str> = record::TABLES.into_iter().chain(extra).collect();
    record::write(plan, store, name, &names)?;
    Ok(SweepTables { headline, analysis, answer })
}

/// Writes the workbook of a folder, where it is wanted or was there before.
fn renew_workbook(plan: &SweepPlan, store: &Store, wanted: bool) -> Result<Option<&'static str>, WorkflowError> {
    let path = store.folder().join(WORKBOOK);
    if !wanted && !path.is_file() {
        return Ok(None);
    }
    let experiment = &plan.experiment;
    let facts = [
        ("experiment", format!("{}: {}", experiment.name, experiment.about)),
        ("points", plan.len().to_string()),
        ("seed", plan.seed.to_string()),
    ];
    write_safely(store.disk(), &path, &workbook(store.folder(), &facts)?).map_err(WorkflowError::output)?;
    Ok(Some(WORKBOOK))
}

/// Writes `timing.json`.
pub(super) fn write_timing(store: &Store, timing: &Value) -> Result<(), WorkflowError> {
    write_safely(store.disk(), &store.folder().join("timing.json"), format!("{timing:#}\n").as_bytes())
        .map_err(WorkflowError::output)
}
