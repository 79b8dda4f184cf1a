//! How long and how often a scenario is run.

use super::table::knobs;

knobs! {
    /// How long and how often a scenario is run.
    pub struct Run {
        /// Weeks simulated, from the start date.
        weeks: u32 = 624, [1, 20_000], "", "weeks", "modelling assumption: 12 years of J4DW", Derived;
        /// Independent repetitions, each with its own random numbers.
        replicates: u32 = 40, [1, 1_000_000], "", "runs", "chosen for a first answer in seconds", Assumed;
        /// Every how many weeks clustering, components and the other slow network measures are taken; in between they are blank. 0: never.
        network_every: u32 = 13, [0, 1_000], "", "weeks", "a quarter: they move slowly and cost as much as the week", Assumed;
        /// Attendance from which a week counts as above the threshold.
        threshold: u32 = 10, [1, 1_000_000], "", "people", "worked out from the counts in the papers, P2: a third of the lower bound of 30", Derived;
    }
}
