//! The `plan.json` of a store: which sweep or calibration its runs belong to.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::digest::Digest;
use super::json::typed;
use super::kinds::Kind;
use super::parse::{object, taken};
use super::types::PROGRAM;

/// A longer one is refused before it is read.
pub const MAX_PLAN_BYTES: u64 = 1 << 20;

/// What stores of every kind say; what follows depends on the kind and is read only where this agrees.
#[derive(Debug, Clone, PartialEq)]
pub struct StorePlan {
    /// Of a sweep or of a calibration.
    pub kind: Kind,
    /// The version of the program that began it.
    pub version: String,
    /// The format of its files.
    pub format: u64,
    /// The seed of its runs.
    pub seed: u64,
    rest: Map<String, Value>,
}

/// What the store of a sweep belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SweepStore {
    /// The name of the experiment.
    pub experiment: String,
    /// Whether all points share their random numbers.
    pub common_random_numbers: bool,
    /// Points with baselines.
    pub points: u64,
    /// The hexadecimal digest of all points.
    pub scenarios: String,
    /// What is varied; unknown in stores of early programs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub knobs: Option<Vec<String>>,
    /// Each base scenario with the digest of its text; unknown in stores of early programs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub baselines: Option<Vec<(String, Digest)>>,
}

/// What the store of a calibration belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CalibrationStore {
    /// The name of the calibration.
    pub calibration: String,
    /// The hexadecimal digest of scenario, priors, patterns and settings.
    pub digest: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Common {
    program: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    kind: Option<Kind>,
    version: String,
    format: u64,
    seed: u64,
}

const COMMON: [&str; 5] = ["program", "kind", "version", "format", "seed"];

impl StorePlan {
    /// What the store of a sweep belongs to, begun by this program.
    #[must_use]
    pub fn of_sweep(format: u64, seed: u64, sweep: &SweepStore) -> Self {
        Self::of(Kind::Sweep, format, seed, sweep)
    }

    /// What the store of a calibration belongs to, begun by this program.
    #[must_use]
    pub fn of_calibration(format: u64, seed: u64, calibration: &CalibrationStore) -> Self {
        Self::of(Kind::Calibration, format, seed, calibration)
    }

    fn of(kind: Kind, format: u64, seed: u64, contents: &impl Serialize) -> Self {
        let Ok(Value::Object(rest)) = serde_json::to_value(contents) else { unreachable!("a struct is an object") };
        Self { kind, version: env!("CARGO_PKG_VERSION").to_owned(), format, seed, rest }
    }

    /// Reads the text of a `plan.json`.
    ///
    /// # Errors
    /// The key that is missing or of another type.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut all = object(text).ok_or("it is no JSON that mobilise wrote")?;
        let common: Common = typed(taken(&mut all, &COMMON))?;
        let Common { kind, version, format, seed, .. } = common;
        Ok(Self { kind: kind.unwrap_or(Kind::Sweep), version, format, seed, rest: all })
    }

    /// What else the plan of a sweep says.
    ///
    /// # Errors
    /// The key that is missing or of another type.
    pub fn sweep(&self) -> Result<SweepStore, String> {
        typed(self.rest.clone())
    }

    /// What else the plan of a calibration says.
    ///
    /// # Errors
    /// The key that is missing or of another type.
    pub fn calibration(&self) -> Result<CalibrationStore, String> {
        typed(self.rest.clone())
    }

    /// The text of the file.
    #[must_use]
    pub fn to_text(&self) -> String {
        let common = Common {
            program: PROGRAM.to_owned(),
            kind: Some(self.kind).filter(|kind| *kind != Kind::Sweep),
            version: self.version.clone(),
            format: self.format,
            seed: self.seed,
        };
        let Ok(Value::Object(mut all)) = serde_json::to_value(common) else { unreachable!("a struct is an object") };
        all.extend(self.rest.clone());
        format!("{:#}\n", Value::Object(all))
    }
}
