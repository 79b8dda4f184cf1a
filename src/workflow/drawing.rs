//! Figures as the files that a folder holds. A library without figures has `no_drawing` in its place.

use std::path::Path;

use rayon::prelude::*;

use crate::analysis::Analysis;
use crate::experiment::plan::SweepPlan;
use crate::figure::{self, Look, Picture};
use crate::files::disk::{Disk, write_safely};
use crate::question::Answer;
use crate::store::{Store, StoreError};
use crate::study::Study;
use crate::study::results::StudyResults;

use super::error::WorkflowError;

/// Writes a picture in its default look as SVG and PNG into a folder that others may read at any time; the names.
pub(super) fn write_picture(picture: &Picture, disk: &dyn Disk, folder: &Path) -> Result<[String; 2], WorkflowError> {
    let files = picture.files(&Look::default())?;
    for (name, bytes) in &files {
        write_safely(disk, &folder.join(name), bytes).map_err(StoreError::from)?;
    }
    Ok(files.map(|(name, _)| name))
}

/// What to say where names have letters that the pictures lack.
pub(super) fn missing_letters<'n>(names: impl IntoIterator<Item = &'n str>) -> Option<String> {
    figure::lacking(names)
}

/// The figures of a study as files, by name, drawn on the threads of the pool it is called in.
pub(super) fn study_figures(study: &Study, results: &StudyResults) -> Result<Vec<(String, Vec<u8>)>, WorkflowError> {
    let pictures = figure::study::lasting_pictures(study, results);
    let drawn: Vec<_> = pictures.par_iter().map(|picture| picture.files(&Look::default())).collect();
    let drawn: Vec<_> = drawn.into_iter().collect::<Result<_, _>>()?;
    Ok(drawn.into_iter().flatten().collect())
}

/// Writes the figures of a sensitivity analysis; the names of the files.
pub(super) fn write_analysis_figures(
    plan: &SweepPlan,
    analysis: &Analysis,
    store: &Store,
) -> Result<Vec<String>, WorkflowError> {
    let pictures = figure::sensitivity::pictures(plan, analysis);
    let written = write_pictures(&pictures, store)?;
    Ok(written.into_iter().flatten().collect())
}

/// Writes the figures of an answer; for each the names of its SVG and PNG, the one worth showing first before the others.
pub(super) fn write_answer_figures(
    answer: &Answer,
    caption: &str,
    store: &Store,
) -> Result<Vec<[String; 2]>, WorkflowError> {
    write_pictures(&figure::question::pictures(answer, caption), store)
}

fn write_pictures(pictures: &[Picture], store: &Store) -> Result<Vec<[String; 2]>, WorkflowError> {
    pictures.iter().map(|picture| write_picture(picture, store.disk(), store.folder())).collect()
}
