//! `mobilise completions` and `mobilise man`: made from the command line itself.

use clap::Args;
use clap_complete::Shell;

use mobilise::internals::config::{Problem, nearest};

use super::failure::Failure;
use super::help;
use super::terminal::Terminal;

/// Arguments of `mobilise completions`.
#[derive(Debug, Args)]
pub struct CompletionsArguments {
    /// The shell
    shell: Shell,
}

/// Arguments of `mobilise man`.
#[derive(Debug, Args)]
pub struct ManArguments {
    /// A command; without it the page of the program
    command: Option<String>,
    /// Print the names of all commands, one per line
    #[arg(long)]
    names: bool,
}

/// Prints the completion script of a shell.
pub fn completions(arguments: &CompletionsArguments, terminal: &Terminal) -> Result<(), Failure> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut help::command(), "mobilise", &mut script);
    terminal.data(&String::from_utf8_lossy(&script))
}

/// Prints a manual page, for `man -l -`.
pub fn man(arguments: &ManArguments, terminal: &Terminal) -> Result<(), Failure> {
    if arguments.names {
        return terminal.data(&help::names().iter().map(|name| format!("{name}\n")).collect::<String>());
    }
    let mut whole = help::command();
    whole.build();
    let page = match &arguments.command {
        None => clap_mangen::Man::new(whole),
        Some(name) => match whole.find_subcommand(name) {
            Some(command) => clap_mangen::Man::new(command.clone()).title(format!("mobilise-{name}")),
            None => {
                let hint = nearest(name, help::names()).map_or_else(
                    || "`mobilise --help` lists the commands".to_owned(),
                    |meant| format!("did you mean `{meant}`?"),
                );
                return Err(Problem::whole(format!("there is no command `{name}`"), hint).into());
            }
        },
    };
    let mut text = Vec::new();
    // Writing to memory does not fail.
    let _ = page.render(&mut text);
    terminal.data(&String::from_utf8_lossy(&text))
}
