//! How people come to stand where they stand: founders and bridge leaders.

use crate::knob::intervention::InterventionKnobs;
use crate::knob::organisation::{Membership, Position};
use crate::number::draws::{Actor, Purpose};

use super::membership;
use super::mind::State;
use super::notes::Way;
use super::ties::Made;
use super::workers::NONE;
use super::world::World;

/// An organisation is founded: founders are chosen by their position in the network, given their skill and
/// conviction, tied to one another and to others.
pub(super) fn found(world: &mut World, o: usize) {
    let plan = std::sync::Arc::clone(&world.plan);
    let knobs = &plan.organisations[o].knobs.founders;
    let trust = plan.behaviour.ties.daily_trust;
    let word = world.word_of(Actor::Organisation, o);
    world.organisations[o].awake = true;
    let founders = choose(world, o, knobs.count as usize, knobs.position);
    if plan.organisations[o].knobs.practice.membership == Membership::Everybody {
        let areas = |world: &World, i: usize| world.organisations[o].belongs_to_everybody(world.workers.area.at(i));
        for i in 0..world.workers.len() {
            if areas(world, i) && !founders.contains(&(i as u32)) {
                membership::join(world, i as u32, o, Way::Founder);
            }
        }
        world.workers.settle();
    }
    for (n, founder) in founders.iter().enumerate() {
        let i = *founder as usize;
        membership::join(world, *founder, o, Way::Founder);
        let w = &mut world.workers;
        let skill = (knobs.skill + knobs.skill_spread * word.normal(Purpose::Founder, n as u32)).clamp(0.0, 1.0);
        w.skill.put(i, skill);
        w.skill_base.put(i, skill);
        w.free_time.put(i, w.free_time.at(i).max(knobs.free_time));
        for state in [State::Rights, State::Efficacy, State::WorkerIdentity] {
            w.set(state, i, w.state(state, i).max(knobs.conviction));
            w.set_root(state, i, w.root(state, i).max(knobs.conviction));
        }
        for framing in State::FRAMINGS {
            w.set(framing, i, w.state(framing, i) * knobs.framing);
            w.set_root(framing, i, w.root(framing, i) * knobs.framing);
        }
        for other in &founders[..n] {
            world.ties.add(*founder, *other, trust, world.workers.nature(*founder, *other, Made::Daily));
        }
        let own_word = world.word(*founder);
        for k in 0..knobs.ties {
            let other = own_word.index(Purpose::FounderTie, k, world.workers.len()) as u32;
            let area = world.organisations[o].plan.area;
            let other = world.strata.pick(area, None, |n| own_word.index(Purpose::FounderTie, k, n)).unwrap_or(other);
            world.ties.add(*founder, other, trust, world.workers.nature(*founder, other, Made::Daily));
        }
    }
    world.organisations[o].joiners.found();
}

/// `count` workers without an organisation who stand highest in this position; draws decide among equals.
fn choose(world: &mut World, o: usize, count: usize, position: Position) -> Vec<u32> {
    let plan = &world.organisations[o].plan;
    let (area, origin) = (plan.area, plan.founders_origin);
    let w = &world.workers;
    let fits = |i: usize| {
        w.organisation.at(i) == NONE
            && area.is_none_or(|area| w.area.at(i) == area)
            && origin.is_none_or(|origin| w.origin.at(i) == origin)
    };
    let mut candidates: Vec<(f64, u32)> = (0..w.len())
        .filter(|i| fits(*i))
        .map(|i| {
            let height = match position {
                Position::Random => 0.0,
                Position::Connected => world.ties.row(i as u32).len() as f64,
                Position::Bridging => crossing(world, i as u32) as f64,
            };
            (height + world.word(i as u32).uniform(Purpose::Founder, 0), i as u32)
        })
        .collect();
    candidates.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    candidates.truncate(count);
    candidates.into_iter().map(|(_, i)| i).collect()
}

/// Ties of a worker that cross origins or areas.
pub(super) fn crossing(world: &World, worker: u32) -> usize {
    world.ties.row(worker).iter().filter(|tie| tie.crosses()).count()
}

/// Members whose ties cross most are given more such ties, and the skill of a bridge leader.
pub(super) fn bridge_leaders(world: &mut World, o: usize, number: usize, knobs: &InterventionKnobs) {
    let people = crate::number::maths::rounded(knobs.strength * f64::from(knobs.people));
    let mut members = world.organisations[o].members.clone();
    members.sort_by_key(|m| (std::cmp::Reverse(crossing(world, *m)), *m));
    let word = world.word_of(Actor::Intervention, number);
    for (n, leader) in members.into_iter().take(people).enumerate() {
        let i = leader as usize;
        world.workers.skill.put(i, world.workers.skill.at(i).max(knobs.skill));
        world.workers.skill_base.put(i, world.workers.skill_base.at(i).max(knobs.skill));
        let (mut made, mut k) = (0, 0);
        // A few tries a tie: in a field of one origin and one area there is nothing to bridge.
        while made < knobs.ties && k < 20 * knobs.ties {
            let draw = n as u32 * 20_000 + k;
            k += 1;
            let Some(other) = world.strata.pick(None, None, |n| word.index(Purpose::BridgeTie, draw, n)) else {
                return;
            };
            let nature = world.workers.nature(leader, other, Made::Daily);
            let trust = world.plan.behaviour.ties.daily_trust;
            if nature.crosses() && world.ties.add(leader, other, trust, nature) {
                made += 1;
            }
        }
    }
}
