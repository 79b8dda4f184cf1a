//! J4DW, MECA, the crossovers and the union's link: all that is laid beside J4DW's runs.

use mobilise::model::measures::Measure as M;
use mobilise::model::run::RunResult;

use crate::cases::trial::Asks::{Above, Below, Between, MostRuns};
use crate::cases::trial::{FIELD, Pattern, each, less, mean, outcome, runs, sum};

use super::mobilised;

/// J4DW's runs, and all that is laid beside them.
pub(super) fn beside_j4dw() -> Vec<Pattern> {
    let j4dw = runs("j4dw", &[], 40);
    [j4dw_and_meca(&j4dw), crossovers(&j4dw), the_link(&j4dw)].into_iter().flatten().collect()
}

fn j4dw_and_meca(j4dw: &[RunResult]) -> Vec<Pattern> {
    let meca = runs("meca", &[], 40);
    let early = runs("j4dw", &["run.weeks=178"], 160); // 41 months
    let until_2011 = runs("meca", &["run.weeks=146"], 256);
    let framing = |run: &RunResult| {
        let last = run.weeks[0].len() - 52..run.weeks[0].len();
        mean(run, 0, M::MeanFraming, last.clone()) - mean(run, FIELD, M::MeanFramingNever, last)
    };
    let rates = |run: &RunResult| {
        let first = sum(run, 0, M::Joined, 0..178) / 178.0;
        sum(run, 0, M::Joined, 178..624) / 446.0 / first
    };
    vec![
        Pattern {
            case: "j4dw",
            claims: "S75, S76",
            says: "about 500 ever-members (± 25 %) after 41 months at the latest",
            asks: Between(375.0, 625.0),
            shown: true,
            digits: 0,
            values: each(&early, |run| run.weeks[0][177][M::EverMembers]),
        },
        Pattern {
            case: "j4dw",
            claims: "S77",
            says: "30 to 50 people on a Sunday by then (mean of the last half year of the 41 months)",
            asks: Between(30.0, 50.0),
            shown: true,
            digits: 0,
            values: each(&early, |run| mean(run, 0, M::Attendance, 152..178)),
        },
        Pattern {
            case: "j4dw",
            claims: "S78",
            says: "later people join at 0.2 to 0.8 of the first rate",
            asks: Between(0.2, 0.8),
            shown: true,
            digits: 2,
            values: each(j4dw, rates),
        },
        Pattern {
            case: "j4dw",
            claims: "P7",
            says: "members' framings are weaker than those of workers who never joined (difference, last year)",
            asks: Below(0.0),
            shown: true,
            digits: 2,
            values: each(j4dw, framing),
        },
        Pattern {
            case: "meca",
            claims: "S105, S110",
            says: "fewer people mobilised than in J4DW (J4DW less MECA, last year)",
            asks: Above(0.0),
            shown: true,
            digits: 0,
            values: less(j4dw, &meca, mobilised),
        },
        Pattern {
            case: "meca",
            claims: "S80, S102",
            says: "fewer union joiners than in J4DW (J4DW less MECA)",
            asks: Above(0.0),
            shown: true,
            digits: 0,
            values: less(j4dw, &meca, |run| outcome(run, 0, "union_joins")),
        },
        Pattern {
            case: "meca",
            claims: "S92, P16",
            says: "more standing with officials than J4DW (MECA less J4DW)",
            asks: Above(0.0),
            shown: true,
            digits: 2,
            values: less(&meca, j4dw, |run| outcome(run, 0, "legitimacy")),
        },
        Pattern {
            case: "meca",
            claims: "S95",
            says: "it is there at the end of 2011",
            asks: MostRuns,
            shown: true,
            digits: 2,
            values: each(&until_2011, |run| run.weeks[0][145][M::Awake]),
        },
    ]
}

fn crossovers(j4dw: &[RunResult]) -> Vec<Pattern> {
    let away = runs("crossover-j4dw-in-somerset", &[], 6);
    let meca = runs("crossover-meca-in-london", &[], 6);
    vec![
        Pattern {
            case: "crossover-meca-in-london",
            claims: "S19",
            says: "MECA's practices mobilise fewer of London's workers than J4DW's do (J4DW less MECA)",
            asks: Above(0.0),
            shown: true,
            digits: 0,
            values: less(j4dw, &meca, mobilised),
        },
        Pattern {
            case: "crossover-j4dw-in-somerset",
            claims: "S19",
            says: "J4DW's practices mobilise half to twice as many people in Somerset as in London (ratio)",
            asks: Between(0.5, 2.0),
            shown: false,
            digits: 1,
            values: away.iter().zip(j4dw).map(|(a, b)| mobilised(a) / mobilised(b)).collect(),
        },
    ]
}

fn the_link(with: &[RunResult]) -> Vec<Pattern> {
    let without = runs("j4dw-without-link", &[], 16);
    let union = |run: &RunResult| mean(run, FIELD, M::UnionMembers, 623..624);
    vec![
        Pattern {
            case: "j4dw-without-link",
            claims: "S80, S109",
            says: "fewer union members in London at the end (with the link less without)",
            asks: Above(0.0),
            shown: true,
            digits: 0,
            values: less(with, &without, union),
        },
        Pattern {
            case: "j4dw-without-link",
            claims: "S66, S110",
            says: "the link is of use to J4DW too: fewer people mobilised without it (with less without, last year)",
            asks: Above(0.0),
            shown: true,
            digits: 0,
            values: less(with, &without, mobilised),
        },
    ]
}
