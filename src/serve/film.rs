//! One run's network through the weeks, for a canvas: where people stand, what they are when, and which ties there are.

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

/// Pictures of a film.
const MAX_FRAMES: u32 = 156;

/// What a worker is in a picture; a later one of these hides an earlier.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Standing {
    /// In no organisation.
    Outside = 0,
    /// A member.
    Member = 1,
    /// A member who acted of late.
    Mobilised = 2,
    /// A member who does tasks.
    Leader = 3,
    /// A leader with more than half of their ties across origins.
    Bridge = 4,
}

/// A tie that is shown, from its first picture to the last so far.
#[derive(Clone, Copy)]
struct ShownTie {
    first: u32,
    last: u32,
    meeting: bool,
    crosses: bool,
}

/// What changes from picture to picture.
struct Recording {
    /// The week of each picture.
    frames: Vec<u32>,
    standings: Vec<Standing>,
    /// By worker: pictures and what the worker is from there on.
    changes: BTreeMap<u32, Vec<u32>>,
    /// By worker who ever is a member: in how many pictures of each organisation.
    member: BTreeMap<u32, Vec<u32>>,
    open: BTreeMap<(u32, u32), ShownTie>,
    /// Ties that ended, six numbers each.
    ties: Vec<u32>,
    /// Pairs that positions are computed from.
    pairs: Vec<(u32, u32)>,
}

impl Recording {
    /// Before the first week, when only daily ties are there.
    fn new(world: &World) -> Self {
        Self {
            frames: Vec::new(),
            standings: vec![Standing::Outside; world.workers.len()],
            changes: BTreeMap::new(),
            member: BTreeMap::new(),
            open: BTreeMap::new(),
            ties: Vec::new(),
            pairs: world.ties.iter().map(|(a, b, _)| (a, b)).collect(),
        }
    }

    /// Adds a picture of the end of a week.
    fn add(&mut self, world: &World, plan: &Plan, week: u32) {
        let frame = self.frames.len() as u32;
        self.frames.push(week);
        let now = standings(world, plan, week);
        for (worker, (now, before)) in (0..).zip(now.into_iter().zip(&mut self.standings)) {
            if now != *before {
                self.changes.entry(worker).or_default().extend([frame, now as u32]);
                *before = now;
            }
        }
        for (number, o) in world.organisations.iter().enumerate() {
            for member in &o.members {
                let pictures = self.member.entry(*member).or_insert_with(|| vec![0; world.organisations.len()]);
                pictures[number] += 1;
            }
        }
        for member in world.organisations.iter().flat_map(|o| &o.members) {
            for tie in world.ties.row(*member) {
                let pair = (tie.other().min(*member), tie.other().max(*member));
                let meeting = tie.made() == Made::Meeting;
                let new = ShownTie { first: frame, last: frame, meeting, crosses: tie.crosses() };
                self.open.entry(pair).or_insert(new).last = frame;
            }
        }
        self.close(frame);
    }

    /// Ends the ties that are not in picture `frame`.
    fn close(&mut self, frame: u32) {
        let (ties, pairs) = (&mut self.ties, &mut self.pairs);
        self.open.retain(|(a, b), tie| {
            if tie.last != frame {
                ties.extend([*a, *b, tie.first, frame, u32::from(tie.meeting), u32::from(tie.crosses)]);
                pairs.push((*a, *b));
            }
            tie.last == frame
        });
    }
}

/// Runs a replicate and gives its film. Ties are shown while one of their ends is a member.
///
/// `frames`: the week of each picture. `x`, `y`: positions in thousandths. `is`: for each worker who ever is a member, a
/// list `[worker, picture, what, picture, what, …]`. `of`: for each of these workers `[worker, organisation]`, the
/// organisation that has them as a member in most pictures; `organisations`: their names. `ties`: flat, six numbers
/// each: the two ends, first picture, first picture without it, whether it was made in a session, whether it crosses
/// origins or areas.
///
/// `is_wanted` is asked every week; nothing where nobody waits any more.
pub(crate) fn film(
    scenario: &Scenario,
    plan: &Arc<Plan>,
    seed: u64,
    replicate: u32,
    is_wanted: &dyn Fn() -> bool,
) -> Option<Json> {
    let weeks = plan.run.weeks;
    let every = weeks.div_ceil(MAX_FRAMES).max(1);
    let mut world = World::new(plan, seed, replicate);
    let n = world.workers.len();
    let mut recording = Recording::new(&world);
    for week in 0..weeks {
        if !is_wanted() {
            return None;
        }
        world.step();
        if (week + 1).is_multiple_of(every) || week + 1 == weeks {
            recording.add(&world, plan, week);
        }
    }
    recording.close(recording.frames.len() as u32);
    let Recording { frames, changes, member, ties, pairs, .. } = recording;
    let groups: Vec<usize> = (0..n).map(|i| usize::from(world.workers.area.at(i))).collect();
    let at = places(n, &thinned(pairs, n), &groups);
    let thousandth = |x: f64| (x * 1000.0).round() as u32;
    let names = |list: &[(String, f64)]| list.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
    Some(json!({
        "start": scenario.start.to_string(),
        "frames": frames,
        "x": at.iter().map(|(x, _)| thousandth(*x)).collect::<Vec<_>>(),
        "y": at.iter().map(|(_, y)| thousandth(*y)).collect::<Vec<_>>(),
        "origin": (0..n).map(|i| world.workers.origin.at(i)).collect::<Vec<_>>(),
        "area": groups,
        "origins": names(&scenario.population.origins),
        "areas": names(&scenario.population.areas),
        "is": changes.into_iter().map(|(worker, list)| [vec![worker], list].concat()).collect::<Vec<_>>(),
        "of": member.into_iter().map(|(worker, pictures)| [worker, most(&pictures)]).collect::<Vec<_>>(),
        "organisations": scenario.organisations.iter().map(|o| o.name.clone()).collect::<Vec<_>>(),
        "ties": ties,
    }))
}

/// The index of the largest number; the first of several.
fn most(pictures: &[u32]) -> u32 {
    let largest = pictures.iter().copied().max();
    pictures.iter().position(|number| Some(*number) == largest).unwrap_or(0) as u32
}

/// The ties that positions are computed from: a few of each worker. With all of them, those who meet every week would
/// stand on one spot.
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

/// What each worker is at the end of a week.
fn standings(world: &World, plan: &Plan, week: u32) -> Vec<Standing> {
    let memory = plan.behaviour.action.memory_weeks;
    let workers = &world.workers;
    let is = |i: usize| match workers.organisation.at(i) {
        NONE => Standing::Outside,
        _ if workers.is_mobilised(i, week, memory) => Standing::Mobilised,
        _ => Standing::Member,
    };
    let mut all: Vec<Standing> = (0..workers.len()).map(is).collect();
    for (number, o) in world.organisations.iter().enumerate() {
        // As the measure `task_holders` counts them.
        for entry in o.ledger.iter().filter(|entry| entry.tasks >= 0.36) {
            if let Person::Worker(worker) = entry.person
                && usize::from(workers.organisation.at(worker as usize)) == number
            {
                let row = world.ties.row(worker);
                let crossing = row.iter().filter(|tie| tie.crosses_origins()).count();
                all[worker as usize] = if 2 * crossing > row.len() { Standing::Bridge } else { Standing::Leader };
            }
        }
    }
    all
}
