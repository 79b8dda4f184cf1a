//! A sweep read back from its record: what was run, and the store it was run into.

use std::path::Path;
use std::sync::Arc;

use crate::config::Problem;
use crate::experiment::Shard;
use crate::experiment::plan::{Changes, SweepPlan};
use crate::files::disk::RealDisk;
use crate::record::{Contents, Digest, Record};
use crate::scenario::{Overrides, Shelf};
use crate::store::Store;
use crate::study::recorded::not_of;

use super::error::WorkflowError;

/// Refuses a record that another version of the program wrote.
pub(super) fn check_version(record: &Record) -> Result<(), Problem> {
    let (was, is) = (&record.version, env!("CARGO_PKG_VERSION"));
    if was == is {
        return Ok(());
    }
    let title = format!("the record was written by mobilise {was}; this is {is}");
    Err(Problem::whole(title, "versions may give different numbers (see CHANGELOG.md): use that version"))
}

/// Refuses a record whose network files changed: a record names them and does not hold them.
pub(super) fn check_networks(record: &Record) -> Result<(), WorkflowError> {
    for (path, recorded) in &record.networks {
        let hint = "the record names it from the folder it was run in: go there, or bring the file back";
        let digest = Digest::of_file(Path::new(path)).map_err(|error| WorkflowError::unusable(&error, hint))?;
        if digest != *recorded {
            let title = format!("the network file `{path}` has changed since the run");
            return Err(Problem::whole(title, "restore the file as it was").into());
        }
    }
    Ok(())
}

/// What makes the plan of a recorded sweep.
pub(super) struct RecordedSweep {
    /// What its experiment was called by.
    pub name: String,
    pub changes: Changes,
    pub shelf: Shelf,
    /// The digest of its points.
    pub points_digest: Digest,
}

impl RecordedSweep {
    /// Takes it from a record.
    pub(super) fn of(record: &Record) -> Result<Self, Problem> {
        let Contents::Sweep(sweep) = &record.contents else { return Err(not_of("a sweep")) };
        let changes = Changes {
            overrides: Overrides(sweep.changes.settings.clone()),
            replicates: sweep.changes.replicates,
            seed: Some(record.seed),
            long: sweep.changes.long,
            last: Overrides(sweep.changes.last.clone()),
            checked: None,
        };
        let (name, shelf) = (sweep.experiment.clone(), Shelf::sealed(record.texts.clone()));
        Ok(Self { name, changes, shelf, points_digest: sweep.points_digest.clone() })
    }
}

/// The plan of a recorded sweep, from the texts in its record alone, and what its experiment was called by.
pub(super) fn sweep_plan(record: &Record) -> Result<(SweepPlan, String), WorkflowError> {
    let RecordedSweep { name, changes, shelf, .. } = RecordedSweep::of(record)?;
    Ok((SweepPlan::read(&name, &changes, &shelf, &|| 0)?, name))
}

/// A finished sweep with its store.
pub(super) struct StoredSweep {
    /// What its experiment was called by.
    pub name: String,
    pub plan: SweepPlan,
    pub store: Store,
}

impl StoredSweep {
    /// Opens the store of a folder that a sweep of this record left.
    pub(super) fn open(record: &Record, folder: &Path) -> Result<Self, WorkflowError> {
        check_version(record)?;
        check_networks(record)?;
        let (plan, name) = sweep_plan(record)?;
        let store = Store::open(Arc::new(RealDisk), folder, &plan, Shard::WHOLE)?;
        Ok(Self { name, plan, store })
    }
}

/// Files beside a folder's record that it names, of those for which `is_meant` holds.
pub(super) fn recorded_files(folder: &Path, is_meant: impl Fn(&str) -> bool) -> Vec<String> {
    let Ok(record) = Record::of_folder(folder) else { return Vec::new() };
    record.outputs.keys().filter(|name| is_meant(name)).map(|name| name.to_string()).collect()
}

/// Removes files of a store's folder that are listed in `before` and no longer in `now`.
pub(super) fn remove_outdated(store: &Store, before: &[String], now: &[String]) -> Result<(), WorkflowError> {
    for name in before.iter().filter(|name| !now.contains(name)) {
        let path = store.folder().join(name);
        if path.is_file() {
            store.disk().remove(&path).map_err(crate::store::StoreError::from)?;
        }
    }
    Ok(())
}
