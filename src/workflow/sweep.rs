//! A sweep: the runs of an experiment that its folder does not hold yet, then its tables, analysis, answer and record.

use std::cell::OnceCell;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::analysis::{Analysis, fit};
use crate::config::Problem;
use crate::experiment::plan::{Changes, Plan};
use crate::experiment::unit::Unit;
use crate::experiment::{Replicates, Shard};
use crate::files::disk::{RealDisk, write_safely};
use crate::model::run::RunResult;
use crate::question::Question;
use crate::question::readings::{Weekly, read};
use crate::scenario::Shelf;
use crate::store::run as runner;
use crate::store::tables::{self, Headline};
use crate::store::{Store, belongs_to, record};

use super::analysis_files::{AnalysisOutcome, renew_analysis};
use super::answer_files::{QuestionAnswer, WeeklyReadings, renew_answer};
use super::changes::{ScenarioChanges, all_threads, check_memory, fresh_seed};
use super::{Progress, WorkflowError};

/// A sweep to run, or to go on with.
#[derive(Debug, Clone)]
pub struct SweepRequest {
    /// An experiment or question file, or an embedded name.
    pub experiment: String,
    /// Changes laid over its scenarios.
    pub changes: ScenarioChanges,
    /// The seed; none for that of the file or of the folder, or a fresh one.
    pub seed: Option<u64>,
    /// Whether the long form of a question is run.
    pub long: bool,
    /// The folder to write to; what it holds already is not run again.
    pub folder: PathBuf,
    /// Whether the table of runs is written as CSV too.
    pub csv: bool,
    /// Whether its sensitivity is analysed.
    pub analyse: bool,
    /// Whether its question is answered.
    pub answer: bool,
    /// Threads to run on; they do not change the numbers.
    pub threads: usize,
}

impl SweepRequest {
    /// A sweep of this experiment as it stands, on all threads.
    pub fn new(experiment: impl Into<String>, folder: impl Into<PathBuf>) -> Self {
        Self {
            experiment: experiment.into(),
            changes: ScenarioChanges::default(),
            seed: None,
            long: false,
            folder: folder.into(),
            csv: false,
            analyse: false,
            answer: false,
            threads: all_threads(),
        }
    }

    /// Reads the plan and the question in it. The seed of a folder that was begun stays.
    ///
    /// # Errors
    /// What is wrong with the files or changes; with `analyse`, that the design cannot be analysed; with `answer`, that
    /// the file asks no question.
    pub fn plan(&self) -> Result<Plan, WorkflowError> {
        self.plan_for(Shard::WHOLE)
    }

    fn plan_for(&self, shard: Shard) -> Result<Plan, WorkflowError> {
        let drawn = OnceCell::new();
        let plan = read_plan(&self.experiment, self.plan_changes(), &self.folder, &drawn)?;
        if self.analyse {
            fit(&plan)?;
        }
        if self.answer {
            Question::of(&plan)?;
        }
        if drawn.get().is_some() && !shard.is_whole() {
            let hint = "write seed = 1 into the file, or give every shard the same --seed";
            return Err(Problem::whole("shards must share a seed, and none is given", hint).into());
        }
        Ok(plan)
    }

    fn plan_changes(&self) -> Changes {
        Changes {
            overrides: self.changes.overrides(),
            replicates: self.changes.replicates,
            seed: self.seed,
            long: self.long,
            ..Changes::default()
        }
    }
}

/// Reads a plan and checks the question in it. Without a seed in the changes or in the file it takes that of the folder
/// if one was begun, and otherwise a fresh one, which is left in `drawn`.
pub(super) fn read_plan(
    name: &str,
    changes: Changes,
    folder: &Path,
    drawn: &OnceCell<u64>,
) -> Result<Plan, WorkflowError> {
    let begun = belongs_to(folder).map_err(WorkflowError::output)?.map(|begun| begun.seed);
    let fresh = fresh_seed();
    let plan = Plan::read(name, &changes, &Shelf::default(), &|| {
        begun.unwrap_or_else(|| *drawn.get_or_init(|| fresh.as_ref().map_or(0, |seed| *seed)))
    })?;
    Question::read(&plan)?;
    match drawn.get() {
        Some(_) => fresh.map(|_| plan),
        None => Ok(plan),
    }
}

/// A sweep that has ended, with its tables.
#[derive(Debug)]
pub struct SweepOutcome {
    /// What was run.
    pub plan: Plan,
    /// The folder with tables and record.
    pub folder: PathBuf,
    /// Baselines and largest effects.
    pub headline: Headline,
    /// Its sensitivity analysis.
    pub analysis: AnalysisOutcome,
    /// The answer to its question.
    pub answer: Option<QuestionAnswer>,
    /// Runs made this time.
    pub ran: u64,
    /// How long they took.
    pub running: Duration,
}

