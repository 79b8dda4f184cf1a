//! What is asked of a sweep, and the plan that follows from it.

use std::cell::OnceCell;
use std::path::{Path, PathBuf};

use crate::analysis::fit;
use crate::config::Problem;
use crate::experiment::Shard;
use crate::experiment::plan::{Changes, SweepPlan};
use crate::question::Question;
use crate::scenario::Shelf;
use crate::store::belongs_to;

use super::changes::{ScenarioChanges, all_threads, fresh_seed};
use super::error::WorkflowError;

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
    /// Whether all tables are written into a workbook too (with the feature `workbook`).
    pub xlsx: bool,
    /// Whether its sensitivity is analysed.
    pub analyse: bool,
    /// Whether its question is answered.
    pub answer: bool,
    /// Threads to run on; they do not change the numbers.
    pub threads: usize,
    /// Told, every few seconds, how many points of how many are checked before anything runs; of very many once before the
    /// first.
    pub checked: Option<fn(usize, usize)>,
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
            xlsx: false,
            analyse: false,
            answer: false,
            threads: all_threads(),
            checked: None,
        }
    }

    /// Reads the plan and the question in it. The seed of a folder that was begun stays.
    ///
    /// # Errors
    /// What is wrong with the files or changes; with `analyse`, that the design cannot be analysed; with `answer`, that
    /// the file asks no question.
    pub fn plan(&self) -> Result<SweepPlan, WorkflowError> {
        self.plan_for(Shard::WHOLE)
    }

    pub(super) fn plan_for(&self, shard: Shard) -> Result<SweepPlan, WorkflowError> {
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
            checked: self.checked,
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
) -> Result<SweepPlan, WorkflowError> {
    let begun = belongs_to(folder).map_err(WorkflowError::output)?.map(|begun| begun.seed);
    let fresh = fresh_seed();
    let plan = SweepPlan::read(name, &changes, &Shelf::default(), &|| {
        begun.unwrap_or_else(|| *drawn.get_or_init(|| fresh.as_ref().map_or(0, |seed| *seed)))
    })?;
    Question::read(&plan)?;
    match drawn.get() {
        Some(_) => fresh.map(|_| plan),
        None => Ok(plan),
    }
}
