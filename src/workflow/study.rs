//! One scenario, or several under the same random numbers: run, tabulated, drawn, recorded.

use std::path::{Path, PathBuf};
use std::time::Instant;

use rayon::prelude::*;
use serde_json::json;

use crate::figure::{self, Look};
use crate::files::{self, FolderInTheMaking, IfTaken};
use crate::record::own_folder;
use crate::scenario::Scenario;
use crate::study::Study;
use crate::study::results::Results;

use super::changes::{ScenarioChanges, all_threads, fresh_seed, pool};
use super::error::WorkflowError;
use super::progress::Progress;

/// A study to run.
#[derive(Debug, Clone)]
pub struct StudyRequest {
    /// Scenario files or embedded names; the first is compared with each of the others.
    pub scenarios: Vec<String>,
    /// Changes laid over all of them.
    pub changes: ScenarioChanges,
    /// The seed; none for that of the scenario files, or a fresh one.
    pub seed: Option<u64>,
    /// The folder to write to.
    pub folder: PathBuf,
    /// What to do where the folder is there already.
    pub if_taken: IfTaken,
    /// Whether the weekly table is written as CSV too.
    pub csv: bool,
    /// Threads to run on; they do not change the numbers.
    pub threads: usize,
    /// The command line, for the record.
    pub command: Vec<String>,
}

impl StudyRequest {
    /// A study of these scenarios as they stand, on all threads, into a folder that is not there yet.
    pub fn new<S: Into<String>>(scenarios: impl IntoIterator<Item = S>, folder: impl Into<PathBuf>) -> Self {
        Self {
            scenarios: scenarios.into_iter().map(Into::into).collect(),
            changes: ScenarioChanges::default(),
            seed: None,
            folder: folder.into(),
            if_taken: IfTaken::Refuse,
            csv: false,
            threads: all_threads(),
            command: Vec::new(),
        }
    }
}

/// A study that was run.
#[derive(Debug)]
pub struct StudyOutcome {
    /// What was run.
    pub study: Study,
    /// What came out.
    pub results: Results,
    /// The folder with tables, figures and record.
    pub folder: PathBuf,
}

/// Runs a study and leaves its folder: tables, figures, `run.json`.
///
/// # Errors
/// A wrong scenario or change, a folder that cannot be used, a run that failed. Then there is no folder.
pub fn run_study(request: &StudyRequest, progress: &dyn Progress) -> Result<StudyOutcome, WorkflowError> {
    let scenarios = request.changes.load(&request.scenarios, request.threads)?;
    let replicates = scenarios[0].run.replicates;
    let in_files = scenarios.iter().find_map(|scenario| scenario.seed);
    let seed = request.seed.or(in_files).map_or_else(fresh_seed, Ok)?;
    if let Some(note) = other_seeds(&scenarios, seed) {
        progress.note(&note);
    }
    let study = Study { scenarios, seed, replicates, command: request.command.clone() };
    let StudyRequest { folder, if_taken, csv, threads, .. } = request;
    let (results, folder) = write_study(&study, folder, *if_taken, *csv, *threads, progress)?;
    Ok(StudyOutcome { study, results, folder })
}

/// That a scenario names another seed than the one which all are run under.
fn other_seeds(scenarios: &[Scenario], seed: u64) -> Option<String> {
    let other = scenarios.iter().find(|scenario| scenario.seed.is_some_and(|own| own != seed))?;
    let own = other.seed?;
    let hint = "all scenarios run under the same random numbers";
    Some(format!("note: seed {seed} is taken, and {own} of `{}` is not: {hint}", other.name))
}

/// Runs a study and leaves its folder; its place is among what is returned, since the name may be numbered.
pub(super) fn write_study(
    study: &Study,
    folder: &Path,
    if_taken: IfTaken,
    csv: bool,
    threads: usize,
    progress: &dyn Progress,
) -> Result<(Results, PathBuf), WorkflowError> {
    let making = FolderInTheMaking::begin(folder, if_taken, own_folder)
        .map_err(|error| WorkflowError::unusable(&error, "say where to write with --out DIR"))?;
    progress.note(&opening(study, threads));
    let pool = pool(threads)?;
    let clock = Instant::now();
    progress.begin(study.runs());
    let results = pool.install(|| study.run_into(&making, csv, &|| progress.step()));
    progress.finish();
    let results = results?;
    let running = clock.elapsed().as_secs_f64();
    let pictures = figure::study::lasting_pictures(study, &results);
    let names = study.scenarios.iter().flat_map(|scenario| {
        std::iter::once(scenario.name.as_str()).chain(scenario.organisations.iter().map(|o| o.name.as_str()))
    });
    figure::lacking(names).iter().for_each(|note| progress.note(note));
    let drawn: Vec<_> = pool.install(|| pictures.par_iter().map(|picture| picture.files(&Look::default())).collect());
    for picture in drawn {
        for (name, bytes) in picture? {
            files::write_into(&making.path().join(name), &bytes).map_err(WorkflowError::output)?;
        }
    }
    study.write_manifest(&making)?;
    let worker_weeks = worker_weeks(study);
    let timing = json!({
        "threads": threads,
        "running_seconds": running,
        "all_seconds": clock.elapsed().as_secs_f64(),
        "worker_weeks": worker_weeks,
        "worker_weeks_per_second": worker_weeks / running,
    });
    files::write_into(&making.path().join("timing.json"), format!("{timing:#}\n").as_bytes())
        .map_err(WorkflowError::output)?;
    let place = making.place().to_owned();
    making.finish().map_err(WorkflowError::unplaced)?;
    Ok((results, place))
}

fn opening(study: &Study, threads: usize) -> String {
    let names: Vec<&str> = study.scenarios.iter().map(|scenario| scenario.name.as_str()).collect();
    format!(
        "{}: {} weeks, {} replicates each, seed {}, {threads} threads",
        names.join(" and "),
        study.scenarios[0].run.weeks,
        study.replicates,
        study.seed
    )
}

fn worker_weeks(study: &Study) -> f64 {
    let each = study.scenarios.iter().map(|scenario| {
        let workers = f64::from(scenario.population.knobs.traits.workers);
        workers * f64::from(scenario.run.weeks) * f64::from(study.replicates)
    });
    each.sum()
}
