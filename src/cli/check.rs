//! `mobilise check`: a scenario in a few lines, or the size of an experiment, once it is checked.

use std::fmt::Write;

use clap::Args;

use mobilise::internals::text::shell_word;
use mobilise::scenario;
use mobilise::workflow::size::{check_experiment, experiment_size};

use super::failure::Failure;
use super::options::ChangeOptions;
use super::terminal::Terminal;

/// Arguments of `mobilise check`.
#[derive(Debug, Args)]
pub struct CheckArguments {
    /// A scenario or experiment: a file, or a name that `mobilise list` shows
    scenario: String,
    #[command(flatten)]
    change: ChangeOptions,
    /// Print the complete scenario as a file, every setting with its value
    #[arg(long)]
    resolved: bool,
}

/// Reads and checks, prints a summary, runs nothing.
pub fn run(arguments: &CheckArguments, terminal: &Terminal) -> Result<(), Failure> {
    if !arguments.resolved && experiment(arguments, terminal)? {
        return Ok(());
    }
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

/// The same of an experiment: its size first, since the check of very many points takes minutes. Whether it is one.
fn experiment(arguments: &CheckArguments, terminal: &Terminal) -> Result<bool, Failure> {
    let (name, changes) = (&arguments.scenario, arguments.change.changes());
    let Some(size) = experiment_size(name, &changes)? else { return Ok(false) };
    check_experiment(name, &changes, terminal.checked())?;
    let mut out = format!("`{}` is valid.\n", size.name);
    if !size.about.is_empty() {
        let _ = writeln!(out, "{}", size.about);
    }
    out.push('\n');
    for (head, text) in &size.rows {
        let _ = writeln!(out, "  {head:<14} {text}");
    }
    terminal.data(&out)?;
    terminal.say(&format!("note: `mobilise sweep {} --dry-run` measures how long that takes", shell_word(name)));
    Ok(true)
}
