//! Where a sweep's shards run.

use crate::config::Problem;

/// Programs that run shards elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClusterEngine {
    /// Slurm: job arrays, submitted with `sbatch`.
    Slurm,
    /// HyperQueue: task arrays, submitted with `hq`.
    HyperQueue,
}

/// How a sweep is submitted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClusterSettings {
    /// The program that runs the shards.
    pub engine: ClusterEngine,
    /// How many shards; otherwise of about ten minutes each, and at most 1000.
    pub shards: Option<u32>,
    /// At most so many shards at a time; Slurm only.
    pub at_once: Option<u32>,
    /// The partition; Slurm only.
    pub partition: Option<String>,
    /// The account; Slurm only.
    pub account: Option<String>,
    /// The time limit of a shard, as the engine takes it.
    pub time: Option<String>,
    /// More words for the engine's submission, such as `--mem=2G`.
    pub scheduler_options: Vec<String>,
}

impl ClusterSettings {
    /// Submission to an engine with its own defaults.
    #[must_use]
    pub fn new(engine: ClusterEngine) -> Self {
        Self {
            engine,
            shards: None,
            at_once: None,
            partition: None,
            account: None,
            time: None,
            scheduler_options: Vec::new(),
        }
    }

    /// Refuses settings that the engine does not have.
    ///
    /// # Errors
    /// The first of them.
    pub fn check(&self) -> Result<(), Problem> {
        let slurm_only = [
            ("--partition", self.partition.is_some()),
            ("--account", self.account.is_some()),
            ("--at-once", self.at_once.is_some()),
        ];
        match slurm_only.into_iter().find(|(_, is_set)| *is_set && self.engine != ClusterEngine::Slurm) {
            None => Ok(()),
            Some((option, _)) => {
                let hint = "with HyperQueue its workers decide where and how many at once: leave it out";
                Err(Problem::whole(format!("`{option}` is for --on slurm"), hint))
            }
        }
    }
}
