//! `mobilise report`: results as one page of HTML.

use std::path::{Path, PathBuf};

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
    /// The file to write [default: RESULTS-report.html, beside the first folder]
    #[arg(long, short, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Write over it if it is there
    #[arg(long)]
    force: bool,
}

/// The page of a folder that is not told another: `results-report.html` beside `results`.
pub fn page_of(results: &Path) -> PathBuf {
    plot::beside(results, "report.html")
}

/// What is said of the page after a command that left a folder.
pub fn next(folder: &Path) -> String {
    let [place, page] = [folder, &page_of(folder)].map(|path| word(&path.display().to_string()));
    format!("mobilise report {place}   all of it on one page: {page}")
}

/// Reads the tables and writes the page.
pub fn run(arguments: &ReportArguments, terminal: &Terminal) -> Result<(), Failure> {
    let read = |place: &PathBuf| -> Result<_, Failure> { Ok((place.clone(), plot::pictures(place)?)) };
    let html = report(arguments.results.iter().map(read).collect::<Result<_, _>>()?)?;
    let out = arguments.out.clone().unwrap_or_else(|| page_of(&arguments.results[0]));
    let written = match arguments.force {
        true => files::write_over(&out, html.as_bytes()),
        false => files::write_new(&out, html.as_bytes()),
    };
    written.map_err(|error| Failure::output(&error, "another --out FILE, or --force to write over it"))?;
    let place = word(&out.display().to_string());
    terminal.say(&format!("wrote {place}: one file, for any browser, without a network"));
    Ok(())
}
