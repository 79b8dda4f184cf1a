//! The record of a study: what was run, and what it wrote.

use std::path::Path;

use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use crate::files;
use crate::scenario::{Scenario, to_toml};

use super::Study;
use super::error::StudyError;

/// What a record says of scenarios: their names, organisations and resolved texts, with a digest of each.
pub fn scenarios_of(scenarios: &[Scenario]) -> Vec<Value> {
    let one = |scenario: &Scenario| {
        let resolved = to_toml(scenario);
        let organisations: Vec<&str> = scenario.organisations.iter().map(|o| o.name.as_str()).collect();
        json!({
            "name": scenario.name,
            "digest": digest(resolved.as_bytes()),
            "organisations": organisations,
            "resolved": resolved,
        })
    };
    scenarios.iter().map(one).collect()
}

/// The accepted sets that scenarios draw from, by path: their resolved texts only name them. Those that come with
/// the program are not among them.
pub fn texts_of(scenarios: &[Scenario]) -> Map<String, Value> {
    let files = scenarios.iter().filter_map(|scenario| scenario.draw.as_ref()?.file());
    files.map(|(path, text)| (path.to_owned(), Value::String(text.to_owned()))).collect()
}

/// The text of `run.json` for the files in a folder: no time and no machine in it, so that the same study
/// gives the same record. Files whose bytes depend on the moment (`timing.json`) are not listed.
///
/// # Errors
/// A file that cannot be read back.
pub fn manifest(study: &Study, folder: &Path) -> Result<String, StudyError> {
    let scenarios = scenarios_of(&study.scenarios);
    let mut outputs = Map::new();
    for name in files::names_in(folder)? {
        if name != "timing.json" {
            let bytes = files::read_bytes(&folder.join(&name))?;
            outputs.insert(name, Value::String(digest(&bytes)));
        }
    }
    let mut record = json!({
        "program": "mobilise",
        "version": env!("CARGO_PKG_VERSION"),
        "command": study.command,
        "seed": study.seed,
        "replicates": study.replicates,
        "scenarios": scenarios,
        "outputs": outputs,
    });
    let mut networks = Map::new();
    for from in study.scenarios.iter().filter_map(|scenario| scenario.network.file.as_ref()) {
        // What the resolved text only names.
        networks.insert(from.path.display().to_string(), Value::String(digest(&files::read_bytes(&from.path)?)));
    }
    if !networks.is_empty() {
        record["networks"] = Value::Object(networks);
    }
    let texts = texts_of(&study.scenarios);
    if !texts.is_empty() {
        record["texts"] = Value::Object(texts);
    }
    let mut text = serde_json::to_string_pretty(&record).unwrap_or_default();
    text.push('\n');
    Ok(text)
}

/// The SHA-256 digest of some bytes, as `sha256:` and 64 hexadecimal digits.
pub fn digest(bytes: &[u8]) -> String {
    let hash = Sha256::digest(bytes);
    let digits: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("sha256:{digits}")
}
