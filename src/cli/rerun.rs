//! `mobilise rerun`: make again what a record says, from the record alone, and compare the bytes.

use std::fmt::Write;
use std::path::PathBuf;

use clap::Args;

use mobilise::internals::record::Same;
use mobilise::workflow::rerun::{RerunRequest, check_rerun, rerun};

use super::failure::Failure;
use super::options::ThreadsOption;
use super::terminal::Terminal;

/// Arguments of `mobilise rerun`.
#[derive(Debug, Args)]
pub struct RerunArguments {
    /// A results folder, or its run.json
    record: PathBuf,
    /// Keep the repeated results in this folder, which must not exist
    #[arg(long, short, value_name = "DIR")]
    out: Option<PathBuf>,
    #[command(flatten)]
    threads: ThreadsOption,
}

/// Makes again, compares, and fails where bytes differ.
pub fn run(arguments: RerunArguments, terminal: &Terminal) -> Result<(), Failure> {
    let RerunArguments { record, out: folder, threads } = arguments;
    let comparison = rerun(&RerunRequest { record, folder, threads: threads.count() }, terminal)?;
    let mut out = String::new();
    for (name, state) in &comparison.files {
        let word = if *state == Same::No { "differs" } else { state.word() };
        let _ = writeln!(out, "{word:<8} {name}");
    }
    terminal.data(&out)?;
    check_rerun(&comparison)?;
    terminal.say(&format!("all {} files came out the same, byte for byte", comparison.files.len()));
    Ok(())
}
