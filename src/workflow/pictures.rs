//! What a folder of results shows, from its tables.

use std::path::Path;

use serde_json::Value;

use crate::calibration;
use crate::calibration::stored::Stored;
use crate::figure::{self, Picture};
use crate::question::robust::{self, Robustness};
use crate::study::stored;

use super::analysis_files::analysis_pictures;
use super::answer_files::answer_pictures;
use super::error::WorkflowError;
use super::robust::unfinished;

/// The record of a folder of results, whatever its kind.
///
/// # Errors
/// There is none, or none yet; of variants of a question that were not all run, how to go on.
pub fn folder_record(folder: &Path) -> Result<Value, WorkflowError> {
    unfinished(folder)?;
    Ok(stored::record(folder)?)
}

/// All pictures of a folder of results, whatever its kind. Nothing is run, nothing written.
///
/// # Errors
/// No record, or tables that cannot be read.
pub fn folder_pictures(folder: &Path) -> Result<Vec<Picture>, WorkflowError> {
    let record = folder_record(folder)?;
    if record["kind"] == "sweep" {
        let mut pictures = answer_pictures(&record, folder)?;
        pictures.extend(analysis_pictures(&record, folder)?);
        pictures.extend(figure::sweep::pictures(&record, folder)?);
        return Ok(pictures);
    }
    if record["kind"] == "calibration" {
        let (plan, _) = calibration::record::plan_of(&record)?;
        return Ok(figure::calibration::pictures(&plan, &Stored::read(&plan, folder)?));
    }
    if record["kind"] == "classics" {
        return Ok(figure::classics::pictures(&record, folder)?);
    }
    if record["kind"] == "patterns" {
        return Ok(figure::patterns::pictures(&record, folder)?);
    }
    if record["kind"] == robust::record::KIND {
        return Ok(figure::robust::pictures(&Robustness::read(folder)?));
    }
    if record["kind"] == "networks" {
        return Ok(figure::networks::pictures(&record, folder)?);
    }
    let study = stored::study(&record)?;
    let results = stored::results(&study, folder)?;
    Ok(figure::study::pictures(&study, &results))
}
