//! Process 9: who is asked to join, who says yes, who leaves.

use crate::canary::{Canary, is_planted};
use crate::knob::organisation::Membership;
use crate::number::draws::{Actor, Purpose};

use super::acceptance::{Meeting, accepts, meet_stranger};
use super::membership;
use super::notes::Way;
use super::organisation::Activity;
use super::ties::Tie;
use super::workers::NONE;
use super::world::World;
use super::{referral, walk_in};

/// Those present ask along their ties; outreach reaches strangers; agencies refer workers to awake organisations;
/// workers with problems walk in; members leave at one hazard for all, or lapse.
pub(crate) fn run(world: &mut World) {
    for o in 0..world.organisations.len() {
        ask_along_ties(world, o);
        reach_out(world, o);
    }
    referral::by_agencies(world);
    walk_in::run(world);
    referral::by_interventions(world);
    for o in 0..world.organisations.len() {
        lose_members(world, o);
    }
}

fn ask_along_ties(world: &mut World, o: usize) {
    let ask = world.plan.behaviour.recruitment.ask;
    let across = world.plan.behaviour.attendance.origin_distance;
    let (week, memory) = (world.week, world.plan.behaviour.recruitment.refusal_weeks);
    for index in 0..world.organisations[o].attenders.len() {
        let asker = world.organisations[o].attenders[index];
        let word = world.word(asker);
        if !word.chance(Purpose::Ask, 0, ask) {
            continue;
        }
        // One asks somebody who could join: asking fellow members would make friendship a brake on growth.
        let w = &world.workers;
        let could = |tie: &Tie| {
            w.organisation.at(tie.other() as usize) == NONE
                && !world.has_stepped_down(tie.other(), o)
                && !world.ties.refused(asker, tie.other(), o as u16, week, memory)
        };
        let outside = world.ties.row(asker).iter().filter(could);
        let number = outside.clone().count();
        if number == 0 {
            continue;
        }
        let Some(tie) = outside.clone().nth(word.index(Purpose::AskWhom, 0, number)) else { continue };
        let j = tie.other() as usize;
        let distance = if w.origin.at(j) == w.origin.at(asker as usize) { 0.0 } else { across };
        let met = Meeting { trust: tie.trust(), distance, free: w.free_time.at(j) };
        if accepts(world, tie.other(), o, met) {
            membership::join(world, tie.other(), o, Way::Friend);
        } else if memory > 0 {
            let (asker, asked) =
                if is_planted(Canary::RefusalReversed) { (tie.other(), asker) } else { (asker, tie.other()) };
            world.ties.refuse(asker, asked, o as u16, week, memory);
        }
    }
}

fn reach_out(world: &mut World, o: usize) {
    let hours = world.organisations[o].hours[Activity::Outreach as usize];
    if hours <= 0.0 {
        return;
    }
    let word = world.word_of(Actor::Organisation, o);
    let contacts = word.poisson(Purpose::OutreachCount, 0, hours * world.plan.behaviour.recruitment.outreach_rate);
    let area = world.organisations[o].plan.area;
    for k in 0..contacts {
        meet_stranger(world, o, area, word, (Purpose::OutreachWhom, k), Way::Outreach);
    }
}

fn lose_members(world: &mut World, o: usize) {
    if world.organisations[o].knobs.practice.membership == Membership::Everybody {
        return; // one does not leave what everybody belongs to
    }
    let r = &world.plan.behaviour.recruitment;
    let (exit, lapse) = (r.exit, r.lapse_weeks as i32);
    let mut leavers = std::mem::take(&mut world.scratch.leavers);
    leavers.clear();
    for m in &world.organisations[o].members {
        let unseen = world.week as i32 - world.workers.last_seen.at(*m as usize);
        if unseen > lapse || world.word(*m).chance(Purpose::Exit, 0, exit) {
            leavers.push(*m);
        }
    }
    membership::leave_together(world, &leavers);
    world.scratch.leavers = leavers;
}
