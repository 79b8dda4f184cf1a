//! How long the variants of a question will take.

use std::fmt::Write;
use std::time::Duration;

use crate::experiment::forecast::{forecast as measured, worker_weeks};
use crate::question::robust::Omission;

use crate::config::Problems;
use crate::text::{duration, thousands};

use super::variants::PlannedVariant;

/// The runs of each variant, and what is left out.
///
/// # Errors
/// A plan whose scenarios cannot be made.
pub fn forecast_text(planned: &[PlannedVariant], left_out: &[Omission], threads: usize) -> Result<String, Problems> {
    // Measured once: the time of a worker-week depends on the machine more than on the variant.
    let rate = measured(&planned[0].plan, threads)?.rate;
    let lasts = |weeks: f64| duration(Duration::from_secs_f64(weeks / rate / threads as f64));
    let widest = planned.iter().map(|one| one.name.chars().count()).max().unwrap_or(0);
    let (mut out, mut runs, mut weeks) = (String::new(), 0, 0.0);
    for one in planned {
        let own = worker_weeks(&one.plan)?;
        let (points, each, all) = (one.plan.len(), one.plan.replicates.most(), one.plan.most_runs());
        let pad = " ".repeat(widest - one.name.chars().count());
        let _ = writeln!(out, "{}{pad}  {points} points, {each} replicates, about {}", one.name, lasts(own));
        (runs, weeks) = (runs + all, weeks + own);
    }
    for left in left_out {
        let _ = writeln!(out, "left out: {} – {}", left.name, left.why);
    }
    let _ = writeln!(out, "\nin all {} runs, about {} on {threads} threads", thousands(runs as f64), lasts(weeks));
    Ok(out)
}
