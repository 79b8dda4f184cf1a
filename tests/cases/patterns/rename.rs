//! MECA is renamed, and volunteers leave.

use std::sync::Arc;

use mobilise::model::measures::Measure as M;
use mobilise::model::organisation::Person;
use mobilise::model::plan::Plan;
use mobilise::model::workers::NONE;
use mobilise::model::world::World;

use crate::cases::trial::Asks::Above;
use crate::cases::trial::{Pattern, worlds};

use super::share;

/// What is seen of the week of the rename and of those who leave then.
struct Rename {
    left_more: f64,
    task_holders_more: f64,
    ties_more: f64,
    stay_away: f64,
    union_more: f64,
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

pub(super) fn meca_is_renamed() -> Vec<Pattern> {
    let seen = worlds("meca-history", &[], 384, see_rename);
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
            shown: true,
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
