//! What every command records of the scenarios it ran.

use serde::{Deserialize, Serialize};

use super::digest::Digest;

/// A setting of the command line: the option it came from, and `knob=value`.
pub type Setting = (String, String);

/// A scenario that was run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScenarioRecord {
    /// Its name.
    pub name: String,
    /// The digest of `resolved`.
    pub digest: Digest,
    /// The names of its organisations.
    pub organisations: Vec<String>,
    /// Its text with every knob written out.
    pub resolved: String,
}
