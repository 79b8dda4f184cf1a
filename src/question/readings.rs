//! What is read from the weekly rows of runs, where outcomes do not hold it: means of the last year, sleep, periods.
//!
//! A sweep keeps outcomes alone. Where an answer needs weeks, they are read while the runs are made, or from the same
//! runs made again, and what was read goes into a table of its own, `readings.csv`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use rayon::prelude::*;

use crate::config::Problem;
use crate::experiment::plan::SweepPlan;
use crate::files;
use crate::model::measures::{ALL_MEASURES, MEASURES, Measure, Row};
use crate::model::organisers::{ORGANISERS, Organisers};
use crate::model::run::RunResult;
use crate::model::who::{WHO, Who};
use crate::store::run::engine;
use crate::store::table_file::Table;
use crate::store::{Store, StoreError};
use crate::study::outcomes::cell;

use super::statistics::spectrum::strongest;

/// The table of what was read.
pub(crate) const TABLE: &str = "readings.csv";

/// No table of readings is longer.
const MAX_BYTES: u64 = 1 << 30;
/// Weeks in a year, and of one step of a spectrum.
const YEAR: usize = 52;
const QUARTER: usize = 13;

/// What was read, by point, replicate and row.
pub(crate) type Weekly = BTreeMap<(u32, u32), Vec<BTreeMap<String, f64>>>;

/// Something to read from the weekly rows of an organisation or the field.
#[derive(Debug, Clone, PartialEq)]
pub enum Reading {
    /// The mean of a measure over the last year.
    LastYear(usize),
    /// How often it fell asleep, how often it awoke again, and for which share of the weeks since its first it slept.
    Sleep,
    /// The strongest period of a measure's quarterly means after so many years.
    Period {
        /// The measure's place.
        measure: usize,
        /// Years left out at the beginning.
        after: u32,
    },
    /// Who the members are at the end; for the field, those who never joined: the place in [`WHO`].
    Who(usize),
    /// Who became an organiser and when: the place in [`ORGANISERS`].
    Organisers(usize),
}

impl Reading {
    /// The names of what it gives.
    pub fn names(&self) -> Vec<String> {
        match self {
            Reading::LastYear(measure) => vec![format!("{} last year", MEASURES[*measure].name)],
            Reading::Sleep => ["fell asleep", "awoke again", "share asleep"].map(str::to_owned).to_vec(),
            Reading::Period { measure, after } => {
                let of = format!("{} after {after} years", MEASURES[*measure].name);
                ["period", "share of variance", "over red noise", "limit"].map(|what| format!("{what}, {of}")).to_vec()
            }
            Reading::Who(place) => vec![format!("{} at the end", WHO[*place].name)],
            Reading::Organisers(place) => vec![ORGANISERS[*place].name.to_owned()],
        }
    }

    /// Its values from the weekly rows of one organisation or the field, from who they are at the end, and from who
    /// became an organiser, in the order of its names.
    pub fn values(&self, weeks: &[Row], who: &Who, organisers: &Organisers) -> Vec<f64> {
        let column = |measure: usize| weeks.iter().map(move |row| row[ALL_MEASURES[measure]]);
        match self {
            Reading::LastYear(measure) => {
                let year: Vec<f64> = column(*measure).skip(weeks.len().saturating_sub(YEAR)).collect();
                vec![mean(&year)]
            }
            Reading::Sleep => {
                let awake: Vec<bool> = weeks.iter().map(|row| row[Measure::Awake] > 0.0).collect();
                let since = awake.iter().position(|awake| *awake).unwrap_or(awake.len());
                let turns =
                    |from: bool| awake[since..].windows(2).filter(|two| two[0] == from && two[1] != from).count();
                let asleep = awake[since..].iter().filter(|awake| !**awake).count();
                vec![turns(true) as f64, turns(false) as f64, asleep as f64 / (awake.len() - since) as f64]
            }
            Reading::Period { measure, after } => {
                let values: Vec<f64> = column(*measure).skip(*after as usize * YEAR).collect();
                let quarters: Vec<f64> = values.chunks_exact(QUARTER).map(mean).collect();
                match strongest(&quarters) {
                    Some(found) => vec![found.period / 4.0, found.share, found.over_noise, found.limit],
                    None => vec![f64::NAN; 4],
                }
            }
            Reading::Who(place) => vec![who.0[*place]],
            Reading::Organisers(place) => vec![organisers.0[*place]],
        }
    }
}

