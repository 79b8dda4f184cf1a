//! The patterns the cases were written for, in the order of docs/cases.md. Bounds come from the statements
//! ("half of its peak", "fewer than a tenth"), never from what a run gave; `shown: false` is a finding, told
//! in docs/findings.md.

mod campaigns;
mod corners;
mod field;
mod nobody;
mod rename;
mod two_cases;
mod unions;

use mobilise::model::run::RunResult;

use crate::cases::trial::{Pattern, outcome};

/// Groups of patterns that share runs.
pub const TRIALS: &[fn() -> Vec<Pattern>] = &[
    two_cases::beside_j4dw,
    nobody::nobody_organises,
    rename::meca_is_renamed,
    campaigns::uwa_wins,
    campaigns::lawas_feeds_a_union,
    unions::a_branch_closes,
    unions::indies_win,
    unions::a_coalition_breaks,
    field::government_ignores,
    field::rivals_meet,
    corners::corners,
];

fn mobilised(run: &RunResult) -> f64 {
    outcome(run, 0, "mobilised")
}

/// The share of those for whom something is true; NaN of nobody.
fn share(of: &[u32], is: impl Fn(usize) -> bool) -> f64 {
    of.iter().filter(|worker| is(**worker as usize)).count() as f64 / of.len() as f64
}
