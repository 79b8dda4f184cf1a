//! `mobilise network convert`: the same network in another format.

use std::path::PathBuf;

use clap::Args;

use mobilise::workflow::network::{NetworkOutput, read_network};

use super::{Failure, Terminal, output};

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
    let output = NetworkOutput::new(Some(arguments.to.clone()), None, arguments.force)?;
    output::write(&output, &read_network(&arguments.from)?, terminal)
}
