//! Whether a folder holds what this program wrote and nothing else, so that it may be replaced.

use std::path::Path;

use crate::files::disk::Lock;
use crate::files::{self, NotOwn};

use super::compare::Same;
use super::types::{FILE, Record};

const HINT: &str =
    "--force replaces only what mobilise wrote and nobody changed; another --out DIR, or remove it yourself";
/// Beside the record: its bytes depend on the moment, so that no digest is kept.
const TIMING: &str = "timing.json";
/// The folder in which a sweep or a calibration keeps what is done.
const STORE: &str = "store";

/// Checks that a folder holds a record, files with the digests that the record has of them, and nothing else but a
/// store that nobody is at. The locks keep others from the store until they are dropped.
///
/// # Errors
/// What in the folder is not this program's, or is in use.
pub fn own_folder(folder: &Path) -> Result<Vec<Lock>, NotOwn> {
    let refuse = |why: String| Err(NotOwn { why, hint: HINT });
    if !folder.join(FILE).is_file() {
        return refuse(format!("it is there already and holds no {FILE}"));
    }
    let Ok(record) = Record::of_folder(folder) else {
        return refuse(format!("it is there already, and its {FILE} cannot be read"));
    };
    let compared = record.compare(folder).unwrap_or_default();
    if let Some((name, _)) = compared.iter().find(|(_, same)| *same == Same::No) {
        return refuse(format!("`{name}` in it was changed since it was written"));
    }
    let is_known = |name: &str| [FILE, TIMING].contains(&name) || record.has_output(name);
    let mut locks = Vec::new();
    for (name, kind) in files::entries_in(folder).map_err(|error| NotOwn { why: error.to_string(), hint: HINT })? {
        match kind {
            files::EntryKind::File if is_known(&name) => {}
            files::EntryKind::Folder if name == STORE => locks.push(own_store(&folder.join(STORE))?),
            _ => return refuse(format!("it holds `{name}`, which its {FILE} does not name")),
        }
    }
    Ok(locks)
}

/// Checks a store: files of a store's names, and nobody at work.
fn own_store(store: &Path) -> Result<Lock, NotOwn> {
    let refuse = |why: String| Err(NotOwn { why, hint: HINT });
    let lock = store.join("lock");
    let Ok(Some(lock)) = Lock::take_if_there(&lock, false) else {
        let hint = "another --out DIR, or wait until it has ended";
        return Err(NotOwn { why: "a sweep or a calibration is at work in it".to_owned(), hint });
    };
    let is_ours = |name: &str| {
        name == "plan.json"
            || ["lock", "journal", "submitted-", "part-", "shard-", "cluster"].iter().any(|own| name.starts_with(own))
    };
    for folder in [store.to_owned(), store.join("parts")] {
        let Ok(entries) = files::entries_in(&folder) else { continue };
        for (name, kind) in entries {
            let known = match kind {
                files::EntryKind::File => is_ours(&name),
                files::EntryKind::Folder => name == "parts",
                files::EntryKind::Other => false,
            };
            if !known {
                return refuse(format!("its store holds `{name}`, which is not the program's"));
            }
        }
    }
    Ok(lock)
}
