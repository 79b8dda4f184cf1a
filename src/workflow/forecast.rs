//! The runs of a sweep, the time they take, and what its folder holds already.

use std::fmt::Write;
use std::path::Path;

use crate::config::Problems;
use crate::experiment::forecast::forecast;
use crate::experiment::plan::SweepPlan;
use crate::store::{StoreError, watch};
use crate::text::byte_size;
use crate::text::{duration, number};

use super::size::{at_most, points_text, replicates_text};

/// The runs of a plan, the time they take and the memory they need, in lines.
///
/// # Errors
/// A plan whose scenarios cannot be made.
pub fn forecast_text(plan: &SweepPlan, threads: usize) -> Result<String, Problems> {
    let f = forecast(plan, threads)?;
    let mut out = String::new();
    let mut line = |head: &str, text: String| {
        let _ = writeln!(out, "{head:<13} {text}");
    };
    line("experiment", plan.experiment.name.clone());
    line("points", points_text(plan));
    line("replicates", replicates_text(plan));
    line("runs", format!("{}{}", number(f.runs as f64), at_most(plan)));
    line("worker-weeks", number(f.worker_weeks));
    line("memory", format!("about {} of the {} that are left", byte_size(f.bytes), byte_size(f.available)));
    let rate = format!("measured: {} worker-weeks a second on one thread", number(f.rate));
    line("time", format!("about {} on {threads} threads{} ({rate})", duration(f.time(threads, 0)), at_most(plan)));
    Ok(out)
}

/// What is in a sweep's folder already, in a line.
///
/// # Errors
/// A folder that cannot be read.
pub fn state_text(folder: &Path) -> Result<String, StoreError> {
    let out = folder.display();
    Ok(match watch::look(folder)? {
        None => format!("store         nothing is done yet in {out}\n"),
        Some(state) => format!(
            "store         {} runs are done in {out}{}\n",
            state.done,
            if state.running { ", and it is running" } else { "" }
        ),
    })
}
