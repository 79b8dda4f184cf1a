//! The record of a sweep: enough to make it again, and the digest of every file it wrote.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};

use crate::files;
use crate::files::disk::write_safely;
use crate::study::manifest::{digest, scenarios_of};

use super::{Store, StoreError, inner};
use crate::experiment::Replicates;
use crate::experiment::plan::Plan;
use crate::experiment::unit::hex;

/// Files whose bytes depend on the moment; they are in no record.
const NOT_RECORDED: [&str; 2] = ["run.json", "timing.json"];

/// Writes `experiment.toml`, the file as it was read, and `run.json`. There is no time and no machine in
/// either, so that the same sweep leaves the same bytes however it came about.
///
/// `name` is what the experiment was called by.
///
/// # Errors
/// A file that cannot be read back or written.
pub fn write(plan: &Plan, store: &Store, name: &str, tables: &[&str]) -> Result<(), StoreError> {
    let folder = store.folder();
    write_safely(store.disk(), &folder.join("experiment.toml"), plan.file_text().as_bytes())?;
    let mut outputs = Map::new();
    for table in std::iter::once(&"experiment.toml").chain(tables) {
        let path = folder.join(table);
        if path.is_file() && !NOT_RECORDED.contains(table) {
            outputs.insert((*table).to_owned(), Value::String(digest(&files::read_bytes(&path)?)));
        }
    }
    let text = format!("{:#}\n", record(plan, name, outputs));
    Ok(write_safely(store.disk(), &folder.join("run.json"), text.as_bytes())?)
}

/// A plan as it is now, for those who run shards of it later: where it is kept in the store, and its text, the
/// record without outputs. The digest stands in the name, so that what was kept once is never another thing.
pub fn frozen(plan: &Plan, folder: &Path, name: &str) -> (PathBuf, String) {
    let text = format!("{:#}\n", record(plan, name, Map::new()));
    (inner(folder).join(frozen_name(&text)), text)
}

/// The file name of a plan that was kept: its digest is part of it, so that a changed one is known.
pub fn frozen_name(text: &str) -> String {
    let short: String = digest(text.as_bytes()).trim_start_matches("sha256:").chars().take(12).collect();
    format!("submitted-{short}.json")
}

/// Keeps a plan as it is now.
///
/// # Errors
/// It cannot be written.
pub fn freeze(plan: &Plan, store: &Store, name: &str) -> Result<(), StoreError> {
    let (path, text) = frozen(plan, store.folder(), name);
    Ok(write_safely(store.disk(), &path, text.as_bytes())?)
}

fn record(plan: &Plan, name: &str, outputs: Map<String, Value>) -> Value {
    let scenarios = scenarios_of(&plan.baselines);
    let networks: BTreeMap<String, String> = plan
        .networks()
        .iter()
        .map(|(path, digest)| (path.display().to_string(), format!("sha256:{}", hex(digest))))
        .collect();
    let replicates = match &plan.replicates {
        Replicates::Fixed(replicates) => json!(replicates),
        Replicates::Until(precision) => json!({
            "outcome": crate::model::sustainability::OUTCOMES[precision.outcome].name,
            "organisation": precision.organisation,
            "half_width": precision.half_width,
            "at_most": precision.at_most,
        }),
    };
    let mut changes = json!({
        "settings": plan.changes.overrides.0,
        "replicates": plan.changes.replicates,
    });
    if plan.changes.long {
        changes["long"] = true.into();
    }
    if !plan.changes.last.0.is_empty() {
        changes["last"] = json!(plan.changes.last.0);
    }
    json!({
        "program": "mobilise",
        "version": env!("CARGO_PKG_VERSION"),
        "kind": "sweep",
        "experiment": name,
        "seed": plan.seed,
        "common_random_numbers": plan.experiment.common_random_numbers,
        "replicates": replicates,
        "changes": changes,
        "points": plan.len(),
        "points_digest": format!("sha256:{}", plan.digest()),
        "baselines": scenarios,
        "texts": plan.texts(),
        "networks": networks,
        "outputs": outputs,
    })
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
