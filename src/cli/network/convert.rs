//! `mobilise network convert`: the same network in another format.

use std::path::PathBuf;

use clap::Args;

use mobilise::workflow::network::{NetworkOutput, read_network, with_names};

use super::reading::{self, ReadingOptions};
use super::{Failure, Terminal, output};

/// Arguments of `mobilise network convert`.
#[derive(Debug, Args)]
pub struct ConvertArguments {
    /// The file to read: .graphml, .xml, .csv, .tsv, .txt, .edges, .json, .gml, .net, .dl or .gexf
    from: PathBuf,
    /// The file to write: .graphml, .csv or .json
    to: PathBuf,
    /// Write over the file if it is there
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    reading: ReadingOptions,
}

/// Reads one file, writes another.
pub fn run(arguments: &ConvertArguments, terminal: &Terminal) -> Result<(), Failure> {
    let output = NetworkOutput::new(Some(arguments.to.clone()), None, arguments.force)?;
    let (network, account) = read_network(&arguments.from, arguments.reading.reading()?)?;
    reading::say(&account, terminal);
    if let Some((named, attribute)) = with_names(&network).filter(|_| output.keeps_names_only()) {
        terminal.say(&format!("note: people are called by their `{attribute}`, which an edge list would lose"));
        return output::write(&output, &named, terminal);
    }
    output::write(&output, &network, terminal)
}
