//! `mobilise network describe`: the measures of a network file.

use std::path::PathBuf;

use clap::Args;

use mobilise::network::describe::FileDescription;
use mobilise::workflow::network::{read_network, with_names};

use super::super::failure::Failure;
use super::super::terminal::Terminal;
use super::super::words::{plain_table, table_text};
use super::reading::{self, ReadingOptions};

/// Arguments of `mobilise network describe`.
#[derive(Debug, Args)]
pub struct DescribeArguments {
    /// The file: .graphml, .xml, .csv, .tsv, .txt, .edges, .json, .gml, .net, .dl or .gexf
    file: PathBuf,
    /// Print JSON, with the whole distribution of ties, and nothing else on standard output
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    reading: ReadingOptions,
}

/// Reads, measures, prints.
pub fn run(arguments: &DescribeArguments, terminal: &Terminal) -> Result<(), Failure> {
    let (network, account) = read_network(&arguments.file, arguments.reading.reading()?)?;
    let network = with_names(&network).map_or(network, |(named, _)| named);
    let description = FileDescription::new(&network);
    if arguments.json {
        return terminal.data(&format!("{:#}\n", description.json(&arguments.file.display().to_string())));
    }
    let mut table = plain_table(terminal.width());
    let mut is_in_group = false;
    for (head, text) in description.rows() {
        is_in_group |= text.is_empty();
        let indent = if is_in_group && !text.is_empty() { "  " } else { "" };
        table.add_row([format!("{indent}{head}"), text]);
    }
    terminal.data(&table_text(&table))?;
    reading::say(&account, terminal);
    Ok(())
}
