//! The sensitivity analysis of a folder that a sweep left.

use std::path::Path;

use crate::analysis::Analysis;
use crate::config::Problem;
use crate::experiment::plan::SweepPlan;
use crate::record::{FILE, Kind, Record};

use super::analysis_files::open_to_analyse;
use super::error::WorkflowError;
use super::sweep_outcome::require_analysis;
use super::sweep_tables::{Extras, SweepTables, write_tables};

/// Analyses a finished sweep from its record and store, and writes its tables anew; nothing is run.
///
/// # Errors
/// A folder of something else, a design that cannot be analysed, missing runs, or output that cannot be written.
pub fn analyse_folder(folder: &Path, csv: bool) -> Result<(SweepPlan, Analysis), WorkflowError> {
    if !folder.join(FILE).is_file() || !folder.join("store").is_dir() {
        let title = format!("`{}` holds no finished sweep with its store", folder.display());
        let hint = "name the experiment file and this folder with --out to run what is missing";
        return Err(Problem::whole(title, hint).into());
    }
    let record = Record::of_folder(folder)?;
    if record.kind() != Kind::Sweep {
        let title = format!("`{}` holds no sweep", folder.display());
        return Err(Problem::whole(title, "name a folder that `sweep` or `sensitivity` wrote").into());
    }
    let sweep = open_to_analyse(&record, folder)?;
    let csv = csv || record.has_output("runs.csv");
    let extras = Extras { csv, analyse: true, ..Extras::default() };
    let SweepTables { analysis, .. } = write_tables(&sweep.plan, &sweep.store, &sweep.name, extras, None)?;
    Ok((sweep.plan, require_analysis(analysis, folder)?))
}
