//! A sweep made again from the texts in its record alone.

use std::path::Path;

use crate::analysis;
use crate::record::Record;

use super::WORKBOOK;
use super::error::WorkflowError;
use super::progress::Progress;
use super::recorded::sweep_plan;
use super::sweep::{SweepOutcome, run_plan};
use super::sweep_tables::Extras;

/// Makes a sweep again, with the tables, the analysis and the answer that its record names.
pub(super) fn rerun_sweep(
    record: &Record,
    folder: &Path,
    threads: usize,
    progress: &dyn Progress,
) -> Result<SweepOutcome, WorkflowError> {
    let (plan, name) = sweep_plan(record)?;
    let has = |table: &str| record.has_output(table);
    let extras = Extras {
        csv: has("runs.csv"),
        xlsx: has(WORKBOOK),
        analyse: analysis::tables::TABLES.into_iter().any(has),
        answer: has("answer.json"),
    };
    run_plan(plan, &name, folder, threads, extras, progress)
}
