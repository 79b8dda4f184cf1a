//! Process 6: whether there is a session, and who comes.

use crate::canary::{Canary, is_planted};
use crate::number::draws::{Actor, Purpose};
use crate::number::maths::{TOLERANCE, saturating};

use super::mind::State;
use super::organisation::Activity;
use super::world::World;

/// A session takes place in its week if somebody starts it and there is a place; free members decide to
/// come by their need, their ties among the active members, their liberation, services, fatigue, the way
/// and the social distance to those who run it.
pub(crate) fn run(world: &mut World) {
    for o in 0..world.organisations.len() {
        world.organisations[o].attenders.clear();
        if takes_place(world, o) {
            come(world, o);
        }
        let enough = world.plan.behaviour.dormancy.attendance;
        let organisation = &mut world.organisations[o];
        if organisation.meets_in(world.week) && organisation.week.attendance >= enough {
            organisation.last_lively = world.week as i32;
        }
    }
}

fn takes_place(world: &mut World, o: usize) -> bool {
    let organisation = &world.organisations[o];
    if !organisation.meets_in(world.week) {
        return false;
    }
    let nobody = organisation.nobody_starts;
    let word = world.word_of(Actor::Organisation, o);
    if word.chance(Purpose::Session, 0, nobody) {
        return false;
    }
    let money = &world.plan.behaviour.money;
    let organisation = &mut world.organisations[o];
    let given = organisation.knobs.union.venue && organisation.link_stands();
    if given {
        return true;
    }
    if organisation.money >= money.session_cost - TOLERANCE {
        organisation.book(-money.session_cost);
        return true;
    }
    word.chance(Purpose::Venue, 0, money.broke_sessions)
}

fn come(world: &mut World, o: usize) {
    let plan = &world.plan;
    let behaviour = &plan.behaviour;
    let a = &behaviour.attendance;
    let w = &mut world.workers;
    let organisation = &mut world.organisations[o];
    let expected = f64::from(organisation.last_attendance.max(1));
    let service = (organisation.hours[Activity::Service as usize] / (expected * behaviour.hours.per_head)).min(1.0);
    let active_since = world.week as i32 - behaviour.hours.active_weeks as i32;
    for m in &organisation.members {
        let i = *m as usize;
        if !w.free.has(i) {
            continue;
        }
        let mut friends = 0.0;
        for tie in world.ties.row(*m) {
            let j = tie.other() as usize;
            if w.organisation.at(j) == o as u16 && w.last_seen.at(j) >= active_since {
                friends += tie.trust();
            }
        }
        let elsewhere = organisation.plan.area.is_some_and(|area| area != w.area.at(i));
        let readiness = a.base
            + a.need * w.state(State::CopingNeed, i)
            + if is_planted(Canary::KnobMiswired) { a.need } else { a.ties } * saturating(friends, a.half_ties)
            + a.liberation * w.liberation.at(i)
            + a.service * service
            - a.fatigue * w.fatigue.at(i)
            - a.travel * f64::from(u8::from(elsewhere))
            - a.distance * organisation.distance(w.origin.at(i), behaviour);
        let word = crate::number::draws::Word(world.words[i]);
        let purpose = if is_planted(Canary::SharedStream) { Purpose::Act } else { Purpose::Attend };
        if word.happens(purpose, 0, readiness) {
            organisation.attenders.push(*m);
        }
    }
    for m in &organisation.attenders {
        w.last_seen.put(*m as usize, world.week as i32);
    }
    organisation.last_attendance = organisation.attenders.len() as u32;
    organisation.week.attendance = organisation.last_attendance;
}
