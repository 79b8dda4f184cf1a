//! What a finished sweep says of its knobs: which of them move an outcome, and which turn a ranking round.
//!
//! For trajectories of Morris elementary effects, for blocks of Saltelli shares of variance, each beside what
//! the replicates' chance alone would show (`docs/sensitivity.md`). Every run must be there: a run that failed
//! is no zero.

mod columns;
mod fit;
pub mod summary;
pub mod tables;
mod verdict;
pub mod words;

use rayon::prelude::*;

use crate::design::{Saltelli, Trajectories};
use crate::model::sustainability::OUTCOMES;
use crate::sensitivity::{
    Effect, EffectNoise, FirstOrder, IndexNoise, Outcomes, Ranking, Refusal, Resampling, SobolIndices, effect_noise,
    elementary_effects, index_noise, ranking, sobol_indices,
};

use crate::experiment::plan::Plan;
use crate::experiment::unit::Unit;
use crate::store::{Store, StoreError};

use columns::Columns;
pub use fit::{Fit, Missing, fit, missing};
pub use verdict::{Importance, Verdict};

/// Resamples for each interval: quantiles of 2.5 % then rest on 25 of them.
const RESAMPLES: u32 = 1_000;
/// The confidence of intervals, as everywhere.
const CONFIDENCE: f64 = 0.95;

/// What a sweep says of its knobs.
#[derive(Debug, Clone)]
pub struct Analysis {
    /// The knobs and alternatives that were varied, in the order of the file.
    pub knobs: Vec<String>,
    /// The points: trajectories or blocks.
    pub points: Points,
    /// Replicates of each point.
    pub replicates: u32,
    /// One for each outcome of interest of each organisation and field, then one for each ranking.
    pub findings: Vec<Finding>,
}

/// The designs that sensitivity is computed of.
#[derive(Debug, Clone)]
pub enum Points {
    /// Morris's trajectories.
    Trajectories(Trajectories),
    /// Saltelli's blocks.
    Blocks(Saltelli),
}

impl Points {
    /// How many trajectories or base rows there are.
    pub fn blocks(&self) -> usize {
        match self {
            Points::Trajectories(trajectories) => trajectories.design().trajectories(),
            Points::Blocks(blocks) => blocks.base_rows(),
        }
    }
}

/// Whose outcome it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// The number of the base scenario.
    pub base: usize,
    /// Its name.
    pub scenario: String,
    /// The organisation, or `field`.
    pub organisation: String,
    /// Its place among the rows of the base scenario.
    pub row: usize,
}

/// What is looked at in an outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// The outcome itself.
    Outcome,
    /// Whether the first is ahead of the other: 1, 0, or ½ where they are even.
    Ahead,
    /// By how much: the first less the other.
    Gap,
}

impl Measure {
    /// What tables call it.
    pub fn name(self) -> &'static str {
        match self {
            Measure::Outcome => "outcome",
            Measure::Ahead => "ahead",
            Measure::Gap => "gap",
        }
    }
}

/// What is known of one outcome.
#[derive(Debug, Clone)]
pub struct Finding {
    /// Whose.
    pub subject: Subject,
    /// Beside whom, in a ranking.
    pub versus: Option<Subject>,
    /// The outcome's place in the run table.
    pub outcome: usize,
    /// What of it.
    pub measure: Measure,
    /// Its mean over all points and replicates; NaN where a run has no value.
    pub mean: f64,
    /// The share of points at which the first is ahead in most replicates; of rankings only.
    pub points_ahead: Option<f64>,
    /// What the knobs do.
    pub found: Found,
}

/// What the knobs do to an outcome.
#[derive(Debug, Clone)]
pub enum Found {
    /// Elementary effects, one a knob, each with what chance alone would show where that can be told.
    Effects(Vec<(Effect, Option<EffectNoise>)>),
    /// Shares of variance, with what chance adds where that can be told.
    Shares(SobolIndices, Option<IndexNoise>),
    /// There is nothing to share out: at all points the outcome is this.
    Still(f64),
    /// Some runs have no value of it, so that nothing can be computed.
    NoValue(NoValue),
}

/// Runs without a value of an outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoValue {
    /// How many.
    pub runs: u64,
    /// Of how many.
    pub of: u64,
    /// The first of them.
    pub first: Unit,
}

impl Finding {
    /// What to remark in tables; empty where there is nothing to.
    pub fn note(&self) -> String {
        match &self.found {
            Found::Effects(_) | Found::Shares(..) => String::new(),
            Found::Still(_) => "does not vary".to_owned(),
            Found::NoValue(NoValue { runs, of, .. }) => format!("no value in {runs} of {of} runs"),
        }
    }
}

/// Computes what a sweep says of its knobs.
///
/// # What it computes
///
/// For each base scenario, each of its organisations and its field, and each outcome of interest:
/// [`elementary_effects`] or [`sobol_indices`] with 95 % intervals of 1,000 resamples drawn by the sweep's seed, and
/// [`effect_noise`] or [`index_noise`]. Then [`ranking()`]: in each base scenario its first organisation beside each
/// other one, and the first organisation of the first scenario beside that of each other scenario, in the same
/// row of the design and the same replicate. Baselines are no part of it.
///
/// # Errors
///
/// A plan that [`fit`] refuses, or a part of the store that cannot be read. That no run is [`missing`] is for the
/// caller to see to: a run that is not there counts as one without a value.
pub fn analyse(plan: &Plan, store: &Store) -> Result<Analysis, StoreError> {
    let Fit { points, replicates } = fit(plan)?;
    let columns = Columns::read(plan, store, replicates)?;
    let tasks = tasks(plan, &columns);
    let findings: Result<_, Refusal> = tasks.into_par_iter().map(|task| task.finding(&points, plan.seed)).collect();
    let knobs = plan.factors().into_iter().map(str::to_owned).collect();
    match findings {
        Ok(findings) => Ok(Analysis { knobs, points, replicates, findings }),
        Err(refusal) => Err(StoreError::Rows(refusal.to_string())),
    }
}

