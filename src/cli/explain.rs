//! `mobilise explain`: what a name, a label, a column, a code, a file or a command means.

use clap::Args;

use mobilise::internals::glossary::{all_json, all_text, look_up_among, overview_text};

use super::failure::Failure;
use super::help;
use super::terminal::Terminal;

/// Arguments of `mobilise explain`.
#[derive(Debug, Args)]
pub struct ExplainArguments {
    /// A knob (coping.relief), a measure, an outcome or its label ("awake at the end"), a term (field), a column, a
    /// figure, a source (S50), a command, a file that comes with the program, `week` or `intervention`
    name: Option<String>,
    /// List all terms, knobs, measures and outcomes
    #[arg(long)]
    all: bool,
    /// With --all: list them as JSON, with units, ranges and sources
    #[arg(long, requires = "all")]
    json: bool,
}

/// Explains one name, or lists them all.
pub fn run(arguments: &ExplainArguments, terminal: &Terminal) -> Result<(), Failure> {
    let Some(name) = &arguments.name else {
        return terminal.data(&match (arguments.all, arguments.json) {
            (_, true) => format!("{:#}\n", all_json()),
            (true, false) => all_text(),
            (false, false) => overview_text(),
        });
    };
    let command = help::about(name);
    let entries = match look_up_among(name, &help::names()) {
        Ok(entries) => entries,
        Err(_) if command.is_some() => Vec::new(),
        Err(problem) => return Err(problem.into()),
    };
    let mut text: String = entries.iter().map(ToString::to_string).collect();
    if let Some(about) = command {
        text.push_str(&format!("{name} — a command\n  {about}\n  mobilise {name} --help lists its options.\n"));
    }
    terminal.data(&text)
}
