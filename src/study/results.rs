//! Running a study, and what it gave.

use crate::model::history::History;

use super::Study;
use super::curves::Curves;
use super::effects::{Effect, effects};
use super::error::StudyError;
use super::fate::{Fate, fates};
use super::outcomes::Outcomes;
use super::replicates::{Unit, run_all};

/// What a study gave, beside the tables in its folder.
#[derive(Debug, Clone)]
pub struct StudyResults {
    /// Outcomes of every run.
    pub outcomes: Outcomes,
    /// Weekly curves.
    pub curves: Curves,
    /// How people came and went, by scenario, row group and replicate; no replicate in a folder that was written without.
    pub history: Vec<Vec<Vec<History>>>,
    /// How each run of each organisation went, by scenario, row group and replicate.
    pub fates: Vec<Vec<Vec<Fate>>>,
    /// Paired effects, where there are two scenarios or more.
    pub effects: Vec<Effect>,
}

impl Study {
    /// Runs the study and keeps what outcomes, curves and effects need; writes nothing.
    ///
    /// # Errors
    /// The first run that failed.
    pub fn run(&self, progress: &(dyn Fn() + Sync)) -> Result<StudyResults, StudyError> {
        self.run_with(progress, |_| Ok(()))
    }

    /// Runs the study and shows each run with its weekly rows to `take`, replicate by replicate and scenario by scenario
    /// within each, in their order. An error of `take` ends the study.
    ///
    /// # Errors
    /// The first run that failed, or what `take` returned.
    pub fn run_with(
        &self,
        progress: &(dyn Fn() + Sync),
        mut take: impl FnMut(Unit) -> Result<(), StudyError> + Send,
    ) -> Result<StudyResults, StudyError> {
        let groups = self.groups();
        let mut outcomes = Outcomes::new(&groups);
        let mut curves = Curves::new(&groups);
        let mut history: Vec<Vec<Vec<History>>> = groups.iter().map(|groups| vec![Vec::new(); *groups]).collect();
        let mut all_fates: Vec<Vec<Vec<Fate>>> = groups.iter().map(|groups| vec![Vec::new(); *groups]).collect();
        run_all(&self.plans(), self.seed, self.replicates, progress, |unit| {
            outcomes.add(unit.scenario, &unit.result.outcomes);
            curves.add(unit.scenario, &unit.result.weeks);
            let rows = history[unit.scenario].iter_mut().zip(&unit.result.history);
            rows.for_each(|(runs, row)| runs.push(*row));
            let runs = all_fates[unit.scenario].iter_mut().zip(fates(&unit.result.weeks));
            runs.for_each(|(runs, fate)| runs.push(fate));
            take(unit)
        })?;
        let effects = effects(self, &outcomes);
        Ok(StudyResults { outcomes, curves, history, fates: all_fates, effects })
    }
}
