//! The questions that come with the program, with how long each takes here.

use std::time::Duration;

use crate::experiment::forecast::{longest, measure};
use crate::experiment::plan::{Changes, SweepPlan};
use crate::question::Question;
use crate::scenario::Shelf;
use crate::scenario::library::{Embedded, QUESTIONS};

use super::error::WorkflowError;

/// A run of so many weeks or more takes several times as long in its last ones as in its first.
const LONG_WEEKS: u32 = 12 * 52 + 1;

/// How long each question's runs are measured: a list should be quick.
const MEASURED: Duration = Duration::from_millis(100);
const MEASURED_LONG: Duration = Duration::from_millis(800);

/// A question with what it takes.
#[derive(Debug, Clone, PartialEq)]
pub struct QuestionForecast {
    /// Its name.
    pub name: &'static str,
    /// The question, one sentence.
    pub asks: String,
    /// What its usual size takes.
    pub usual: RunForecast,
    /// What its long form takes.
    pub long: RunForecast,
}

/// How many runs, at the most, and how long they take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RunForecast {
    /// Runs.
    pub runs: u64,
    /// Time on the threads asked for.
    pub time: Duration,
}

/// Forecasts of all questions on `threads` threads, from some weeks of their own runs; takes some seconds.
///
/// # Errors
/// What is wrong with a question's file; those that come with the program have nothing wrong.
pub fn forecast_questions(threads: usize) -> Result<Vec<QuestionForecast>, WorkflowError> {
    QUESTIONS.iter().map(|question| forecast_question(question, threads)).collect()
}

fn forecast_question(question: &'static Embedded, threads: usize) -> Result<QuestionForecast, WorkflowError> {
    let (usual, long) = (plan(question, false)?, plan(question, true)?);
    let asks = Question::of(&usual)?.asks;
    let measured = measure(&usual, threads, if longest(&usual)? < LONG_WEEKS { MEASURED } else { MEASURED_LONG })?;
    let forecast = |plan: &SweepPlan| -> Result<RunForecast, WorkflowError> {
        let seconds = measured.seconds(plan)? / threads as f64;
        let time = Duration::try_from_secs_f64(seconds).unwrap_or(Duration::MAX);
        Ok(RunForecast { runs: plan.most_runs(), time })
    };
    Ok(QuestionForecast { name: question.name, asks, usual: forecast(&usual)?, long: forecast(&long)? })
}

fn plan(question: &Embedded, long: bool) -> Result<SweepPlan, WorkflowError> {
    let changes = Changes { long, ..Changes::default() };
    Ok(SweepPlan::read(question.name, &changes, &Shelf::default(), &|| 1)?)
}
