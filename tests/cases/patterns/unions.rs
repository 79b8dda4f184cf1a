//! Unions: a branch that closes, one of workers' own, a coalition that breaks.

use std::sync::Arc;

use mobilise::model::measures::Measure as M;
use mobilise::model::plan::Plan;
use mobilise::model::run::RunResult;
use mobilise::model::world::World;

use crate::cases::trial::Asks::{Above, Below, MostRuns};
use crate::cases::trial::{FIELD, Pattern, each, runs, sum, truth, worlds};

use super::share;

/// The share of Poles, the first origin of the file, among members at the end, and the share of members' ties
/// that cross origins then.
fn see_poles(plan: &Arc<Plan>, mut world: World) -> (f64, f64) {
    (0..plan.run.weeks).for_each(|_| world.step());
    let poles = share(&world.organisations[0].members, |worker| world.workers.origin.at(worker) == 0);
    (poles, world.rows()[0][M::CrossOriginShare])
}

pub(super) fn a_branch_closes() -> Vec<Pattern> {
    let both = ["organisation.Branch.message={ axes = \"intersectional\", class = 0.9, ethnic = 0.5 }"];
    let (closed, open) = (worlds("closed-branch", &[], 12, see_poles), worlds("closed-branch", &both, 12, see_poles));
    let poles: Vec<f64> = closed.iter().map(|(poles, _)| *poles).collect();
    vec![
        Pattern {
            case: "closed-branch",
            claims: "S116",
            says: "Poles, six in ten workers, are over-represented among members (share at the end)",
            asks: Above(0.6),
            shown: true,
            digits: 2,
            values: poles.clone(),
        },
        Pattern {
            case: "closed-branch",
            claims: "S116",
            says: "it is closed: at least nine in ten members are Poles",
            asks: Above(0.9),
            shown: false,
            digits: 2,
            values: poles,
        },
        Pattern {
            case: "closed-branch",
            claims: "S116",
            says: "its members' ties cross origins less often than if it named class too (difference of shares at the end)",
            asks: Below(0.0),
            shown: true,
            digits: 3,
            values: closed.iter().zip(&open).map(|(a, b)| a.1 - b.1).collect(),
        },
    ]
}

pub(super) fn indies_win() -> Vec<Pattern> {
    let runs = runs("indie-union", &[], 28);
    let small = |run: &RunResult| run.weeks[0].iter().all(|row| row[M::Members] < 800.0);
    let won = |run: &RunResult, wins: f64| sum(run, 0, M::CallsWon, 0..416) >= wins;
    vec![
        Pattern {
            case: "indie-union",
            claims: "S124",
            says: "a first demand is met within eight years, with never a tenth of the workers as members",
            asks: MostRuns,
            shown: true,
            digits: 2,
            values: each(&runs, |run| truth(won(run, 10.0) && small(run))),
        },
        Pattern {
            case: "indie-union",
            claims: "S124",
            says: "and so is the second",
            asks: MostRuns,
            shown: true,
            digits: 2,
            values: each(&runs, |run| truth(won(run, 20.0) && small(run))),
        },
    ]
}

pub(super) fn a_coalition_breaks() -> Vec<Pattern> {
    let (threat, without) = (runs("coalition", &[], 16), runs("coalition", &["intervention.renewal.conditions=0"], 16));
    let week = 109;
    let after = |run: &RunResult| sum(run, FIELD, M::Participants, week..week + 104);
    let workers = |run: &RunResult| sum(run, 1, M::Calls, week..week + 104) / sum(run, 1, M::Calls, week - 104..week);
    vec![
        Pattern {
            case: "coalition",
            claims: "S114",
            says: "in the two years after the threat the coalition's turnout is at least a third below that without it (ratio)",
            asks: Below(2.0 / 3.0),
            shown: true,
            digits: 2,
            values: threat.iter().zip(&without).map(|(a, b)| after(a) / after(b)).collect(),
        },
        Pattern {
            case: "coalition",
            claims: "S114",
            says: "the workers' group calls on: at least as many calls in these two years as in the two before (ratio)",
            asks: Above(1.0),
            shown: true,
            digits: 2,
            values: each(&threat, workers),
        },
    ]
}
