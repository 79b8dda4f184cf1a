//! The record of a sweep: enough to make it again, and the digest of every file it wrote.

use std::path::{Path, PathBuf};

use crate::experiment::Replicates;
use crate::experiment::plan::SweepPlan;
use crate::files::FileError;
use crate::files::disk::write_safely;
use crate::model::sustainability::OUTCOMES;
use crate::record::{
    Contents, Digest, FILE, FileName, Outputs, PrecisionRecord, Record, ReplicatesRecord, SweepChanges, SweepRecord,
};
use crate::study::manifest::scenarios_of;

use super::{Store, StoreError, inner};

/// Writes `experiment.toml`, the file as it was read, and `run.json`, with the digests of these tables.
///
/// `name` is the path or name of the experiment.
///
/// # Errors
/// A file that cannot be read back or written.
pub fn write(plan: &SweepPlan, store: &Store, name: &str, tables: &[&str]) -> Result<(), StoreError> {
    let folder = store.folder();
    write_safely(store.disk(), &folder.join("experiment.toml"), plan.file_text().as_bytes())?;
    let written = std::iter::once(&"experiment.toml").chain(tables).filter(|table| folder.join(table).is_file());
    let record = Record { outputs: digests(folder, written.copied())?, ..record(plan, name) };
    Ok(write_safely(store.disk(), &folder.join(FILE), record.to_text().as_bytes())?)
}

/// The digests of files in a folder; none of the record itself and of what depends on the moment.
///
/// # Errors
/// A file that cannot be read.
pub fn digests<'n>(folder: &Path, names: impl Iterator<Item = &'n str>) -> Result<Outputs, FileError> {
    let names = names.filter(|name| !["timing.json", FILE].contains(name));
    names
        .filter_map(|name| FileName::try_from(name.to_owned()).ok())
        .map(|name| Ok((name.clone(), Digest::of_file(&folder.join(&name))?)))
        .collect()
}

/// A plan as it is now, for those who run shards of it later: where it is kept in the store, and its text, the
/// record without outputs. The digest stands in the name, so that what was kept once is never another thing.
pub fn frozen(plan: &SweepPlan, folder: &Path, name: &str) -> (PathBuf, String) {
    let text = record(plan, name).to_text();
    (inner(folder).join(frozen_name(&text)), text)
}

/// The file name of a plan that was kept: its digest is part of it, so that a changed one is known.
pub fn frozen_name(text: &str) -> String {
    let short: String = Digest::of(text.as_bytes()).hex().chars().take(12).collect();
    format!("submitted-{short}.json")
}

/// Keeps a plan as it is now.
///
/// # Errors
/// It cannot be written.
pub fn freeze(plan: &SweepPlan, store: &Store, name: &str) -> Result<(), StoreError> {
    let (path, text) = frozen(plan, store.folder(), name);
    Ok(write_safely(store.disk(), &path, text.as_bytes())?)
}

fn record(plan: &SweepPlan, name: &str) -> Record {
    let replicates = match &plan.replicates {
        Replicates::Fixed(replicates) => ReplicatesRecord::Fixed(*replicates),
        Replicates::Until(precision) => ReplicatesRecord::Until(PrecisionRecord {
            outcome: OUTCOMES[precision.outcome].name.to_owned(),
            organisation: precision.organisation.clone(),
            half_width: precision.half_width,
            at_most: precision.at_most,
        }),
    };
    let changes = SweepChanges {
        settings: plan.changes.overrides.0.clone(),
        replicates: plan.changes.replicates,
        long: plan.changes.long,
        last: plan.changes.last.0.clone(),
    };
    let contents = SweepRecord {
        experiment: name.to_owned(),
        common_random_numbers: plan.experiment.common_random_numbers,
        replicates,
        changes,
        points: plan.len() as u64,
        points_digest: Digest::of_hex(&plan.digest()).expect("a digest has 64 digits"),
        baselines: scenarios_of(&plan.baselines),
    };
    let networks = plan.networks().iter().map(|(path, hash)| (path.display().to_string(), Digest::of_hash(hash)));
    Record { texts: plan.texts(), networks: networks.collect(), ..Record::new(plan.seed, Contents::Sweep(contents)) }
}

/// The tables a sweep may leave, in the order they are recorded.
pub const TABLES: [&str; 7] =
    ["points.csv", "outcomes.csv", "effects.csv", "interactions.csv", "failures.csv", "runs.parquet", "runs.csv"];

/// Removes tables of an earlier, smaller sweep that this one does not have: failures that were made up for.
///
/// # Errors
/// A file that cannot be removed.
pub fn remove_stale(store: &Store, csv: bool, failed: bool) -> Result<(), StoreError> {
    for (name, stale) in [("runs.csv", !csv), ("failures.csv", !failed)] {
        let path: &Path = &store.folder().join(name);
        if stale && path.is_file() {
            store.disk().remove(path)?;
        }
    }
    Ok(())
}
