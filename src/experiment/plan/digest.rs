//! Digests of scenarios with the files that they read.

use std::path::{Path, PathBuf};
use std::sync::Mutex;

use sha2::{Digest, Sha256};

use crate::config::{Problem, Problems};
use crate::experiment::unit::Hash;
use crate::files;
use crate::scenario::{Draw, Scenario, text_for_digest};

/// The digest of a scenario: of all it says, and of what its network file and the set it draws from hold.
pub(super) fn scenario_digest(scenario: &Scenario, networks: &Mutex<Vec<(PathBuf, Hash)>>) -> Result<Hash, Problems> {
    let mut hash = Sha256::new();
    hash.update(text_for_digest(scenario));
    if let Some(from) = &scenario.network.file {
        hash.update(network_digest(&from.path, networks)?);
    }
    if let Some((_, text)) = scenario.draw.as_ref().and_then(Draw::file) {
        hash.update(text);
    }
    Ok(hash.finalize().into())
}

/// The digest of a network file's bytes, read once: its name alone would not tell that it was changed.
pub(crate) fn network_digest(path: &Path, known: &Mutex<Vec<(PathBuf, Hash)>>) -> Result<Hash, Problems> {
    let Ok(mut known) = known.lock() else { return Ok([0; 32]) };
    if let Some((_, digest)) = known.iter().find(|(other, _)| other == path) {
        return Ok(*digest);
    }
    let bytes = files::read_bytes(path).map_err(|error| Problem::whole(error.to_string(), "was it moved just now?"))?;
    let digest: Hash = Sha256::digest(bytes).into();
    known.push((path.to_owned(), digest));
    Ok(digest)
}
