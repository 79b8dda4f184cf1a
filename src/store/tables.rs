//! The finished tables, made from the store point by point, so that their bytes depend on the plan alone.

use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::files::FileError;
use crate::files::disk::{Disk, DiskFile, move_into_place, unfinished};
use crate::model::sustainability::OUTCOMES;
use crate::study::effects::paired;
use crate::study::estimate::Estimate;
use crate::study::outcomes::cell;

use super::interactions::{Cells, cells, interaction};
use super::part::{Rows, RunsWriter};
use super::reader::Reader;
use super::{Store, StoreError};
use crate::experiment::Replicates;
use crate::experiment::plan::SweepPlan;
use crate::experiment::unit::Unit;

/// What the tables say in short.
#[derive(Debug, Clone, Default)]
pub struct Headline {
    /// Runs in the tables.
    pub runs: u64,
    /// Runs that failed.
    pub failed: u64,
    /// Points that are not as precisely known as was asked.
    pub imprecise: u64,
    /// The baselines' means, by base, outcome of interest and row: organisations, then the field.
    pub baselines: Vec<Vec<Vec<Estimate>>>,
    /// The largest effects by outcome of interest, in the first row of the scenario.
    pub effects: Vec<Vec<Shown>>,
    /// The largest interactions by outcome of interest, in the first row of the scenario.
    pub interactions: Vec<Vec<Shown>>,
}

/// An effect or interaction worth showing.
#[derive(Debug, Clone, PartialEq)]
pub struct Shown {
    /// The point's number.
    pub point: u32,
    /// The difference from the baseline, or the difference of differences.
    pub difference: Estimate,
}

/// How many are worth showing.
const SHOWN: usize = 5;

fn show(list: &mut Vec<Shown>, shown: Shown) {
    let size = |shown: &Shown| shown.difference.mean.abs();
    if shown.difference.mean.is_nan() {
        return;
    }
    let place = list.partition_point(|other| size(other) >= size(&shown));
    list.insert(place, shown);
    list.truncate(SHOWN);
}

/// The replicates a point has in the tables, with its rows.
pub(crate) struct PointRows {
    pub names: Vec<String>,
    pub rows: Vec<Option<Rows>>,
}

impl PointRows {
    /// One outcome of one row by replicate; NaN where a run failed.
    fn values(&self, row: usize, outcome: usize) -> Vec<f64> {
        let value = |rows: &Option<Rows>| rows.as_ref().map_or(f64::NAN, |rows| rows[row].0[outcome]);
        self.rows.iter().map(value).collect()
    }

    fn runs(&self) -> usize {
        self.rows.iter().flatten().count()
    }

    /// The row of another point that a row is laid beside: its namesake, or the one in the same place.
    fn beside(&self, row: usize, other: &PointRows) -> Option<usize> {
        let last = other.names.len() - 1;
        if row + 1 == self.names.len() {
            return Some(last);
        }
        let namesake = other.names.iter().position(|name| *name == self.names[row]);
        namesake.or_else(|| (row < last && !self.names.contains(&other.names[row])).then_some(row))
    }
}

