//! What `mobilise robust` says before it runs.

use std::fmt::Write;
use std::time::Duration;

use mobilise::experiment::forecast::{forecast as measured, worker_weeks};
use mobilise::question::robust::LeftOut;

use super::Failure;
use super::robust_variants::Planned;
use super::sweep_words::time;
use mobilise::text::thousands;

/// What would run in each variant, and what is left out.
pub fn forecast(planned: &[Planned], left_out: &[LeftOut], threads: usize) -> Result<String, Failure> {
    // Measured once: what a worker-week takes hangs on the machine more than on the variant.
    let rate = measured(&planned[0].plan, threads)?.rate;
    let lasts = |weeks: f64| time(Duration::from_secs_f64(weeks / rate / threads as f64));
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
