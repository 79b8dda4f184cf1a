//! Associations that fight: one that wins and fades, one that feeds a union's campaign.

use mobilise::model::measures::Measure as M;
use mobilise::model::run::RunResult;

use crate::cases::trial::Asks::{Above, Below, MostRuns};
use crate::cases::trial::{FIELD, Pattern, each, less, mean, outcome, runs, sum, truth};

pub(super) fn uwa_wins() -> Vec<Pattern> {
    let runs = runs("united-workers-association", &[], 12);
    let won = |run: &RunResult| {
        let rows = &run.weeks[0];
        let mut wins = 0.0;
        rows.iter().position(|row| {
            wins += row[M::CallsWon];
            wins >= 3.0
        })
    };
    // The mean over the third year after the win, and the best year's mean before it.
    let kept = |run: &RunResult, measure: M| {
        let Some(week) = won(run).filter(|week| week + 156 <= run.weeks[0].len()) else { return f64::NAN };
        let best = (52..=week).map(|end| mean(run, 0, measure, end - 52..end)).fold(0.0, f64::max);
        mean(run, 0, measure, week + 104..week + 156) / best
    };
    vec![
        Pattern {
            case: "united-workers-association",
            claims: "S06",
            says: "the law is won before the end of 2003",
            asks: MostRuns,
            shown: true,
            digits: 2,
            values: each(&runs, |run| truth(won(run).is_some())),
        },
        Pattern {
            case: "united-workers-association",
            claims: "S06",
            says: "in the third year after the win fewer than half as many are mobilised as in the best year (ratio; calls end by construction)",
            asks: Below(0.5),
            shown: true,
            digits: 2,
            values: each(&runs, |run| kept(run, M::Mobilised)),
        },
        Pattern {
            case: "united-workers-association",
            claims: "S06, S07",
            says: "sessions empty too: attendance below half of its best year by then (ratio)",
            asks: Below(0.5),
            shown: false,
            digits: 2,
            values: each(&runs, |run| kept(run, M::Attendance)),
        },
    ]
}

pub(super) fn lawas_feeds_a_union() -> Vec<Pattern> {
    let both = runs("lawas", &[], 12);
    let origin = runs("lawas", &["organisation.LAWAS.message.class=0"], 12);
    let class = runs("lawas", &["organisation.LAWAS.message.ethnic=0"], 12);
    let best =
        |run: &RunResult| (52..=260).map(|end| sum(run, FIELD, M::UnionJoins, end - 52..end)).fold(0.0, f64::max);
    let joins = |run: &RunResult| outcome(run, 0, "union_joins");
    vec![
        Pattern {
            case: "lawas",
            claims: "S115",
            says: "the union gains 1,000 members within a year",
            asks: Above(1000.0),
            shown: false,
            digits: 0,
            values: each(&both, best),
        },
        Pattern {
            case: "lawas",
            claims: "S115, S110",
            says: "more union joiners than if it named origin alone (difference in five years)",
            asks: Above(0.0),
            shown: true,
            digits: 0,
            values: less(&both, &origin, joins),
        },
        Pattern {
            case: "lawas",
            claims: "S115, S110",
            says: "more union joiners than if it named class alone (difference in five years)",
            asks: Above(0.0),
            shown: false,
            digits: 0,
            values: less(&both, &class, joins),
        },
    ]
}