/// Writes all tables of a store that has every run, each whole or not at all.
///
/// `points.csv` (what each point is), `runs.parquet` (and `runs.csv` if wanted), `outcomes.csv`,
/// `effects.csv`, `interactions.csv` where two factors make a grid, `failures.csv` where runs failed.
///
/// # Errors
/// A part that cannot be read, or a file that cannot be written.
pub fn write(plan: &SweepPlan, store: &Store, csv: bool) -> Result<Headline, StoreError> {
    let at = |name: &str| store.folder().join(name);
    let disk = store.disk();
    let interest = &plan.experiment.outcomes;
    let mut reader = Reader::new(store);
    let mut head = Headline {
        effects: vec![Vec::new(); interest.len()],
        interactions: vec![Vec::new(); interest.len()],
        ..Headline::default()
    };
    let failures = store.failures()?;
    let factors = plan.factors();
    let mut points = Table::begin(disk, at("points.csv"))?;
    let heads = ["point", "scenario", "baseline"].into_iter().chain(factors.iter().copied());
    points.row(heads.chain(["seed", "replicates", "failed"]))?;
    let mut outcomes = Table::begin(disk, at("outcomes.csv"))?;
    let estimates = ["mean", "low", "high", "standard_error", "replicates"];
    outcomes.row(["point", "organisation", "outcome"].into_iter().chain(estimates))?;
    let mut effects = Table::begin(disk, at("effects.csv"))?;
    effects.row(EFFECT_HEADS)?;
    let mut runs = Runs::begin(disk, store.folder(), csv)?;

    let mut baseline = None;
    for point in 0..plan.len() as u32 {
        let this = read(plan, &mut reader, point)?;
        let (base, row) = plan.place_of(point);
        let failed = this.rows.len() - this.runs();
        head.runs += this.runs() as u64;
        head.failed += failed as u64;
        head.imprecise += u64::from(is_imprecise(plan, &this));
        let labels = row.map_or_else(|| vec![String::new(); factors.len()], |row| plan.labels(row));
        let known = [point.to_string(), plan.baselines[base].name.clone(), row.is_none().to_string()];
        let counted = [plan.seed_of(point).to_string(), this.runs().to_string(), failed.to_string()];
        points.row(known.into_iter().chain(labels).chain(counted))?;
        runs.add(point, &this)?;
        for (name, group) in this.names.iter().zip(0..) {
            for outcome in interest {
                let e = Estimate::of(this.values(group, *outcome));
                let heads = [point.to_string(), name.clone(), OUTCOMES[*outcome].name.to_owned()];
                outcomes.row(heads.into_iter().chain(estimated(&e)))?;
            }
        }
        if row.is_none() {
            head.baselines.push(means(interest, &this));
            if base > 0 {
                let first = read(plan, &mut reader, 0)?;
                compare(plan, &mut effects, (point, &this), (0, &first), None)?;
            }
            baseline = Some(this);
            continue;
        }
        if let Some(baseline) = &baseline {
            compare(plan, &mut effects, (point, &this), (plan.baseline_of(point), baseline), Some(&mut head))?;
        }
        if let (1.., Some(row)) = (base, row) {
            // The same point of the first scenario: how far the scenarios are apart there.
            let other = plan.point_at(0, row);
            let first = read(plan, &mut reader, other)?;
            compare(plan, &mut effects, (point, &this), (other, &first), None)?;
        }
    }
    points.finish()?;
    outcomes.finish()?;
    effects.finish()?;
    runs.finish()?;
    write_interactions(plan, store, &mut reader, &mut head)?;
    if !failures.is_empty() {
        let mut table = Table::begin(disk, at("failures.csv"))?;
        table.row(["point", "replicate", "why"])?;
        for (unit, why) in failures {
            table.row([unit.point.to_string(), unit.replicate.to_string(), why])?;
        }
        table.finish()?;
    }
    Ok(head)
}

/// The rows of a point as the plan counts them: as many replicates as it asks for, or as its precision needs.
pub(crate) fn read(plan: &SweepPlan, reader: &mut Reader<'_>, point: u32) -> Result<PointRows, StoreError> {
    let mut rows = reader.point(point, plan.replicates.most())?;
    let names = plan.row_names(point);
    let wanted = match &plan.replicates {
        Replicates::Fixed(replicates) => *replicates as usize,
        Replicates::Until(precision) => {
            let group = precision.group(&names[..names.len() - 1]);
            let value = |rows: &Option<Rows>| rows.as_ref().map_or(f64::NAN, |rows| rows[group].0[precision.outcome]);
            let mut values: Vec<f64> = rows.iter().map(value).collect();
            // Failed runs at the end left no rows; batches are whole all the same.
            values.resize(
                values.len().max(precision.batch_end(values.len().saturating_sub(1) as u32) as usize),
                f64::NAN,
            );
            precision.decide(&values).unwrap_or(precision.at_most) as usize
        }
    };
    rows.resize(wanted, None);
    Ok(PointRows { names, rows })
}

