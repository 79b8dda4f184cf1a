//! The patterns the cases were written for, in the order of docs/cases.md. Bounds come from the statements
//! ("half of its peak", "fewer than a tenth"), never from what a run gave; `shown: false` is a finding, told
//! in docs/findings.md.

use std::sync::Arc;

use mobilise::model::measures::Measure as M;
use mobilise::model::organisation::Person;
use mobilise::model::plan::Plan;
use mobilise::model::run::RunResult;
use mobilise::model::workers::NONE;
use mobilise::model::world::World;

use super::trial::Asks::{Above, Below, Between, MostRuns};
use super::trial::{FIELD, Pattern, case, each, less, mean, outcome, runs, runs_of, sum, truth, worlds};

/// Groups of patterns that share runs.
pub const TRIALS: &[fn() -> Vec<Pattern>] = &[
    beside_j4dw,
    nobody_organises,
    meca_is_renamed,
    uwa_wins,
    lawas_feeds_a_union,
    a_branch_closes,
    indies_win,
    a_coalition_breaks,
    government_ignores,
    rivals_meet,
    corners,
];

fn mobilised(run: &RunResult) -> f64 {
    outcome(run, 0, "mobilised")
}

/// J4DW's runs, and all that is laid beside them.
fn beside_j4dw() -> Vec<Pattern> {
    let j4dw = runs("j4dw", &[], 16);
    [j4dw_and_meca(&j4dw), crossovers(&j4dw), the_link(&j4dw)].into_iter().flatten().collect()
}

