//! `mobilise report`: results as one page of HTML.

use std::path::PathBuf;

use clap::Args;

use mobilise::files;
use mobilise::report::report;

use super::options::word;
use super::{Failure, Terminal, plot};

/// Arguments of `mobilise report`.
#[derive(Debug, Args)]
pub struct ReportArguments {
    /// Folders that `run`, `compare`, `sweep`, `ask`, `robust`, `sensitivity`, `calibrate`, `patterns`, `verify` or `network follow` wrote; each becomes a part of the page
    #[arg(required = true)]
    results: Vec<PathBuf>,
    /// The file to write
    #[arg(long, short, value_name = "FILE", default_value = "report.html")]
    out: PathBuf,
    /// Write over it if it is there
    #[arg(long)]
    force: bool,
}

/// Reads the tables and writes the page.
pub fn run(arguments: &ReportArguments, terminal: &Terminal) -> Result<(), Failure> {
    let read = |place: &PathBuf| -> Result<_, Failure> { Ok((place.clone(), plot::pictures(place)?)) };
    let html = report(arguments.results.iter().map(read).collect::<Result<_, _>>()?)?;
    let out = &arguments.out;
    let written =
        if arguments.force { files::write_over(out, html.as_bytes()) } else { files::write_new(out, html.as_bytes()) };
    written.map_err(|error| Failure::output(&error, "another --out FILE, or --force to write over it"))?;
    let place = word(&out.display().to_string());
    terminal.say(&format!("wrote {place}: one file, for any browser, without a network"));
    Ok(())
}
