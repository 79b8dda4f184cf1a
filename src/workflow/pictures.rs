//! What a folder of results shows, from its tables.

use std::path::Path;

use crate::figure::{self, Picture};
use crate::record::Record;
use crate::results::{Folder, FolderResults};

use super::analysis_files::analysis_pictures;
use super::answer_files::answer_pictures;
use super::error::WorkflowError;
use super::robust::unfinished;

/// The record of a folder of results, whatever its kind.
///
/// # Errors
/// There is none, or none yet; of variants of a question that were not all run, how to go on.
pub fn folder_record(folder: &Path) -> Result<Record, WorkflowError> {
    unfinished(folder)?;
    Ok(Record::of_folder(folder)?)
}

/// A folder of results with all its pictures, whatever its kind. Nothing is run, nothing written.
///
/// # Errors
/// No record, or tables that cannot be read.
pub fn folder_pictures(folder: &Path) -> Result<(Folder, Vec<Picture>), WorkflowError> {
    unfinished(folder)?;
    let found = Folder::read(folder)?;
    let record = &found.record;
    let pictures = match &found.results {
        FolderResults::Sweep(sweep) => {
            let mut pictures = answer_pictures(record, folder)?;
            pictures.extend(analysis_pictures(record, folder)?);
            pictures.extend(figure::sweep::pictures(record, &sweep.0, &sweep.1));
            pictures
        }
        FolderResults::Calibration(calibration) => figure::calibration::pictures(&calibration.0, &calibration.1),
        FolderResults::Classics(classics, curves, _) => figure::classics::pictures(record, classics, curves),
        FolderResults::Patterns(compared, rows, weeks) => figure::patterns::pictures(record, compared, rows, weeks),
        FolderResults::Robustness(robust) => figure::robust::pictures(&robust.1),
        FolderResults::Networks(followed, weeks) => figure::networks::pictures(record, followed, weeks),
        FolderResults::Study(study) => figure::study::pictures(&study.0, &study.1),
    };
    Ok((found, pictures))
}