/// A finding to be made.
struct Task {
    subject: Subject,
    versus: Option<Subject>,
    outcome: usize,
    measure: Measure,
    points_ahead: Option<f64>,
    outcomes: Result<Outcomes, NoValue>,
}

fn tasks(plan: &Plan, columns: &Columns) -> Vec<Task> {
    let interest = || plan.experiment.outcomes.iter().copied().enumerate();
    let mut tasks = Vec::new();
    for subject in columns.subjects() {
        for (n, outcome) in interest() {
            let outcomes = columns.outcomes(plan, subject, n);
            let (subject, measure) = (subject.clone(), Measure::Outcome);
            tasks.push(Task { subject, versus: None, outcome, measure, points_ahead: None, outcomes });
        }
    }
    for (subject, versus) in columns.pairs() {
        for (n, outcome) in interest() {
            let both = columns.outcomes(plan, subject, n).and_then(|one| Ok((one, columns.outcomes(plan, versus, n)?)));
            let compared = both.map(|(one, other)| ranking(&one, &other));
            let (ahead, gap, share) = match compared {
                Ok(Ok(Ranking { ahead, difference, points_ahead })) => (Ok(ahead), Ok(difference), Some(points_ahead)),
                // Columns of one plan are as long as one another, so this is a difference beyond all numbers.
                Ok(Err(_)) => (Err(columns.none()), Err(columns.none()), None),
                Err(none) => (Err(none), Err(none), None),
            };
            for (measure, outcomes) in [(Measure::Ahead, ahead), (Measure::Gap, gap)] {
                let (subject, versus) = (subject.clone(), Some(versus.clone()));
                tasks.push(Task { subject, versus, outcome, measure, points_ahead: share, outcomes });
            }
        }
    }
    tasks
}

impl Task {
    fn finding(self, points: &Points, seed: u64) -> Result<Finding, Refusal> {
        let Self { subject, versus, outcome, measure, points_ahead, outcomes } = self;
        let mean = outcomes.as_ref().map_or(f64::NAN, |outcomes| {
            let means = outcomes.means();
            means.iter().sum::<f64>() / means.len() as f64
        });
        let found = match outcomes {
            Ok(outcomes) => found(points, &outcomes, seed)?,
            Err(none) => Found::NoValue(none),
        };
        Ok(Finding { subject, versus, outcome, measure, mean, points_ahead, found })
    }
}

/// What the knobs do to one column.
fn found(points: &Points, outcomes: &Outcomes, seed: u64) -> Result<Found, Refusal> {
    let resampling = Resampling::new(seed, RESAMPLES, CONFIDENCE)?;
    let computed = match points {
        Points::Trajectories(trajectories) => effects(trajectories, outcomes, &resampling),
        Points::Blocks(blocks) => shares(blocks, outcomes, &resampling),
    };
    match computed {
        Err(Refusal::NoVariation(value)) => Ok(Found::Still(value)),
        other => other,
    }
}

fn effects(trajectories: &Trajectories, outcomes: &Outcomes, resampling: &Resampling) -> Result<Found, Refusal> {
    let means = outcomes.means();
    if means.iter().all(|mean| *mean == means[0]) {
        return Err(Refusal::NoVariation(means[0]));
    }
    let effects = elementary_effects(trajectories, outcomes, resampling)?;
    let noise = match effect_noise(trajectories, outcomes)? {
        Some(noise) => noise.into_iter().map(Some).collect(),
        None => vec![None; effects.len()],
    };
    Ok(Found::Effects(effects.into_iter().zip(noise).collect()))
}

fn shares(blocks: &Saltelli, outcomes: &Outcomes, resampling: &Resampling) -> Result<Found, Refusal> {
    let indices = sobol_indices(blocks, outcomes, FirstOrder::default(), resampling)?;
    Ok(Found::Shares(indices, index_noise(blocks, outcomes)?))
}

impl Analysis {
    /// What to call a subject in words: no more than tells it from the others.
    pub fn name_of(&self, subject: &Subject) -> String {
        let Subject { scenario, organisation, .. } = subject;
        let several = self.findings.iter().any(|finding| finding.subject.base > 0);
        match (several, organisation == scenario) {
            (false, _) | (true, true) => organisation.clone(),
            (true, false) => format!("{scenario}, {organisation}"),
        }
    }

    /// The findings that are shown: of the first organisation of each base scenario, or its field where it has none,
    /// and all rankings.
    pub fn shown(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| finding.versus.is_some() || finding.subject.row == 0)
    }

    /// What a finding is of, in words, with its unit.
    pub fn title_of(&self, finding: &Finding) -> (String, String) {
        let info = &OUTCOMES[finding.outcome];
        let subject = self.name_of(&finding.subject);
        match (&finding.versus, finding.measure) {
            (Some(versus), Measure::Ahead) => {
                (format!("{subject} ahead of {} in {}", self.name_of(versus), info.label), "chance".to_owned())
            }
            (Some(versus), _) => {
                (format!("{subject} less {}: {}", self.name_of(versus), info.label), info.unit.to_owned())
            }
            (None, _) => (format!("{subject}: {}", info.label), info.unit.to_owned()),
        }
    }
}
