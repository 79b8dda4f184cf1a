//! The record of a robustness folder: what was asked in which variants, where each has its own folder, and the digest of
//! every file beside them.

use std::path::Path;

use serde_json::Value;

use crate::config::Problem;
use crate::experiment::plan::Plan;
use crate::files::FileError;
use crate::files::disk::{Disk, write_safely};
use crate::record::{
    Contents, Digest, FILE, FileName, LeftOutRecord, Record, RobustnessChanges, RobustnessRecord, Same, VariantRecord,
};
use crate::store::StoreError;
use crate::store::record::digests;
use crate::study::manifest::{scenarios_of, texts_of};
use crate::study::stored::{not_whole, typed};

use super::Robustness;

/// The kind of such a folder.
pub const KIND: &str = "robustness";

/// The command, files and folders behind a robustness folder.
#[derive(Debug)]
pub struct RobustnessSetup<'a> {
    /// The plan of the question as it stands.
    pub plan: &'a Plan,
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
pub fn write(
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
pub fn renew(disk: &dyn Disk, folder: &Path, record: Value) -> Result<(), StoreError> {
    let mut record = typed(&record).map_err(StoreError::Refused)?;
    record.outputs = digests(folder, record.outputs.keys().map(|name| &**name))?;
    if let Contents::Robustness(robustness) = &mut record.contents {
        for variant in &mut robustness.variants {
            variant.record = Digest::of_file(&folder.join(&variant.folder).join(FILE))?;
        }
    }
    Ok(write_safely(disk, &folder.join(FILE), record.to_text().as_bytes())?)
}

/// A variant as a record tells of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// What it is called.
    pub name: String,
    /// The name of its folder.
    pub folder: String,
    /// The digest of the record in its folder.
    record: Digest,
}

impl Part {
    /// Whether its folder holds the record that it held.
    ///
    /// # Errors
    /// A record that is there and cannot be read.
    pub fn state(&self, folder: &Path) -> Result<Same, FileError> {
        let path = folder.join(&self.folder).join(FILE);
        let failed = |problem: Problem| FileError::of("verify", &path, std::io::Error::other(problem.title));
        Same::of(&path, &self.record).map_err(failed)
    }
}

/// The variants that a record tells of.
///
/// # Errors
/// It is no record of variants.
pub fn parts(record: &Value) -> Result<Vec<Part>, Problem> {
    let Contents::Robustness(robustness) = typed(record)?.contents else { return Err(not_whole("which variants")) };
    let part = |variant: VariantRecord| Part {
        name: variant.name,
        folder: variant.folder.to_string(),
        record: variant.record,
    };
    Ok(robustness.variants.into_iter().map(part).collect())
}
