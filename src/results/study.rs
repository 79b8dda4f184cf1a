//! The tables of a study: the same numbers as when it was run.

use std::path::Path;

use parquet::errors::ParquetError;
use parquet::file::reader::{FileReader, RowGroupReader, SerializedFileReader};

use crate::config::Problem;
use crate::files::{self, columns};
use crate::model::history::History;
use crate::model::measures::{MEASURES, Measure};
use crate::model::sustainability::OutcomeRow;
use crate::scenario::Scenario;
use crate::study::Study;
use crate::study::curves::{Curves, DRAWN};
use crate::study::effects::effects;
use crate::study::fate::{COUNTED, Counter, Fate};
use crate::study::folder::HISTORY_TABLE;
use crate::study::outcomes::Outcomes;
use crate::study::results::StudyResults;

use super::table::{self, MAX_BYTES, Table, other_row};

/// Columns of `runs.csv` and `history.csv` before the numbers.
const RUN_KEYS: usize = 3;

/// What a study gave, from its tables `runs.csv`, `weeks.parquet` and, where it is there, `history.csv`.
///
/// # Errors
/// A table that is missing, or is not as it was written.
pub fn read(study: &Study, folder: &Path) -> Result<StudyResults, Problem> {
    let outcomes = outcomes(study, &Table::read(folder, "runs.csv")?)?;
    let mut curves = Curves::new(&study.groups());
    let room = |groups: &usize| vec![vec![Counter::default(); study.replicates as usize]; *groups];
    let mut counters: Vec<Vec<Vec<Counter>>> = study.groups().iter().map(room).collect();
    let measures: Vec<Measure> = DRAWN.into_iter().chain(COUNTED).collect();
    weeks(study, folder, &measures, &mut |of, values| {
        let (drawn, counted) = values.split_at(DRAWN.len());
        for (drawn, value) in drawn.iter().enumerate() {
            curves.push((of.scenario, of.group), drawn, of.replicate, *value as f32);
        }
        counters[of.scenario][of.group][of.replicate].take(counted);
    })?;
    let fates = |groups: &Vec<Vec<Counter>>| -> Vec<Vec<Fate>> {
        groups.iter().map(|runs| runs.iter().map(Counter::fate).collect()).collect()
    };
    let fates = counters.iter().map(fates).collect();
    let effects = effects(study, &outcomes);
    let history = history(study, folder)?;
    Ok(StudyResults { outcomes, curves, history, fates, effects })
}

/// How people came and went; no replicates where a folder was written without that table.
fn history(study: &Study, folder: &Path) -> Result<Vec<Vec<Vec<History>>>, Problem> {
    let mut found: Vec<Vec<Vec<History>>> = study.groups().iter().map(|groups| vec![Vec::new(); *groups]).collect();
    if !folder.join(HISTORY_TABLE).is_file() {
        return Ok(found);
    }
    let table = Table::read(folder, HISTORY_TABLE)?;
    let mut row = 0;
    for (s, groups) in found.iter_mut().enumerate() {
        for replicate in 0..study.replicates {
            for (group, runs) in groups.iter_mut().enumerate() {
                let keys = [study.scenarios[s].name.as_str(), &replicate.to_string(), study.group_name(s, group)];
                runs.push(History(numbers(&table, row, keys)?));
                row += 1;
            }
        }
    }
    if row != table.rows().len() {
        return Err(table.damaged("it has rows that were not written"));
    }
    Ok(found)
}

fn outcomes(study: &Study, table: &Table) -> Result<Outcomes, Problem> {
    let mut outcomes = Outcomes::new(&study.groups());
    let mut row = 0;
    for (s, scenario) in study.scenarios.iter().enumerate() {
        for replicate in 0..study.replicates {
            let mut rows = Vec::new();
            for group in 0..=scenario.organisations.len() {
                let keys = [scenario.name.as_str(), &replicate.to_string(), study.group_name(s, group)];
                rows.push(OutcomeRow(numbers(table, row, keys)?));
                row += 1;
            }
            outcomes.add(s, &rows);
        }
    }
    if row != table.rows().len() {
        return Err(table.damaged("it has rows that were not written"));
    }
    Ok(outcomes)
}

