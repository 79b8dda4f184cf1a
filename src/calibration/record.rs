//! The record of a calibration: enough to make it again, and the digest of every file it wrote.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::config::Problems;
use crate::experiment::unit::hex;
use crate::files;
use crate::files::disk::write_safely;
use crate::scenario::{Overrides, Shelf};
use crate::store::StoreError;
use crate::study::manifest::{digest, scenarios_of};
use crate::study::stored::not_whole;

use super::plan::{Changes, Plan};
use super::store::Store;

/// Writes `calibration.toml`, the file as it was read, and `run.json`. There is no time and no machine in either, so
/// that the same calibration leaves the same bytes however it came about.
///
/// `name` is what the calibration was called by, `outputs` the files it wrote, `said` what follows from it in sentences.
///
/// # Errors
/// A file that cannot be read back or written.
pub fn write(plan: &Plan, store: &Store, name: &str, outputs: &[String], said: &[String]) -> Result<(), StoreError> {
    let folder = store.folder();
    write_safely(store.disk(), &folder.join("calibration.toml"), plan.file_text().as_bytes())?;
    let mut digests = Map::new();
    for output in std::iter::once("calibration.toml").chain(outputs.iter().map(String::as_str)) {
        digests.insert(output.to_owned(), Value::String(digest(&files::read_bytes(&folder.join(output))?)));
    }
    let networks: BTreeMap<String, String> = plan
        .networks()
        .iter()
        .map(|(path, digest)| (path.display().to_string(), format!("sha256:{}", hex(digest))))
        .collect();
    let changes = &plan.changes;
    let record = json!({
        "program": "mobilise",
        "version": env!("CARGO_PKG_VERSION"),
        "kind": "calibration",
        "calibration": name,
        "seed": plan.settings.seed,
        "particles": plan.settings.particles,
        "replicates": plan.replicates,
        "at_most": plan.at_most_runs,
        "changes": {
            "settings": changes.overrides.0,
            "particles": changes.particles,
            "replicates": changes.replicates,
            "at_most": changes.at_most,
        },
        "digest": format!("sha256:{}", plan.digest()),
        "scenarios": scenarios_of(std::slice::from_ref(&plan.scenario)),
        "texts": plan.texts(),
        "networks": networks,
        "said": said,
        "outputs": digests,
    });
    Ok(write_safely(store.disk(), &folder.join("run.json"), format!("{record:#}\n").as_bytes())?)
}

/// The plan of a calibration that a record tells of, from the texts in it alone, and what it was called by.
///
/// # Errors
/// Something is missing from the record, or wrong in a text of it; or a network file that it names is not there.
pub fn plan_of(record: &Value) -> Result<(Plan, String), Problems> {
    let name = record["calibration"].as_str().ok_or_else(|| not_whole("which calibration"))?;
    let texts: BTreeMap<String, String> = serde_json::from_value(record["texts"].clone()).unwrap_or_default();
    let changed = |key: &str| record["changes"][key].as_u64();
    let small = |key: &str| changed(key).and_then(|n| u32::try_from(n).ok());
    let changes = Changes {
        overrides: Overrides(serde_json::from_value(record["changes"]["settings"].clone()).unwrap_or_default()),
        particles: small("particles"),
        replicates: small("replicates"),
        at_most: changed("at_most"),
        seed: Some(record["seed"].as_u64().ok_or_else(|| not_whole("with which seed"))?),
    };
    Ok((Plan::read(name, &changes, &Shelf::sealed(texts), &|| 0)?, name.to_owned()))
}