fn is_imprecise(plan: &SweepPlan, rows: &PointRows) -> bool {
    let Replicates::Until(precision) = &plan.replicates else { return false };
    let group = precision.group(&rows.names[..rows.names.len() - 1]);
    let e = Estimate::of(rows.values(group, precision.outcome));
    let half = (e.high - e.low) / 2.0;
    // Without an interval it is not known precisely either.
    half.is_nan() || half > precision.half_width
}

fn means(interest: &[usize], rows: &PointRows) -> Vec<Vec<Estimate>> {
    let of = |outcome: &usize| (0..rows.names.len()).map(|row| Estimate::of(rows.values(row, *outcome))).collect();
    interest.iter().map(of).collect()
}

fn estimated(e: &Estimate) -> Vec<String> {
    let cells = [e.mean, e.low, e.high, e.standard_error].map(cell);
    cells.into_iter().chain([e.replicates.to_string()]).collect()
}

const EFFECT_HEADS: [&str; 13] = [
    "point",
    "organisation",
    "versus",
    "versus_organisation",
    "outcome",
    "point_mean",
    "versus_mean",
    "difference",
    "low",
    "high",
    "standard_error",
    "variance_removed",
    "replicates",
];

/// Lays one point beside another, row by row and outcome by outcome.
fn compare(
    plan: &SweepPlan,
    table: &mut Table<'_>,
    (point, this): (u32, &PointRows),
    (versus, other): (u32, &PointRows),
    mut head: Option<&mut Headline>,
) -> Result<(), StoreError> {
    for row in 0..this.names.len() {
        let Some(beside) = this.beside(row, other) else { continue };
        for (n, outcome) in plan.experiment.outcomes.iter().enumerate() {
            let (a, b) = (this.values(row, *outcome), other.values(beside, *outcome));
            let means = [Estimate::of(a.iter().copied()).mean, Estimate::of(b.iter().copied()).mean];
            let (d, removed) = paired(a.into_iter(), b.into_iter());
            let heads = [
                point.to_string(),
                this.names[row].clone(),
                versus.to_string(),
                other.names[beside].clone(),
                OUTCOMES[*outcome].name.to_owned(),
            ];
            let cells = [means[0], means[1], d.mean, d.low, d.high, d.standard_error, removed].map(cell);
            table.row(heads.into_iter().chain(cells).chain([d.replicates.to_string()]))?;
            if let (0, Some(head)) = (row, head.as_deref_mut()) {
                show(&mut head.effects[n], Shown { point, difference: d });
            }
        }
    }
    Ok(())
}

fn write_interactions(
    plan: &SweepPlan,
    store: &Store,
    reader: &mut Reader<'_>,
    head: &mut Headline,
) -> Result<(), StoreError> {
    let all = cells(plan);
    if all.is_empty() {
        return Ok(());
    }
    let mut table = Table::begin(store.disk(), store.folder().join("interactions.csv"))?;
    table.row([
        "scenario",
        "organisation",
        "outcome",
        "knob_1",
        "value_1",
        "reference_1",
        "knob_2",
        "value_2",
        "reference_2",
        "interaction",
        "low",
        "high",
        "standard_error",
        "replicates",
    ])?;
    let factors = plan.factors();
    for base in 0..plan.baselines.len() {
        for Cells { both, first, second, neither } in &all {
            let mut rows = |row: usize| read(plan, reader, plan.point_at(base, row));
            let points = [rows(*both)?, rows(*first)?, rows(*second)?, rows(*neither)?];
            let (labels, references) = (plan.labels(*both), plan.labels(*neither));
            for row in 0..points[0].names.len() {
                let beside: Option<Vec<usize>> = points[1..].iter().map(|other| points[0].beside(row, other)).collect();
                let Some(beside) = beside else { continue };
                for (n, outcome) in plan.experiment.outcomes.iter().enumerate() {
                    let of = |k: usize| points[k].values(if k == 0 { row } else { beside[k - 1] }, *outcome);
                    let e = interaction(&of(0), &of(1), &of(2), &of(3));
                    let knobs = (0..2).flat_map(|k| [factors[k], &labels[k], &references[k]]);
                    let heads = [&plan.baselines[base].name, &points[0].names[row], OUTCOMES[*outcome].name];
                    let cells = heads.into_iter().chain(knobs).map(str::to_owned);
                    table.row(cells.chain(estimated(&e)))?;
                    if row == 0 && base == 0 {
                        let point = plan.point_at(base, *both);
                        show(&mut head.interactions[n], Shown { point, difference: e });
                    }
                }
            }
        }
    }
    table.finish()
}

