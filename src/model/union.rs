//! Process 11: contacts with a union, joining it, and what the organisation makes of the link.

use crate::knob::organisation::Aim;
use crate::number::draws::{Actor, Purpose};
use crate::number::maths::{TOLERANCE, saturating};

use super::membership;
use super::mind::State;
use super::organisation::Activity;
use super::workers::NONE;
use super::world::World;

/// Weeks between two reviews of a union's access.
const QUARTER: u32 = 13;

/// Where the union is let in it talks to those present; by chance it meets anybody. Everybody decides to
/// join by the same function. Members leave it at the hazard of all memberships.
pub(crate) fn run(world: &mut World) {
    for o in 0..world.organisations.len() {
        visit(world, o);
    }
    for u in 0..world.unions.len() {
        meet_by_chance(world, u);
        lose_members(world, u);
    }
    for o in 0..world.organisations.len() {
        review(world, o);
    }
}

fn visit(world: &mut World, o: usize) {
    let organisation = &world.organisations[o];
    let Some(u) = organisation.plan.union else { return };
    if !organisation.link_stands() || organisation.attenders.is_empty() {
        return;
    }
    let access = organisation.access;
    let word = world.word_of(Actor::Organisation, o);
    if !word.chance(Purpose::UnionPresent, 0, access) {
        return;
    }
    let organisation = &world.organisations[o];
    let present = organisation.attenders.len();
    let chance = (world.plan.unions[u].contacts / present as f64).min(1.0);
    let service = organisation.intensity[Activity::Service as usize];
    let substitution = world.plan.behaviour.joining.substitution;
    let mut leavers = std::mem::take(&mut world.scratch.leavers);
    leavers.clear();
    for index in 0..present {
        let worker = world.organisations[o].attenders[index];
        let word = world.word(worker);
        if world.workers.union.at(worker as usize) != NONE || !word.chance(Purpose::UnionContact, o as u32, chance) {
            continue;
        }
        world.organisations[o].week.union_contacts += 1;
        let friends: f64 =
            world.ties.row(worker).iter().filter(|tie| is_here(world, tie.other(), o)).map(|tie| tie.trust()).sum();
        let introduced = saturating(friends, world.plan.behaviour.attendance.half_ties);
        if joins(world, u, worker, introduced) {
            world.organisations[o].week.union_joins += 1;
            // The union offers the same services: some who came for those are not seen again.
            if word.chance(Purpose::Substitute, 0, substitution * service) {
                leavers.push(worker);
            }
        }
    }
    membership::leave_together(world, &leavers);
    world.scratch.leavers = leavers;
}

/// Whether somebody is at this organisation's session this week.
fn is_here(world: &World, worker: u32, o: usize) -> bool {
    let (w, i) = (&world.workers, worker as usize);
    let seen = w.organisation.at(i) == o as u16 && w.last_seen.at(i) == world.week as i32;
    // Joining counts as being seen; of those who joined this week only founders may have come.
    seen && (w.joined.at(i) != world.week as i32 || world.organisations[o].attenders.contains(&worker))
}

/// The readiness to join: the same for everybody, wherever they are met.
fn joins(world: &mut World, u: usize, worker: u32, introduced: f64) -> bool {
    let b = &world.plan.behaviour.joining;
    let union = &world.plan.unions[u];
    let w = &world.workers;
    let i = worker as usize;
    let readiness = b.base
        + b.injustice * w.injustice.at(i)
        + b.efficacy * w.state(State::Efficacy, i)
        + b.identity * w.state(State::WorkerIdentity, i)
        + b.introducer * introduced
        - b.fee * union.fee
        - b.distance * union.distance;
    let joined = world.word(worker).happens(Purpose::UnionJoin, u as u32, readiness);
    if joined {
        world.workers.union.put(i, u as u16);
        world.unions[u].members.push(worker);
    }
    joined
}

fn meet_by_chance(world: &mut World, u: usize) {
    let word = world.word_of(Actor::Union, u);
    let contacts = word.poisson(Purpose::ChanceCount, 0, world.plan.unions[u].chance_contacts);
    for k in 0..contacts {
        let Some(worker) = world.strata.pick(None, None, |n| word.index(Purpose::ChanceWhom, k, n)) else { return };
        if world.workers.union.at(worker as usize) != NONE {
            continue;
        }
        world.unions[u].chance.0 += 1;
        if joins(world, u, worker, 0.0) {
            world.unions[u].chance.1 += 1;
        }
    }
}

fn lose_members(world: &mut World, u: usize) {
    let exit = world.plan.behaviour.recruitment.exit;
    let mut leavers = std::mem::take(&mut world.scratch.leavers);
    leavers.clear();
    leavers.extend(world.unions[u].members.iter().filter(|m| world.word(**m).chance(Purpose::UnionExit, 0, exit)));
    membership::leave_unions(world, &leavers);
    world.scratch.leavers = leavers;
}

/// Every quarter the organisation looks at what it aims for, and moves access on if that grew, back if it
/// shrank. Whether the link ends up open or shut is what it finds out.
fn review(world: &mut World, o: usize) {
    let organisation = &mut world.organisations[o];
    let age = world.week.saturating_sub(organisation.plan.founded);
    if organisation.plan.union.is_none() || !organisation.awake || age == 0 || !age.is_multiple_of(QUARTER) {
        return;
    }
    let policy = organisation.knobs.union.clone();
    let result = match policy.aim {
        // £100 weigh as much as a member.
        Aim::Size => organisation.members.len() as f64 + organisation.money / 100.0,
        Aim::Turnout => f64::from(organisation.quarter_participants),
    };
    let before = organisation.review_result;
    // To within the last digits, in which sums of money differ.
    let same = before.is_some_and(|before| (result - before).abs() <= TOLERANCE * (1.0 + before.abs()));
    if !same && before.is_some_and(|before| result < before) {
        organisation.review_direction = -organisation.review_direction;
    }
    organisation.review_result = Some(result);
    organisation.quarter_participants = 0;
    // Nothing seen, nothing learnt: then access stays where it is.
    let step = if same { 0.0 } else { policy.step };
    let moved = organisation.access + organisation.review_direction * step;
    organisation.access = moved.clamp(organisation.access_floor, 1.0);
}
