//! `mobilise odd`: a scenario described after the ODD protocol.

use std::path::PathBuf;

use clap::Args;

use mobilise::experiment::plan::{Changes, SweepPlan};
use mobilise::internals::odd::{Subject, odd};
use mobilise::internals::text::shell_word;
use mobilise::scenario::Shelf;

use super::failure::Failure;
use super::options::{ChangeOptions, ForceOption};
use super::terminal::Terminal;
use super::words::path_word;

/// Arguments of `mobilise odd`.
#[derive(Debug, Args)]
pub struct OddArguments {
    /// Scenario files, or names that `mobilise list` shows; several are described side by side
    #[arg(required = true)]
    scenarios: Vec<String>,
    #[command(flatten)]
    change: ChangeOptions,
    /// An experiment to describe as well: a file, or a name that `mobilise list` shows; may be repeated
    #[arg(long, value_name = "EXPERIMENT")]
    experiment: Vec<String>,
    /// Write to this file instead of standard output
    #[arg(long, short, value_name = "FILE")]
    out: Option<PathBuf>,
    #[command(flatten)]
    replace: ForceOption,
}

/// Reads and checks, describes, runs nothing.
pub fn run(arguments: &OddArguments, terminal: &Terminal) -> Result<(), Failure> {
    let scenarios = arguments.change.load(&arguments.scenarios)?;
    let read = |name: &String| SweepPlan::read(name, &Changes::default(), &Shelf::default(), &|| 0);
    let experiments = arguments.experiment.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    let text = odd(&Subject { scenarios: &scenarios, experiments: &experiments, command: &commands(arguments) });
    let Some(path) = &arguments.out else {
        return terminal.data(&text);
    };
    arguments.replace.write(path, text.as_bytes(), "another --out FILE")?;
    terminal.say(&format!("wrote {}", path_word(path)));
    Ok(())
}

/// The commands that run what is described.
fn commands(arguments: &OddArguments) -> String {
    let command = if arguments.scenarios.len() == 1 { "run" } else { "compare" };
    let names: Vec<String> = arguments.scenarios.iter().map(|name| shell_word(name)).collect();
    let options = arguments.change.changes().option_words(None);
    let mut lines = vec![format!("mobilise {command} {}{options}", names.join(" "))];
    lines.extend(arguments.experiment.iter().map(|name| format!("mobilise sweep {}", shell_word(name))));
    lines.join("\n")
}
