//! The variants of a question made again from their records.

use std::path::Path;

use serde_json::Value;

use crate::config::Problem;
use crate::files::disk::{Disk, RealDisk};
use crate::question::robust::record::{Part, parts};
use crate::question::robust::{About, Robustness, record};
use crate::store::StoreError;
use crate::study::changed::Same;
use crate::study::stored::{self, not_whole};
use crate::workflow::error::WorkflowError;
use crate::workflow::progress::Progress;
use crate::workflow::recorded::{check_networks, check_version};
use crate::workflow::rerun_sweep::rerun_sweep;

use super::folder::write_robustness;
use super::variant::variant;

/// Makes all variants again, each from the record in its own folder, and compares what they answer. `beside` is the
/// folder of the record, with those of the variants in it.
pub(in crate::workflow) fn rerun_robust(
    record: &Value,
    beside: &Path,
    out: &Path,
    threads: usize,
    progress: &dyn Progress,
) -> Result<(), WorkflowError> {
    let stored = Robustness::read(beside)?;
    let parts = parts(record)?;
    if parts.len() != stored.variants.len() {
        return Err(not_whole("which variants").into());
    }
    // All are checked before the first is run.
    let mut records = Vec::new();
    for part in &parts {
        check_part(part, beside)?;
        let record = stored::record(&beside.join(&part.folder))?;
        check_version(&record)?;
        check_networks(&record)?;
        records.push(record);
    }
    RealDisk.make_folder(out).map_err(StoreError::from)?;
    let (mut answers, mut about) = (Vec::new(), None);
    for (n, ((part, known), record)) in parts.iter().zip(&stored.variants).zip(records).enumerate() {
        progress.note(&format!("{} of {}: {}", n + 1, parts.len(), part.name));
        let done = rerun_sweep(&record, &out.join(&part.folder), threads, progress)?;
        let answer = done.answer.ok_or_else(|| not_whole("what was asked"))?;
        about.get_or_insert_with(|| About::of(&answer.question, &done.plan));
        answers.push((variant(&known.name, known.change, &done.plan), answer.answer));
    }
    let about = about.ok_or_else(|| not_whole("which variants"))?;
    write_robustness(out, &Robustness::of(about, answers, stored.left_out))?;
    Ok(record::renew(&RealDisk, out, record.clone())?)
}

/// Refuses a variant whose record is not the one that was found in its folder then.
fn check_part(part: &Part, folder: &Path) -> Result<(), WorkflowError> {
    let state = part.state(folder).map_err(|error| WorkflowError::unusable(&error, "may you read it?"))?;
    if state == Same::Yes {
        return Ok(());
    }
    let path = folder.join(&part.folder).join("run.json");
    let title = match state {
        Same::Absent => format!("`{}` is missing, and it says how \"{}\" was run", path.display(), part.name),
        _ => format!("`{}` is not the record of then: \"{}\" was run on or changed since", path.display(), part.name),
    };
    let hint = "a rerun needs the folders of the variants beside the record; the same `mobilise robust` with --out and this \
                folder takes up what is there and records it anew";
    Err(Problem::whole(title, hint).into())
}
