//! What `robust` records.

use serde::{Deserialize, Serialize};

use super::digest::{Digest, FileName};
use super::scenario::{ScenarioRecord, Setting};

/// Of `robust`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RobustnessRecord {
    /// The words of a command that asks the same again, after the program's name.
    pub command: Vec<String>,
    /// The path or name the question was read from.
    pub question: String,
    /// The question in words.
    pub asks: String,
    /// `short` or `long`.
    pub size: String,
    /// What the command line changed.
    pub changes: RobustnessChanges,
    /// The accepted set that values are drawn from.
    pub accepted_set: String,
    /// The file of structures the question was asked under.
    pub structures: String,
    /// Each way the question was asked.
    pub variants: Vec<VariantRecord>,
    /// Structures under which it was not asked.
    pub left_out: Vec<LeftOutRecord>,
    /// The base scenarios of the question as it stands.
    pub baselines: Vec<ScenarioRecord>,
}

/// What the command line changed of a question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RobustnessChanges {
    /// Settings of every base scenario.
    pub settings: Vec<Setting>,
    /// Replicates in place of the file's.
    #[serde(deserialize_with = "Option::deserialize")]
    pub replicates: Option<u32>,
    /// Replicates of a point under another structure.
    #[serde(deserialize_with = "Option::deserialize")]
    pub structure_replicates: Option<u32>,
}

/// A way a question was asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VariantRecord {
    /// What it is called.
    pub name: String,
    /// What differs from the question as it stands, in one word.
    pub change: String,
    /// The folder inside this one that holds its results.
    pub folder: FileName,
    /// Replicates of each point.
    pub replicates: u32,
    /// Runs in all.
    pub runs: u64,
    /// The digest of its points.
    pub points_digest: Digest,
    /// The digest of the record in its folder.
    pub record: Digest,
}

/// A structure that was left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LeftOutRecord {
    /// What it is called.
    pub name: String,
    /// Why it was left out.
    pub why: String,
}
