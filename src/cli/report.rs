//! `mobilise report`: results as one page of HTML.

use std::path::PathBuf;

use clap::Args;

use mobilise::internals::record::folder_of;
use mobilise::report::report;
use mobilise::workflow::pictures::folder_pictures;

use super::failure::Failure;
use super::options::ForceOption;
use super::terminal::Terminal;
use super::words::{page_of, path_word};

/// Arguments of `mobilise report`.
#[derive(Debug, Args)]
pub struct ReportArguments {
    /// Results folders; each becomes a part of the page
    #[arg(required = true)]
    results: Vec<PathBuf>,
    /// The file to write [default: RESULTS-report.html, beside the first folder]
    #[arg(long, short, value_name = "FILE")]
    out: Option<PathBuf>,
    #[command(flatten)]
    replace: ForceOption,
}

/// Reads the tables and writes the page.
pub fn run(arguments: &ReportArguments, terminal: &Terminal) -> Result<(), Failure> {
    let folders: Vec<PathBuf> = arguments.results.iter().map(|path| folder_of(path)).collect();
    let read = |folder: &PathBuf| -> Result<_, Failure> { Ok(folder_pictures(folder)?) };
    let html = report(folders.iter().map(read).collect::<Result<_, _>>()?)?;
    let out = arguments.out.clone().unwrap_or_else(|| page_of(&folders[0]));
    arguments.replace.write(&out, html.as_bytes(), "another --out FILE")?;
    terminal.say(&format!("wrote {}: one file, for any browser, without a network", path_word(&out)));
    Ok(())
}
