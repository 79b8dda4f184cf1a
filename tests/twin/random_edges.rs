//! Knobs set to the very values they are compared with, where the last digit that is kept would decide.

use mobilise::knob::organisation::Teaching;
use mobilise::model::plan::{Plan, Trait};

use super::dice::Dice;

/// Of every five plans, one for each edge; dice of its own, so that what else a seed gives stays the same.
pub fn edges(seed: u64, plan: &mut Plan) {
    let d = &mut Dice(seed ^ 0x0ed6_e500);
    match seed % 10 {
        1 => trust(d, plan),
        3 => latitude(plan),
        5 => confidence(d, plan),
        7 => room(d, plan),
        9 => hours_of_a_call(d, plan),
        _ => {}
    }
}

/// Ties keep the trust they began with, and that is just enough to be trusted, or just above the floor.
fn trust(d: &mut Dice, plan: &mut Plan) {
    let knobs = &mut plan.behaviour.ties;
    (knobs.gain, knobs.loss) = (0.0, 0.0);
    if d.chance(0.5) {
        plan.behaviour.action.trusted = knobs.daily_trust;
    } else {
        knobs.floor = knobs.daily_trust;
    }
}

/// A framing lies on the edge of what is listened to, when everything is told at once.
fn latitude(plan: &mut Plan) {
    let traits = &mut plan.population.knobs.traits;
    traits.familial_spread = 0.0;
    plan.behaviour.learning.latitude = traits.familial;
    plan.behaviour.coping.resonance = 0.0;
    for organisation in &mut plan.organisations {
        organisation.knobs.practice.teaching = Teaching::Didactic;
        organisation.knobs.founders.framing = 1.0;
    }
}

/// Two views differ by a little more than the confidence.
fn confidence(d: &mut Dice, plan: &mut Plan) {
    let traits = &mut plan.population.knobs.traits;
    traits.familial_spread = 0.0;
    traits.familial = d.between(0.0, 0.5);
    let apart = d.between(0.1, 0.5);
    plan.behaviour.talk.confidence = apart - 5e-7;
    let (odd, view) = (d.whole(0, traits.workers - 1), traits.familial + apart);
    plan.people.retain(|(_, which, _)| *which != Trait::Familial);
    plan.people.push((odd, Trait::Familial, view));
}

/// Gifts add up to the cost of a room in so many weeks, as near as sums of doubles do.
fn room(d: &mut Dice, plan: &mut Plan) {
    let weeks = f64::from(d.whole(3, 11));
    plan.behaviour.money.session_cost = d.between(1.0, 60.0);
    for organisation in &mut plan.organisations {
        let money = &mut organisation.knobs.money;
        (money.start, money.fee, money.accepts_grants) = (0.0, 0.0, false);
        money.gifts = plan.behaviour.money.session_cost / weeks;
        organisation.knobs.staff.wage = 0.0;
    }
}

/// Paid people alone give hours, the same every week, and these add up to a call's in so many weeks.
fn hours_of_a_call(d: &mut Dice, plan: &mut Plan) {
    plan.behaviour.hours.member = 0.0;
    for organisation in &mut plan.organisations {
        let staff = &mut organisation.knobs.staff;
        (staff.count, staff.wage) = (1, 0.0);
        (staff.hours, staff.skill) = (d.between(5.0, 40.0), d.between(0.3, 1.0));
        let a_week = organisation.knobs.hours.campaigning * staff.hours * staff.skill;
        plan.behaviour.action.call_hours = a_week * f64::from(d.whole(3, 7));
    }
    plan.behaviour.action.call_interval = 1;
}
