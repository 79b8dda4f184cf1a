//! Joining and leaving: the one place where lists and columns of membership change together.

use crate::knob::organisation::Membership;

use super::mind::State;
use super::notes::Way;
use super::organisation::Person;
use super::workers::NONE;
use super::world::World;

/// A worker joins an organisation, unless they are a member of one; says whether they did. `way` is only noted.
pub(crate) fn join(world: &mut World, worker: u32, organisation: usize, way: Way) -> bool {
    let i = worker as usize;
    if world.workers.organisation.at(i) != NONE {
        return false;
    }
    let number = organisation as u16;
    let comes_back = world.workers.last_organisation.at(i) == number;
    world.workers.organisation.put(i, number);
    world.workers.last_organisation.put(i, number);
    world.workers.ever_member.put(i, true);
    world.workers.joined.put(i, world.week as i32);
    world.workers.last_seen.put(i, world.week as i32);
    world.workers.experience.put(i, 0.5);
    let need = world.workers.state(State::CopingNeed, i);
    let skilled = world.workers.skill.at(i) >= world.plan.behaviour.meeting.initiative_skill;
    let organisation = &mut world.organisations[organisation];
    organisation.members.push(worker);
    organisation.changes += 1;
    // Ever-members are people: who comes back is not another one.
    organisation.ever_members += u32::from(!comes_back);
    if organisation.knobs.practice.membership != Membership::Everybody {
        if comes_back {
            organisation.notes.rejoin(worker);
        } else {
            organisation.joiners.join(worker, world.week, skilled);
            organisation.notes.join(way, need);
        }
    }
    organisation.week.joined += 1;
    true
}

/// A worker becomes a member of the first awake organisation to which everybody belongs, if there is one
/// for their area.
pub(crate) fn belong(world: &mut World, worker: u32) {
    let area = world.workers.area.at(worker as usize);
    let open = |o: &super::organisation::Organisation| o.awake && o.belongs_to_everybody(area);
    if let Some(o) = world.organisations.iter().position(open) {
        join(world, worker, o, Way::Founder);
    }
}

/// A worker leaves their organisation, if they are in one. Ties stay (theory S106–S107).
pub(crate) fn leave(world: &mut World, worker: u32) {
    leave_together(world, &[worker]);
}

/// Workers leave their organisations, if they are in one: each list is gone through once, however many leave.
pub(crate) fn leave_together(world: &mut World, leavers: &[u32]) {
    let marks = &mut world.scratch.marks;
    let mut any = false;
    for worker in leavers {
        let i = *worker as usize;
        let number = world.workers.organisation.at(i);
        if number == NONE {
            continue;
        }
        world.workers.organisation.put(i, NONE);
        world.workers.joined.put(i, super::workers::NEVER);
        let organisation = &mut world.organisations[usize::from(number)];
        organisation.week.left += 1;
        organisation.changes += 1;
        organisation.left = true;
        marks.set(i, true);
        any = true;
    }
    if !any {
        return;
    }
    let stays = |worker: &u32| !marks.has(*worker as usize);
    for organisation in world.organisations.iter_mut().filter(|o| o.left) {
        organisation.left = false;
        organisation.members.retain(stays);
        organisation.attenders.retain(stays);
        organisation.link_holders.retain(stays);
        organisation.ledger.retain(|entry| match &entry.person {
            Person::Worker(worker) => stays(worker),
            Person::Staff(_) => true,
        });
    }
    leavers.iter().for_each(|worker| marks.set(*worker as usize, false));
}

/// Workers leave their unions, if they are in one.
pub(crate) fn leave_unions(world: &mut World, leavers: &[u32]) {
    let marks = &mut world.scratch.marks;
    let mut any = false;
    for worker in leavers {
        if world.workers.union.at(*worker as usize) != NONE {
            world.workers.union.put(*worker as usize, NONE);
            marks.set(*worker as usize, true);
            any = true;
        }
    }
    if any {
        for union in &mut world.unions {
            union.members.retain(|worker| !marks.has(*worker as usize));
        }
        leavers.iter().for_each(|worker| marks.set(*worker as usize, false));
    }
}
