//! A sweep read back from its record: what was run, and the store it was run into.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use serde_json::Value;

use crate::config::Problem;
use crate::experiment::Shard;
use crate::experiment::plan::{Changes, Plan};
use crate::files;
use crate::files::disk::RealDisk;
use crate::scenario::{Overrides, Shelf};
use crate::store::Store;
use crate::study::manifest::digest;
use crate::study::stored::not_whole;

use super::error::WorkflowError;

/// Refuses a record that another version of the program wrote.
pub(super) fn check_version(record: &Value) -> Result<(), Problem> {
    let (was, is) = (record["version"].as_str().unwrap_or("?"), env!("CARGO_PKG_VERSION"));
    if was == is {
        return Ok(());
    }
    let title = format!("the record was written by mobilise {was}, and this is {is}");
    Err(Problem::whole(title, "versions may give other numbers, as CHANGELOG.md says: use that one"))
}

/// Refuses a record whose network files changed: a record names them and does not hold them.
pub(super) fn check_networks(record: &Value) -> Result<(), WorkflowError> {
    for (path, recorded) in record["networks"].as_object().into_iter().flatten() {
        let hint = "the record names it from the folder it was run in: go there, or bring the file back";
        let bytes = files::read_bytes(Path::new(path)).map_err(|error| WorkflowError::unusable(&error, hint))?;
        if recorded.as_str() != Some(digest(&bytes).as_str()) {
            let title = format!("the network file `{path}` was changed since");
            return Err(Problem::whole(title, "bring back the one of then").into());
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
}

impl RecordedSweep {
    /// Takes it from a record.
    pub fn of(record: &Value) -> Result<Self, Problem> {
        let name = record["experiment"].as_str().ok_or_else(|| not_whole("which experiment"))?;
        let texts: BTreeMap<String, String> = serde_json::from_value(record["texts"].clone()).unwrap_or_default();
        let settings = serde_json::from_value(record["changes"]["settings"].clone()).unwrap_or_default();
        let last = serde_json::from_value(record["changes"]["last"].clone()).unwrap_or_default();
        let changes = Changes {
            overrides: Overrides(settings),
            replicates: record["changes"]["replicates"].as_u64().and_then(|n| u32::try_from(n).ok()),
            seed: Some(record["seed"].as_u64().ok_or_else(|| not_whole("with which seed"))?),
            long: record["changes"]["long"] == true,
            last: Overrides(last),
        };
        Ok(Self { name: name.to_owned(), changes, shelf: Shelf::sealed(texts) })
    }
}

/// The plan of a recorded sweep, from the texts in its record alone, and what its experiment was called by.
pub(super) fn sweep_plan(record: &Value) -> Result<(Plan, String), WorkflowError> {
    let RecordedSweep { name, changes, shelf } = RecordedSweep::of(record)?;
    Ok((Plan::read(&name, &changes, &shelf, &|| 0)?, name))
}

/// A finished sweep with its store.
pub(super) struct StoredSweep {
    /// What its experiment was called by.
    pub name: String,
    pub plan: Plan,
    pub store: Store,
}

impl StoredSweep {
    /// Opens the store of a folder that a sweep of this record left.
    pub fn open(record: &Value, folder: &Path) -> Result<Self, WorkflowError> {
        check_version(record)?;
        check_networks(record)?;
        let (plan, name) = sweep_plan(record)?;
        let store = Store::open(Arc::new(RealDisk), folder, &plan, Shard::WHOLE)?;
        Ok(Self { name, plan, store })
    }
}

/// Files beside a folder's record that it names, of those for which `is_meant` holds.
pub(super) fn recorded_files(folder: &Path, is_meant: impl Fn(&str) -> bool) -> Vec<String> {
    let record = folder.join("run.json");
    let known = files::read_text(&record, 1 << 30).ok().and_then(|text| serde_json::from_str::<Value>(&text).ok());
    let outputs = known.as_ref().and_then(|record| record["outputs"].as_object());
    let names = outputs.into_iter().flatten().map(|(name, _)| name.clone());
    names.filter(|name| is_meant(name) && !name.contains(['/', '\\'])).collect()
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
