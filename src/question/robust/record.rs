//! The record of a robustness folder: what was asked in which variants, where each has its own folder, and the digest of
//! every file beside them.

use std::path::Path;

use crate::experiment::plan::SweepPlan;
use crate::files::disk::{Disk, write_safely};
use crate::record::{
    Contents, Digest, FILE, FileName, LeftOutRecord, Record, RobustnessChanges, RobustnessRecord, VariantRecord,
};
use crate::store::StoreError;
use crate::store::record::digests;
use crate::study::manifest::{scenarios_of, texts_of};

use super::Robustness;

/// The command, files and folders behind a robustness folder.
#[derive(Debug)]
pub(crate) struct RobustnessSetup<'a> {
    /// The plan of the question as it stands.
    pub plan: &'a SweepPlan,
    /// What the question was called by.
    pub name: &'a str,
    /// The words of a command that asks it so again, after the program's name.
    pub command: &'a [String],
    /// The accepted set that values are drawn from.
    pub accepted_set: &'a str,
    /// The file whose structures are laid over the question.
    pub structures: &'a str,
    /// Replicates a point under another structure, where they were named.
    pub structure_replicates: Option<u32>,
    /// The folder of each variant.
    pub folders: &'a [String],
}

/// Writes `run.json`. `outputs` are the files beside the variants' folders; all must be there.
///
/// # Errors
/// A file that cannot be read back or written.
pub(crate) fn write(
    disk: &dyn Disk,
    folder: &Path,
    robust: &Robustness,
    setup: &RobustnessSetup<'_>,
    outputs: &[&str],
) -> Result<(), StoreError> {
    let RobustnessSetup { plan, name, command, accepted_set, structures, .. } = setup;
    let mut variants = Vec::with_capacity(robust.variants.len());
    for (variant, own) in robust.variants.iter().zip(setup.folders) {
        variants.push(VariantRecord {
            name: variant.name.clone(),
            change: variant.change.word().to_owned(),
            folder: FileName::try_from(own.clone()).map_err(StoreError::Rows)?,
            replicates: variant.replicates,
            runs: variant.runs,
            points_digest: Digest::of_hex(&variant.digest).map_err(StoreError::Rows)?,
            record: Digest::of_file(&folder.join(own).join(FILE))?,
        });
    }
    let left_out = |left: &super::Omission| LeftOutRecord { name: left.name.clone(), why: left.why.clone() };
    let contents = RobustnessRecord {
        command: command.to_vec(),
        question: (*name).to_owned(),
        asks: robust.about.asks.clone(),
        size: robust.about.size().to_owned(),
        changes: RobustnessChanges {
            settings: plan.changes.overrides.0.clone(),
            replicates: plan.changes.replicates,
            structure_replicates: setup.structure_replicates,
        },
        accepted_set: (*accepted_set).to_owned(),
        structures: (*structures).to_owned(),
        variants,
        left_out: robust.left_out.iter().map(left_out).collect(),
        baselines: scenarios_of(&plan.baselines),
    };
    let record = Record {
        version: robust.about.version.clone(),
        texts: texts_of(&plan.baselines),
        outputs: digests(folder, outputs.iter().copied())?,
        ..Record::new(robust.about.seed, Contents::Robustness(contents))
    };
    Ok(write_safely(disk, &folder.join(FILE), record.to_text().as_bytes())?)
}

/// Writes a record with the digests of the files that are there now: those beside the variants' folders, and the record
/// in each of these.
///
/// # Errors
/// A file that cannot be read back or written.
pub(crate) fn renew(disk: &dyn Disk, folder: &Path, mut record: Record) -> Result<(), StoreError> {
    record.outputs = digests(folder, record.outputs.keys().map(|name| &**name))?;
    if let Contents::Robustness(robustness) = &mut record.contents {
        for variant in &mut robustness.variants {
            variant.record = Digest::of_file(&folder.join(&variant.folder).join(FILE))?;
        }
    }
    Ok(write_safely(disk, &folder.join(FILE), record.to_text().as_bytes())?)
}
