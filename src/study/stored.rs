//! The results of a study, read back from the folder it left.

use std::path::Path;

use parquet::errors::ParquetError;
use parquet::file::reader::{FileReader, SerializedFileReader};
use serde_json::Value;

use crate::config::{Problem, Problems};
use crate::files::{self, columns};
use crate::model::measures::{MEASURES, Measure};
use crate::model::sustainability::{OUTCOMES, OutcomeRow};
use crate::record::{self, Contents, Record, ScenarioRecord};
use crate::scenario::{Overrides, Scenario, Shelf, load_text_with};

use super::Study;
use super::curves::{Curves, DRAWN};
use super::effects::effects;
use super::outcomes::Outcomes;
use super::results::Results;

/// No table of runs is larger.
const MOST_BYTES: u64 = 1 << 30;

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

/// What a study gave, from its tables `runs.csv` and `weeks.parquet`: the same numbers as when it was run.
///
/// # Errors
/// A table that is missing, or is not as it was written.
pub fn results(study: &Study, folder: &Path) -> Result<Results, Problem> {
    let runs = folder.join("runs.csv");
    let outcomes = outcomes(study, &runs).map_err(|why| unreadable(&runs, &why))?;
    let weeks = folder.join("weeks.parquet");
    let curves = curves(study, &weeks).map_err(|why| unreadable(&weeks, &why))?;
    let effects = effects(study, &outcomes);
    Ok(Results { outcomes, curves, effects })
}

fn unreadable(path: &Path, why: &str) -> Problem {
    let folder = path.parent().unwrap_or(path).display();
    let hint = format!("`mobilise verify-output {folder}` says what was changed, `mobilise rerun` makes it again");
    Problem::whole(format!("cannot read `{}`: {why}", path.display()), hint)
}

/// What stands where another row was expected.
fn other_row(row: usize) -> String {
    format!("row {} is not the one that was written there", row + 1)
}

fn outcomes(study: &Study, path: &Path) -> Result<Outcomes, String> {
    let text = files::read_text(path, MOST_BYTES).map_err(|error| error.to_string())?;
    let mut table = csv::Reader::from_reader(text.as_bytes());
    let mut records = table.records();
    let mut outcomes = Outcomes::new(&study.groups());
    let mut row = 0;
    for (s, scenario) in study.scenarios.iter().enumerate() {
        for replicate in 0..study.replicates {
            let mut rows = Vec::new();
            for group in 0..=scenario.organisations.len() {
                let record = records.next().ok_or("it ends too early")?.map_err(|error| error.to_string())?;
                let heads = [scenario.name.as_str(), &replicate.to_string(), study.group_name(s, group)];
                if record.len() != heads.len() + OUTCOMES.len() || record.iter().zip(heads).any(|(a, b)| a != b) {
                    return Err(other_row(row));
                }
                let mut values = [f64::NAN; OUTCOMES.len()];
                for (value, cell) in values.iter_mut().zip(record.iter().skip(heads.len())) {
                    if !cell.is_empty() {
                        *value = cell.parse().map_err(|_| format!("`{cell}` in row {} is no number", row + 1))?;
                    }
                }
                rows.push(OutcomeRow(values));
                row += 1;
            }
            outcomes.add(s, &rows);
        }
    }
    Ok(outcomes)
}

fn curves(study: &Study, path: &Path) -> Result<Curves, String> {
    let mut curves = Curves::new(&study.groups());
    each_week(study, path, &DRAWN, &mut |of, values| {
        for (drawn, value) in values.iter().enumerate() {
            curves.push((of.scenario, of.group), drawn, of.replicate, *value as f32);
        }
    })?;
    Ok(curves)
}

/// Which row of the weekly table; all count from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WeekOf {
    /// The scenario.
    pub scenario: usize,
    /// The organisation, or after the last the field.
    pub group: usize,
    /// The replicate.
    pub replicate: usize,
    /// The week.
    pub week: usize,
}

/// Shows `take` every row of the weekly table `weeks.parquet` of a folder, in its order, and the values of these
/// measures there.
///
/// # Errors
/// The table is missing, or is not as it was written.
pub fn weeks(
    study: &Study,
    folder: &Path,
    measures: &[Measure],
    take: &mut dyn FnMut(WeekOf, &[f64]),
) -> Result<(), Problem> {
    let path = folder.join("weeks.parquet");
    each_week(study, &path, measures, take).map_err(|why| unreadable(&path, &why))
}

fn each_week(
    study: &Study,
    path: &Path,
    measures: &[Measure],
    take: &mut dyn FnMut(WeekOf, &[f64]),
) -> Result<(), String> {
    let file = files::open(path).map_err(|error| error.to_string())?;
    read_weeks(study, file, measures, take).map_err(|error| match error {
        ParquetError::General(why) => why,
        other => other.to_string(),
    })
}

fn read_weeks(
    study: &Study,
    file: std::fs::File,
    measures: &[Measure],
    take: &mut dyn FnMut(WeekOf, &[f64]),
) -> Result<(), ParquetError> {
    let reader = SerializedFileReader::new(file)?;
    let names: Vec<String> = {
        let schema = reader.metadata().file_metadata().schema_descr();
        schema.columns().iter().map(|column| column.name().to_owned()).collect()
    };
    let column = |name: &str| {
        let place = names.iter().position(|known| known == name);
        place.ok_or_else(|| ParquetError::General(format!("it has no column `{name}`")))
    };
    let (replicate, week, organisation) = (column("replicate")?, column("week")?, column("organisation")?);
    let wanted =
        measures.iter().map(|measure| column(MEASURES[*measure as usize].name)).collect::<Result<Vec<_>, _>>()?;
    let mut expected = rows(study);
    let mut row = 0;
    for number in 0..reader.num_row_groups() {
        let group = reader.get_row_group(number)?;
        let (replicates, weeks) = (columns::whole(&*group, replicate)?, columns::whole(&*group, week)?);
        let organisations = columns::texts(&*group, organisation)?;
        let values = wanted.iter().map(|column| columns::numbers(&*group, *column)).collect::<Result<Vec<_>, _>>()?;
        for n in 0..weeks.len() {
            let wrong = || ParquetError::General(other_row(row));
            let (s, r, w, g) = expected.next().ok_or_else(wrong)?;
            let name = study.group_name(s, g).as_bytes();
            if (replicates[n], weeks[n]) != (r as i32, w as i32) || organisations[n].data() != name {
                return Err(wrong());
            }
            let here: Vec<f64> = values.iter().map(|column| column[n]).collect();
            take(WeekOf { scenario: s, group: g, replicate: r as usize, week: w as usize }, &here);
            row += 1;
        }
    }
    if expected.next().is_some() {
        return Err(ParquetError::General("it ends too early".to_owned()));
    }
    Ok(())
}

/// The rows of the weekly table, in its order: scenario, replicate, week and row group.
fn rows(study: &Study) -> impl Iterator<Item = (usize, u32, u32, usize)> {
    let weeks = move |s: usize, r: u32| {
        let scenario = &study.scenarios[s];
        let groups = scenario.organisations.len() + 1;
        (0..scenario.run.weeks).flat_map(move |w| (0..groups).map(move |g| (s, r, w, g)))
    };
    (0..study.replicates).flat_map(move |r| (0..study.scenarios.len()).flat_map(move |s| weeks(s, r)))
}
