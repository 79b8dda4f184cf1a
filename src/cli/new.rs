//! `mobilise new`: a scenario to start from.

use std::path::PathBuf;

use clap::Args;

use mobilise::scenario::{check_name, starter};

use super::failure::Failure;
use super::options::ForceOption;
use super::terminal::Terminal;
use super::words::path_word;

/// Arguments of `mobilise new`.
#[derive(Debug, Args)]
pub struct NewArguments {
    /// The scenario's name
    name: String,
    /// The file to write, or - for standard output [default: NAME.toml]
    #[arg(long, short, value_name = "FILE")]
    out: Option<PathBuf>,
    #[command(flatten)]
    replace: ForceOption,
}

/// Writes the file, over another one only with --force.
pub fn run(arguments: &NewArguments, terminal: &Terminal) -> Result<(), Failure> {
    // `new mine.toml` means the file of that name.
    let name = arguments.name.trim();
    let name = name.strip_suffix(".toml").unwrap_or(name);
    check_name(name)?;
    let text = starter(name);
    let path = match &arguments.out {
        Some(path) if path.as_os_str() == "-" => {
            return terminal.data(&text);
        }
        Some(path) => path.clone(),
        None if name.contains(['/', '\\']) => {
            let title = format!("`{name}` cannot be the name of a file");
            return Err(Failure::input(title, "say where to write with --out FILE"));
        }
        None => PathBuf::from(format!("{name}.toml")),
    };
    arguments.replace.write(&path, text.as_bytes(), "another name, another --out FILE")?;
    let path = path_word(&path);
    terminal.say(&format!("wrote {path}\nnext: mobilise check {path}   then: mobilise run {path}"));
    Ok(())
}
