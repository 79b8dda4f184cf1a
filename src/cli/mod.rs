//! The command line: one file a command.

mod ask;
mod calibrate;
mod check;
#[cfg(feature = "cluster")]
mod cluster;
mod explain;
mod failure;
mod network;
mod new;
mod odd;
mod options;
mod parse;
mod patterns;
mod plot;
mod questions;
#[cfg(feature = "report")]
mod report;
mod rerun;
mod robust;
mod selftest;
mod sensitivity;
#[cfg(feature = "serve")]
mod serve;
mod shard;
mod stopped;
mod study;
mod sweep;
mod terminal;
mod verify;
mod verify_output;
mod words;

use std::ffi::OsString;

use clap::{Parser, Subcommand};

use failure::Failure;
use terminal::Terminal;

/// How isolated workers come to act together, and when it lasts: a seeded agent-based simulation.
///
/// Two commands to begin with: `mobilise compare` runs the two embedded cases and shows which mobilisation
/// lasts; `mobilise new NAME` writes a scenario of your own.
#[derive(Debug, Parser)]
#[command(name = "mobilise", version, after_help = EXIT_CODES)]
struct Arguments {
    /// Say nothing on standard error but errors
    #[arg(long, short, global = true)]
    quiet: bool,
    #[command(subcommand)]
    command: Command,
}

const EXIT_CODES: &str = "Exit codes: 0 done, 1 a run failed, 2 the input is wrong, 3 a check did not hold.";

#[derive(Debug, Subcommand)]
enum Command {
    /// Run one scenario: a file, or an embedded name (j4dw, meca)
    Run(study::RunArguments),
    /// Run several scenarios under the same random numbers and show their paired differences
    Compare(study::CompareArguments),
    /// Draw pictures of results, from the tables that a command left
    Plot(plot::PlotArguments),
    /// Write a page of results: one HTML file with figures, tables, warnings and how to make it again
    #[cfg(feature = "report")]
    Report(report::ReportArguments),
    /// List the questions that come with the program, with how long each takes
    Questions(questions::QuestionsArguments),
    /// Ask a question: run its experiment, and say what the numbers answer
    Ask(ask::AskArguments),
    /// Ask a question again over an accepted set and over other structures of the model, and say what holds
    Robust(robust::RobustArguments),
    /// Open a local page on which knobs are turned and curves follow
    #[cfg(feature = "serve")]
    Serve(serve::ServeArguments),
    /// Run an experiment: many points, kept as they end, taken up again where it stopped
    Sweep(sweep::SweepArguments),
    /// Say which knobs move an outcome, and which reverse a ranking: runs an experiment of design morris or saltelli, or takes a finished one
    Sensitivity(sensitivity::SensitivityArguments),
    /// Run one shard of a sweep that was submitted to a cluster: what its jobs do
    Shard(shard::ShardArguments),
    /// Find values of knobs that agree with what was observed: all that do, with their weights
    Calibrate(calibrate::CalibrateArguments),
    /// Compare runs with what was observed: each pattern's interval beside its range, and whether it was used or predicted
    Patterns(patterns::PatternsArguments),
    /// Make again what a run.json records, and compare the bytes
    Rerun(rerun::RerunArguments),
    /// Check whether a folder still holds what was written, or files were changed or lost since
    VerifyOutput(verify_output::VerifyOutputArguments),
    /// Check a scenario file and summarise it; run nothing
    Check(check::CheckArguments),
    /// Explain a knob, a measure, an outcome, or the order of the week
    Explain(explain::ExplainArguments),
    /// Describe a scenario after the ODD protocol, for a paper's appendix
    Odd(odd::OddArguments),
    /// Write a commented scenario to start from
    New(new::NewArguments),
    /// Make, describe or convert a network file
    Network(network::NetworkArguments),
    /// Check the engine against classic models: what a formula or the literature says, and what it gives
    Verify(verify::VerifyArguments),
    /// Check in a few seconds that this build is sound on this machine
    Selftest(selftest::SelftestArguments),
}

/// Does what a command line says, whose first word is the program; the exit code. Ends the process if it asks for help
/// or cannot be read.
pub fn main(words: impl IntoIterator<Item = OsString>) -> u8 {
    stopped::clear_up_when_stopped();
    let words: Vec<OsString> = words.into_iter().collect();
    let command: Vec<String> = words.iter().skip(1).map(|word| word.to_string_lossy().into_owned()).collect();
    let (terminal, done) = match parse(words) {
        Ok(arguments) => {
            let terminal = Terminal::new(arguments.quiet, command);
            let done = run(arguments, &terminal);
            (terminal, done)
        }
        Err(failure) => (Terminal::new(false, command), Err(failure)),
    };
    match done {
        Ok(()) => 0,
        Err(failure) => {
            terminal.error(&failure.text);
            failure.code
        }
    }
}

/// Reads the command line.
fn parse(words: Vec<OsString>) -> Result<Arguments, Failure> {
    Arguments::try_parse_from(words).map_err(|error| match parse::refused_value(&error) {
        Some(problem) => problem.into(),
        None => error.exit(),
    })
}

/// Does what the command line says.
fn run(arguments: Arguments, terminal: &Terminal) -> Result<(), Failure> {
    match arguments.command {
        Command::Run(arguments) => study::run(arguments, terminal),
        Command::Compare(arguments) => study::compare(arguments, terminal),
        Command::Plot(arguments) => plot::run(&arguments, terminal),
        #[cfg(feature = "report")]
        Command::Report(arguments) => report::run(&arguments, terminal),
        Command::Questions(arguments) => questions::run(&arguments, terminal),
        Command::Ask(arguments) => ask::run(&arguments, terminal),
        Command::Robust(arguments) => robust::run(&arguments, terminal),
        #[cfg(feature = "serve")]
        Command::Serve(arguments) => serve::run(&arguments, terminal),
        Command::Sweep(arguments) => sweep::run(&arguments, terminal),
        Command::Sensitivity(arguments) => sensitivity::run(&arguments, terminal),
        Command::Shard(arguments) => shard::run(&arguments, terminal),
        Command::Calibrate(arguments) => calibrate::run(arguments, terminal),
        Command::Patterns(arguments) => patterns::run(arguments, terminal),
        Command::Rerun(arguments) => rerun::run(arguments, terminal),
        Command::VerifyOutput(arguments) => verify_output::run(&arguments, terminal),
        Command::Check(arguments) => check::run(&arguments, terminal),
        Command::Explain(arguments) => explain::run(&arguments, terminal),
        Command::Odd(arguments) => odd::run(&arguments, terminal),
        Command::New(arguments) => new::run(&arguments, terminal),
        Command::Network(arguments) => network::run(&arguments, terminal),
        Command::Verify(arguments) => verify::run(&arguments, terminal),
        Command::Selftest(arguments) => selftest::run(&arguments, terminal),
    }
}
