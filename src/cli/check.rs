//! `mobilise check`: a scenario in a few lines, once it is checked.

use std::fmt::Write;

use clap::Args;

use mobilise::scenario;

use super::failure::Failure;
use super::options::ChangeOptions;
use super::terminal::Terminal;

/// Arguments of `mobilise check`.
#[derive(Debug, Args)]
pub struct CheckArguments {
    /// A scenario file, or a name that `mobilise list` shows
    scenario: String,
    #[command(flatten)]
    change: ChangeOptions,
    /// Print the complete scenario as a file, every setting with its value
    #[arg(long)]
    resolved: bool,
}

/// Reads and checks, prints a summary, runs nothing.
pub fn run(arguments: &CheckArguments, terminal: &Terminal) -> Result<(), Failure> {
    for scenario in arguments.change.load(std::slice::from_ref(&arguments.scenario))? {
        if arguments.resolved {
            terminal.data(&scenario::to_toml(&scenario))?;
            continue;
        }
        let mut out = format!("`{}` is valid.\n", scenario.name);
        if !scenario.about.is_empty() {
            let _ = writeln!(out, "{}", scenario.about);
        }
        out.push('\n');
        for (head, text) in scenario.summary(arguments.change.threads()) {
            let _ = writeln!(out, "  {head:<14} {text}");
        }
        terminal.data(&out)?;
        for doubt in scenario.doubts() {
            terminal.say(&format!("note: {doubt}"));
        }
    }
    Ok(())
}
