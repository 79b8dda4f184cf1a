//! Process 1: what is due on this date.

use crate::knob::intervention::InterventionKind as Kind;
use crate::number::maths;

use super::organisation::{Activity, Grant, Person};
use super::plan::InterventionPlan;
use super::world::World;
use super::{decisions, first_movers, founding, membership, practices};

/// Organisations are founded; interventions begin, last and end. Each acts through state, hours or money
/// alone; one of strength 0 changes no number.
pub(crate) fn run(world: &mut World) {
    let plan = std::sync::Arc::clone(&world.plan);
    for o in 0..world.organisations.len() {
        if world.organisations[o].plan.founded == world.week {
            founding::found(world, o);
        }
    }
    tied_regime(world, &plan.interventions);
    for organisation in &mut world.organisations {
        organisation.extra_hours = [0.0; 7];
        organisation.art_hours = 0.0;
        organisation.support = 0.0;
        organisation.access_floor = 0.0;
        organisation.grants.retain(|grant| world.week < grant.until);
    }
    for (number, intervention) in plan.interventions.iter().enumerate() {
        if intervention.knobs.strength == 0.0 {
            continue; // nothing happens, to the byte
        }
        if intervention.is_on(world.week) {
            last(world, intervention);
        }
        if intervention.from == world.week {
            begin(world, number, intervention);
        }
    }
}

/// The tied-visa regime in force, less what was taken back and what a won demand took away.
fn tied_regime(world: &mut World, interventions: &[InterventionPlan]) {
    let week = world.week;
    let on = |i: &&InterventionPlan| i.kind == Kind::TiedVisa && i.is_on(week);
    let back = |i: &&InterventionPlan| i.kind == Kind::TiedVisaReversal && i.from <= week;
    let full = interventions.iter().filter(on).map(|i| i.knobs.strength).fold(0.0, f64::max);
    let kept: f64 = interventions.iter().filter(back).map(|i| 1.0 - i.knobs.strength).product();
    world.tied_regime = full * kept * (1.0 - world.concessions.tied_visa);
}

/// What an intervention does in each of its weeks.
fn last(world: &mut World, intervention: &InterventionPlan) {
    let Some(o) = intervention.organisation else { return };
    let organisation = &mut world.organisations[o];
    let knobs = &intervention.knobs;
    let hours = knobs.strength * knobs.hours;
    let mut add = |activity: Activity| organisation.extra_hours[activity as usize] += hours;
    match intervention.kind {
        Kind::SafeSpace => add(Activity::Sharing),
        Kind::PoliticisedLearning => add(Activity::Learning),
        Kind::LeadershipTraining => add(Activity::Training),
        Kind::Outreach => add(Activity::Outreach),
        Kind::RadicalArt => organisation.art_hours += hours,
        Kind::EmergencySupport => {
            organisation.support = organisation.support.max(knobs.strength * knobs.support);
        }
        Kind::UnionLink => {
            organisation.access_floor = organisation.access_floor.max(knobs.strength);
            organisation.access = organisation.access.max(organisation.access_floor);
        }
        _ => {}
    }
}

/// What an intervention does once, in its first week.
fn begin(world: &mut World, number: usize, intervention: &InterventionPlan) {
    if intervention.kind == Kind::FirstMovers {
        return first_movers::move_first(world, number, intervention);
    }
    let Some(o) = intervention.organisation else { return };
    let knobs = &intervention.knobs;
    match intervention.kind {
        Kind::Grant => {
            let conditions = knobs.strength * knobs.conditions;
            // A grant with conditions is a large shift; without, there is nothing to vote on.
            if conditions > 0.0 && !decisions::vote(world, o, number, conditions) {
                return;
            }
            let weeks = f64::from(intervention.until - intervention.from);
            let weekly = knobs.strength * knobs.amount / weeks;
            let grant = Grant { weekly, until: intervention.until, conditions, intervention: Some(number) };
            world.organisations[o].grants.push(grant);
        }
        Kind::GrantWithdrawal => {
            for grant in &mut world.organisations[o].grants {
                grant.weekly *= 1.0 - knobs.strength;
            }
        }
        Kind::Rename => decisions::rename(world, o, number, knobs),
        Kind::Practices => practices::change(world, o, number, intervention),
        Kind::LeadersStepDown => step_down(world, o, maths::rounded(knobs.strength * f64::from(knobs.people))),
        Kind::BridgeLeaders => founding::bridge_leaders(world, o, number, knobs),
        _ => {}
    }
}

/// Those who hold most tasks leave the organisation; their ties stay.
fn step_down(world: &mut World, o: usize, count: usize) {
    for _ in 0..count {
        let workers = world.organisations[o].ledger.iter().filter(|e| matches!(e.person, Person::Worker(_)));
        let top = workers.max_by(|a, b| a.tasks.total_cmp(&b.tasks)).map(|entry| entry.person);
        let Some(Person::Worker(leader)) = top else { return };
        membership::leave(world, leader);
        world.stepped_down.insert((leader, o as u16));
    }
}

/// How far grants are withdrawn from an organisation this week: what is left of a new one.
pub(super) fn grants_left(world: &World, o: usize) -> f64 {
    let withdrawn =
        |i: &&InterventionPlan| i.kind == Kind::GrantWithdrawal && i.organisation == Some(o) && i.is_on(world.week);
    world.plan.interventions.iter().filter(withdrawn).map(|i| 1.0 - i.knobs.strength).product()
}
