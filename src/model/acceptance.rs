//! Process 9: whether a worker who is asked joins.

use crate::number::draws::{Purpose, Word};
use crate::number::maths::logistic;

use super::membership;
use super::mind::State;
use super::notes::Way;
use super::workers::NONE;
use super::world::World;

/// How an organisation is met.
pub(super) struct Meeting {
    /// Trust in the asker.
    pub trust: f64,
    /// Social distance to the asker.
    pub distance: f64,
    /// Chance of a free hour.
    pub free: f64,
}

/// Says whether a worker who is asked joins: they need a free hour, and weigh need, trust, risk, fee and distance.
/// One readiness for each worker and week, however often they are asked.
pub(super) fn accepts(world: &World, worker: u32, o: usize, met: Meeting) -> bool {
    let w = &world.workers;
    let i = worker as usize;
    let r = &world.plan.behaviour.recruitment;
    if world.has_stepped_down(worker, o) || world.holds_a_grudge(worker, o) {
        return false;
    }
    let organisation = &world.organisations[o];
    let readiness = r.base + r.need * w.state(State::CopingNeed, i) + r.trust * met.trust
        - r.risk * w.risk.at(i) * (1.0 - organisation.support)
        - r.fee * organisation.knobs.money.fee
        - r.distance * met.distance;
    let returning = if w.last_organisation.at(i) == o as u16 { r.returning } else { 1.0 };
    world.word(worker).chance(Purpose::Accept, 0, returning * met.free * logistic(readiness))
}

/// A worker drawn from an area is asked to join.
pub(super) fn meet_stranger(
    world: &mut World,
    o: usize,
    area: Option<u16>,
    word: Word,
    draw: (Purpose, u32),
    way: Way,
) {
    let Some(stranger) = world.strata.pick(area, None, |n| word.index(draw.0, draw.1, n)) else { return };
    ask_stranger(world, o, stranger, way);
}

/// A worker whom no tie leads to is asked to join, in vain where they have an organisation. Who was sent trusts it
/// somewhat, whom outreach meets not at all.
pub(super) fn ask_stranger(world: &mut World, o: usize, stranger: u32, way: Way) {
    let (w, i) = (&world.workers, stranger as usize);
    if w.organisation.at(i) != NONE {
        return;
    }
    let trust = if way == Way::Outreach { 0.0 } else { world.plan.behaviour.recruitment.referral_trust };
    let distance = world.organisations[o].distance(w.origin.at(i), &world.plan.behaviour);
    if accepts(world, stranger, o, Meeting { trust, distance, free: w.free_time.at(i) }) {
        membership::join(world, stranger, o, way);
    }
}