impl SweepOutcome {
    /// Refuses an outcome of which runs failed.
    ///
    /// # Errors
    /// How many failed, and where the reasons are.
    pub fn check_failed(&self) -> Result<(), WorkflowError> {
        check_failed(self.headline.failed, &self.folder)
    }

    /// The analysis.
    ///
    /// # Errors
    /// Runs failed: nothing is computed of the others, since a missing value in place of a number would be wrong.
    pub fn into_analysis(self) -> Result<(Plan, Analysis), WorkflowError> {
        Ok((self.plan, require_analysis(self.analysis, &self.folder)?))
    }
}

/// Refuses a folder of which `runs` runs failed.
pub(super) fn check_failed(runs: u64, folder: &Path) -> Result<(), WorkflowError> {
    if runs == 0 {
        return Ok(());
    }
    let hint = format!(
        "`{}` says why, where the tables are written; the same command tries them again",
        folder.join("failures.csv").display()
    );
    Err(WorkflowError::run(format!("{runs} runs failed; the others are in the tables"), hint))
}

pub(super) fn require_analysis(analysis: AnalysisOutcome, folder: &Path) -> Result<Analysis, WorkflowError> {
    match analysis {
        Ok(Some(analysis)) => Ok(analysis),
        Ok(None) => Err(WorkflowError::run("the design was not analysed", "please report this")),
        Err(missing) => {
            let hint =
                format!("`{}` says why; the same command tries them again", folder.join("failures.csv").display());
            let message = format!("{} runs failed, and nothing is computed without them: {missing}", missing.runs);
            Err(WorkflowError::run(message, hint))
        }
    }
}

/// Runs what is missing of a sweep and writes its tables, analysis, answer and record.
///
/// # Errors
/// A wrong request, a folder of another sweep, or output that cannot be written. Runs that fail are no error: see
/// [`SweepOutcome::check_failed`]. What was run before an error is kept.
pub fn run_sweep(request: &SweepRequest, progress: &dyn Progress) -> Result<SweepOutcome, WorkflowError> {
    let plan = request.plan()?;
    let extras = Extras { csv: request.csv, analyse: request.analyse, answer: request.answer };
    run_plan(plan, &request.experiment, &request.folder, request.threads, extras, progress)
}

/// What is made of a sweep beside its tables.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Extras {
    pub csv: bool,
    pub analyse: bool,
    pub answer: bool,
}

/// Runs what a folder does not hold of a plan, and writes tables, analysis, answer and record.
pub(super) fn run_plan(
    plan: Plan,
    name: &str,
    folder: &Path,
    threads: usize,
    extras: Extras,
    progress: &dyn Progress,
) -> Result<SweepOutcome, WorkflowError> {
    check_memory(&plan.scenario(plan.largest())?, threads)?;
    let store = Store::open(Arc::new(RealDisk), folder, &plan, Shard::WHOLE)?;
    store.notes.iter().for_each(|note| progress.note(note));
    progress.note(&opening(&plan, &store, Shard::WHOLE, threads));
    let clock = Instant::now();
    let question = if extras.answer { Some(Question::of(&plan)?) } else { None };
    let (ran, read) = run_missing(&plan, &store, question.as_ref(), threads, progress)?;
    let running = clock.elapsed();
    let readings = extras.answer.then_some(WeeklyReadings { read, threads });
    let tables = write_tables(&plan, &store, name, extras.csv, extras.analyse, readings)?;
    let timing = json!({
        "threads": threads,
        "runs": ran,
        "running_seconds": running.as_secs_f64(),
        "all_seconds": clock.elapsed().as_secs_f64(),
    });
    write_timing(&store, &timing)?;
    let SweepTables { headline, analysis, answer } = tables;
    Ok(SweepOutcome { plan, folder: folder.to_owned(), headline, analysis, answer, ran, running })
}

/// Runs what is missing, and reads on the way the weekly values that a question needs; how many runs were made, and
/// what was read.
fn run_missing(
    plan: &Plan,
    store: &Store,
    question: Option<&Question>,
    threads: usize,
    progress: &dyn Progress,
) -> Result<(u64, Weekly), WorkflowError> {
    let (wanted, watched) =
        question.map_or_else(Default::default, |question| (question.readings(), question.watched(plan)));
    let seen = Mutex::new(Weekly::new());
    let watcher = |unit: Unit, run: &RunResult| {
        if watched.contains(&unit.point) {
            let rows = read(&wanted, run);
            seen.lock().unwrap_or_else(PoisonError::into_inner).insert((unit.point, unit.replicate), rows);
        }
    };
    progress.begin(plan.most_runs().saturating_sub(store.done()));
    let ended = runner::run_watched(plan, store, threads, &runner::engine, &watcher, &|| progress.step());
    progress.finish();
    let ran = ended?.ran;
    Ok((ran, seen.into_inner().unwrap_or_else(PoisonError::into_inner)))
}

