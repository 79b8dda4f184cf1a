//! The study that a record tells of.

use std::path::Path;

use serde_json::Value;

use crate::config::{Problem, Problems};
use crate::record::{self, Contents, Record, ScenarioRecord};
use crate::scenario::{Overrides, Scenario, Shelf, load_text_with};

use super::Study;

/// The `run.json` of a folder.
///
/// # Errors
/// There is none, or it is no record of this program.
pub fn record(folder: &Path) -> Result<Value, Problem> {
    read_record(&folder.join(record::FILE))
}

/// Reads a record, and refuses what is none.
///
/// # Errors
/// It cannot be read, or it is no record of this program.
pub fn read_record(path: &Path) -> Result<Value, Problem> {
    let text = Record::read(path)?.to_text();
    let mut record: Value = serde_json::from_str(&text).unwrap_or_default();
    if record["kind"] == "study" {
        record["kind"] = Value::Null;
    }
    Ok(record)
}

/// The record in a value.
///
/// # Errors
/// It is damaged.
pub fn typed(record: &Value) -> Result<Record, Problem> {
    let mut record = record.clone();
    if record["kind"].is_null() {
        record["kind"] = "study".into();
    }
    Record::parse(&record.to_string(), record::FILE)
}

/// The study a record tells of, from the scenarios written out in it.
///
/// # Errors
/// It is none of a study, or a scenario in it is wrong.
pub fn study_of(record: &Record) -> Result<Study, Problems> {
    let Contents::Study(study) = &record.contents else { return Err(not_whole("which study").into()) };
    Ok(Study {
        scenarios: scenarios_of(record)?,
        seed: record.seed,
        replicates: study.replicates,
        command: study.command.clone(),
    })
}

/// The scenarios written out in a record.
///
/// # Errors
/// A scenario in it is wrong.
pub fn scenarios_of(record: &Record) -> Result<Vec<Scenario>, Problems> {
    let shelf = Shelf::sealed(record.texts.clone());
    let one =
        |scenario: &ScenarioRecord| load_text_with(record::FILE, &scenario.resolved, &Overrides::default(), &shelf);
    record.scenarios().iter().map(one).collect()
}

/// The study a record tells of.
///
/// # Errors
/// Something is missing from it, or a scenario in it is wrong.
pub fn study(record: &Value) -> Result<Study, Problems> {
    study_of(&typed(record)?)
}

/// What a record lacks.
pub fn not_whole(what: &str) -> Problem {
    Problem::whole(format!("the record does not say {what}"), "was it changed by hand?")
}
