//! The program: parse the command line, do what it says, render what went wrong.

use std::process::ExitCode;

mod cli;

fn main() -> ExitCode {
    #[cfg(feature = "canaries")]
    mobilise::canary::plant_from_environment();
    cli::clear_up_when_stopped();
    let arguments = match cli::parse() {
        Ok(arguments) => arguments,
        Err(failure) => return fail(&cli::Terminal::new(false), &failure),
    };
    let terminal = arguments.terminal();
    match cli::run(arguments, &terminal) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => fail(&terminal, &failure),
    }
}

fn fail(terminal: &cli::Terminal, failure: &cli::Failure) -> ExitCode {
    terminal.error(&failure.text);
    ExitCode::from(failure.code)
}
