//! A record as data.

use std::collections::BTreeMap;

use super::digest::{Digest, FileName};
use super::kinds::{Contents, Kind};
use super::scenario::ScenarioRecord;

/// The file name of a record.
pub const FILE: &str = "run.json";

/// What `program` says in everything this program records.
pub(super) const PROGRAM: &str = "mobilise";

/// The format this program writes.
pub const RECORD_VERSION: u32 = 2;

/// A longer record is refused before it is read.
pub const MAX_BYTES: u64 = 64 << 20;

/// Files that were written, each with the digest of its bytes.
pub type Outputs = BTreeMap<FileName, Digest>;

/// What a `run.json` holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    /// The version of the program that wrote it.
    pub version: String,
    /// The seed of all random numbers.
    pub seed: u64,
    /// What was run.
    pub contents: Contents,
    /// Texts of files that were read, by path: those that the scenarios written out only name.
    pub texts: BTreeMap<String, String>,
    /// Network files that were read, by path; they are not kept, so a rerun needs them as they were.
    pub networks: BTreeMap<String, Digest>,
    /// Every file beside the record whose bytes do not depend on the moment.
    pub outputs: Outputs,
}

impl Record {
    /// A record of this version of the program, of nothing read and nothing written yet.
    #[must_use]
    pub fn new(seed: u64, contents: Contents) -> Self {
        Self {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            seed,
            contents,
            texts: BTreeMap::new(),
            networks: BTreeMap::new(),
            outputs: Outputs::new(),
        }
    }

    /// What kind of results it belongs to.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.contents.kind()
    }

    /// Whether a file of this name was written.
    #[must_use]
    pub fn has_output(&self, name: &str) -> bool {
        self.outputs.contains_key(name)
    }

    /// The scenarios that were run; of a sweep or a question those it varies. None for the classics.
    #[must_use]
    pub fn scenarios(&self) -> &[ScenarioRecord] {
        match &self.contents {
            Contents::Study(study) => &study.scenarios,
            Contents::Sweep(sweep) => &sweep.baselines,
            Contents::Calibration(calibration) => &calibration.scenarios,
            Contents::Networks(networks) => &networks.scenarios,
            Contents::Patterns(patterns) => &patterns.scenarios,
            Contents::Classics(_) => &[],
            Contents::Robustness(robustness) => &robustness.baselines,
        }
    }
}
