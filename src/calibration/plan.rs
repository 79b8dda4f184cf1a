//! What a calibration runs: the scenario with other values of its knobs, and the patterns measured of each run.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use sha2::{Digest, Sha256};

use crate::config::stem;
use crate::config::{Node, Problem, Problems, nested};
use crate::experiment::plan::network_digest;
use crate::experiment::unit::{Hash, hex};
use crate::model::plan::Plan as EnginePlan;
use crate::model::run::{RunResult, run};
use crate::scenario::library::scenarios;
use crate::scenario::{self, Draft, Layer, Overrides, Scenario, Shelf, Text, find, to_toml};

use super::check::{check_ends, check_sizes};
use super::file::read_calibration;
use super::pattern::{Pattern, mean};
use super::prior::Prior;
use super::prior_file::KnobPrior;
use super::target::{Settings, Target};

/// Changes of a calibration on the command line.
#[derive(Debug, Clone, Default)]
pub struct CalibrationChanges {
    /// Settings laid over the scenario, as for `mobilise run`.
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

/// A calibration that has been read and checked.
#[derive(Debug)]
pub struct CalibrationPlan {
    /// Its name.
    pub name: String,
    /// What it is about.
    pub about: String,
    /// The knobs that are to be found.
    pub knobs: Vec<KnobPrior>,
    /// What was observed.
    pub patterns: Vec<Pattern>,
    /// Runs of each proposal.
    pub replicates: u32,
    /// Runs in all.
    pub at_most_runs: u64,
    /// Size, tolerance and length.
    pub settings: Settings,
    /// The scenario with its knobs as they stand.
    pub scenario: Scenario,
    /// What the command line changed.
    pub changes: CalibrationChanges,
    priors: Vec<Prior>,
    text: Text,
    base: Draft,
    networks: Vec<(PathBuf, Hash)>,
}

impl CalibrationPlan {
    /// Reads a calibration by path or embedded name, and checks it: every knob at both ends of its prior, every
    /// pattern against the scenario.
    ///
    /// `seed` gives the seed if neither the command line, nor the file, nor the scenario does.
    ///
    /// # Errors
    /// All problems, each once, with its place and a hint.
    pub fn read(
        name: &str,
        changes: &CalibrationChanges,
        shelf: &Shelf,
        seed: &dyn Fn() -> u64,
    ) -> Result<Self, Problems> {
        let file = read_calibration(name, shelf)?;
        let mut overrides = Overrides::default();
        overrides.0.extend(file.weeks.map(|weeks| ("weeks".to_owned(), format!("run.weeks={weeks}"))));
        overrides.0.extend(changes.overrides.0.iter().cloned());
        let (scenario_name, place) = &file.scenario;
        let base = find(scenario_name, &file.text.folder, scenarios(), Some(place), shelf)
            .and_then(|text| Draft::read(&text, &overrides))?;
        let scenario = base.clone().finish()?;
        if let Some(draw) = &scenario.draw {
            let title = format!(
                "`{}` draws from \"{}\": a calibration finds values and cannot draw them",
                scenario.name, draw.from
            );
            return Err(Problem::at(place, title, "it has [draw]").hint("a scenario without [draw]").into());
        }
        let mut problems = Vec::new();
        let patterns: Vec<Pattern> =
            file.patterns.into_iter().filter_map(|draft| draft.resolve(&scenario, &mut problems)).collect();
        if !problems.is_empty() {
            return Err(Problems(problems));
        }
        let known = Mutex::new(Vec::new());
        if let Some(from) = &scenario.network.file {
            network_digest(&from.path, &known)?;
        }
        let replicates = changes.replicates.unwrap_or(file.replicates);
        let at_most_runs = changes.at_most.unwrap_or(file.at_most);
        let fixed_seed = changes.seed.or(file.seed).or(scenario.seed);
        let plan = Self {
            name: file.name,
            about: file.about,
            priors: file.priors.iter().map(|knob| knob.prior).collect(),
            knobs: file.priors,
            patterns,
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
            scenario,
            changes: changes.clone(),
            text: file.text,
            base,
            networks: known.into_inner().unwrap_or_default(),
        };
        check_ends(&plan.knobs, &|values| plan.scenario_at(values))?;
        check_sizes(&plan.settings, plan.knobs.len(), plan.replicates, plan.at_most_runs)?;
        Ok(plan)
    }

