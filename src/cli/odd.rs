//! `mobilise odd`: a scenario described after the ODD protocol.

use std::path::PathBuf;

use clap::Args;

use mobilise::experiment::plan::{Changes, Plan};
use mobilise::files;
use mobilise::odd::{Subject, odd};
use mobilise::scenario::Shelf;

use super::options::{ChangeOptions, word};
use super::{Failure, Terminal};

/// Arguments of `mobilise odd`.
#[derive(Debug, Args)]
pub struct OddArguments {
    /// Scenario files or embedded names; several stand side by side
    #[arg(required = true)]
    scenarios: Vec<String>,
    #[command(flatten)]
    change: ChangeOptions,
    /// An experiment file or embedded name to describe too; may be given many times
    #[arg(long, value_name = "EXPERIMENT")]
    experiment: Vec<String>,
    /// Write to this file, and not to standard output
    #[arg(long, short, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Replace the file given by --out if it is there
    #[arg(long)]
    force: bool,
}

/// Reads and checks, describes, runs nothing.
pub fn run(arguments: &OddArguments, terminal: &Terminal) -> Result<(), Failure> {
    let scenarios = arguments.change.load(&arguments.scenarios)?;
    let read = |name: &String| Plan::read(name, &Changes::default(), &Shelf::default(), &|| 0);
    let experiments = arguments.experiment.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    let text = odd(&Subject { scenarios: &scenarios, experiments: &experiments, command: &commands(arguments) });
    let Some(path) = &arguments.out else {
        return terminal.data(&text);
    };
    files::write(path, text.as_bytes(), arguments.force)
        .map_err(|error| Failure::output(&error, "another --out FILE, or --force to write over it"))?;
    terminal.say(&format!("wrote {}", word(&path.display().to_string())));
    Ok(())
}

/// The commands that run what is described.
fn commands(arguments: &OddArguments) -> String {
    let mut first = vec!["mobilise", if arguments.scenarios.len() == 1 { "run" } else { "compare" }];
    let scenarios: Vec<String> = arguments.scenarios.iter().map(|name| word(name)).collect();
    first.extend(scenarios.iter().map(String::as_str));
    let change = &arguments.change;
    let mut options: Vec<String> = change.set.iter().map(|set| format!("--set {}", word(set))).collect();
    options.extend(change.draw.iter().map(|from| format!("--draw {}", word(from))));
    options.extend(change.weeks.iter().map(|weeks| format!("--weeks {}", word(weeks))));
    options.extend(change.replicates.iter().map(|replicates| format!("--replicates {}", word(replicates))));
    first.extend(options.iter().map(String::as_str));
    let mut lines = vec![first.join(" ")];
    lines.extend(arguments.experiment.iter().map(|name| format!("mobilise sweep {}", word(name))));
    lines.join("\n")
}
