//! An organisation at random.

use mobilise::knob::Choice;
use mobilise::knob::organisation::{Aim, Membership, OrganisationKnobs, Position, Teaching, Voters};
use mobilise::model::plan::{OrganisationPlan, Plan};

use super::dice::{Dice, perhaps};

pub fn organisation(d: &mut Dice, plan: &Plan) -> OrganisationPlan {
    let mut knobs = OrganisationKnobs::default();
    let shares = d.shares(7);
    let h = &mut knobs.hours;
    (h.sharing, h.learning, h.training, h.service) = (shares[0], shares[1], shares[2], shares[3]);
    (h.outreach, h.profile, h.campaigning) = (shares[4], shares[5], shares[6]);
    knobs.practice.teaching = d.one_of(Teaching::ALL);
    knobs.practice.session_every = if d.chance(0.6) { 1 } else { d.whole(2, 4) };
    knobs.practice.membership = if d.chance(0.75) { Membership::Joining } else { Membership::Everybody };
    knobs.message.class = d.share();
    knobs.message.ethnic = d.share();
    let t = &mut knobs.tasks;
    t.slots = d.whole(0, 9);
    t.exponent = if d.chance(0.3) { f64::from(d.whole(0, 4)) } else { d.between(0.0, 4.0) };
    t.credit = d.between(0.001, 0.3);
    t.memory_weeks = if d.chance(0.2) { 1 } else { d.whole(2, 60) };
    t.voters = d.one_of(Voters::ALL);
    let m = &mut knobs.money;
    // Half a penny pays nobody.
    m.start = if d.chance(0.4) { d.one_of(&[0.0, 0.0, 0.005]) } else { d.between(0.0, 3000.0) };
    m.fee = d.between(0.0, 5.0);
    m.gifts = if d.chance(0.4) { 0.0 } else { d.between(0.0, 60.0) };
    m.costs = if d.chance(0.5) { 0.0 } else { d.between(0.0, 6.0) };
    m.accepts_grants = d.chance(0.6);
    m.grant = d.between(0.0, 8000.0);
    m.grant_weeks = d.whole(1, 30);
    let f = &mut knobs.founders;
    f.count = d.whole(0, 9);
    f.skill = d.between(0.3, 0.9);
    f.skill_spread = d.between(0.0, 0.4);
    f.conviction = d.share();
    f.framing = d.share();
    f.ties = d.whole(0, 10);
    f.position = d.one_of(Position::ALL);
    f.free_time = d.between(0.3, 1.0);
    let s = &mut knobs.staff;
    s.count = if d.chance(0.5) { 0 } else { d.whole(1, 3) };
    s.hours = if d.chance(0.05) { 0.0 } else { d.between(5.0, 40.0) };
    s.wage = if d.chance(0.1) { 0.0 } else { d.between(1.0, 15.0) };
    s.skill = d.share();
    s.distance = d.share();
    let u = &mut knobs.union;
    u.access = d.share();
    u.aim = d.one_of(Aim::ALL);
    u.step = d.between(0.0, 0.5);
    u.venue = d.chance(0.5);
    let mut demands: Vec<usize> = (0..plan.demands.len()).filter(|_| d.chance(0.5)).collect();
    if d.chance(0.5) {
        demands.reverse();
    }
    OrganisationPlan {
        knobs,
        founded: if d.chance(0.5) { 0 } else { d.whole(0, 33) },
        area: perhaps(d, 0.5, plan.population.areas.len()),
        founders_origin: perhaps(d, 0.3, plan.population.origins.len()),
        // A file's organisations have the first union unless they name another.
        union: (!plan.unions.is_empty()).then(|| d.whole(0, plan.unions.len() as u32 - 1) as usize),
        demands,
    }
}
