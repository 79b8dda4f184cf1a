//! How many shards a sweep is cut into.

use std::time::Duration;

use mobilise::experiment::Replicates;
use mobilise::experiment::forecast::Forecast;
use mobilise::experiment::plan::Plan;

use super::super::failure::Failure;
use super::engine::Engine;
use super::options::ClusterOptions;

/// How long a shard should take: clusters mind many short ones, and of a long one more is lost with its machine.
const GOOD: Duration = Duration::from_secs(600);

/// Most shards that are made unasked: sites mind more.
const MOST: u32 = 1_000;

/// The number of shards asked for, or a good one; never more than the engine takes or there is work for.
pub fn shards(
    plan: &Plan,
    forecast: &Forecast,
    threads: usize,
    engine: &dyn Engine,
    options: &ClusterOptions,
) -> Result<u32, Failure> {
    let pieces = match &plan.replicates {
        Replicates::Fixed(_) => plan.most_runs(),
        Replicates::Until(_) => plan.len() as u64,
    };
    // One shard would be the whole sweep, which is alone in its folder.
    let most = engine.most().min(u32::try_from(pieces).unwrap_or(u32::MAX)).max(2);
    if let Some(asked) = options.shards(most)? {
        return Ok(asked);
    }
    Ok(good(forecast.time(threads, 0)).min(most))
}

fn good(all: Duration) -> u32 {
    let shards = (all.as_secs_f64() / GOOD.as_secs_f64()).ceil();
    (shards.min(f64::from(MOST)) as u32).max(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shards_take_ten_minutes_and_are_a_thousand_at_most() {
        let hours = |hours: u64| good(Duration::from_secs(hours * 3_600));
        assert_eq!([hours(0), hours(1), hours(24), hours(1_000)], [2, 6, 144, 1_000]);
    }
}
