//! An organisation's practices change on a date.

use crate::knob::organisation::{Axes, HourShares, OrganisationKnobs};
use crate::knob::{Table, Value};

use super::decisions::vote;
use super::plan::InterventionPlan;
use super::world::World;

/// New practices from this week on, if they pass where they are put to the vote: then what counts as outward is the
/// share of internal hours that they take away.
pub(super) fn change(world: &mut World, o: usize, number: usize, intervention: &InterventionPlan) {
    let before = &world.organisations[o].knobs;
    let after = changed(before, &intervention.practices.to, intervention.knobs.strength);
    let (had, has) = (before.hours.internal(), after.hours.internal());
    let outward = if had > 0.0 { ((had - has) / had).max(0.0) } else { 0.0 };
    if intervention.practices.vote && !vote(world, o, number, outward) {
        return;
    }
    let organisation = &mut world.organisations[o];
    if organisation.knobs.union.access != after.union.access {
        organisation.access = after.union.access.max(organisation.access_floor);
    }
    organisation.knobs = after;
}

/// Practices with some of them changed.
///
/// Numbers go the share `strength` of the way to their new values, and whole numbers are rounded; words and switches
/// change from a strength of a half. Hours that are not named give way in proportion (all alike where there are none),
/// and of two competing axes the one that is not named.
#[must_use]
pub fn changed(knobs: &OrganisationKnobs, to: &[(String, Value)], strength: f64) -> OrganisationKnobs {
    let mut after = knobs.clone();
    for (name, value) in to {
        let Some(slot) = after.slot(name) else { continue };
        let value = on_the_way(&slot.setting.value(), value, strength);
        let fits = slot.setting.set(&value, &slot.knob.kind);
        debug_assert!(fits.is_ok(), "{name} takes what was checked");
    }
    let named = |name: &str| to.iter().any(|(other, _)| other == name);
    give_way(&mut after.hours, HourShares::NAMES.map(named));
    let message = &mut after.message;
    if message.axes == Axes::Competing {
        match (named("message.class"), named("message.ethnic")) {
            (true, false) => message.ethnic = 1.0 - message.class,
            (false, true) => message.class = 1.0 - message.ethnic,
            _ => {}
        }
    }
    after
}

/// A value some of the way from one to another.
fn on_the_way(from: &Value, to: &Value, strength: f64) -> Value {
    match (from, to) {
        (Value::Real(from), Value::Real(to)) => Value::Real(from + strength * (to - from)),
        (Value::Whole(from), Value::Whole(to)) => {
            Value::Whole(libm::round(*from as f64 + strength * (*to - *from) as f64) as i64)
        }
        _ if strength >= 0.5 => to.clone(),
        _ => from.clone(),
    }
}

/// Scales the shares of hours that are not named, so that all add up to 1.
fn give_way(hours: &mut HourShares, named: [bool; 7]) {
    if !named.contains(&true) {
        return;
    }
    let mut each = hours.shares();
    let sum = |each: &[&mut f64; 7], wanted: bool| -> f64 {
        each.iter().zip(named).filter(|(_, named)| *named == wanted).map(|(share, _)| **share).sum()
    };
    let (left, before) = ((1.0 - sum(&each, true)).max(0.0), sum(&each, false));
    let others = named.iter().filter(|named| !**named).count() as f64;
    for (share, named) in each.iter_mut().zip(named) {
        if !named {
            **share = if before > 0.0 { **share / before * left } else { left / others };
        }
    }
}
