//! `mobilise network describe`: the measures of a network file.

use std::path::PathBuf;

use clap::Args;
use comfy_table::{Cell, ContentArrangement, Table};

use super::file::read;
use super::rows::Measured;
use super::{Failure, Terminal};

/// Arguments of `mobilise network describe`.
#[derive(Debug, Args)]
pub struct DescribeArguments {
    /// The file: .graphml, .xml, .csv, .tsv, .txt or .edges
    file: PathBuf,
    /// Print JSON, with the whole distribution of ties, and nothing else on standard output
    #[arg(long)]
    json: bool,
}

/// Reads, measures, prints.
pub fn run(arguments: &DescribeArguments, terminal: &Terminal) -> Result<(), Failure> {
    let file = read(&arguments.file)?;
    let measured = Measured::new(&file);
    if arguments.json {
        return terminal.data(&format!("{:#}\n", measured.json(&arguments.file.display().to_string())));
    }
    let mut table = Table::new();
    table
        .load_style(comfy_table::presets::NOTHING)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(terminal.width());
    let mut in_group = false;
    for (head, text) in measured.rows() {
        in_group |= text.is_empty();
        let indent = if in_group && !text.is_empty() { "  " } else { "" };
        table.add_row([Cell::new(format!("{indent}{head}")), Cell::new(text)]);
    }
    let text: Vec<String> = table.to_string().lines().map(|line| line.trim_end().to_owned()).collect();
    terminal.data(&(text.join("\n") + "\n"))
}
