//! The finished tables, made from the store point by point, so that their bytes depend on the plan alone.

use crate::experiment::plan::SweepPlan;
use crate::model::sustainability::OUTCOMES;
use crate::study::effects::paired;
use crate::study::estimate::Estimate;
use crate::study::outcomes::cell;

use super::Store;
use super::error::StoreError;
use super::headline::{Headline, Shown, show};
use super::interaction_table::write_interactions;
use super::point_rows::{PointRows, is_imprecise, means, read};
use super::reader::Reader;
use super::table_file::{Runs, Table, estimated};

/// Writes all tables of a store that has every run, each whole or not at all.
///
/// `points.csv` (what each point is), `runs.parquet` (and `runs.csv` if wanted), `outcomes.csv`,
/// `effects.csv`, `interactions.csv` where two factors make a grid, `failures.csv` where runs failed.
///
/// # Errors
/// A part that cannot be read, or a file that cannot be written.
pub fn write(plan: &SweepPlan, store: &Store, csv: bool) -> Result<Headline, StoreError> {
    let mut reader = Reader::new(store);
    let mut head = Headline::of(plan.experiment.outcomes.len());
    // A journal that cannot be read is found before anything is written.
    let failures = store.failures()?;
    let mut tables = PointTables::begin(plan, store, csv)?;
    let mut baseline = None;
    for point in 0..plan.len() as u32 {
        let this = read(plan, &mut reader, point)?;
        tables.add(point, &this, &mut head)?;
        tables.compare(point, &this, baseline.as_ref(), &mut reader, &mut head)?;
        if plan.place_of(point).1.is_none() {
            baseline = Some(this);
        }
    }
    tables.finish()?;
    write_interactions(plan, store, &mut reader, &mut head)?;
    if !failures.is_empty() {
        let mut table = Table::begin(store.disk(), store.folder().join("failures.csv"))?;
        table.row(["point", "replicate", "why"])?;
        for (unit, why) in failures {
            table.row([unit.point.to_string(), unit.replicate.to_string(), why])?;
        }
        table.finish()?;
    }
    Ok(head)
}

/// The tables that grow by every point.
struct PointTables<'a> {
    plan: &'a SweepPlan,
    points: Table<'a>,
    outcomes: Table<'a>,
    effects: Table<'a>,
    runs: Runs<'a>,
}

impl<'a> PointTables<'a> {
    fn begin(plan: &'a SweepPlan, store: &'a Store, csv: bool) -> Result<Self, StoreError> {
        let at = |name: &str| store.folder().join(name);
        let disk = store.disk();
        let mut points = Table::begin(disk, at("points.csv"))?;
        let heads = ["point", "scenario", "baseline"].into_iter().chain(plan.factors());
        points.row(heads.chain(["seed", "replicates", "failed"]))?;
        let mut outcomes = Table::begin(disk, at("outcomes.csv"))?;
        let estimates = ["mean", "low", "high", "standard_error", "replicates"];
        outcomes.row(["point", "organisation", "outcome"].into_iter().chain(estimates))?;
        let mut effects = Table::begin(disk, at("effects.csv"))?;
        effects.row(EFFECT_HEADS)?;
        let runs = Runs::begin(disk, store.folder(), csv)?;
        Ok(Self { plan, points, outcomes, effects, runs })
    }

    /// What a point is, its runs and the means of its outcomes.
    fn add(&mut self, point: u32, this: &PointRows, head: &mut Headline) -> Result<(), StoreError> {
        let plan = self.plan;
        let (base, row) = plan.place_of(point);
        let failed = this.rows.len() - this.runs();
        head.runs += this.runs() as u64;
        head.failed += failed as u64;
        head.imprecise += u64::from(is_imprecise(plan, this));
        let factors = row.map_or_else(|| vec![String::new(); plan.factors().len()], |row| plan.cells(row));
        let known = [point.to_string(), plan.baselines[base].name.clone(), row.is_none().to_string()];
        let counted = [plan.seed_of(point).to_string(), this.runs().to_string(), failed.to_string()];
        self.points.row(known.into_iter().chain(factors).chain(counted))?;
        self.runs.add(point, this)?;
        for (name, group) in this.names.iter().zip(0..) {
            for outcome in &plan.experiment.outcomes {
                let e = Estimate::of(this.values(group, *outcome));
                let heads = [point.to_string(), name.clone(), OUTCOMES[*outcome].name.to_owned()];
                self.outcomes.row(heads.into_iter().chain(estimated(&e)))?;
            }
        }
        if row.is_none() {
            head.baselines.push(means(&plan.experiment.outcomes, this));
        }
        Ok(())
    }

    /// A point beside the baseline of its scenario, and beside the same point of the first scenario: how far the scenarios
    /// are apart there.
    fn compare(
        &mut self,
        point: u32,
        this: &PointRows,
        baseline: Option<&PointRows>,
        reader: &mut Reader<'_>,
        head: &mut Headline,
    ) -> Result<(), StoreError> {
        let plan = self.plan;
        let (base, row) = plan.place_of(point);
        if let (Some(_), Some(baseline)) = (row, baseline) {
            compare(plan, &mut self.effects, (point, this), (plan.baseline_of(point), baseline), Some(head))?;
        }
        if base == 0 {
            return Ok(());
        }
        let other = row.map_or(0, |row| plan.point_at(0, row));
        let first = read(plan, reader, other)?;
        compare(plan, &mut self.effects, (point, this), (other, &first), None)
    }

    fn finish(self) -> Result<(), StoreError> {
        self.points.finish()?;
        self.outcomes.finish()?;
        self.effects.finish()?;
        self.runs.finish()
    }
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
