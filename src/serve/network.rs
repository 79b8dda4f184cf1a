//! One run's network through the weeks, for a canvas: where people stand, who is what when, and which ties are there.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::{Value as Json, json};

use crate::model::organisation::Person;
use crate::model::plan::Plan;
use crate::model::ties::Made;
use crate::model::workers::NONE;
use crate::model::world::World;
use crate::network::places::places;
use crate::scenario::Scenario;

/// Most pictures of a film.
const MOST_FRAMES: u32 = 156;

/// What somebody is in a picture; a later one of these goes before an earlier.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Is {
    /// In no organisation.
    Outside = 0,
    /// A member.
    Member = 1,
    /// A member who acted of late.
    Mobilised = 2,
    /// A member who does tasks.
    Leader = 3,
    /// One of those, with more than half of her ties across origins.
    Bridge = 4,
}

/// A tie that is shown: where it was made, whether it crosses, and since which picture.
#[derive(Clone, Copy)]
struct Shown {
    since: u32,
    meeting: bool,
    crosses: bool,
    last: u32,
}

/// Runs a replicate and gives its film. Ties are shown while one of their ends is a member.
///
/// `frames`: the week of each picture. `x`, `y`: places in thousandths. `is`: for each worker who ever is a member, a
/// list `[worker, picture, what, picture, what, …]`. `ties`: flat, six numbers each: the two ends, first picture, first
/// picture without it, whether it was made in a session, whether it crosses origins or areas.
pub fn film(scenario: &Scenario, plan: &Arc<Plan>, seed: u64, replicate: u32) -> Json {
    let weeks = plan.run.weeks;
    let every = weeks.div_ceil(MOST_FRAMES).max(1);
    let mut world = World::new(plan, seed, replicate);
    let n = world.workers.len();
    let daily: Vec<(u32, u32)> = world.ties.iter().map(|(a, b, _)| (a, b)).collect();
    let mut frames = Vec::new();
    let mut was = vec![Is::Outside; n];
    let mut roles: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    let mut open: BTreeMap<(u32, u32), Shown> = BTreeMap::new();
    let mut ties: Vec<u32> = Vec::new();
    let mut pairs = daily;
    for week in 0..weeks {
        world.step();
        if !(week + 1).is_multiple_of(every) && week + 1 != weeks {
            continue;
        }
        let frame = frames.len() as u32;
        frames.push(week);
        for (worker, (is, was)) in roles_of(&world, plan, week).into_iter().zip(&mut was).enumerate() {
            if is != *was {
                roles.entry(worker as u32).or_default().extend([frame, is as u32]);
                *was = is;
            }
        }
        for o in &world.organisations {
            for member in &o.members {
                for tie in world.ties.row(*member) {
                    let pair = (tie.other().min(*member), tie.other().max(*member));
                    let meeting = tie.made() == Made::Meeting;
                    let new = Shown { since: frame, meeting, crosses: tie.crosses(), last: frame };
                    open.entry(pair).or_insert(new).last = frame;
                }
            }
        }
        open.retain(|(a, b), shown| {
            let goes_on = shown.last == frame;
            if !goes_on {
                close(&mut ties, (*a, *b), shown, frame);
                pairs.push((*a, *b));
            }
            goes_on
        });
    }
    for (pair, shown) in &open {
        close(&mut ties, *pair, shown, frames.len() as u32);
        pairs.push(*pair);
    }
    let pairs = thinned(pairs, n);
    let groups: Vec<usize> = (0..n).map(|i| usize::from(world.workers.area.at(i))).collect();
    let at = places(n, &pairs, &groups);
    let thousandth = |x: f64| (x * 1000.0).round() as u32;
    let names = |list: &[(String, f64)]| list.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
    json!({
        "start": scenario.start.to_string(),
        "frames": frames,
        "x": at.iter().map(|(x, _)| thousandth(*x)).collect::<Vec<_>>(),
        "y": at.iter().map(|(_, y)| thousandth(*y)).collect::<Vec<_>>(),
        "origin": (0..n).map(|i| world.workers.origin.at(i)).collect::<Vec<_>>(),
        "area": groups,
        "origins": names(&scenario.population.origins),
        "areas": names(&scenario.population.areas),
        "is": roles.into_iter().map(|(worker, list)| [vec![worker], list].concat()).collect::<Vec<_>>(),
        "ties": ties,
    })
}

/// Ties that places are sought by: of everybody a few. With all, those who meet every week would stand on one spot.
fn thinned(pairs: Vec<(u32, u32)>, people: usize) -> Vec<(u32, u32)> {
    const EACH: u8 = 3;
    let mut has = vec![0; people];
    let mut few = Vec::new();
    for (a, b) in pairs {
        let (i, j) = (a as usize, b as usize);
        if has[i] < EACH && has[j] < EACH {
            has[i] += 1;
            has[j] += 1;
            few.push((a, b));
        }
    }
    few
}

fn close(ties: &mut Vec<u32>, (a, b): (u32, u32), shown: &Shown, frame: u32) {
    ties.extend([a, b, shown.since, frame, u32::from(shown.meeting), u32::from(shown.crosses)]);
}

/// What everybody is at the end of a week.
fn roles_of(world: &World, plan: &Plan, week: u32) -> Vec<Is> {
    let memory = plan.behaviour.action.memory_weeks;
    let workers = &world.workers;
    let is = |i: usize| match workers.organisation.at(i) {
        NONE => Is::Outside,
        _ if workers.is_mobilised(i, week, memory) => Is::Mobilised,
        _ => Is::Member,
    };
    let mut all: Vec<Is> = (0..workers.len()).map(is).collect();
    for (number, o) in world.organisations.iter().enumerate() {
        // As the measure `task_holders` counts them.
        for entry in o.ledger.iter().filter(|entry| entry.tasks >= 0.36) {
            if let Person::Worker(worker) = entry.person
                && usize::from(workers.organisation.at(worker as usize)) == number
            {
                let row = world.ties.row(worker);
                let crossing = row.iter().filter(|tie| tie.crosses_origins()).count();
                all[worker as usize] = if 2 * crossing > row.len() { Is::Bridge } else { Is::Leader };
            }
        }
    }
    all
}
