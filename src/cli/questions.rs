//! `mobilise questions`: what can be asked, with how many runs it takes and how long here.

use std::fmt::Write;
use std::time::Duration;

use clap::Args;

use mobilise::experiment::forecast::{longest, measure};
use mobilise::experiment::plan::{Changes, Plan};
use mobilise::question::Question;
use mobilise::scenario::Shelf;
use mobilise::scenario::library::QUESTIONS;
use mobilise::text::thousands;

use super::options;
use super::sweep_words::time;
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

/// A run of so many weeks or more takes several times as long in its last ones as in its first.
const LONG: u32 = 12 * 52 + 1;

/// How long each question's runs are measured: a list should be quick.
const MEASURE: Duration = Duration::from_millis(100);
const MEASURE_LONG: Duration = Duration::from_millis(800);

/// Lists the questions.
pub fn run(arguments: &QuestionsArguments, terminal: &Terminal) -> Result<(), Failure> {
    let threads = options::threads(arguments.threads.as_deref())?;
    if arguments.names {
        return terminal.data(&QUESTIONS.iter().map(|question| format!("{}\n", question.name)).collect::<String>());
    }
    let mut out = String::new();
    for question in QUESTIONS {
        let (seminar, long) = (plan(question.name, false)?, plan(question.name, true)?);
        let asks = Question::of(&seminar)?.asks;
        let so_long = if longest(&seminar)? < LONG { MEASURE } else { MEASURE_LONG };
        let measured = measure(&seminar, threads, so_long)?;
        let lasts = |plan: &Plan| -> Result<String, Failure> {
            let each = Duration::try_from_secs_f64(measured.seconds(plan)? / threads as f64).unwrap_or(Duration::MAX);
            Ok(format!("{} runs, about {}", thousands(plan.most_runs() as f64), time(each)))
        };
        let _ = writeln!(out, "{}\n  {asks}\n  {}; --long: {}\n", question.name, lasts(&seminar)?, lasts(&long)?);
    }
    let _ = writeln!(
        out,
        "mobilise ask NAME asks one; mobilise explain NAME prints its file. Times are for {threads} threads, from some \
         weeks of each question's own runs, measured just now; with more work on the machine it takes longer."
    );
    terminal.data(&out)
}

fn plan(name: &str, long: bool) -> Result<Plan, Failure> {
    let changes = Changes { long, ..Changes::default() };
    Ok(Plan::read(name, &changes, &Shelf::default(), &|| 1)?)
}
