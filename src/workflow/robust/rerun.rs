//! The variants of a question made again from their records.

use std::path::Path;

use crate::config::Problem;
use crate::files::disk::{Disk, RealDisk};
use crate::question::robust::record::renew;
use crate::question::robust::{About, Robustness};
use crate::record::{FILE, Record, RobustnessRecord, Same, VariantRecord};
use crate::results;
use crate::store::StoreError;
use crate::study::recorded::not_of;
use crate::workflow::error::WorkflowError;
use crate::workflow::progress::Progress;
use crate::workflow::recorded::{check_networks, check_version};
use crate::workflow::rerun_sweep::rerun_sweep;

use super::folder::write_robustness;
use super::variant::variant;

/// Makes all variants again, each from the record in its own folder, and compares what they answer. `beside` is the
/// folder of the record, with those of the variants in it.
pub(in crate::workflow) fn rerun_robust(
    record: &Record,
    robustness: &RobustnessRecord,
    beside: &Path,
    out: &Path,
    threads: usize,
    progress: &dyn Progress,
) -> Result<(), WorkflowError> {
    let stored = results::robust::read(beside)?;
    let variants = &robustness.variants;
    if variants.len() != stored.variants.len() {
        return Err(not_of("these variants").into());
    }
    // All are checked before the first is run.
    let mut records = Vec::new();
    for variant in variants {
        check_variant(variant, beside)?;
        let record = Record::of_folder(&beside.join(&variant.folder))?;
        check_version(&record)?;
        check_networks(&record)?;
        records.push(record);
    }
    RealDisk.make_folder(out).map_err(StoreError::from)?;
    let (mut answers, mut about) = (Vec::new(), None);
    for (n, ((recorded, known), record)) in variants.iter().zip(&stored.variants).zip(records).enumerate() {
        progress.note(&format!("{} of {}: {}", n + 1, variants.len(), recorded.name));
        let done = rerun_sweep(&record, &out.join(&recorded.folder), threads, progress)?;
        let answer = done.answer.ok_or_else(|| not_of("a question"))?;
        about.get_or_insert_with(|| About::of(&answer.question, &done.plan));
        answers.push((variant(&known.name, known.change, &done.plan), answer.answer));
    }
    let about = about.ok_or_else(|| not_of("these variants"))?;
    write_robustness(out, &Robustness::of(about, answers, stored.left_out))?;
    Ok(renew(&RealDisk, out, record.clone())?)
}

/// Refuses a variant whose record is not the one that was found in its folder then.
fn check_variant(variant: &VariantRecord, folder: &Path) -> Result<(), WorkflowError> {
    let path = folder.join(&variant.folder).join(FILE);
    let state = Same::of(&path, &variant.record)?;
    if state == Same::Yes {
        return Ok(());
    }
    let title = match state {
        Same::Absent => format!("`{}` is missing, and it says how \"{}\" was run", path.display(), variant.name),
        _ => {
            format!("`{}` is not the record of then: \"{}\" was run on or changed since", path.display(), variant.name)
        }
    };
    let hint = "a rerun needs the folders of the variants beside the record; the same `mobilise robust` with --out and this \
                folder takes up what is there and records it anew";
    Err(Problem::whole(title, hint).into())
}
