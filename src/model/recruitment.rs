//! Process 9: who is asked to join, who says yes, who leaves.

use crate::knob::organisation::Membership;
use crate::number::draws::{Actor, Purpose, Word};
use crate::number::maths::logistic;

use super::membership;
use super::mind::State;
use super::organisation::Activity;
use super::ties::Tie;
use super::workers::NONE;
use super::world::World;

/// Those present ask along their ties; outreach reaches strangers; agencies refer people to whoever is
/// open; members leave at one hazard for all, or lapse.
pub(crate) fn run(world: &mut World) {
    for o in 0..world.organisations.len() {
        ask_along_ties(world, o);
        reach_out(world, o);
    }
    refer(world);
    for o in 0..world.organisations.len() {
        lose_members(world, o);
    }
}

/// Says whether somebody asked with this trust, across this distance, joins: they need a free hour, and
/// weigh need, trust, risk, fee and distance. One readiness a worker and week, whoever asks.
fn accepts(world: &World, worker: u32, o: usize, trust: f64, distance: f64) -> bool {
    let w = &world.workers;
    let i = worker as usize;
    let r = &world.plan.behaviour.recruitment;
    if world.has_stepped_down(worker, o) {
        return false;
    }
    let organisation = &world.organisations[o];
    let readiness = r.base + r.need * w.state(State::CopingNeed, i) + r.trust * trust
        - r.risk * w.risk.at(i) * (1.0 - organisation.support)
        - r.fee * organisation.knobs.money.fee
        - r.distance * distance;
    let returning = if w.last_organisation.at(i) == o as u16 { r.returning } else { 1.0 };
    world.word(worker).chance(Purpose::Accept, 0, returning * w.free_time.at(i) * logistic(readiness))
}

fn ask_along_ties(world: &mut World, o: usize) {
    let ask = world.plan.behaviour.recruitment.ask;
    let across = world.plan.behaviour.attendance.origin_distance;
    for index in 0..world.organisations[o].attenders.len() {
        let asker = world.organisations[o].attenders[index];
        let word = world.word(asker);
        if !word.chance(Purpose::Ask, 0, ask) {
            continue;
        }
        // One asks somebody who could join: asking fellow members would make friendship a brake on growth.
        let w = &world.workers;
        let could =
            |tie: &Tie| w.organisation.at(tie.other() as usize) == NONE && !world.has_stepped_down(tie.other(), o);
        let outside = world.ties.row(asker).iter().filter(could);
        let number = outside.clone().count();
        if number == 0 {
            continue;
        }
        let Some(tie) = outside.clone().nth(word.index(Purpose::AskWhom, 0, number)) else { continue };
        let j = tie.other() as usize;
        let distance = if w.origin.at(j) == w.origin.at(asker as usize) { 0.0 } else { across };
        if accepts(world, tie.other(), o, tie.trust(), distance) {
            membership::join(world, tie.other(), o);
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
        meet_stranger(world, o, area, word, (Purpose::OutreachWhom, k), 0.0);
    }
}

/// Somebody drawn from an area is asked to join.
fn meet_stranger(world: &mut World, o: usize, area: Option<u16>, word: Word, draw: (Purpose, u32), trust: f64) {
    let Some(stranger) = world.strata.pick(area, None, |n| word.index(draw.0, draw.1, n)) else { return };
    let w = &world.workers;
    if w.organisation.at(stranger as usize) != NONE {
        return;
    }
    let distance = world.organisations[o].distance(w.origin.at(stranger as usize), &world.plan.behaviour);
    if accepts(world, stranger, o, trust, distance) {
        membership::join(world, stranger, o);
    }
}

/// Agencies send isolated workers to any organisation that is open, each as likely as the others.
fn refer(world: &mut World) {
    let plan = std::sync::Arc::clone(&world.plan);
    let trust = plan.behaviour.recruitment.referral_trust;
    let open = |world: &World, k: usize| {
        let mut rest = k;
        world.organisations.iter().position(|o| {
            let found = o.awake && rest == 0;
            rest = rest.saturating_sub(usize::from(o.awake));
            found
        })
    };
    for (a, agency) in plan.agencies.iter().enumerate() {
        let word = world.word_of(Actor::Agency, a);
        let number_open = world.organisations.iter().filter(|o| o.awake).count();
        if number_open == 0 {
            continue;
        }
        for k in 0..word.poisson(Purpose::ReferralCount, 0, agency.knobs.referrals) {
            let index = word.index(Purpose::ReferralWhere, k, number_open);
            if let Some(o) = open(world, index) {
                meet_stranger(world, o, agency.area, word, (Purpose::ReferralWhom, k), trust);
            }
        }
    }
    for (number, intervention) in plan.interventions.iter().enumerate() {
        let is_referral = intervention.kind == crate::knob::intervention::InterventionKind::Referral;
        let Some(o) = intervention.organisation.filter(|_| is_referral && intervention.is_on(world.week)) else {
            continue;
        };
        if !world.organisations[o].awake {
            continue;
        }
        let word = world.word_of(Actor::Intervention, number);
        let mean = intervention.knobs.strength * intervention.knobs.referrals;
        for k in 0..word.poisson(Purpose::ExtraReferralCount, 0, mean) {
            let area = world.organisations[o].plan.area;
            meet_stranger(world, o, area, word, (Purpose::ExtraReferralWhom, k), trust);
        }
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
