//! Phrases that several kinds of answers share.

use crate::text::count;

use super::statistics::tally::false_positives;

/// The number of pairs of runs behind an estimate: `40 pairs of runs`.
pub(crate) fn pairs_of_runs(replicates: u32) -> String {
    count(replicates as usize, "pair of runs", "pairs of runs")
}

/// How many of `n` settings would seem to differ without any difference.
pub(crate) fn by_chance(n: usize) -> String {
    format!("chance alone would make about {} of {n} look like a difference", false_positives(n))
}