/// The mean of the values there are.
fn mean(values: &[f64]) -> f64 {
    let there: Vec<f64> = values.iter().copied().filter(|x| !x.is_nan()).collect();
    there.iter().sum::<f64>() / there.len() as f64
}

/// What a run gives to read, row by row.
pub(crate) fn read(readings: &[Reading], run: &RunResult) -> Vec<BTreeMap<String, f64>> {
    let values = |row: usize| -> BTreeMap<String, f64> {
        let (weeks, who, organisers) = (&run.weeks[row], &run.who[row], &run.organisers[row]);
        readings
            .iter()
            .flat_map(|reading| reading.names().into_iter().zip(reading.values(weeks, who, organisers)))
            .collect()
    };
    (0..run.weeks.len()).map(values).collect()
}

fn names(readings: &[Reading]) -> Vec<String> {
    readings.iter().flat_map(Reading::names).collect()
}

/// What the table of a folder holds of some units, by point and replicate; nothing is run and nothing written.
///
/// # Errors
/// A table that cannot be read, or lacks one of the units.
pub(crate) fn kept(
    plan: &SweepPlan,
    folder: &Path,
    readings: &[Reading],
    units: &BTreeSet<(u32, u32)>,
) -> Result<Weekly, StoreError> {
    let path = folder.join(TABLE);
    let mut found = stored(plan, &path, &names(readings))?;
    found.retain(|unit, _| units.contains(unit));
    let lacking = units.len() - found.len();
    if lacking > 0 {
        let title = format!("`{}` lacks {lacking} of {} runs whose weeks were read", path.display(), units.len());
        return Err(Problem::whole(title, "the same `mobilise ask` with --out and this folder reads them again").into());
    }
    Ok(found)
}

/// Completes what was read of some units, by point and replicate: what an earlier table of the folder holds, then runs
/// made again for what is missing; and writes the table anew.
///
/// # Errors
/// A table or a part of the store that cannot be read or written.
pub(crate) fn complete(
    plan: &SweepPlan,
    store: &Store,
    readings: &[Reading],
    units: &BTreeSet<(u32, u32)>,
    mut seen: Weekly,
    threads: usize,
) -> Result<Weekly, StoreError> {
    let path = store.folder().join(TABLE);
    let names = names(readings);
    for (unit, rows) in stored(plan, &path, &names)? {
        seen.entry(unit).or_insert(rows);
    }
    seen.retain(|unit, _| units.contains(unit));
    let missing: Vec<(u32, u32)> = units.iter().copied().filter(|unit| !seen.contains_key(unit)).collect();
    let again = |(point, replicate): (u32, u32)| {
        let seed = plan.seed_of(point);
        let made = plan.engine_plans(point).and_then(|plans| plans.of(seed, replicate));
        let run = engine(&made.map_err(|problems| problems.to_string())?, seed, replicate);
        Ok(((point, replicate), read(readings, &run)))
    };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
    let pool = pool.map_err(|error| StoreError::Rows(format!("cannot start threads: {error}")))?;
    let made: Result<Vec<_>, String> = pool.install(|| missing.into_par_iter().map(again).collect());
    seen.extend(made.map_err(StoreError::Rows)?);
    write(plan, store, &path, &names, &seen)?;
    Ok(seen)
}

