//! What is found out about the knobs of a sweep.

use crate::design::{Saltelli, Trajectories};
use crate::experiment::unit::Unit;
use crate::model::sustainability::OUTCOMES;
use crate::sensitivity::{Effect, EffectNoise, IndexNoise, SobolIndices};

/// The influence of the knobs of a sweep.
#[derive(Debug, Clone)]
pub struct Analysis {
    /// The knobs and alternatives that were varied, in the order of the file.
    pub knobs: Vec<String>,
    /// The points: trajectories or blocks.
    pub points: Points,
    /// Replicates of each point.
    pub replicates: u32,
    /// One per outcome of interest of each organisation and field, then one per ranking.
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
    /// The number of trajectories or base rows.
    pub fn blocks(&self) -> usize {
        match self {
            Points::Trajectories(trajectories) => trajectories.design().trajectories(),
            Points::Blocks(blocks) => blocks.base_rows(),
        }
    }
}

/// A row of a base scenario: one of its organisations, or the field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// The index of the base scenario.
    pub base: usize,
    /// Its name.
    pub scenario: String,
    /// The organisation, or `field`.
    pub organisation: String,
    /// Its index among the rows of the base scenario.
    pub row: usize,
}

/// What is measured of an outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// The outcome itself.
    Outcome,
    /// Whether the first is ahead of the other: 1, 0, or ½ if they are even.
    Ahead,
    /// By how much: the first minus the other.
    Gap,
}

impl Measure {
    /// Its name in tables.
    pub fn name(self) -> &'static str {
        match self {
            Measure::Outcome => "outcome",
            Measure::Ahead => "ahead",
            Measure::Gap => "gap",
        }
    }
}

/// The finding on one outcome.
#[derive(Debug, Clone)]
pub struct Finding {
    /// The subject.
    pub subject: Subject,
    /// The other subject, in a ranking.
    pub versus: Option<Subject>,
    /// The index of the outcome in the run table.
    pub outcome: usize,
    /// What is measured of it.
    pub measure: Measure,
    /// Its mean over all points and replicates; NaN if a run has no value.
    pub mean: f64,
    /// The share of points at which the first is ahead in most replicates; for rankings only.
    pub points_ahead: Option<f64>,
    /// The influence of the knobs.
    pub influence: Influence,
}

/// The influence of the knobs on an outcome.
#[derive(Debug, Clone)]
pub enum Influence {
    /// Elementary effects, one per knob, each with what chance alone would show if that can be estimated.
    Effects(Vec<(Effect, Option<EffectNoise>)>),
    /// Shares of variance, with what chance adds if that can be estimated.
    Shares(SobolIndices, Option<IndexNoise>),
    /// The outcome has this value at all points.
    Constant(f64),
    /// Some runs have no value, so that nothing can be computed.
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
    /// A remark for tables; usually empty.
    pub fn note(&self) -> String {
        match &self.influence {
            Influence::Effects(_) | Influence::Shares(..) => String::new(),
            Influence::Constant(_) => "does not vary".to_owned(),
            Influence::NoValue(NoValue { runs, of, .. }) => format!("no value in {runs} of {of} runs"),
        }
    }
}

impl Analysis {
    /// The name of a subject, with its scenario if there are several.
    pub fn name_of(&self, subject: &Subject) -> String {
        let Subject { scenario, organisation, .. } = subject;
        let several = self.findings.iter().any(|finding| finding.subject.base > 0);
        match (several, organisation == scenario) {
            (false, _) | (true, true) => organisation.clone(),
            (true, false) => format!("{scenario}, {organisation}"),
        }
    }

    /// The findings that are shown: of the first organisation of each base scenario, or its field if it has none,
    /// and all rankings.
    pub fn shown(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| finding.versus.is_some() || finding.subject.row == 0)
    }

    /// The title of a finding, with its unit.
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