/// What was written of a store whose runs are all made.
#[derive(Debug)]
pub struct SweepTables {
    /// Baselines and largest effects.
    pub headline: Headline,
    /// The sensitivity analysis.
    pub analysis: AnalysisOutcome,
    /// The answer to its question.
    pub answer: Option<QuestionAnswer>,
}

/// Writes the tables and the record of a store whose runs are all made. A folder that was analysed or answered before
/// stays so: both are made anew from what is there now.
pub fn write_tables(
    plan: &Plan,
    store: &Store,
    name: &str,
    csv: bool,
    analyse: bool,
    readings: Option<WeeklyReadings>,
) -> Result<SweepTables, WorkflowError> {
    let headline = tables::write(plan, store, csv)?;
    record::remove_stale(store, csv, headline.failed > 0)?;
    let (analysis, of_analysis) = renew_analysis(plan, store, analyse)?;
    let (answer, of_answer) = renew_answer(plan, store, readings)?;
    let extra = of_analysis.iter().chain(&of_answer).map(String::as_str);
    let names: Vec<&str> = record::TABLES.into_iter().chain(extra).collect();
    record::write(plan, store, name, &names)?;
    Ok(SweepTables { headline, analysis, answer })
}

/// Writes `timing.json`.
pub fn write_timing(store: &Store, timing: &Value) -> Result<(), WorkflowError> {
    write_safely(store.disk(), &store.folder().join("timing.json"), format!("{timing:#}\n").as_bytes())
        .map_err(WorkflowError::output)
}

fn opening(plan: &Plan, store: &Store, shard: Shard, threads: usize) -> String {
    let done = store.done();
    let before = if done > 0 { format!(", {done} runs done before") } else { String::new() };
    let share = if shard.is_whole() { String::new() } else { format!(", shard {}/{}", shard.number, shard.of) };
    format!(
        "{}: {} points, {} runs{}{share}, seed {}, {threads} threads{before}",
        plan.experiment.name,
        plan.len(),
        plan.most_runs(),
        if matches!(plan.replicates, Replicates::Until(_)) { " at the most" } else { "" },
        plan.seed
    )
}

/// One shard of a sweep that was run.
#[derive(Debug, Clone, Copy)]
pub struct ShardOutcome {
    /// Runs made this time.
    pub ran: u64,
    /// Runs of them that failed.
    pub failed: u64,
    /// How long they took.
    pub running: Duration,
}

impl ShardOutcome {
    /// Refuses an outcome of which runs failed.
    ///
    /// # Errors
    /// How many failed, and where the reasons will be.
    pub fn check_failed(&self, folder: &Path) -> Result<(), WorkflowError> {
        check_failed(self.failed, folder)
    }
}

/// Runs what is missing of one shard. When all shards are done, [`run_sweep`] writes the tables.
///
/// # Errors
/// As of [`run_sweep`]; and that no seed is given, which all shards must share.
pub fn run_shard(request: &SweepRequest, shard: Shard, progress: &dyn Progress) -> Result<ShardOutcome, WorkflowError> {
    let plan = request.plan_for(shard)?;
    run_shard_of(&plan, &request.folder, shard, request.threads, progress)
}

/// Runs what is missing of one shard of a plan.
pub(super) fn run_shard_of(
    plan: &Plan,
    folder: &Path,
    shard: Shard,
    threads: usize,
    progress: &dyn Progress,
) -> Result<ShardOutcome, WorkflowError> {
    check_memory(&plan.scenario(plan.largest())?, threads)?;
    let store = Store::open(Arc::new(RealDisk), folder, plan, shard)?;
    store.notes.iter().for_each(|note| progress.note(note));
    progress.note(&opening(plan, &store, shard, threads));
    let clock = Instant::now();
    progress.begin(plan.most_runs().saturating_sub(store.done()) / u64::from(shard.of));
    let ended = runner::run(plan, &store, threads, &runner::engine, &|| progress.step());
    progress.finish();
    let ended = ended?;
    Ok(ShardOutcome { ran: ended.ran, failed: ended.failed, running: clock.elapsed() })
}
