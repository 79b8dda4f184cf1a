//! `mobilise questions`: what can be asked, with how many runs it takes and how long here.

use std::fmt::Write;
use std::time::Duration;

use clap::Args;

use mobilise::question::Question;
use mobilise::scenario::Shelf;
use mobilise::scenario::library::QUESTIONS;
use mobilise::sweep::forecast::{forecast, worker_weeks};
use mobilise::sweep::plan::{Changes, Plan};

use super::options;
use super::sweep_words::time;
use super::table::thousands;
use super::{Failure, Terminal};

/// Arguments of `mobilise questions`.
#[derive(Debug, Args)]
pub struct QuestionsArguments {
    /// Threads to reckon with
    #[arg(long, value_name = "N")]
    threads: Option<String>,
    /// Print the names alone, one a line
    #[arg(long)]
    names: bool,
}

/// One size of a question.
struct Size {
    runs: u64,
    worker_weeks: f64,
}

/// Lists the questions.
pub fn run(arguments: &QuestionsArguments, terminal: &Terminal) -> Result<(), Failure> {
    let threads = options::threads(arguments.threads.as_deref())?;
    if arguments.names {
        return terminal.data(&QUESTIONS.iter().map(|question| format!("{}\n", question.name)).collect::<String>());
    }
    let mut rate = None;
    let mut out = String::new();
    for question in QUESTIONS {
        let (plan, seminar) = size(question.name, false)?;
        let (_, long) = size(question.name, true)?;
        let asks = Question::of(&plan)?.asks;
        // Measured once: what a worker-week takes hangs on the machine more than on the question.
        let rate = match rate {
            Some(rate) => rate,
            None => *rate.insert(forecast(&plan, threads)?.rate),
        };
        let lasts = |size: &Size| {
            let seconds = size.worker_weeks / rate / threads as f64;
            format!("{} runs, about {}", thousands(size.runs as f64), time(Duration::from_secs_f64(seconds)))
        };
        let _ = writeln!(out, "{}\n  {asks}\n  {}; --long: {}\n", question.name, lasts(&seminar), lasts(&long));
    }
    let rate = rate.map_or(f64::NAN, |rate| rate);
    let _ = writeln!(
        out,
        "mobilise ask NAME asks one; mobilise explain NAME prints its file. Times are for {threads} threads, from a run \
         measured just now ({} worker-weeks a second on one thread); with other work on the machine it takes longer.",
        thousands(rate.round())
    );
    terminal.data(&out)
}

fn size(name: &str, long: bool) -> Result<(Plan, Size), Failure> {
    let changes = Changes { long, ..Changes::default() };
    let plan = Plan::read(name, &changes, &Shelf::default(), &|| 1)?;
    let size = Size { runs: plan.most_runs(), worker_weeks: worker_weeks(&plan)? };
    Ok((plan, size))
}
