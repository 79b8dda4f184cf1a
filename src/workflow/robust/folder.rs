//! The folder of a question's variants: written, and compared with its record.

use std::path::Path;

use crate::config::Problem;
use crate::figure::Look;
use crate::figure::robust::pictures;
use crate::files;
use crate::files::disk::{RealDisk, write_safely};
use crate::question::robust::{Robustness, write};
use crate::record::{FILE, FileName, Kind, Record, RobustnessRecord, Same};
use crate::store::StoreError;
use crate::text::shell_word;
use crate::workflow::error::WorkflowError;

/// The folder of the question as it stands, in that of all variants.
pub(super) const FIRST: &str = "as-it-stands";

/// Refuses a folder that holds something else: its record would be written over.
pub(super) fn check_folder(folder: &Path) -> Result<(), WorkflowError> {
    let unreadable = |error: files::FileError| WorkflowError::unusable(&error, "another --out DIR");
    let other = match Record::of_folder(folder) {
        Ok(record) => record.kind() != Kind::Robustness,
        Err(_) if !folder.is_dir() || folder.join(FIRST).is_dir() => false,
        Err(_) => !files::is_empty(folder).map_err(unreadable)?,
    };
    if other {
        let title =
            format!("cannot write to `{}`: it is there already and holds no variants of a question", folder.display());
        return Err(Problem::whole(title, "another --out DIR").into());
    }
    Ok(())
}

/// Writes the comparison of the variants and its picture; the names of the files.
pub(super) fn write_robustness(out: &Path, robust: &Robustness) -> Result<Vec<&'static str>, WorkflowError> {
    let mut files: Vec<(&str, Vec<u8>)> = Vec::new();
    let picture = pictures(robust).pop();
    if let Some(picture) = &picture {
        let [(_, svg), (_, png)] = picture.files(&Look::default())?;
        files.extend([("robust.png", png), ("robust.svg", svg)]);
    }
    let page = write::page(robust, picture.map(|_| "robust.svg"));
    let texts = [page, write::csv(robust), write::json(robust)];
    files.extend(write::FILES.into_iter().zip(texts.map(String::into_bytes)));
    for (name, bytes) in &files {
        write_safely(&RealDisk, &out.join(name), bytes).map_err(StoreError::from)?;
    }
    let mut names: Vec<&str> = files.into_iter().map(|(name, _)| name).collect();
    names.sort_unstable();
    Ok(names)
}

/// Refuses a folder in which variants were begun that has no record of them together.
///
/// # Errors
/// How to go on with it.
pub fn unfinished(folder: &Path) -> Result<(), Problem> {
    if folder.join("run.json").is_file() || !folder.join(FIRST).is_dir() {
        return Ok(());
    }
    let place = folder.display().to_string();
    let title =
        format!("`{place}` holds variants of a question that were not all asked yet, and no run.json of them together");
    let (place, first) = (shell_word(&place), shell_word(&folder.join(FIRST).display().to_string()));
    let hint = format!(
        "the same `mobilise robust` with --out {place} goes on where it was stopped; each variant that is done is a folder \
         of its own, such as {first}"
    );
    Err(Problem::whole(title, hint))
}

/// Compares the files of every variant in `folder` with its record `beside` that of them together, and that record with
/// its digest: a row per variant, or one for each file that changed.
///
/// # Errors
/// A record or file that cannot be read.
pub fn compare_variants(
    record: &RobustnessRecord,
    beside: &Path,
    folder: &Path,
) -> Result<Vec<(String, Same)>, WorkflowError> {
    let mut found = Vec::new();
    for variant in &record.variants {
        let name = |file: &str| format!("{}/{file}", variant.folder);
        let state = Same::of(&beside.join(&variant.folder).join(FILE), &variant.record)?;
        if state != Same::Yes {
            found.push((name(FILE), state));
            continue;
        }
        let own = Record::of_folder(&beside.join(&variant.folder))?;
        let folder = folder.join(&variant.folder);
        let files = own.compare(&folder)?;
        let count = files.len();
        let mut other: Vec<_> = files.into_iter().filter(|(_, state)| *state != Same::Yes).collect();
        // What a record says is compared, not its text: an older format says the same in another.
        if !Record::of_folder(&folder).is_ok_and(|record| record == own) {
            other.push((FileName::try_from(FILE.to_owned()).map_err(WorkflowError::output)?, Same::No));
        }
        if other.is_empty() {
            found.push((format!("{} ({count} files)", name("")), Same::Yes));
        }
        found.extend(other.into_iter().map(|(file, state)| (name(&file), state)));
    }
    Ok(found)
}