fn j4dw_and_meca(j4dw: &[RunResult]) -> Vec<Pattern> {
    let meca = runs("meca", &[], 16);
    let early = runs("j4dw", &["run.weeks=178"], 40); // 41 months
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
            shown: false,
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
            shown: false,
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

fn nobody_organises() -> Vec<Pattern> {
    let (nobody, founders) = (runs("no-organisation", &[], 6), runs("founders-only", &[], 6));
    let end = |run: &RunResult| mean(run, FIELD, M::MeanFraming, 572..624);
    let acted = |run: &RunResult| sum(run, FIELD, M::Participants, 0..624);
    let claims = |run: &RunResult| sum(run, FIELD, M::Claims, 572..624) / 5000.0;
    vec![
        Pattern {
            case: "no-organisation",
            claims: "S21",
            says: "nobody acts together: not one participation in twelve years (so by construction)",
            asks: Below(1.0),
            shown: true,
            digits: 0,
            values: each(&nobody, acted),
        },
        Pattern {
            case: "no-organisation",
            claims: "S35, S38, S39",
            says: "framings stay what the employer's home makes of them: less than 0.05 is lost in twelve years",
            asks: Between(-0.05, 0.05),
            shown: false,
            digits: 3,
            values: each(&nobody, |run| mean(run, FIELD, M::MeanFraming, 0..1) - end(run)),
        },
        Pattern {
            case: "no-organisation",
            claims: "S40",
            says: "hardly anybody claims: fewer than one claim for a hundred workers in the last year",
            asks: Below(0.01),
            shown: true,
            digits: 4,
            values: each(&nobody, claims),
        },
        Pattern {
            case: "founders-only",
            claims: "S74",
            says: "the founders' conviction does not spread: framings of the field in the last year as without them (difference below 0.01)",
            asks: Between(-0.01, 0.01),
            shown: true,
            digits: 4,
            values: less(&founders, &nobody, end),
        },
    ]
}

/// What is seen of the week of the rename and of those who leave then.
struct Rename {
    left_more: f64,
    task_holders_more: f64,
    ties_more: f64,
    stay_away: f64,
    union_more: f64,
}

/// The share of those for whom something is true; NaN of nobody.
fn share(of: &[u32], is: impl Fn(usize) -> bool) -> f64 {
    of.iter().filter(|worker| is(**worker as usize)).count() as f64 / of.len() as f64
}

fn see_rename(plan: &Arc<Plan>, mut world: World) -> Rename {
    let week = plan.interventions.iter().map(|i| i.from).filter(|from| *from > 0).min().expect("the rename");
    let mut left_before = 0.0;
    while world.week() < week {
        world.step();
        if world.week() + 26 > week {
            left_before += world.rows()[0][M::Left] / 26.0;
        }
    }
    let group = &world.organisations[0];
    let before = group.members.clone();
    let carried: Vec<u32> =
        before.iter().copied().filter(|worker| group.tasks_of(Person::Worker(*worker)) >= 1.0).collect();
    let others: Vec<u32> = before.iter().copied().filter(|worker| !carried.contains(worker)).collect();
    world.step();
    let left_more = world.rows()[0][M::Left] - left_before;
    let gone = |world: &World, worker: usize| world.workers.organisation.at(worker) == NONE;
    let task_holders_more = share(&carried, |w| gone(&world, w)) - share(&others, |w| gone(&world, w));
    // Those who left the country this week have a newcomer in their place.
    let arrival = |world: &World, worker: u32| world.workers.arrival.at(worker as usize);
    let is_leaver = |worker: &u32| gone(&world, *worker as usize) && arrival(&world, *worker) < week as i32;
    let leavers: Vec<(u32, i32)> =
        before.into_iter().filter(is_leaver).map(|worker| (worker, arrival(&world, worker))).collect();
    // Who of them is still in the country, and who never joined.
    let later = |world: &World| -> (Vec<u32>, Vec<u32>) {
        let here = leavers.iter().filter(|(worker, since)| arrival(world, *worker) == *since);
        let never = (0..world.workers.len() as u32).filter(|w| !world.workers.ever_member.at(*w as usize));
        (here.map(|(worker, _)| *worker).collect(), never.collect())
    };
    let degree =
        |world: &World, of: &[u32]| of.iter().map(|w| world.ties.row(*w).len()).sum::<usize>() as f64 / of.len() as f64;
    (0..52).for_each(|_| world.step());
    let (here, never) = later(&world);
    let away: Vec<u32> = here.into_iter().filter(|worker| gone(&world, *worker as usize)).collect();
    let ties_more = degree(&world, &away) - degree(&world, &never);
    (0..104).for_each(|_| world.step());
    let (here, never) = later(&world);
    let stay_away = share(&here, |worker| gone(&world, worker));
    let in_union = |worker: usize| world.workers.union.at(worker) != NONE;
    let union_more = share(&here, in_union) - share(&never, in_union);
    Rename { left_more, task_holders_more, ties_more, stay_away, union_more }
}

fn meca_is_renamed() -> Vec<Pattern> {
    let seen = worlds("meca-history", &[], 32, see_rename);
    let take = |value: fn(&Rename) -> f64| seen.iter().map(value).collect();
    vec![
        Pattern {
            case: "meca-history",
            claims: "S89",
            says: "several volunteers, at least three, leave over the rename (those who left that week, beyond the mean of the half year before)",
            asks: Above(3.0),
            shown: true,
            digits: 1,
            values: take(|seen| seen.left_more),
        },
        Pattern {
            case: "meca-history",
            claims: "S88, S89, P9",
            says: "those who carried tasks leave rather than others (share of them less share of the others)",
            asks: Above(0.0),
            shown: true,
            digits: 2,
            values: take(|seen| seen.task_holders_more),
        },
        Pattern {
            case: "meca-history",
            claims: "S106, S107",
            says: "those who left and stay away keep a circle: more ties a year later than workers who never joined (difference)",
            asks: Above(0.0),
            shown: true,
            digits: 1,
            values: take(|seen| seen.ties_more),
        },
        Pattern {
            case: "meca-history",
            claims: "S106",
            says: "they stay away: after three years at least half of them, of those in the country, are not back",
            asks: Above(0.5),
            shown: false,
            digits: 2,
            values: take(|seen| seen.stay_away),
        },
        Pattern {
            case: "meca-history",
            claims: "S106, P10",
            says: "after three years more of them are in the union than of those who never joined (difference of shares)",
            asks: Above(0.0),
            shown: true,
            digits: 3,
            values: take(|seen| seen.union_more),
        },
    ]
}

fn uwa_wins() -> Vec<Pattern> {
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

fn lawas_feeds_a_union() -> Vec<Pattern> {
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

/// The share of Poles, the first origin of the file, among members at the end, and the share of members' ties
/// that cross origins then.
fn see_poles(plan: &Arc<Plan>, mut world: World) -> (f64, f64) {
    (0..plan.run.weeks).for_each(|_| world.step());
    let poles = share(&world.organisations[0].members, |worker| world.workers.origin.at(worker) == 0);
    (poles, world.rows()[0][M::CrossOriginShare])
}

fn a_branch_closes() -> Vec<Pattern> {
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

fn indies_win() -> Vec<Pattern> {
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

fn a_coalition_breaks() -> Vec<Pattern> {
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

fn government_ignores() -> Vec<Pattern> {
    let (heard, seen) = (runs("jcwi-consultation", &[], 28), runs("jcwi-pressure", &[], 28));
    let won = |run: &RunResult| outcome(run, FIELD, "calls_won");
    let standing = |run: &RunResult| (0..4).map(|o| outcome(run, o, "legitimacy")).sum::<f64>() / 4.0;
    let of_each = |run: &RunResult| 100.0 * won(run) / sum(run, FIELD, M::Calls, 0..312);
    vec![
        Pattern {
            case: "jcwi-consultation",
            claims: "S127, S129",
            says: "consulted and ignored: not even one call won in six years",
            asks: Below(1.0),
            shown: false,
            digits: 2,
            values: each(&heard, won),
        },
        Pattern {
            case: "jcwi-consultation",
            claims: "S129",
            says: "but more standing with officials than by pressure (difference)",
            asks: Above(0.0),
            shown: true,
            digits: 2,
            values: less(&heard, &seen, standing),
        },
        Pattern {
            case: "jcwi-pressure",
            claims: "S130",
            says: "more calls won by turnout than by standing (difference)",
            asks: Above(0.0),
            shown: true,
            digits: 1,
            values: less(&seen, &heard, won),
        },
        Pattern {
            case: "jcwi-pressure",
            claims: "S130",
            says: "and more of each hundred calls (difference)",
            asks: Above(0.0),
            shown: false,
            digits: 1,
            values: less(&seen, &heard, of_each),
        },
    ]
}

fn rivals_meet() -> Vec<Pattern> {
    let alone = |leave_out: &str| {
        let mut scenario = case("rivals", &[]);
        scenario.organisations.retain(|o| o.name != leave_out);
        scenario.interventions.retain(|i| i.organisation.as_deref() != Some(leave_out));
        scenario
    };
    let both = runs("rivals", &[], 80);
    let (meca, other) = (runs_of(&alone("Other"), 80), runs_of(&alone("MECA"), 80));
    let ever = |run: &RunResult, group: usize| outcome(run, group, "ever_members");
    let grants = |run: &RunResult, group: usize| sum(run, group, M::Grant, 0..312);
    let pairs = |value: &dyn Fn(&RunResult, usize) -> f64| -> Vec<f64> {
        let together = both.iter().map(|run| value(run, 0) + value(run, 1));
        together.zip(meca.iter().zip(&other)).map(|(both, (a, b))| both - value(a, 0) - value(b, 0)).collect()
    };
    vec![
        Pattern {
            case: "rivals",
            claims: "S97, S111",
            says: "the two together have fewer ever-members than each alone has, added up (difference)",
            asks: Below(0.0),
            shown: true,
            digits: 0,
            values: pairs(&ever),
        },
        Pattern {
            case: "rivals",
            claims: "S97",
            says: "and less grant money (difference, £)",
            asks: Below(0.0),
            shown: true,
            digits: 0,
            values: pairs(&grants),
        },
    ]
}

fn corners() -> Vec<Pattern> {
    // Union joiners vary most, and are compared between these two.
    let (ii, oc) = (runs("inward-intersectional", &[], 20), runs("outward-competing", &[], 20));
    let (ic, oi) = (runs("inward-competing", &[], 10), runs("outward-intersectional", &[], 10));
    let middle = runs("middle", &[], 14);
    let joins = |run: &RunResult| outcome(run, 0, "union_joins");
    let standing = |run: &RunResult| outcome(run, 0, "legitimacy");
    vec![
        Pattern {
            case: "inward-intersectional",
            claims: "S110",
            says: "more people mobilised than inward, competing (difference, last year)",
            asks: Above(0.0),
            shown: true,
            digits: 0,
            values: less(&ii, &ic, mobilised),
        },
        Pattern {
            case: "inward-intersectional",
            claims: "S110",
            says: "more than outward, intersectional",
            asks: Above(0.0),
            shown: true,
            digits: 0,
            values: less(&ii, &oi, mobilised),
        },
        Pattern {
            case: "inward-intersectional",
            claims: "S110",
            says: "more than outward, competing",
            asks: Above(0.0),
            shown: true,
            digits: 0,
            values: less(&ii, &oc, mobilised),
        },
        Pattern {
            case: "inward-intersectional",
            claims: "S110",
            says: "more union joiners than outward, competing (difference in ten years)",
            asks: Above(0.0),
            shown: true,
            digits: 0,
            values: less(&ii, &oc, joins),
        },
        Pattern {
            case: "inward-competing",
            claims: "S117",
            says: "as many come together as in J4DW's corner: attendance of the last year half to twice as large (ratio)",
            asks: Between(0.5, 2.0),
            shown: true,
            digits: 2,
            values: ic
                .iter()
                .zip(&ii)
                .map(|(a, b)| outcome(a, 0, "attendance") / outcome(b, 0, "attendance"))
                .collect(),
        },
        Pattern {
            case: "outward-intersectional",
            claims: "S110",
            says: "more people mobilised than outward, competing (difference, last year)",
            asks: Above(0.0),
            shown: true,
            digits: 0,
            values: less(&oi, &oc, mobilised),
        },
        Pattern {
            case: "outward-competing",
            claims: "S111",
            says: "fewer people mobilised than inward, competing (outward less inward, last year)",
            asks: Below(0.0),
            shown: true,
            digits: 0,
            values: less(&oc, &ic, mobilised),
        },
        Pattern {
            case: "outward-competing",
            claims: "P16",
            says: "more standing with officials than inward, competing (difference)",
            asks: Above(0.0),
            shown: true,
            digits: 2,
            values: less(&oc, &ic, standing),
        },
        Pattern {
            case: "middle",
            claims: "Q6",
            says: "more people mobilised than outward, competing (difference, last year)",
            asks: Above(0.0),
            shown: true,
            digits: 0,
            values: less(&middle, &oc, mobilised),
        },
        Pattern {
            case: "middle",
            claims: "Q6",
            says: "and fewer than inward, intersectional (middle less that)",
            asks: Below(0.0),
            shown: false,
            digits: 0,
            values: less(&middle, &ii, mobilised),
        },
    ]
}