fn write(plan: &SweepPlan, store: &Store, path: &Path, names: &[String], seen: &Weekly) -> Result<(), StoreError> {
    let mut table = Table::begin(store.disk(), path.to_owned())?;
    table.row(["point", "replicate", "organisation", "reading", "value"])?;
    for ((point, replicate), rows) in seen {
        for (organisation, row) in plan.row_names(*point).iter().zip(rows) {
            for name in names {
                let value = row.get(name).copied().unwrap_or(f64::NAN);
                table.row([&point.to_string(), &replicate.to_string(), organisation, name, &cell(value)])?;
            }
        }
    }
    table.finish()
}

/// The units of which an earlier table holds everything; none where there is none, or it is not as it was written.
fn stored(plan: &SweepPlan, path: &Path, names: &[String]) -> Result<Weekly, StoreError> {
    let mut found = Weekly::new();
    if !path.is_file() {
        return Ok(found);
    }
    let text = files::read_text(path, MAX_BYTES)?;
    for record in csv::Reader::from_reader(text.as_bytes()).records().map_while(Result::ok) {
        let cell = |column: usize| record.get(column).unwrap_or_default();
        let (Ok(point), Ok(replicate)) = (cell(0).parse::<u32>(), cell(1).parse::<u32>()) else { continue };
        if point as usize >= plan.len() {
            continue;
        }
        let groups = plan.row_names(point);
        let Some(row) = groups.iter().position(|group| group == cell(2)) else { continue };
        let rows = found.entry((point, replicate)).or_insert_with(|| vec![BTreeMap::new(); groups.len()]);
        rows[row].insert(cell(3).to_owned(), cell(4).parse().unwrap_or(f64::NAN));
    }
    found.retain(|_, rows| rows.iter().all(|row| names.iter().all(|name| row.contains_key(name))));
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOBODY: Who = Who([f64::NAN; WHO.len()]);
    const NONE: Organisers = Organisers([f64::NAN; ORGANISERS.len()]);

    fn weeks(awake: &[f64], attendance: impl Fn(usize) -> f64) -> Vec<Row> {
        let mut rows = vec![Row::default(); awake.len()];
        for (week, row) in rows.iter_mut().enumerate() {
            row[Measure::Awake] = awake[week];
            row[Measure::Attendance] = attendance(week);
        }
        rows
    }

    #[test]
    fn sleep_is_counted_from_the_first_week_awake() {
        let rows = weeks(&[0.0, 0.0, 1.0, 1.0, 0.0, 0.0, 1.0, 0.0, 1.0, 1.0], |_| 1.0);
        assert_eq!(Reading::Sleep.values(&rows, &NOBODY, &NONE), [2.0, 2.0, 3.0 / 8.0]);
        let never = weeks(&[0.0; 5], |_| 1.0);
        assert!(Reading::Sleep.values(&never, &NOBODY, &NONE)[2].is_nan());
    }

    #[test]
    fn the_last_year_is_the_last_52_weeks() {
        let rows = weeks(&[1.0; 100], |week| if week < 48 { 1_000.0 } else { week as f64 });
        assert_eq!(Reading::LastYear(Measure::Attendance as usize).values(&rows, &NOBODY, &NONE), [73.5]);
    }

    #[test]
    fn a_planted_period_is_found_in_years() {
        // Six years up and down, over forty years after ten that are left out, with a little noise.
        let wave = |week: usize| {
            let noise = ((week * 7_919) % 101) as f64 / 101.0 - 0.5;
            50.0 + 10.0 * libm::sin(week as f64 * std::f64::consts::TAU / (6.0 * 52.0)) + noise
        };
        let rows = weeks(&[1.0; 52 * 58], |week| if week < 520 { 0.0 } else { wave(week) });
        let readings = Reading::Period { measure: Measure::Attendance as usize, after: 10 };
        let values = readings.values(&rows, &NOBODY, &NONE);
        assert!((values[0] - 6.0).abs() < 0.3 && values[1] > 0.8 && values[2] > values[3], "{values:?}");
        assert_eq!(readings.names().len(), values.len());
    }
}
