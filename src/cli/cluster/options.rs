//! Where a sweep's shards run, and how many there are.

use clap::{Args, ValueEnum};

use mobilise::config::Problem;

use super::super::Failure;
use super::super::parse::whole;
use super::engine::Engine;
use super::hyperqueue::HyperQueue;
use super::slurm::Slurm;

/// Who runs shards elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum On {
    /// A job array of Slurm, by sbatch
    Slurm,
    /// A task array of HyperQueue, by hq
    Hyperqueue,
}

/// What a sweep says to a cluster.
#[derive(Debug, Clone, Default, Args)]
pub struct ClusterOptions {
    /// Submit the sweep to a cluster in shards, follow it, submit again what is missing, and write the tables
    #[arg(long, value_name = "ENGINE", conflicts_with_all = ["shard", "watch"])]
    on: Option<On>,
    /// With --on: how many shards [default: of about ten minutes each, at most 1000]
    #[arg(long, value_name = "N", requires = "on", value_parser = whole(2..=u32::MAX, SHARDS))]
    shards: Option<u32>,
    /// With --on slurm: at most so many shards at the same time
    #[arg(long, value_name = "N", requires = "on", value_parser = whole(1..=u32::MAX, "leave it out for as many as there is room for"))]
    pub at_once: Option<u32>,
    /// With --on slurm: the partition
    #[arg(long, value_name = "NAME", requires = "on")]
    pub partition: Option<String>,
    /// With --on slurm: the account
    #[arg(long, value_name = "NAME", requires = "on")]
    pub account: Option<String>,
    /// With --on: the time limit of a shard, as sbatch or hq takes it
    #[arg(long, value_name = "TIME", requires = "on")]
    pub time: Option<String>,
    /// With --on: one more word for sbatch or hq submit, as in --scheduler-option=--mem=2G; may be given many times
    #[arg(long, value_name = "WORD", requires = "on", allow_hyphen_values = true)]
    pub scheduler_option: Vec<String>,
}

impl ClusterOptions {
    /// The engine asked for, if one was.
    pub fn engine(&self) -> Result<Option<Box<dyn Engine>>, Failure> {
        Ok(match self.on {
            None => None,
            Some(On::Slurm) => Some(Box::new(Slurm(self.clone()))),
            Some(On::Hyperqueue) => {
                let foreign = [
                    ("--partition", self.partition.is_some()),
                    ("--account", self.account.is_some()),
                    ("--at-once", self.at_once.is_some()),
                ];
                if let Some((option, _)) = foreign.into_iter().find(|(_, given)| *given) {
                    let title = format!("`{option}` is for --on slurm");
                    let hint = "with HyperQueue its workers decide where and how many at once: leave it out";
                    return Err(Problem::whole(title, hint).into());
                }
                Some(Box::new(HyperQueue(self.clone())))
            }
        })
    }

    /// The number of shards asked for, if one was; at most as many as the engine takes and there are runs.
    pub fn shards(&self, most: u32) -> Result<Option<u32>, Failure> {
        let Some(text) = self.shards.map(|shards| shards.to_string()) else { return Ok(None) };
        let shards = whole(2..=most, SHARDS)(&text).map_err(|refused| refused.problem("--shards", &text))?;
        Ok(Some(shards))
    }
}

const SHARDS: &str =
    "what the engine takes, and no more than there are runs; leave it out, and they take about ten minutes each";
