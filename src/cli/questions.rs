//! `mobilise questions`: what can be asked, with how many runs it takes and how long here.

use std::fmt::Write;

use clap::Args;

use mobilise::internals::text::{duration, thousands};
use mobilise::scenario::library::QUESTIONS;
use mobilise::workflow::questions::{RunForecast, forecast_questions};

use super::failure::Failure;
use super::options::ThreadsOption;
use super::terminal::Terminal;

/// Arguments of `mobilise questions`.
#[derive(Debug, Args)]
pub struct QuestionsArguments {
    #[command(flatten)]
    threads: ThreadsOption,
    /// Print only the names, one per line
    #[arg(long)]
    names: bool,
}

/// Lists the questions.
pub fn run(arguments: &QuestionsArguments, terminal: &Terminal) -> Result<(), Failure> {
    let threads = arguments.threads.count();
    if arguments.names {
        return terminal.data(&QUESTIONS.iter().map(|question| format!("{}\n", question.name)).collect::<String>());
    }
    let takes = |it: RunForecast| format!("{} runs, about {}", thousands(it.runs as f64), duration(it.time));
    let mut out = String::new();
    for it in forecast_questions(threads)? {
        let _ = writeln!(out, "{}\n  {}\n  {}; --long: {}\n", it.name, it.asks, takes(it.usual), takes(it.long));
    }
    let _ = writeln!(
        out,
        "mobilise ask NAME asks one; mobilise explain NAME prints its file. Times are for {threads} threads, from some \
         weeks of each question's own runs, measured just now; with more work on the machine it takes longer."
    );
    terminal.data(&out)
}
