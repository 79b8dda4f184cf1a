//! What a calibration runs: scenarios with other values of their knobs, and the patterns measured of each run.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use crate::canary::{Canary, is_planted};
use crate::config::Problems;
use crate::config::stem;
use crate::experiment::plan::network_digest;
use crate::experiment::unit::Hash;
use crate::model::plan::Plan as EnginePlan;
use crate::model::run::{RunResult, run};
use crate::scenario::{self, Overrides, Scenario, Shelf, Text};

use super::case::Case;
use super::cases::read_cases;
use super::check::{check_ends, check_sizes};
use super::file::{CalibrationFile, read_calibration};
use super::model_file;
use super::pattern::Pattern;
use super::prior::Prior;
use super::prior_file::KnobPrior;
use super::target::{ModelPrior, Settings, Target, Trial};

/// Changes of a calibration on the command line.
#[derive(Debug, Clone, Default)]
pub struct CalibrationChanges {
    /// Settings laid over the scenarios, as for `mobilise run`.
    pub overrides: Overrides,
    /// Particles of a generation, in place of the file's.
    pub particles: Option<u32>,
    /// Runs of each proposal, in place of the file's.
    pub replicates: Option<u32>,
    /// Runs in all, in place of the file's.
    pub at_most: Option<u64>,
    /// The seed, in place of the file's.
    pub seed: Option<u64>,
}

/// A model among which a calibration chooses.
#[derive(Debug, Clone)]
pub struct Model {
    /// Its name.
    pub name: String,
    /// What it is.
    pub about: String,
    /// Its chance before anything is run, and the knobs it has.
    pub prior: ModelPrior,
}

/// A calibration that has been read and checked.
#[derive(Debug)]
pub struct CalibrationPlan {
    /// Its name.
    pub name: String,
    /// What it is about.
    pub about: String,
    /// The knobs that are to be found.
    pub knobs: Vec<KnobPrior>,
    /// What was observed, of the first scenario first.
    pub patterns: Vec<Pattern>,
    /// Its scenarios.
    pub cases: Vec<Case>,
    /// The models it chooses among; none where it does not choose.
    pub models: Vec<Model>,
    /// Runs of each proposal, of each scenario.
    pub replicates: u32,
    /// Runs in all, one of each scenario counting as one.
    pub at_most_runs: u64,
    /// Size, tolerance and length.
    pub settings: Settings,
    /// What the command line changed.
    pub changes: CalibrationChanges,
    priors: Vec<Prior>,
    text: Text,
    networks: Vec<(PathBuf, Hash)>,
}

impl CalibrationPlan {
    /// Reads a calibration by path or embedded name, and checks it: every knob at both ends of its prior, in every
    /// model and scenario, every pattern against its scenario.
    ///
    /// `seed` gives the seed if neither the command line, nor the file, nor a scenario does.
    ///
    /// # Errors
    /// All problems, each once, with its place and a hint.
    pub fn read(
        name: &str,
        changes: &CalibrationChanges,
        shelf: &Shelf,
        seed: &dyn Fn() -> u64,
    ) -> Result<Self, Problems> {
        let mut file = read_calibration(name, shelf)?;
        let models = models(&file)?;
        let (cases, patterns) = read_cases(&mut file, &changes.overrides)?;
        let known = Mutex::new(Vec::new());
        for from in cases.iter().filter_map(|case| case.scenario.network.file.as_ref()) {
            network_digest(&from.path, &known)?;
        }
        let replicates = changes.replicates.unwrap_or(file.replicates);
        let at_most_runs = changes.at_most.unwrap_or(file.at_most);
        let fixed_seed = changes.seed.or(file.seed).or_else(|| cases.iter().find_map(|case| case.scenario.seed));
        let plan = Self {
            name: file.name,
            about: file.about,
            priors: file.priors.iter().map(|knob| knob.prior).collect(),
            knobs: file.priors,
            patterns,
            cases,
            models,
            replicates,
            at_most_runs,
            settings: Settings {
                particles: changes.particles.unwrap_or(file.particles) as usize,
                keep: file.keep,
                tolerance: file.tolerance,
                acceptance: file.acceptance,
                at_most: at_most_runs / u64::from(replicates),
                seed: fixed_seed.unwrap_or_else(seed),
            },
            changes: changes.clone(),
            text: file.text,
            networks: known.into_inner().unwrap_or_default(),
        };
        let models = Target::models(&plan);
        check_ends(&plan.knobs, &models, &|model, values| {
            (0..plan.cases.len()).map(|case| plan.scenario_at(case, model, values)).collect()
        })?;
        check_sizes(&plan.settings, &models, plan.knobs.len(), replicates, at_most_runs)?;
        Ok(plan)
    }

    /// A scenario of a model with its knobs at some coordinates.
    ///
    /// # Errors
    /// What is wrong with it: values that do not go together.
    pub fn scenario_at(&self, case: usize, model: usize, values: &[f64]) -> Result<Scenario, Problems> {
        self.cases[case].at(model, &self.knobs, values, &self.text)
    }

