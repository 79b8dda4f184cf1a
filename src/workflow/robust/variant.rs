//! What is recorded of a variant.

use crate::experiment::plan::SweepPlan;
use crate::question::robust::{Change, Variant};

/// What is recorded of a variant that was run.
pub(super) fn variant(name: &str, change: Change, plan: &SweepPlan) -> Variant {
    Variant {
        name: name.to_owned(),
        change,
        replicates: plan.replicates.most(),
        runs: plan.most_runs(),
        digest: plan.digest(),
    }
}
