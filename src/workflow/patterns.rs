//! Runs compared with what was observed: each pattern's simulated interval beside its observed range.

use std::path::{Path, PathBuf};

use crate::calibration::patterns::plan::{PatternChanges, PatternPlan};
use crate::calibration::patterns::prior::PriorShares;
use crate::calibration::patterns::results::SheetResults;
use crate::figure::{self, Look};
use crate::files::{self, FolderInTheMaking, IfTaken};
use crate::record::{FILE, PatternsRecord, Record, own_folder};
use crate::results;
use crate::scenario::{Overrides, Shelf};
use crate::study::manifest::outputs_of;

use super::changes::{ScenarioChanges, all_threads, check_memory, fresh_seed, pool};
use super::error::WorkflowError;
use super::progress::{Progress, Stretch, say_missing_letters};

/// Patterns to compare runs with.
#[derive(Debug, Clone)]
pub struct PatternsRequest {
    /// Files of patterns, or embedded names.
    pub patterns: Vec<String>,
    /// Changes laid over their scenarios.
    pub changes: ScenarioChanges,
    /// The seed; none for that of the scenarios, or a fresh one.
    pub seed: Option<u64>,
    /// The folder to write to.
    pub folder: PathBuf,
    /// What to do where the folder is there already.
    pub if_taken: IfTaken,
    /// Threads to run on; they do not change the numbers.
    pub threads: usize,
    /// The folder of a calibration, its prior-patterns.csv, or one that comes with the program: what chance alone gives
    /// under its prior is told beside. With none, that of both cases where all patterns are the program's own.
    pub prior: Option<PathBuf>,
    /// The command line, for the record.
    pub command: Vec<String>,
}

impl PatternsRequest {
    /// These patterns as they stand, on all threads, into a folder that is not there yet.
    pub fn new<S: Into<String>>(patterns: impl IntoIterator<Item = S>, folder: impl Into<PathBuf>) -> Self {
        Self {
            patterns: patterns.into_iter().map(Into::into).collect(),
            changes: ScenarioChanges::default(),
            seed: None,
            folder: folder.into(),
            if_taken: IfTaken::Refuse,
            threads: all_threads(),
            prior: None,
            command: Vec::new(),
        }
    }
}

/// Runs that were compared with patterns.
#[derive(Debug)]
pub struct PatternsOutcome {
    /// The scenarios and their patterns.
    pub plan: PatternPlan,
    /// For each scenario, what its runs gave.
    pub held: Vec<SheetResults>,
    /// Which patterns draws of a prior met, where that was asked.
    pub prior: Option<PriorShares>,
    /// The folder with tables, figures and record.
    pub folder: PathBuf,
}

/// Runs the scenarios of patterns, compares, and leaves a folder.
///
/// # Errors
/// A wrong file or change, a folder that cannot be used, a run that failed. Then there is no folder.
pub fn compare_patterns(request: &PatternsRequest, progress: &dyn Progress) -> Result<PatternsOutcome, WorkflowError> {
    let PatternsRequest { patterns, changes, seed, folder, if_taken, threads, prior, command } = request;
    let prior = match prior {
        Some(named) => Some(results::prior_patterns::read(named)?),
        None => results::prior_patterns::of_the_library(patterns),
    };
    let changes = PatternChanges { overrides: changes.overrides(), replicates: changes.replicates, seed: *seed };
    let fresh = fresh_seed()?;
    let mut plan = PatternPlan::read(patterns, &changes, &Shelf::default(), &|| fresh)?;
    plan.study.command.clone_from(command);
    for scenario in &plan.study.scenarios {
        check_memory(scenario, *threads)?;
    }
    let names: Vec<&str> = plan.study.scenarios.iter().map(|scenario| scenario.name.as_str()).collect();
    let (runs, seed) = (plan.study.replicates, plan.study.seed);
    progress.note(&format!("{}: {runs} runs each, seed {seed}, {threads} threads", names.join(", ")));
    let held = write_patterns(&plan, folder, *if_taken, *threads, progress)?;
    Ok(PatternsOutcome { plan, held, prior, folder: folder.clone() })
}

/// Compares runs with patterns again, from the texts in the record.
pub(super) fn rerun_patterns(
    record: &Record,
    patterns: &PatternsRecord,
    folder: &Path,
    threads: usize,
    progress: &dyn Progress,
) -> Result<(), WorkflowError> {
    let changes = PatternChanges {
        overrides: Overrides(patterns.changes.settings.clone()),
        replicates: patterns.changes.replicates,
        seed: Some(record.seed),
    };
    let shelf = Shelf::sealed(record.texts.clone());
    let plan = PatternPlan::read(&patterns.patterns, &changes, &shelf, &|| 0)?;
    write_patterns(&plan, folder, IfTaken::Refuse, threads, progress).map(|_| ())
}

fn write_patterns(
    plan: &PatternPlan,
    folder: &Path,
    if_taken: IfTaken,
    threads: usize,
    progress: &dyn Progress,
) -> Result<Vec<SheetResults>, WorkflowError> {
    let making = FolderInTheMaking::begin(folder, if_taken, own_folder)
        .map_err(|error| WorkflowError::unusable(&error, "say where to write with --out DIR"))?;
    let pool = pool(threads)?;
    let stretch = Stretch::begin(progress, plan.study.runs());
    let held = pool.install(|| plan.run(&|| progress.step()))?;
    drop(stretch);
    plan.write_tables(&held, &making)?;
    let (record, compared) = plan.record()?;
    let (rows, weeks) = (results::patterns::patterns(making.path())?, results::patterns::weeks(making.path())?);
    for picture in figure::patterns::pictures(&record, &compared, &rows, &weeks) {
        for (name, bytes) in picture.files(&Look::default())? {
            files::write_into(&making.path().join(name), &bytes).map_err(WorkflowError::output)?;
        }
    }
    let named = plan.sheets.iter().flat_map(|sheet| &sheet.patterns).map(|pattern| pattern.pattern.name.as_str());
    say_missing_letters(progress, &plan.study.scenarios, named);
    let record = Record { outputs: outputs_of(making.path()).map_err(WorkflowError::output)?, ..record };
    files::write_into(&making.path().join(FILE), record.to_text().as_bytes()).map_err(WorkflowError::output)?;
    making.finish().map_err(WorkflowError::unplaced)?;
    Ok(held)
}
