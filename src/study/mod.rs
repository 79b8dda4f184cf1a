//! From runs to answers: replicates, what they say together, paired effects, and the tables they leave.

mod columns;
pub(crate) mod curves;
pub mod diagnosis;
pub mod effects;
pub(crate) mod error;
pub mod estimate;
pub mod fate;
pub(crate) mod folder;
pub(crate) mod gaps;
pub mod manifest;
pub(crate) mod networks;
pub mod outcomes;
pub mod purse;
pub mod recorded;
pub(crate) mod replicates;
pub mod results;
pub(crate) mod share;
pub mod summary;
pub mod table;
pub(crate) mod weeks_csv;
pub(crate) mod weeks_parquet;

pub use error::StudyError;
pub use replicates::{RunFailed, Unit};

use crate::scenario::{Plans, Scenario};

/// What is run.
#[derive(Debug, Clone)]
pub struct Study {
    /// The scenarios; their names differ.
    pub scenarios: Vec<Scenario>,
    /// The seed of all of them.
    pub seed: u64,
    /// Replicates of each.
    pub replicates: u32,
    /// The command line, for the record.
    pub command: Vec<String>,
}

impl Study {
    /// A study of these scenarios, whose names differ, with so many replicates of each under one seed.
    pub fn new(scenarios: Vec<Scenario>, seed: u64, replicates: u32) -> Self {
        Self { scenarios, seed, replicates, command: Vec::new() }
    }

    /// What the engine runs.
    pub fn plans(&self) -> Vec<Plans> {
        self.scenarios.iter().map(Plans::new).collect()
    }

    /// Runs in all.
    pub fn runs(&self) -> u64 {
        self.scenarios.len() as u64 * u64::from(self.replicates)
    }

    /// For each scenario, the number of its row groups: organisations and the field.
    pub fn groups(&self) -> Vec<usize> {
        self.scenarios.iter().map(|s| s.organisations.len() + 1).collect()
    }

    /// The name of a row group.
    pub fn group_name(&self, scenario: usize, group: usize) -> &str {
        self.scenarios[scenario].organisations.get(group).map_or("field", |o| o.name.as_str())
    }
}
