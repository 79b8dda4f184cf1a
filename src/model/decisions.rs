//! Large shifts are put to the vote; some who lose leave.

use crate::canary::{Canary, is_planted};
use crate::knob::intervention::InterventionKnobs;
use crate::knob::organisation::Voters;
use crate::number::draws::Purpose;

use super::membership;
use super::organisation::Person;
use super::world::World;

/// Puts a shift to those whose vote counts; `outward` is the share of internal or campaigning hours it
/// moves away. Says whether it passes.
///
/// Every active member has a view. Where members vote the majority decides; where the board does, what it
/// proposes passes. Members whose view lost leave with a chance that rises with the tasks they did.
pub(super) fn vote(world: &mut World, o: usize, number: usize, outward: f64) -> bool {
    let plan = std::sync::Arc::clone(&world.plan);
    let d = &plan.behaviour.decisions;
    let active_weeks = plan.behaviour.hours.active_weeks as i32;
    let organisation = &world.organisations[o];
    let mut views = Vec::with_capacity(organisation.members.len());
    for m in &organisation.members {
        if world.week as i32 - world.workers.last_seen.at(*m as usize) > active_weeks {
            continue;
        }
        let tasks = organisation.tasks_of(Person::Worker(*m));
        let readiness = d.base - d.tasks * tasks - d.internal * outward;
        let agrees = world.word(*m).happens(Purpose::Vote, number as u32, readiness);
        views.push((*m, tasks, agrees));
    }
    let in_favour = views.iter().filter(|(_, _, agrees)| *agrees).count();
    let passes = match organisation.knobs.tasks.voters {
        Voters::Board => true,
        Voters::Members => 2 * in_favour > views.len(),
    };
    for (member, tasks, agrees) in views {
        let chance = d.exit + d.exit_per_task * tasks;
        if agrees != passes && world.word(member).chance(Purpose::LoserExit, number as u32, chance) {
            membership::leave(world, member);
            world.organisations[o].notes.lose(member);
            if d.grudge_weeks > 0 && !is_planted(Canary::GrudgeForgotten) {
                world.quarrels.insert((member, o as u16), world.week);
            }
        }
    }
    passes
}

/// A new name, with hours moved from internal to external activities and another message, if it passes.
pub(super) fn rename(world: &mut World, o: usize, number: usize, knobs: &InterventionKnobs) {
    let strength = knobs.strength;
    if !vote(world, o, number, strength * knobs.external) {
        return;
    }
    let organisation = &mut world.organisations[o].knobs;
    let hours = &mut organisation.hours;
    let moved = strength * knobs.external;
    let freed = moved * (hours.sharing + hours.learning + hours.training);
    for internal in [&mut hours.sharing, &mut hours.learning, &mut hours.training] {
        *internal -= moved * *internal;
    }
    let external = hours.service + hours.outreach + hours.profile + hours.campaigning;
    for share in [&mut hours.service, &mut hours.outreach, &mut hours.profile, &mut hours.campaigning] {
        *share += freed * if external > 0.0 { *share / external } else { 0.25 };
    }
    let message = &mut organisation.message;
    message.class += strength * (knobs.class - message.class);
    message.ethnic += strength * (knobs.ethnic - message.ethnic);
}
