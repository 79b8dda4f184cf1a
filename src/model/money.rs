//! Process 12: money, legitimacy, and falling asleep. Votes are in [`super::decisions`].

use crate::number::draws::{Actor, Purpose};
use crate::number::maths::{logistic, saturating};

use super::membership;
use super::organisation::{Activity, Grant};
use super::world::World;

/// Weeks in a month.
const MONTH: f64 = 52.0 / 12.0;
/// Weeks between two grant applications.
const QUARTER: u32 = 13;

/// Fees, gifts and grants come in, wages and what sessions cost go out; legitimacy follows profile work and staff; grants are
/// applied for; an organisation nobody comes to falls asleep.
pub(crate) fn run(world: &mut World) {
    for o in 0..world.organisations.len() {
        if !world.organisations[o].awake {
            world.organisations[o].grant_income = 0.0;
            world.organisations[o].fees = 0.0;
            continue;
        }
        balance(world, o);
        legitimacy(world, o);
        apply_for_grant(world, o);
        fall_asleep(world, o);
    }
}

fn balance(world: &mut World, o: usize) {
    let active_weeks = world.plan.behaviour.hours.active_weeks as i32;
    let organisation = &mut world.organisations[o];
    let last_seen = &world.workers.last_seen;
    let is_active = |i: usize| world.week as i32 - last_seen.at(i) <= active_weeks;
    let payers = match last_seen.is_alike() {
        true if is_active(0) => organisation.members.len(),
        true => 0,
        false => organisation.members.iter().filter(|m| is_active(**m as usize)).count(),
    };
    organisation.grant_income = organisation.grants.iter().map(|grant| grant.weekly).sum();
    let fees = payers as f64 * organisation.knobs.money.fee / MONTH;
    organisation.fees = fees;
    organisation.book(fees);
    organisation.book(organisation.knobs.money.gifts);
    organisation.book(organisation.grant_income);
    organisation.book(-organisation.staff_hours * organisation.knobs.staff.wage);
    let costs = organisation.knobs.money.costs * f64::from(organisation.week.attendance);
    if costs > 0.0 {
        organisation.book(-costs.min(organisation.money.max(0.0)));
    }
}

fn legitimacy(world: &mut World, o: usize) {
    let money = &world.plan.behaviour.money;
    let organisation = &mut world.organisations[o];
    let profile = saturating(organisation.hours[Activity::Profile as usize], money.half_profile);
    let staff = if organisation.staff_hours > 0.0 { money.legitimacy_staff } else { 0.0 };
    let k = organisation.legitimacy;
    organisation.legitimacy =
        k + (money.legitimacy_gain * profile + staff).min(1.0) * (1.0 - k) - money.legitimacy_loss * k;
}

fn apply_for_grant(world: &mut World, o: usize) {
    let organisation = &world.organisations[o];
    let age = world.week.saturating_sub(organisation.plan.founded);
    let holds_one = !organisation.grants.is_empty();
    if !organisation.knobs.money.accepts_grants || holds_one || age == 0 || !age.is_multiple_of(QUARTER) {
        return;
    }
    let money = &world.plan.behaviour.money;
    let memory = world.plan.behaviour.action.memory_weeks;
    let visible = organisation.members.iter().filter(|m| world.workers.has_acted(**m as usize, world.week, memory));
    let contention = saturating(visible.count() as f64, 20.0);
    let profile = saturating(organisation.hours[Activity::Profile as usize], money.half_profile);
    let odds = money.grant_base + money.grant_legitimacy * organisation.legitimacy + money.grant_profile * profile
        - money.contention * contention;
    let word = world.word_of(Actor::Organisation, o);
    if word.chance(Purpose::Grant, 0, logistic(odds)) {
        let left = super::calendar::grants_left(world, o);
        let organisation = &mut world.organisations[o];
        let funds = &organisation.knobs.money;
        let weekly = left * funds.grant / f64::from(funds.grant_weeks);
        let until = world.week + 1 + funds.grant_weeks;
        organisation.grants.push(Grant { weekly, until, conditions: 0.0, intervention: None });
    }
}

/// An organisation that hardly anybody came to for long falls asleep, and its memberships end.
fn fall_asleep(world: &mut World, o: usize) {
    let organisation = &mut world.organisations[o];
    let patience = world.plan.behaviour.dormancy.weeks * organisation.knobs.practice.session_every;
    if world.week as i32 - organisation.last_lively < patience as i32 {
        return;
    }
    organisation.awake = false;
    organisation.ledger.clear();
    while let Some(member) = world.organisations[o].members.last().copied() {
        membership::leave(world, member);
    }
}
