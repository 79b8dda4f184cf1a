//! A calibration: values of knobs that agree with what was observed, with tables, figures and record.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use serde_json::json;

use crate::calibration::make::{CalibrationResult, run_calibration};
use crate::calibration::plan::{CalibrationChanges, CalibrationPlan};
use crate::calibration::record;
use crate::calibration::sentences::sentences;
use crate::calibration::smc::Generation;
use crate::calibration::store::Store;
use crate::calibration::tables::tables;
use crate::figure;
use crate::files::disk::{RealDisk, write_safely};
use crate::record::Record;
use crate::results::calibration::CalibrationTables;
use crate::scenario::{Overrides, Shelf};
use crate::store::belongs_to;

use super::changes::{all_threads, check_memory, fresh_seed};
use super::drawing::write_picture;
use super::error::WorkflowError;
use super::progress::{Progress, say_missing_letters};

/// A calibration to run, or to go on with.
#[derive(Debug, Clone)]
pub struct CalibrationRequest {
    /// A calibration file, or an embedded name.
    pub calibration: String,
    /// Settings of knobs of its scenarios: `coping.relief=0.3`.
    pub set: Vec<String>,
    /// Particles of a generation, in place of the file's.
    pub particles: Option<u32>,
    /// Runs of each proposal, in place of the file's.
    pub replicates: Option<u32>,
    /// Runs in search of values, in place of the file's.
    pub at_most: Option<u64>,
    /// The seed; none for that of the file or of the folder, or a fresh one.
    pub seed: Option<u64>,
    /// The folder to write to; one that was begun goes on.
    pub folder: PathBuf,
    /// Threads to run on; they do not change the numbers.
    pub threads: usize,
}

impl CalibrationRequest {
    /// This calibration as it stands, on all threads.
    pub fn new(calibration: impl Into<String>, folder: impl Into<PathBuf>) -> Self {
        Self {
            calibration: calibration.into(),
            set: Vec::new(),
            particles: None,
            replicates: None,
            at_most: None,
            seed: None,
            folder: folder.into(),
            threads: all_threads(),
        }
    }

    fn plan(&self) -> Result<CalibrationPlan, WorkflowError> {
        let begun = belongs_to(&self.folder).map_err(WorkflowError::output)?.map(|begun| begun.seed);
        let changes = CalibrationChanges {
            overrides: Overrides(self.set.iter().map(|set| ("--set".to_owned(), set.clone())).collect()),
            particles: self.particles,
            replicates: self.replicates,
            at_most: self.at_most,
            seed: self.seed,
        };
        let fresh = fresh_seed()?;
        Ok(CalibrationPlan::read(&self.calibration, &changes, &Shelf::default(), &|| begun.unwrap_or(fresh))?)
    }
}

/// A calibration that has ended.
#[derive(Debug)]
pub struct CalibrationOutcome {
    /// What was run.
    pub plan: CalibrationPlan,
    /// Generations, accepted set, fresh runs of it, and their summary.
    pub made: CalibrationResult,
    /// The folder with tables, figures and record.
    pub folder: PathBuf,
    /// How long it took this time.
    pub running: Duration,
}

impl CalibrationOutcome {
    /// Refuses an outcome of which proposals failed.
    ///
    /// # Errors
    /// How many failed, and where the reasons are.
    pub fn check_failed(&self) -> Result<(), WorkflowError> {
        let proposals: u64 = self.made.run.generations.iter().map(|generation| generation.failed).sum();
        match proposals + self.made.predicted.failed {
            0 => Ok(()),
            failed => Err(WorkflowError::run(
                format!("{failed} proposals failed, and count as not accepted"),
                "the lines `failed` of store/journal say why; a narrower prior leaves out values that do not go together",
            )),
        }
    }
}

