//! In place of `drawing` in a library without the feature `figures`: folders hold tables and a record, and no figures.

use crate::analysis::Analysis;
use crate::experiment::plan::SweepPlan;
use crate::question::Answer;
use crate::store::Store;
use crate::study::Study;
use crate::study::results::StudyResults;

use super::error::WorkflowError;

/// No pictures, so that nothing is missing in them.
pub(super) fn missing_letters<'n>(_: impl IntoIterator<Item = &'n str>) -> Option<String> {
    None
}

/// No figures of a study.
pub(super) fn study_figures(_: &Study, _: &StudyResults) -> Result<Vec<(String, Vec<u8>)>, WorkflowError> {
    Ok(Vec::new())
}

/// No figures of an analysis.
pub(super) fn write_analysis_figures(_: &SweepPlan, _: &Analysis, _: &Store) -> Result<Vec<String>, WorkflowError> {
    Ok(Vec::new())
}

/// No figures of an answer.
pub(super) fn write_answer_figures(_: &Answer, _: &str, _: &Store) -> Result<Vec<[String; 2]>, WorkflowError> {
    Ok(Vec::new())
}
