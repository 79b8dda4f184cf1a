//! `mobilise sweep --on`: where a sweep's shards run.

use clap::{Args, ValueEnum};

use mobilise::internals::text::{duration, shell_word};
use mobilise::workflow::cluster::{ClusterEngine, ClusterSettings, forecast_on_cluster, run_on_cluster};
use mobilise::workflow::forecast::{forecast_text, state_text};
use mobilise::workflow::sweep::{SweepOutcome, SweepRequest};

use super::failure::Failure;
use super::terminal::Terminal;

/// Engines by their names on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum EngineName {
    /// A job array of Slurm, by sbatch
    Slurm,
    /// A task array of HyperQueue, by hq
    Hyperqueue,
}

/// Options of a sweep on a cluster.
#[derive(Debug, Clone, Default, Args)]
pub struct ClusterOptions {
    /// Submit the sweep to a cluster in shards, follow it, resubmit what is missing, and write the tables
    #[arg(long, value_name = "ENGINE", conflicts_with_all = ["shard", "watch"])]
    on: Option<EngineName>,
    /// With --on: number of shards [default: shards of about ten minutes, at most 1000]
    #[arg(long, value_name = "N", requires = "on", value_parser = clap::value_parser!(u32).range(2..))]
    shards: Option<u32>,
    /// With --on slurm: maximum number of shards at the same time
    #[arg(long, value_name = "N", requires = "on", value_parser = clap::value_parser!(u32).range(1..))]
    at_once: Option<u32>,
    /// With --on slurm: the partition
    #[arg(long, value_name = "NAME", requires = "on")]
    partition: Option<String>,
    /// With --on slurm: the account
    #[arg(long, value_name = "NAME", requires = "on")]
    account: Option<String>,
    /// With --on: the time limit of a shard, as sbatch or hq takes it
    #[arg(long, value_name = "TIME", requires = "on")]
    time: Option<String>,
    /// With --on: a further option for sbatch or hq submit, as in --scheduler-option=--mem=2G; may be repeated
    #[arg(long, value_name = "WORD", requires = "on", allow_hyphen_values = true)]
    scheduler_option: Vec<String>,
}

impl ClusterOptions {
    /// How to submit, if a cluster was asked for.
    pub fn settings(&self) -> Option<ClusterSettings> {
        Some(ClusterSettings {
            engine: match self.on? {
                EngineName::Slurm => ClusterEngine::Slurm,
                EngineName::Hyperqueue => ClusterEngine::HyperQueue,
            },
            shards: self.shards,
            at_once: self.at_once,
            partition: self.partition.clone(),
            account: self.account.clone(),
            time: self.time.clone(),
            scheduler_options: self.scheduler_option.clone(),
        })
    }
}

/// Runs a sweep on a cluster, or prints what would be submitted.
pub fn run(
    request: &SweepRequest,
    settings: &ClusterSettings,
    is_dry_run: bool,
    terminal: &Terminal,
) -> Result<Option<SweepOutcome>, Failure> {
    if !is_dry_run {
        return Ok(Some(run_on_cluster(request, settings, terminal)?));
    }
    let forecast = forecast_on_cluster(request, settings)?;
    let (shards, threads) = (forecast.shards, forecast.threads);
    let on = if threads == 1 { "one thread".to_owned() } else { format!("{threads} threads") };
    let words: Vec<String> = forecast.command.iter().map(|word| shell_word(word)).collect();
    let mut text = forecast_text(&forecast.plan, threads * shards as usize)? + &state_text(&request.folder)?;
    text += &format!("shards        {shards}, each about {} on {on}\n", duration(forecast.shard_time));
    text += &format!("would submit  {}\n", words.join(" "));
    if let Some(job) = forecast.running_job {
        text += &format!("but           job {job} is running: the same command without --dry-run follows it\n");
    }
    terminal.data(&text).map(|()| None)
}
