//! What each command records beside what all record.

use serde::{Deserialize, Serialize};

use super::digest::{Digest, FileName};
use super::robustness::RobustnessRecord;
use super::scenario::{ScenarioRecord, Setting};

/// What kind of results a folder holds, by the command that wrote it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// `run` and `compare`.
    Study,
    /// `sweep` and `ask`.
    Sweep,
    /// `calibrate`.
    Calibration,
    /// `network follow`.
    Networks,
    /// `patterns`.
    Patterns,
    /// `verify --out`.
    Classics,
    /// `robust`.
    Robustness,
}

/// What was run.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Contents {
    /// Replicates of scenarios.
    Study(StudyRecord),
    /// The points of an experiment.
    Sweep(SweepRecord),
    /// A calibration.
    Calibration(CalibrationRecord),
    /// The networks of one replicate.
    Networks(NetworksRecord),
    /// Runs compared with observed patterns.
    Patterns(PatternsRecord),
    /// The engine compared with classic models.
    Classics(ClassicsRecord),
    /// A question under several variants of the model.
    Robustness(RobustnessRecord),
}

impl Contents {
    /// The kind of results.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match self {
            Contents::Study(_) => Kind::Study,
            Contents::Sweep(_) => Kind::Sweep,
            Contents::Calibration(_) => Kind::Calibration,
            Contents::Networks(_) => Kind::Networks,
            Contents::Patterns(_) => Kind::Patterns,
            Contents::Classics(_) => Kind::Classics,
            Contents::Robustness(_) => Kind::Robustness,
        }
    }
}

/// Of `run` and `compare`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StudyRecord {
    /// The words of the command line after the program's name.
    pub command: Vec<String>,
    /// Runs of each scenario.
    pub replicates: u32,
    /// What was run.
    pub scenarios: Vec<ScenarioRecord>,
}

/// Of `sweep` and `ask`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SweepRecord {
    /// The path or name the experiment was read from.
    pub experiment: String,
    /// Whether all points share their random numbers.
    pub common_random_numbers: bool,
    /// Runs of each point.
    pub replicates: ReplicatesRecord,
    /// What the command line changed.
    pub changes: SweepChanges,
    /// Points with baselines.
    pub points: u64,
    /// The digest of all points.
    pub points_digest: Digest,
    /// The base scenarios.
    pub baselines: Vec<ScenarioRecord>,
}

/// Runs of each point of a sweep.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged, expecting = "expected a number of replicates, or outcome, organisation, half_width and at_most")]
pub enum ReplicatesRecord {
    /// The same number for all.
    Fixed(u32),
    /// Until an outcome is precise enough.
    Until(PrecisionRecord),
}

/// When a point has been run often enough.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PrecisionRecord {
    /// The column of the outcome.
    pub outcome: String,
    /// The organisation it is of; otherwise the first of the scenario.
    #[serde(deserialize_with = "Option::deserialize")]
    pub organisation: Option<String>,
    /// Half the width of the 95 % interval to reach, in units of the outcome.
    pub half_width: f64,
    /// Replicates at most.
    pub at_most: u32,
}

/// What the command line changed of an experiment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SweepChanges {
    /// Settings of every base scenario.
    pub settings: Vec<Setting>,
    /// Replicates in place of the file's.
    #[serde(deserialize_with = "Option::deserialize")]
    pub replicates: Option<u32>,
    /// Whether the larger size of a question was run.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub long: bool,
    /// Settings that apply to every point after its own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub last: Vec<Setting>,
}

/// Of `calibrate`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CalibrationRecord {
    /// The path or name the calibration was read from.
    pub calibration: String,
    /// Particles of a generation.
    pub particles: u32,
    /// Runs of each proposal.
    pub replicates: u32,
    /// Runs at most.
    pub at_most: u64,
    /// What the command line changed.
    pub changes: CalibrationChanges,
    /// The digest of scenario, priors, patterns and settings.
    pub digest: Digest,
    /// The scenario that was calibrated.
    pub scenarios: Vec<ScenarioRecord>,
    /// What followed from it, in sentences.
    #[serde(rename = "said")]
    pub sentences: Vec<String>,
}

/// What the command line changed of a calibration.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CalibrationChanges {
    /// Settings of the scenario.
    pub settings: Vec<Setting>,
    /// Particles in place of the file's.
    #[serde(deserialize_with = "Option::deserialize")]
    pub particles: Option<u32>,
    /// Runs of each proposal in place of the file's.
    #[serde(deserialize_with = "Option::deserialize")]
    pub replicates: Option<u32>,
    /// Runs at most in place of the file's.
    #[serde(deserialize_with = "Option::deserialize")]
    pub at_most: Option<u64>,
}

/// Of `network follow`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NetworksRecord {
    /// The words of the command line after the program's name.
    pub command: Vec<String>,
    /// The replicate that was run, counted from 0.
    pub replicate: u32,
    /// The scenario that was run.
    pub scenarios: Vec<ScenarioRecord>,
    /// Weeks whose networks were kept, ascending.
    pub weeks: Vec<WeekRecord>,
}

/// A week whose network was kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WeekRecord {
    /// Its number, from 0.
    pub week: u32,
    /// The date it begins, as `2010-01-31`.
    pub date: String,
    /// The file of its network.
    pub file: FileName,
}

/// Of `patterns`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PatternsRecord {
    /// The words of the command line after the program's name.
    pub command: Vec<String>,
    /// The paths or names the patterns were read from.
    pub patterns: Vec<String>,
    /// Runs of each scenario.
    pub replicates: u32,
    /// What the command line changed.
    pub changes: PatternsChanges,
    /// What was run.
    pub scenarios: Vec<ScenarioRecord>,
}

/// What the command line changed of files of patterns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PatternsChanges {
    /// Settings of every scenario.
    pub settings: Vec<Setting>,
    /// Replicates in place of the files'.
    #[serde(deserialize_with = "Option::deserialize")]
    pub replicates: Option<u32>,
}

/// Of `verify --out`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClassicsRecord {
    /// Whether the sizes of the literature were run.
    pub long: bool,
    /// What was verified.
    pub cases: Vec<CaseRecord>,
}

/// A classic model that the engine was compared with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaseRecord {
    /// The name of its scenario file.
    pub name: String,
    /// What it is.
    pub title: String,
    /// Where it comes from, by number in the list of sources.
    pub source: String,
    /// What the curve's horizontal axis is; none of a case without a curve.
    #[serde(deserialize_with = "Option::deserialize")]
    pub x: Option<String>,
    /// What its vertical axis is.
    #[serde(deserialize_with = "Option::deserialize")]
    pub y: Option<String>,
}