    /// What the engine runs of a scenario and a model at some coordinates.
    ///
    /// # Errors
    /// As [`CalibrationPlan::scenario_at`].
    pub fn engine_plan(&self, case: usize, model: usize, values: &[f64]) -> Result<Arc<EnginePlan>, Problems> {
        Ok(scenario::plan(&self.scenario_at(case, model, values)?))
    }

    /// Runs a scenario as a proposal has it; `take` gets each run before it is dropped.
    ///
    /// # Errors
    /// As [`CalibrationPlan::scenario_at`], in words.
    pub fn each_run(&self, case: usize, trial: &Trial<'_>, mut take: impl FnMut(&RunResult)) -> Result<(), String> {
        let plan = self.engine_plan(case, trial.model, trial.values).map_err(|problems| problems.to_string())?;
        (0..self.replicates).for_each(|replicate| take(&run(&plan, trial.seed, replicate)));
        Ok(())
    }

    /// The value of each pattern of a scenario in one of its runs.
    #[must_use]
    pub fn measure(&self, case: usize, run: &RunResult) -> Vec<f64> {
        self.patterns[self.cases[case].patterns.clone()].iter().map(|pattern| pattern.of(run)).collect()
    }

    /// Whether it has several scenarios, so that tables name them.
    #[must_use]
    pub fn has_several_cases(&self) -> bool {
        self.cases.len() > 1
    }

    /// How many models there are, one where it does not choose.
    #[must_use]
    pub fn model_count(&self) -> usize {
        self.models.len().max(1)
    }

    /// The calibration file's text.
    #[must_use]
    pub fn file_text(&self) -> &str {
        &self.text.source.text
    }

    /// The calibration file's name without folder and ending.
    #[must_use]
    pub fn file_stem(&self) -> String {
        stem(&self.text.source.name)
    }

    /// The texts that were read from the disk, by path.
    #[must_use]
    pub fn texts(&self) -> BTreeMap<String, String> {
        self.text.shelf.texts()
    }

    /// Network files that the scenarios read, with the digests of their bytes.
    #[must_use]
    pub fn networks(&self) -> &[(PathBuf, Hash)] {
        &self.networks
    }
}

/// The models of a file, their shares adding up to 1.
fn models(file: &CalibrationFile) -> Result<Vec<Model>, Problems> {
    let mut problems = Vec::new();
    let sum: f64 = file.models.iter().map(|draft| draft.share).sum();
    let one = |draft: &model_file::ModelDraft| {
        let parameters = model_file::parameters(draft, &file.priors, &mut problems);
        let prior = ModelPrior { share: draft.share / sum, parameters };
        Model { name: draft.name.clone(), about: draft.about.clone(), prior }
    };
    let models = file.models.iter().map(one).collect();
    if problems.is_empty() { Ok(models) } else { Err(Problems(problems)) }
}

impl Target for CalibrationPlan {
    fn priors(&self) -> &[Prior] {
        &self.priors
    }

    fn models(&self) -> Vec<ModelPrior> {
        let all = || vec![ModelPrior { share: 1.0, parameters: (0..self.priors.len()).collect() }];
        if self.models.is_empty() { all() } else { self.models.iter().map(|model| model.prior.clone()).collect() }
    }

    /// One scenario after the other, in file order; of each all numbers of the first replicate, then all of the second,
    /// and so on. Where the first ones lie beyond the tolerance the others are not run, and a single run stops there.
    fn run(&self, trial: &Trial<'_>, beyond: &dyn Fn(&[f64]) -> bool) -> Result<Vec<f64>, String> {
        let mut all: Vec<f64> = Vec::new();
        for (n, case) in self.cases.iter().enumerate() {
            if n > 0 && beyond(&all) {
                break;
            }
            if n > 0 && is_planted(Canary::ScenarioSkipped) {
                let observed = self.patterns[case.patterns.clone()].iter().map(|pattern| pattern.observed);
                let row: Vec<f64> = observed.chain(case.watched.iter().map(|_| f64::NAN)).collect();
                (0..self.replicates).for_each(|_| all.extend(&row));
                continue;
            }
            if self.replicates == 1 {
                self.one_run(n, trial, &mut all, beyond)?;
            } else {
                self.each_run(n, trial, |run| all.extend(case.measure(&self.patterns, run)))?;
            }
        }
        Ok(all)
    }

    fn is_whole(&self, outcome: &[f64]) -> bool {
        outcome.len() == self.cases.iter().map(|case| self.block(case)).sum::<usize>()
    }

    fn leeways(&self) -> usize {
        self.patterns.iter().filter(|pattern| pattern.has_likelihood()).count()
    }

    /// The distance of the worst pattern.
    fn distance(&self, outcome: &[f64], leeway: &[f64]) -> f64 {
        let mut leeway = leeway.iter().copied();
        let off = self.patterns.iter().zip(self.means(outcome)).map(|(pattern, value)| {
            let leeway = if pattern.has_likelihood() { leeway.next().unwrap_or(0.5) } else { 0.5 };
            pattern.distance(value, leeway)
        });
        off.fold(0.0, f64::max)
    }
}
