//! Process 5: each organisation adds up its hours and splits them.

use crate::number::maths::logistic;

use super::organisation::Organisation;
use super::workers::Workers;
use super::world::World;

/// Hours are those active free members give, by their skill and freshness, and those that paid people are
/// paid for; each activity gets its share, and what interventions and union courses add.
pub(crate) fn run(world: &mut World) {
    let plan = &world.plan;
    for organisation in &mut world.organisations {
        organisation.hours = [0.0; 7];
        organisation.staff_hours = 0.0;
        if !organisation.awake {
            continue;
        }
        let members = member_hours(organisation, &world.workers, world.week, &plan.behaviour);
        let (staff_hours, staff) = staff_hours(organisation);
        organisation.staff_hours = staff_hours;
        let starters = organisation.paid_people();
        for _ in 0..starters {
            organisation.nobody_starts *= 1.0 - initiative(organisation.knobs.staff.skill, &plan.behaviour);
        }
        let total = members + staff;
        organisation.staff_share = if total > 0.0 { staff / total } else { 0.0 };
        let shares = organisation.shares();
        for ((hours, share), extra) in organisation.hours.iter_mut().zip(shares).zip(organisation.extra_hours) {
            *hours = share * total + extra;
        }
        if organisation.link_stands()
            && let Some(union) = organisation.plan.union
        {
            let training = &mut organisation.hours[super::organisation::Activity::Training as usize];
            *training += plan.unions[union].courses * organisation.access;
        }
    }
}

/// How likely somebody of this skill is to start a session of their own accord.
fn initiative(skill: f64, behaviour: &crate::knob::behaviour::Behaviour) -> f64 {
    let meeting = &behaviour.meeting;
    logistic(meeting.initiative_slope * (skill - meeting.initiative_skill))
}

/// Hours of active free members; along the way, who could start a session and which origins give hours.
fn member_hours(
    organisation: &mut Organisation,
    w: &Workers,
    week: u32,
    behaviour: &crate::knob::behaviour::Behaviour,
) -> f64 {
    let mut total = 0.0;
    // Who would start a session is asked in the week of one.
    let meets = organisation.meets_in(week);
    organisation.nobody_starts = 1.0;
    organisation.origin_shares.fill(0.0);
    let is_active = |i| week as i32 - w.last_seen.at(i) <= behaviour.hours.active_weeks as i32;
    if w.last_seen.is_alike() && !is_active(0) {
        return total; // nobody was seen of late
    }
    for m in &organisation.members {
        let i = *m as usize;
        let active = is_active(i);
        if !(w.free.has(i) && active) {
            continue;
        }
        let hours = w.skill.at(i) * (1.0 - w.fatigue.at(i)) * behaviour.hours.member;
        total += hours;
        organisation.origin_shares[usize::from(w.origin.at(i))] += hours;
        if meets {
            organisation.nobody_starts *= 1.0 - initiative(w.skill.at(i), behaviour);
        }
    }
    if total > 0.0 {
        for share in &mut organisation.origin_shares {
            *share /= total;
        }
    }
    total
}

/// The smallest sum that is paid out, in £.
const A_PENNY: f64 = 0.01;

/// Hours that there is money for, and what they amount to at the skill of paid people.
fn staff_hours(organisation: &Organisation) -> (f64, f64) {
    let staff = &organisation.knobs.staff;
    let wanted = f64::from(staff.count) * staff.hours;
    let affordable = if staff.wage > 0.0 { organisation.money.max(0.0) / staff.wage } else { wanted };
    // What is left over by rounding when all was spent pays nobody.
    let hours = if affordable * staff.wage < A_PENNY && staff.wage > 0.0 { 0.0 } else { wanted.min(affordable) };
    (hours, hours * staff.skill)
}