/// The numbers of a row behind its keys.
fn numbers<const N: usize>(table: &Table, row: usize, keys: [&str; RUN_KEYS]) -> Result<[f64; N], Problem> {
    let cells = table.rows().get(row).ok_or_else(|| table.damaged("it ends too early"))?;
    if cells.len() != RUN_KEYS + N || cells.iter().zip(keys).any(|(a, b)| a != b) {
        return Err(table.damaged(&other_row(row)));
    }
    let mut values = [f64::NAN; N];
    for (value, cell) in values.iter_mut().zip(cells.iter().skip(RUN_KEYS)) {
        *value = table::number(cell).ok_or_else(|| table.damaged(&table::not_a_number(cell, row)))?;
    }
    Ok(values)
}

/// A row of the weekly table; all count from 0.
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
    let damaged =
        |why: String| Problem::whole(format!("cannot read `{}`: {why}", path.display()), table::changed_hint(folder));
    let file = files::open_limited(&path, MAX_BYTES).map_err(|error| damaged(error.to_string()))?;
    read_weeks(study, file, measures, take).map_err(|error| match error {
        ParquetError::General(why) => damaged(why),
        other => damaged(other.to_string()),
    })
}

fn read_weeks(
    study: &Study,
    file: std::fs::File,
    measures: &[Measure],
    take: &mut dyn FnMut(WeekOf, &[f64]),
) -> Result<(), ParquetError> {
    let reader = SerializedFileReader::new(file)?;
    let columns = WeekColumns::of(&reader, measures)?;
    let groups = |scenario: &Scenario| scenario.organisations.len() + 1;
    let rows_each =
        study.scenarios.iter().map(|scenario| scenario.run.weeks as usize * groups(scenario)).sum::<usize>();
    let all = rows_each * study.replicates as usize;
    let mut expected = rows(study);
    let mut row = 0;
    for number in 0..reader.num_row_groups() {
        let group = reader.get_row_group(number)?;
        // The file says how many rows a group has; more than were written are not made room for.
        if usize::try_from(group.metadata().num_rows()).map_or(true, |rows| rows > all - row) {
            return Err(ParquetError::General("it has rows that were not written".to_owned()));
        }
        let group = columns.read(&*group)?;
        for n in 0..group.weeks.len() {
            let wrong = || ParquetError::General(other_row(row));
            let (s, r, w, g) = expected.next().ok_or_else(wrong)?;
            let name = study.group_name(s, g).as_bytes();
            if (group.replicates[n], group.weeks[n]) != (r as i32, w as i32) || group.organisations[n].data() != name {
                return Err(wrong());
            }
            let here: Vec<f64> = group.values.iter().map(|column| column[n]).collect();
            take(WeekOf { scenario: s, group: g, replicate: r as usize, week: w as usize }, &here);
            row += 1;
        }
    }
    if expected.next().is_some() {
        return Err(ParquetError::General("it ends too early".to_owned()));
    }
    Ok(())
}

/// Where the columns are that are read.
struct WeekColumns {
    replicate: usize,
    week: usize,
    organisation: usize,
    measures: Vec<usize>,
}

/// What they hold in a row group.
struct WeekGroup {
    replicates: Vec<i32>,
    weeks: Vec<i32>,
    organisations: Vec<parquet::data_type::ByteArray>,
    values: Vec<Vec<f64>>,
}

impl WeekColumns {
    fn of(reader: &SerializedFileReader<std::fs::File>, measures: &[Measure]) -> Result<Self, ParquetError> {
        let schema = reader.metadata().file_metadata().schema_descr();
        let column = |name: &str| {
            let index = schema.columns().iter().position(|column| column.name() == name);
            index.ok_or_else(|| ParquetError::General(format!("it has no column `{name}`")))
        };
        Ok(Self {
            replicate: column("replicate")?,
            week: column("week")?,
            organisation: column("organisation")?,
            measures: measures
                .iter()
                .map(|measure| column(MEASURES[*measure as usize].name))
                .collect::<Result<_, _>>()?,
        })
    }

    fn read(&self, group: &dyn RowGroupReader) -> Result<WeekGroup, ParquetError> {
        Ok(WeekGroup {
            replicates: columns::whole(group, self.replicate)?,
            weeks: columns::whole(group, self.week)?,
            organisations: columns::texts(group, self.organisation)?,
            values: self.measures.iter().map(|column| columns::numbers(group, *column)).collect::<Result<_, _>>()?,
        })
    }
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
