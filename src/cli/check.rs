//! `mobilise check`: what would run.

use clap::Args;

use mobilise::scenario::{describe, to_toml};

use super::options::ChangeOptions;
use super::{Failure, Terminal};

/// Arguments of `mobilise check`.
#[derive(Debug, Args)]
pub struct CheckArguments {
    /// A scenario file, or an embedded name
    scenario: String,
    #[command(flatten)]
    change: ChangeOptions,
    /// Print the scenario in full, every knob with its value, as a scenario file
    #[arg(long)]
    resolved: bool,
}

/// Reads and checks, says what would run, runs nothing.
pub fn run(arguments: &CheckArguments, terminal: &Terminal) -> Result<(), Failure> {
    for scenario in arguments.change.load(std::slice::from_ref(&arguments.scenario))? {
        if arguments.resolved {
            terminal.data(&to_toml(&scenario))?;
        } else {
            terminal.data(&describe(&scenario, arguments.change.threads()))?;
        }
    }
    Ok(())
}
