//! How many shards a sweep is cut into.

use std::time::Duration;

use crate::config::Problem;
use crate::experiment::Replicates;
use crate::experiment::forecast::Forecast;
use crate::experiment::plan::SweepPlan;

/// How long a shard should take: clusters mind many short ones, and of a long one more is lost with its machine.
const GOOD_TIME: Duration = Duration::from_secs(600);

/// The largest number of shards that is chosen: sites mind more.
const MAX_CHOSEN: u32 = 1_000;

/// The number of shards asked for, or one that gives shards of a good length; never more than the engine takes, or than
/// there are pieces of work.
pub(super) fn shard_count(
    plan: &SweepPlan,
    forecast: &Forecast,
    threads: usize,
    max_shard: u32,
    wanted: Option<u32>,
) -> Result<u32, Problem> {
    let pieces = match &plan.replicates {
        Replicates::Fixed(_) => plan.most_runs(),
        Replicates::Until(_) => plan.len() as u64,
    };
    // One shard would be the whole sweep, which is alone in its folder.
    let max = max_shard.min(u32::try_from(pieces).unwrap_or(u32::MAX)).max(2);
    match wanted {
        None => Ok(good_count(forecast.time(threads, 0)).min(max)),
        Some(wanted) if (2..=max).contains(&wanted) => Ok(wanted),
        Some(wanted) => {
            let title = format!("`--shards` is {wanted}, and this sweep takes from 2 to {max}");
            let hint = "no more than the engine takes, or than there are runs; leave it out for about ten minutes each";
            Err(Problem::whole(title, hint))
        }
    }
}

fn good_count(all: Duration) -> u32 {
    let shards = (all.as_secs_f64() / GOOD_TIME.as_secs_f64()).ceil();
    (shards.min(f64::from(MAX_CHOSEN)) as u32).max(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shards_take_ten_minutes_and_are_a_thousand_at_most() {
        let hours = |hours: u64| good_count(Duration::from_secs(hours * 3_600));
        assert_eq!([hours(0), hours(1), hours(24), hours(1_000)], [2, 6, 144, 1_000]);
    }
}
