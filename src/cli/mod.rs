//! The command line: one file a command.

mod ask;
mod calibrate;
mod check;
mod checked;
#[cfg(feature = "cluster")]
mod cluster;
mod explain;
mod failure;
mod help;
mod list;
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
mod shell;
mod stopped;
mod study;
mod sweep;
#[cfg(feature = "report")]
mod talk;
mod terminal;
mod verify;
mod verify_output;
mod words;

use std::ffi::OsString;

use clap::{FromArgMatches, Parser, Subcommand};

use failure::Failure;
use terminal::Terminal;

/// Simulates how isolated workers come to act together, and when that lasts.
///
/// To begin, `mobilise compare` runs the two published cases and shows which mobilisation lasts; `mobilise new NAME`
/// writes a scenario of your own.
#[derive(Debug, Parser)]
#[command(name = "mobilise", version, after_help = EXIT_CODES)]
struct Arguments {
    /// Print nothing but results and errors
    #[arg(long, short, global = true)]
    quiet: bool,
    #[command(subcommand)]
    command: Command,
}

const EXIT_CODES: &str = "Exit codes: 0 success, 1 a run failed, 2 the input is wrong, 3 a check failed.";

#[derive(Debug, Subcommand)]
enum Command {
    /// Run one scenario: a file, or a name that `mobilise list` shows
    Run(study::RunArguments),
    /// Run several scenarios with the same random numbers and show their differences
    Compare(study::CompareArguments),
    /// Draw figures from a results folder, as PNG and SVG
    Plot(plot::PlotArguments),
    /// Write a results folder as one HTML page: findings, figures, tables, warnings
    #[cfg(feature = "report")]
    Report(report::ReportArguments),
    /// Make a talk of results: slides as PNG and PDF, and one HTML file that shows them, with notes for the speaker
    #[cfg(feature = "report")]
    Talk(talk::TalkArguments),
    /// List the questions that come with the program, with the time each takes
    Questions(questions::QuestionsArguments),
    /// Answer a question in sentences: run its experiment and read the results
    Ask(ask::AskArguments),
    /// Ask a question again with other accepted values and other model structures
    Robust(robust::RobustArguments),
    /// Open a page in the browser: move sliders and watch the curves
    #[cfg(feature = "serve")]
    Serve(serve::ServeArguments),
    /// Run an experiment: many combinations of settings, resumable
    Sweep(sweep::SweepArguments),
    /// Rank settings by their effect (needs an experiment of design morris or saltelli)
    Sensitivity(sensitivity::SensitivityArguments),
    /// Run one part of a sweep on a cluster; its jobs call this
    Shard(shard::ShardArguments),
    /// Find the values of settings that agree with observed patterns
    Calibrate(calibrate::CalibrateArguments),
    /// Compare runs with observed patterns
    Patterns(patterns::PatternsArguments),
    /// Repeat the runs that a run.json records and compare the results byte by byte
    Rerun(rerun::RerunArguments),
    /// Check whether files in a results folder were changed or lost
    VerifyOutput(verify_output::VerifyOutputArguments),
    /// Check a scenario or experiment and summarise it without running it
    Check(check::CheckArguments),
    /// Explain a setting, a label, a column, a term, a source or a command
    Explain(explain::ExplainArguments),
    /// List the scenarios, questions and other files that come with the program
    List(list::ListArguments),
    /// Write a model description after the ODD protocol, for a paper's appendix
    Odd(odd::OddArguments),
    /// Write a scenario, an experiment, a question or patterns to start from
    New(new::NewArguments),
    /// Make, describe or convert a network file
    Network(network::NetworkArguments),
    /// Compare the engine with classic models from the literature
    Verify(verify::VerifyArguments),
    /// Check in a few seconds that the program works on this computer
    Selftest(selftest::SelftestArguments),
    /// Print a completion script for a shell
    Completions(shell::CompletionsArguments),
    /// Print a manual page
    Man(shell::ManArguments),
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

/// Reads the command line; ends the process if it asks for help or cannot be read.
fn parse(words: Vec<OsString>) -> Result<Arguments, Failure> {
    let parsed = help::command().try_get_matches_from(words).and_then(|matches| Arguments::from_arg_matches(&matches));
    parsed.map_err(|error| match parse::refused_value(&error) {
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
        #[cfg(feature = "report")]
        Command::Talk(arguments) => talk::run(&arguments, terminal),
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
        Command::List(arguments) => list::run(&arguments, terminal),
        Command::Odd(arguments) => odd::run(&arguments, terminal),
        Command::New(arguments) => new::run(&arguments, terminal),
        Command::Network(arguments) => network::run(&arguments, terminal),
        Command::Verify(arguments) => verify::run(&arguments, terminal),
        Command::Selftest(arguments) => selftest::run(&arguments, terminal),
        Command::Completions(arguments) => shell::completions(&arguments, terminal),
        Command::Man(arguments) => shell::man(&arguments, terminal),
    }
}
