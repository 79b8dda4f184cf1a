//! `mobilise explain`: what a knob, a measure, an outcome, the week or a case is.

use clap::Args;

use mobilise::internals::glossary::{all_json, all_text, look_up, overview_text};

use super::failure::Failure;
use super::terminal::Terminal;

/// Arguments of `mobilise explain`.
#[derive(Debug, Args)]
pub struct ExplainArguments {
    /// A knob (coping.relief), a measure, an outcome, `week`, `intervention` for its kinds, `case` and
    /// `question` for those that come with the program, or one of these by its name
    name: Option<String>,
    /// List all knobs, measures and outcomes
    #[arg(long)]
    all: bool,
    /// With --all: list them as JSON, with units, ranges and sources
    #[arg(long, requires = "all")]
    json: bool,
}

/// Explains one name, or lists them all.
pub fn run(arguments: &ExplainArguments, terminal: &Terminal) -> Result<(), Failure> {
    match &arguments.name {
        Some(name) => {
            let entries: Vec<String> = look_up(name)?.iter().map(ToString::to_string).collect();
            terminal.data(&entries.concat())
        }
        None if arguments.json => terminal.data(&format!("{:#}\n", all_json())),
        None if arguments.all => terminal.data(&all_text()),
        None => terminal.data(&overview_text()),
    }
}
