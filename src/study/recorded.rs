//! The study that a record tells of.

use crate::config::{Problem, Problems};
use crate::record::{Contents, FILE, Record, ScenarioRecord};
use crate::scenario::{Overrides, Scenario, Shelf, load_text_with};

use super::Study;

/// The study in a record.
///
/// # Errors
/// It is no record of a study, or a scenario in it is wrong.
pub fn study_of(record: &Record) -> Result<Study, Problems> {
    let Contents::Study(study) = &record.contents else { return Err(not_of("a study").into()) };
    Ok(Study {
        scenarios: scenarios_of(record)?,
        seed: record.seed,
        replicates: study.replicates,
        command: study.command.clone(),
    })
}

/// The scenarios written out in a record, whichever command wrote it.
///
/// # Errors
/// A scenario in it is wrong.
pub fn scenarios_of(record: &Record) -> Result<Vec<Scenario>, Problems> {
    let shelf = Shelf::sealed(record.texts.clone());
    let one = |scenario: &ScenarioRecord| load_text_with(FILE, &scenario.resolved, &Overrides::default(), &shelf);
    record.scenarios().iter().map(one).collect()
}

/// That a record is of something else.
pub fn not_of(what: &str) -> Problem {
    Problem::whole(format!("the record is not of {what}"), "was it changed by hand?")
}
