//! `mobilise network`: networks without a scenario.

mod convert;
mod describe;
mod follow;
mod make;
mod output;
mod reading;

use clap::{Args, Subcommand};

use super::failure::Failure;
use super::terminal::Terminal;

/// Arguments of `mobilise network`.
#[derive(Debug, Args)]
pub struct NetworkArguments {
    #[command(subcommand)]
    command: NetworkCommand,
}

#[derive(Debug, Subcommand)]
enum NetworkCommand {
    /// Make a network of some kind and write it as a file
    Make(make::MakeArguments),
    /// Measure the network in a file
    Describe(describe::DescribeArguments),
    /// Follow the ties of a scenario through chosen weeks, as files and pictures
    Follow(follow::FollowArguments),
    /// Write the network in a file in another format
    Convert(convert::ConvertArguments),
}

/// Does what the command line says.
pub fn run(arguments: &NetworkArguments, terminal: &Terminal) -> Result<(), Failure> {
    match &arguments.command {
        NetworkCommand::Make(arguments) => make::run(arguments, terminal),
        NetworkCommand::Describe(arguments) => describe::run(arguments, terminal),
        NetworkCommand::Follow(arguments) => follow::run(arguments, terminal),
        NetworkCommand::Convert(arguments) => convert::run(arguments, terminal),
    }
}
