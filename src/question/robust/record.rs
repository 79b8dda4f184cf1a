//! The record of a robustness folder: what was asked in which variants, where each has its own folder, and the digest of
//! every file beside them.

use std::path::Path;

use serde_json::{Map, Value, json};

use crate::config::Problem;
use crate::experiment::plan::Plan;
use crate::files::disk::{Disk, write_safely};
use crate::files::{self, FileError};
use crate::store::StoreError;
use crate::study::changed::Same;
use crate::study::manifest::{digest, scenarios_of, texts_of};
use crate::study::stored::not_whole;

use super::Robustness;

/// The kind of such a folder.
pub const KIND: &str = "robustness";

/// How it was asked.
#[derive(Debug)]
pub struct Given<'a> {
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

/// Writes `run.json`. There is no time and no machine in it, so that what was asked the same way leaves the same bytes
/// however it came about. `outputs` are the files beside the variants' folders; all must be there.
///
/// # Errors
/// A file that cannot be read back or written.
pub fn write(
    disk: &dyn Disk,
    folder: &Path,
    robust: &Robustness,
    given: &Given<'_>,
    outputs: &[&str],
) -> Result<(), StoreError> {
    let Given { plan, name, command, accepted_set, structures, .. } = given;
    let variants = robust.variants.iter().zip(given.folders).map(|(variant, folder)| {
        json!({
            "name": variant.name,
            "change": variant.change.word(),
            "folder": folder,
            "replicates": variant.replicates,
            "runs": variant.runs,
            "points_digest": format!("sha256:{}", variant.digest),
        })
    });
    let mut record = json!({
        "program": "mobilise",
        "version": robust.about.version,
        "kind": KIND,
        "command": command,
        "question": name,
        "asks": robust.about.asks,
        "size": robust.about.size(),
        "seed": robust.about.seed,
        "changes": {
            "settings": plan.changes.overrides.0,
            "replicates": plan.changes.replicates,
            "structure_replicates": given.structure_replicates,
        },
        "accepted_set": accepted_set,
        "structures": structures,
        "variants": variants.collect::<Vec<_>>(),
        "left_out": robust.left_out.iter().map(|left| json!({ "name": left.name, "why": left.why })).collect::<Vec<_>>(),
        "baselines": scenarios_of(&plan.baselines),
        "outputs": outputs.iter().map(|name| ((*name).to_owned(), Value::Null)).collect::<Map<_, _>>(),
    });
    let texts = texts_of(&plan.baselines);
    if !texts.is_empty() {
        record["texts"] = Value::Object(texts);
    }
    renew(disk, folder, record)
}

/// Writes a record with the digests of the files that are there now: those beside the variants' folders, and the record
/// in each of these.
///
/// # Errors
/// A file that cannot be read back or written.
pub fn renew(disk: &dyn Disk, folder: &Path, mut record: Value) -> Result<(), StoreError> {
    let of = |path: &Path| Ok::<_, FileError>(Value::String(digest(&files::read_bytes(path)?)));
    for variant in record["variants"].as_array_mut().into_iter().flatten() {
        let own = variant["folder"].as_str().unwrap_or_default().to_owned();
        variant["record"] = of(&folder.join(own).join("run.json"))?;
    }
    for (name, output) in record["outputs"].as_object_mut().into_iter().flatten() {
        *output = of(&folder.join(name))?;
    }
    Ok(write_safely(disk, &folder.join("run.json"), format!("{record:#}\n").as_bytes())?)
}

/// A variant as a record tells of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// What it is called.
    pub name: String,
    /// The name of its folder.
    pub folder: String,
    /// The digest of the record in its folder.
    record: String,
}

impl Part {
    /// Whether its folder holds the record that it held.
    ///
    /// # Errors
    /// A record that is there and cannot be read.
    pub fn state(&self, folder: &Path) -> Result<Same, FileError> {
        let path = folder.join(&self.folder).join("run.json");
        if !path.is_file() {
            return Ok(Same::Absent);
        }
        Ok(if digest(&files::read_bytes(&path)?) == self.record { Same::Yes } else { Same::No })
    }
}

/// The variants that a record tells of.
///
/// # Errors
/// It has none, or does not say where one is.
pub fn parts(record: &Value) -> Result<Vec<Part>, Problem> {
    let variants = record["variants"].as_array().filter(|all| !all.is_empty());
    let variants = variants.ok_or_else(|| not_whole("which variants"))?;
    let part = |variant: &Value| {
        let word = |key: &str| variant[key].as_str().map(str::to_owned);
        // A name with a folder in it is none that we wrote, and would lead elsewhere.
        let folder =
            word("folder").filter(|name| Path::new(name).file_name().is_some_and(|last| last == name.as_str()));
        let folder = folder.ok_or_else(|| not_whole("which folder a variant has"))?;
        let name = word("name").ok_or_else(|| not_whole("what a variant is called"))?;
        Ok(Part { name, folder, record: word("record").unwrap_or_default() })
    };
    variants.iter().map(part).collect()
}