/// A table being written beside its place.
pub(crate) struct Table<'a> {
    disk: &'a dyn Disk,
    path: PathBuf,
    writer: csv::Writer<BufWriter<Box<dyn DiskFile>>>,
}

impl<'a> Table<'a> {
    pub(crate) fn begin(disk: &'a dyn Disk, path: PathBuf) -> Result<Self, StoreError> {
        let file = disk.create(&unfinished(&path))?;
        Ok(Self { disk, path, writer: csv::Writer::from_writer(BufWriter::new(file)) })
    }

    pub(crate) fn row<T: AsRef<[u8]>>(&mut self, cells: impl IntoIterator<Item = T>) -> Result<(), StoreError> {
        let written = self.writer.write_record(cells);
        written.map_err(|error| match error.into_kind() {
            csv::ErrorKind::Io(error) => StoreError::File(FileError::of("write", &self.path, error)),
            other => StoreError::Rows(format!("cannot write `{}`: {other:?}", self.path.display())),
        })
    }

    pub(crate) fn finish(self) -> Result<(), StoreError> {
        let failed = |error: std::io::Error| FileError::of("write", &self.path, error);
        let buffer = self.writer.into_inner().map_err(|error| failed(error.into_error()))?;
        let mut file = buffer.into_inner().map_err(|error| failed(error.into_error()))?;
        file.sync().map_err(failed)?;
        drop(file);
        Ok(move_into_place(self.disk, &self.path)?)
    }
}

/// The table of runs, as Parquet and possibly as CSV.
struct Runs<'a> {
    disk: &'a dyn Disk,
    path: PathBuf,
    parquet: RunsWriter<BufWriter<Box<dyn DiskFile>>>,
    csv: Option<Table<'a>>,
}

impl<'a> Runs<'a> {
    fn begin(disk: &'a dyn Disk, folder: &Path, csv: bool) -> Result<Self, StoreError> {
        let path = folder.join("runs.parquet");
        let file = BufWriter::new(disk.create(&unfinished(&path))?);
        let parquet = RunsWriter::new(file).map_err(|error| rows_failed(&path, &error.to_string()))?;
        let mut csv = csv.then(|| Table::begin(disk, folder.join("runs.csv"))).transpose()?;
        if let Some(table) = &mut csv {
            let heads = ["point", "replicate", "organisation"].into_iter();
            table.row(heads.chain(OUTCOMES.iter().map(|o| o.name)))?;
        }
        Ok(Self { disk, path, parquet, csv })
    }

    fn add(&mut self, point: u32, rows: &PointRows) -> Result<(), StoreError> {
        for (replicate, run) in rows.rows.iter().enumerate() {
            let Some(run) = run else { continue };
            let unit = Unit { point, replicate: replicate as u32 };
            let added = self.parquet.add(unit, &rows.names, run);
            added.map_err(|error| rows_failed(&self.path, &error.to_string()))?;
            if let Some(table) = &mut self.csv {
                for (name, row) in rows.names.iter().zip(run) {
                    let heads = [point.to_string(), replicate.to_string(), name.clone()];
                    table.row(heads.into_iter().chain(row.0.map(cell)))?;
                }
            }
        }
        Ok(())
    }

    fn finish(self) -> Result<(), StoreError> {
        let buffer = self.parquet.finish().map_err(|error| rows_failed(&self.path, &error.to_string()))?;
        let failed = |error: std::io::Error| FileError::of("write", &self.path, error);
        let mut file = buffer.into_inner().map_err(|error| failed(error.into_error()))?;
        file.flush().and_then(|()| file.sync()).map_err(failed)?;
        drop(file);
        move_into_place(self.disk, &self.path)?;
        self.csv.map_or(Ok(()), Table::finish)
    }
}

fn rows_failed(path: &Path, why: &str) -> StoreError {
    StoreError::Rows(format!("cannot write `{}`: {why}", path.display()))
}