/// Runs a calibration, or goes on with one, and writes its tables, figures and record.
///
/// # Errors
/// A wrong request, a folder of something else, output that cannot be written, or too few runs with a value for every
/// pattern. What was run before is kept.
pub fn calibrate(request: &CalibrationRequest, progress: &dyn Progress) -> Result<CalibrationOutcome, WorkflowError> {
    let CalibrationRequest { calibration, folder, threads, .. } = request;
    let plan = request.plan()?;
    for case in &plan.cases {
        check_memory(&case.scenario, *threads)?;
    }
    let store = Store::open(Arc::new(RealDisk), folder, &plan)?;
    progress.note(&opening(&plan, &store, *threads));
    let clock = Instant::now();
    let made = write_calibration(&plan, &store, *threads, calibration, progress)?;
    let running = clock.elapsed();
    let timing = json!({ "threads": threads, "all_seconds": running.as_secs_f64() });
    write_safely(store.disk(), &folder.join("timing.json"), format!("{timing:#}\n").as_bytes())
        .map_err(WorkflowError::output)?;
    Ok(CalibrationOutcome { plan, made, folder: folder.clone(), running })
}

/// Makes a calibration again in `folder`, from the texts in its record.
pub(super) fn rerun_calibration(
    recorded: &Record,
    folder: &Path,
    threads: usize,
    progress: &dyn Progress,
) -> Result<(), WorkflowError> {
    let (plan, name) = record::plan_of(recorded)?;
    let store = Store::open(Arc::new(RealDisk), folder, &plan)?;
    write_calibration(&plan, &store, threads, &name, progress).map(|_| ())
}

fn write_calibration(
    plan: &CalibrationPlan,
    store: &Store,
    threads: usize,
    name: &str,
    progress: &dyn Progress,
) -> Result<CalibrationResult, WorkflowError> {
    // Each particle is run once more at the end.
    let fresh = plan.settings.particles as u64;
    let runs = u64::from(plan.replicates);
    progress.begin((plan.settings.at_most.saturating_sub(store.done()) + fresh) * runs);
    let proposal = || (0..runs).for_each(|_| progress.step());
    let mut report = |generation: &Generation| progress.note(&generation_text(generation));
    let made = run_calibration(plan, store, threads, &proposal, &mut report);
    progress.finish();
    let made = made?.ok_or_else(|| {
        let message = format!(
            "{} runs did not give {} that have a value for every pattern",
            plan.at_most_runs, plan.settings.particles
        );
        let hint = "do runs fail, or is a pattern's divisor always 0? Try the scenario with `mobilise run`";
        WorkflowError::run(message, hint)
    })?;
    let mut figures = Vec::new();
    for picture in figure::calibration::pictures(plan, &CalibrationTables::read(plan, store.folder())?) {
        figures.extend(write_picture(&picture, store.disk(), store.folder())?);
    }
    let named = plan.patterns.iter().map(|pattern| pattern.name.as_str());
    say_missing_letters(progress, plan.cases.iter().map(|case| &case.scenario), named);
    let outputs: Vec<String> = tables(plan).into_iter().map(str::to_owned).chain(figures).collect();
    let sentences = sentences(plan, &made.run, &made.last, &made.summary);
    record::write(plan, store, name, &outputs, &sentences)?;
    Ok(made)
}

fn opening(plan: &CalibrationPlan, store: &Store, threads: usize) -> String {
    let done = store.done() * u64::from(plan.replicates);
    let before = if done > 0 { format!(", {done} runs done before") } else { String::new() };
    format!(
        "{}: {}{} knobs, {} patterns, {} particles, at most {} runs and then {} fresh ones of the accepted set, seed {}, \
         {threads} threads{before}",
        plan.name,
        among(plan),
        plan.knobs.len(),
        plan.patterns.len(),
        plan.settings.particles,
        plan.at_most_runs,
        plan.settings.particles * plan.replicates as usize,
        plan.settings.seed
    )
}

/// How many scenarios and models there are, where it is more than one.
fn among(plan: &CalibrationPlan) -> String {
    let counts = [(plan.cases.len(), "scenarios"), (plan.models.len(), "models")];
    counts.iter().filter(|(n, _)| *n > 1).map(|(n, what)| format!("{n} {what}, ")).collect()
}

fn generation_text(g: &Generation) -> String {
    let share = g.acceptance() * 100.0;
    let of = format!("{} of {}", g.accepted, g.proposals);
    if g.number == 0 {
        return format!("generation 0: the prior, {of} draws have values ({share:.0} %)");
    }
    let (number, tolerance, size) = (g.number, g.tolerance, g.effective_size());
    format!(
        "generation {number}: tolerance {tolerance:.3}, {of} moves accepted ({share:.0} %), {size:.0} different particles"
    )
}
