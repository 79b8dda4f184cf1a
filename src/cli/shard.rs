//! `mobilise shard`: one share of a sweep whose plan was kept in its folder. What a job of a cluster runs.

use std::path::PathBuf;

use clap::Args;

use mobilise::experiment::Shard;
use mobilise::internals::text::duration;
use mobilise::workflow::shard::run_submitted_shard;

use super::failure::Failure;
use super::options::ThreadsOption;
use super::parse;
use super::terminal::Terminal;

/// Arguments of `mobilise shard`.
#[derive(Debug, Args)]
pub struct ShardArguments {
    /// The plan that `mobilise sweep --on` stored: store/submitted-….json in the sweep's folder
    plan: PathBuf,
    /// Which shard of how many: I/N
    #[arg(value_parser = parse::shard)]
    shard: Shard,
    #[command(flatten)]
    threads: ThreadsOption,
}

/// Runs what is missing of the shard.
pub fn run(arguments: &ShardArguments, terminal: &Terminal) -> Result<(), Failure> {
    let shard = arguments.shard;
    let outcome = run_submitted_shard(&arguments.plan, shard, arguments.threads.count(), terminal)?;
    let failed = if outcome.failed > 0 { format!(", {} failed", outcome.failed) } else { String::new() };
    let (ran, time) = (outcome.ran, duration(outcome.running));
    terminal.say(&format!("shard {}/{}: {ran} runs in {time}{failed}", shard.number, shard.of));
    Ok(())
}
