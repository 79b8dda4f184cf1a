//! The table of interactions.

use crate::experiment::plan::SweepPlan;
use crate::model::sustainability::OUTCOMES;

use super::Store;
use super::error::StoreError;
use super::headline::{Headline, Shown, show};
use super::interactions::{Cells, cells, interaction};
use super::point_rows::read;
use super::reader::Reader;
use super::table_file::{Table, estimated};

/// Writes `interactions.csv`, where two factors make a grid, and notes the largest.
pub(super) fn write_interactions(
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
            let (values, references) = (plan.cells(*both), plan.cells(*neither));
            for row in 0..points[0].names.len() {
                let beside: Option<Vec<usize>> = points[1..].iter().map(|other| points[0].beside(row, other)).collect();
                let Some(beside) = beside else { continue };
                for (n, outcome) in plan.experiment.outcomes.iter().enumerate() {
                    let of = |k: usize| points[k].values(if k == 0 { row } else { beside[k - 1] }, *outcome);
                    let e = interaction(&of(0), &of(1), &of(2), &of(3));
                    let knobs = (0..2).flat_map(|k| [factors[k], &values[k], &references[k]]);
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
