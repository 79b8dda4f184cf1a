//! The program: do what the command line says, and end with its exit code.

use std::process::ExitCode;

mod cli;

fn main() -> ExitCode {
    #[cfg(feature = "canaries")]
    mobilise::canary::plant_from_environment();
    ExitCode::from(cli::main(std::env::args_os()))
}
