//! `mobilise network convert`: the same network in another format.

use std::path::PathBuf;

use clap::Args;

use super::file::{Target, read};
use super::{Failure, Terminal};

/// Arguments of `mobilise network convert`.
#[derive(Debug, Args)]
pub struct ConvertArguments {
    /// The file to read: .graphml, .xml, .csv, .tsv, .txt or .edges
    from: PathBuf,
    /// The file to write: .graphml, .csv or .json
    to: PathBuf,
    /// Write over the file if it is there
    #[arg(long)]
    force: bool,
}

/// Reads one file, writes another.
pub fn run(arguments: &ConvertArguments, terminal: &Terminal) -> Result<(), Failure> {
    let target = Target::file(&arguments.to, arguments.force)?;
    target.write(&read(&arguments.from)?, terminal)
}
