//! A record read back, all of it checked.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;
use serde_json::{Map, Value};

use crate::config::Problem;
use crate::files;

use super::digest::Digest;
use super::json::typed;
use super::kinds::{Contents, Kind};
use super::types::{FILE, MAX_BYTES, Outputs, PROGRAM, RECORD_VERSION, Record};

const HINT: &str = "name a folder that mobilise wrote, or the run.json in it";

/// What all records hold.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Common {
    #[serde(rename = "program")]
    _program: String,
    #[serde(default = "first_edition")]
    record_version: u32,
    version: String,
    kind: Option<Kind>,
    seed: u64,
    texts: Option<BTreeMap<String, String>>,
    networks: Option<BTreeMap<String, Digest>>,
    outputs: Outputs,
}

const COMMON: [&str; 8] = ["program", "record_version", "version", "kind", "seed", "texts", "networks", "outputs"];

fn first_edition() -> u32 {
    1
}

impl Record {
    /// The record of a folder.
    ///
    /// # Errors
    /// There is none, or it is damaged, too long, or of a later format.
    pub fn of_folder(folder: &Path) -> Result<Self, Problem> {
        Self::read(&folder.join(FILE))
    }

    /// The record in a file.
    ///
    /// # Errors
    /// There is none, or it is damaged, too long, or of a later format.
    pub fn read(path: &Path) -> Result<Self, Problem> {
        let text = files::read_text(path, MAX_BYTES)
            .map_err(|error| Problem::whole(error.to_string(), error.hint().unwrap_or(HINT)))?;
        Self::parse(&text, &path.display().to_string())
    }

    /// The record in a text; `name` is what to call it in messages.
    ///
    /// # Errors
    /// It is damaged, or of a later format.
    pub fn parse(text: &str, name: &str) -> Result<Self, Problem> {
        let Some(mut all) = object(text) else {
            return Err(Problem::whole(format!("`{name}` is no record of mobilise"), HINT));
        };
        if let Some(later) = all.get("record_version").and_then(Value::as_u64).filter(|v| *v > RECORD_VERSION.into()) {
            let title =
                format!("`{name}` is a record of format {later}, and this program reads up to {RECORD_VERSION}");
            return Err(Problem::whole(title, "a later mobilise wrote it: use that one"));
        }
        let damaged = |why| {
            let hint = "was it changed by hand? Bring back the one that was written, or run the command anew";
            Problem::whole(format!("`{name}` is damaged: {why}"), hint)
        };
        let common: Common = typed(taken(&mut all, &COMMON)).map_err(damaged)?;
        let kind = match (common.kind, common.record_version) {
            (Some(kind), _) => kind,
            (None, 1) => Kind::Study,
            (None, _) => return Err(damaged("missing field `kind`".to_owned())),
        };
        // The first edition left them out where a study had none.
        let optional = common.record_version == 1;
        let always_texts = matches!(kind, Kind::Sweep | Kind::Calibration | Kind::Patterns);
        if common.texts.is_none() && (!optional || always_texts) {
            return Err(damaged("missing field `texts`".to_owned()));
        }
        if common.networks.is_none() && (!optional || always_texts) {
            return Err(damaged("missing field `networks`".to_owned()));
        }
        Ok(Self {
            version: common.version,
            seed: common.seed,
            contents: contents(kind, all).map_err(damaged)?,
            texts: common.texts.unwrap_or_default(),
            networks: common.networks.unwrap_or_default(),
            outputs: common.outputs,
        })
    }
}

fn contents(kind: Kind, all: Map<String, Value>) -> Result<Contents, String> {
    let contents = match kind {
        Kind::Study => Contents::Study(typed(all)?),
        Kind::Sweep => Contents::Sweep(typed(all)?),
        Kind::Calibration => Contents::Calibration(typed(all)?),
        Kind::Networks => Contents::Networks(typed(all)?),
        Kind::Patterns => Contents::Patterns(typed(all)?),
        Kind::Classics => Contents::Classics(typed(all)?),
        Kind::Robustness => Contents::Robustness(typed(all)?),
    };
    let empty = match &contents {
        Contents::Study(study) if study.scenarios.is_empty() => "scenarios",
        Contents::Sweep(sweep) if sweep.baselines.is_empty() => "baselines",
        Contents::Calibration(calibration) if calibration.scenarios.is_empty() => "scenarios",
        Contents::Networks(networks) if networks.scenarios.is_empty() => "scenarios",
        Contents::Networks(networks) if networks.weeks.is_empty() => "weeks",
        Contents::Patterns(patterns) if patterns.patterns.is_empty() => "patterns",
        Contents::Classics(classics) if classics.cases.is_empty() => "cases",
        Contents::Robustness(robustness) if robustness.variants.is_empty() => "variants",
        _ => return Ok(contents),
    };
    Err(format!("`{empty}` is empty"))
}

/// The object in a text, if this program wrote it.
pub(super) fn object(text: &str) -> Option<Map<String, Value>> {
    let all: Map<String, Value> = serde_json::from_str(text).ok()?;
    Some(all).filter(|all| all.get("program").is_some_and(|program| program == PROGRAM))
}

/// These keys of an object, removed from it.
pub(super) fn taken(all: &mut Map<String, Value>, keys: &[&str]) -> Map<String, Value> {
    let (own, rest) = std::mem::take(all).into_iter().partition(|(key, _)| keys.contains(&key.as_str()));
    *all = rest;
    own
}
