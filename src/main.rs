//! The program: parse the command line, do what it says, render what went wrong.

use std::process::ExitCode;

mod cli;

fn main() -> ExitCode {
    #[cfg(feature = "canaries")]
    mobilise::canary::plant_from_environment();
    let arguments = cli::parse();
    let terminal = arguments.terminal();
    match cli::run(arguments, &terminal) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            terminal.error(&failure.text);
            ExitCode::from(failure.code)
        }
    }
}