    /// The scenario with its knobs at some coordinates.
    ///
    /// # Errors
    /// What is wrong with it: values that do not go together.
    pub fn scenario_at(&self, values: &[f64]) -> Result<Scenario, Problems> {
        let mut draft = self.base.clone();
        for (knob, value) in self.knobs.iter().zip(values) {
            if let Some(entry) = nested(&knob.path, Node::Value(knob.value(*value)), &knob.span) {
                draft.lay(Layer::Settings(&self.text, &[entry]))?;
            }
        }
        draft.finish()
    }

    /// What the engine runs at some coordinates.
    ///
    /// # Errors
    /// As [`CalibrationPlan::scenario_at`].
    pub fn engine_plan(&self, values: &[f64]) -> Result<Arc<EnginePlan>, Problems> {
        Ok(scenario::plan(&self.scenario_at(values)?))
    }

    /// Runs a particle under a seed; `take` gets each run before it is dropped.
    ///
    /// # Errors
    /// As [`CalibrationPlan::scenario_at`], in words.
    pub fn each_run(&self, values: &[f64], seed: u64, mut take: impl FnMut(&RunResult)) -> Result<(), String> {
        let plan = self.engine_plan(values).map_err(|problems| problems.to_string())?;
        (0..self.replicates).for_each(|replicate| take(&run(&plan, seed, replicate)));
        Ok(())
    }

    /// The value of each pattern in one run.
    #[must_use]
    pub fn measure(&self, run: &RunResult) -> Vec<f64> {
        self.patterns.iter().map(|pattern| pattern.of(run)).collect()
    }

    /// The mean of each pattern over the runs of a proposal: those that have a value.
    #[must_use]
    pub fn means(&self, outcome: &[f64]) -> Vec<f64> {
        let patterns = self.patterns.len();
        (0..patterns).map(|k| mean(outcome.iter().copied().skip(k).step_by(patterns))).collect()
    }

    /// The digest of all that the accepted set depends on, beside version and seed: scenario, priors, patterns,
    /// particles, replicates. When to stop is not in it, so that a calibration can go on with more runs.
    #[must_use]
    pub fn digest(&self) -> String {
        let mut hash = Sha256::new();
        hash.update(to_toml(&self.scenario));
        for knob in &self.knobs {
            hash.update(format!("\n{} {:?} {} {:?} {:?}", knob.name, knob.prior, knob.log, knob.from, knob.to));
        }
        for p in &self.patterns {
            let numbers = [p.observed, p.scale, p.weight];
            hash.update(format!("\n{} {:?} {:?} {numbers:?} {:?}", p.name, p.of, p.over, p.error));
        }
        hash.update(format!("\n{} {} {:?}", self.settings.particles, self.replicates, self.settings.keep));
        self.networks.iter().for_each(|(_, digest)| hash.update(digest));
        hex(&hash.finalize().into())
    }

    /// The name of a row group.
    #[must_use]
    pub fn group_name(&self, group: usize) -> &str {
        self.scenario.organisations.get(group).map_or("field", |o| o.name.as_str())
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

    /// Network files that the scenario reads, with the digests of their bytes.
    #[must_use]
    pub fn networks(&self) -> &[(PathBuf, Hash)] {
        &self.networks
    }
}

impl Target for CalibrationPlan {
    fn priors(&self) -> &[Prior] {
        &self.priors
    }

    /// All patterns of the first replicate, then all of the second, and so on.
    fn run(&self, values: &[f64], seed: u64) -> Result<Vec<f64>, String> {
        let mut all = Vec::with_capacity(self.patterns.len() * self.replicates as usize);
        self.each_run(values, seed, |run| all.extend(self.measure(run)))?;
        Ok(all)
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
