//! `mobilise new`: a scenario to start from.

use std::path::PathBuf;

use clap::Args;

use mobilise::config::Problem;
use mobilise::files;
use mobilise::scenario::{check_name, starter};

use super::options::word;
use super::{Failure, Terminal};

/// Arguments of `mobilise new`.
#[derive(Debug, Args)]
pub struct NewArguments {
    /// The scenario's name
    name: String,
    /// The file to write, or - for standard output [default: NAME.toml]
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Write over the file if it is there
    #[arg(long)]
    force: bool,
}

/// Writes the file, never over another one without `--force`.
pub fn run(arguments: &NewArguments, terminal: &Terminal) -> Result<(), Failure> {
    // `new mine.toml` means the file of that name.
    let name = arguments.name.trim();
    let name = name.strip_suffix(".toml").unwrap_or(name);
    check_name(name)?;
    let text = starter(name);
    let path = match &arguments.out {
        Some(path) if path.as_os_str() == "-" => return terminal.data(&text),
        Some(path) => path.clone(),
        None if name.contains(['/', '\\']) => {
            let title = format!("`{name}` cannot be the name of a file");
            return Err(Problem::whole(title, "say where to write with --out FILE").into());
        }
        None => PathBuf::from(format!("{name}.toml")),
    };
    files::write(&path, text.as_bytes(), arguments.force)
        .map_err(|error| Failure::output(&error, "another name, another --out FILE, or --force to write over it"))?;
    let path = word(&path.display().to_string());
    terminal.say(&format!("wrote {path}\nnext: mobilise check {path}   then: mobilise run {path}"));
    Ok(())
}
