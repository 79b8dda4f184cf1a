//! The record of a calibration: enough to make it again, and the digest of every file it wrote.

use crate::config::Problems;
use crate::files::disk::write_safely;
use crate::record::{CalibrationChanges as RecordedChanges, CalibrationRecord, Contents, Digest, FILE, Record};
use crate::scenario::{Overrides, Shelf};
use crate::store::StoreError;
use crate::store::record::digests;
use crate::study::manifest::scenarios_of;
use crate::study::recorded::not_of;

use super::plan::{CalibrationChanges, CalibrationPlan};
use super::store::Store;

/// Writes `calibration.toml`, the file as it was read, and `run.json`.
///
/// `name` is the path or name of the calibration, `outputs` the files it wrote, `sentences` what follows from it.
///
/// # Errors
/// A file that cannot be read back or written.
pub fn write(
    plan: &CalibrationPlan,
    store: &Store,
    name: &str,
    outputs: &[String],
    sentences: &[String],
) -> Result<(), StoreError> {
    let folder = store.folder();
    write_safely(store.disk(), &folder.join("calibration.toml"), plan.file_text().as_bytes())?;
    let written = std::iter::once("calibration.toml").chain(outputs.iter().map(String::as_str));
    let changes = &plan.changes;
    let contents = CalibrationRecord {
        calibration: name.to_owned(),
        particles: plan.settings.particles as u32,
        replicates: plan.replicates,
        at_most: plan.at_most_runs,
        changes: RecordedChanges {
            settings: changes.overrides.0.clone(),
            particles: changes.particles,
            replicates: changes.replicates,
            at_most: changes.at_most,
        },
        digest: Digest::of_hex(&plan.digest()).expect("a digest has 64 digits"),
        scenarios: plan.cases.iter().flat_map(|case| scenarios_of(std::slice::from_ref(&case.scenario))).collect(),
        sentences: sentences.to_vec(),
    };
    let networks = plan.networks().iter().map(|(path, hash)| (path.display().to_string(), Digest::of_hash(hash)));
    let record = Record {
        texts: plan.texts(),
        networks: networks.collect(),
        outputs: digests(folder, written)?,
        ..Record::new(plan.settings.seed, Contents::Calibration(contents))
    };
    Ok(write_safely(store.disk(), &folder.join(FILE), record.to_text().as_bytes())?)
}

/// The plan of a calibration from the texts in its record alone, and the path or name it was read from.
///
/// # Errors
/// It is no record of a calibration, or something is wrong in a text of it; or a network file that it names is not there.
pub fn plan_of(record: &Record) -> Result<(CalibrationPlan, String), Problems> {
    let Contents::Calibration(calibration) = &record.contents else {
        return Err(not_of("a calibration").into());
    };
    let changes = &calibration.changes;
    let changes = CalibrationChanges {
        overrides: Overrides(changes.settings.clone()),
        particles: changes.particles,
        replicates: changes.replicates,
        at_most: changes.at_most,
        seed: Some(record.seed),
    };
    let name = &calibration.calibration;
    Ok((CalibrationPlan::read(name, &changes, &Shelf::sealed(record.texts.clone()), &|| 0)?, name.clone()))
}
