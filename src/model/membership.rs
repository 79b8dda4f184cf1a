//! Joining and leaving: the one place where lists and columns of membership change together.

use super::organisation::Person;
use super::workers::NONE;
use super::world::World;

/// A worker joins an organisation, unless they are a member of one; says whether they did.
pub fn join(world: &mut World, worker: u32, organisation: usize) -> bool {
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
    let organisation = &mut world.organisations[organisation];
    organisation.members.push(worker);
    organisation.changes += 1;
    // Ever-members are people: who comes back is not another one.
    organisation.ever_members += u32::from(!comes_back);
    organisation.week.joined += 1;
    true
}

/// A worker becomes a member of the first awake organisation to which everybody belongs, if there is one
/// for their area.
pub fn belong(world: &mut World, worker: u32) {
    let area = world.workers.area.at(worker as usize);
    let open = |o: &super::organisation::Organisation| o.awake && o.belongs_to_everybody(area);
    if let Some(o) = world.organisations.iter().position(open) {
        join(world, worker, o);
    }
}

/// A worker leaves their organisation, if they are in one. Ties stay (theory S106–S107).
pub fn leave(world: &mut World, worker: u32) {
    let i = worker as usize;
    let number = world.workers.organisation.at(i);
    if number == NONE {
        return;
    }
    world.workers.organisation.put(i, NONE);
    world.workers.joined.put(i, super::workers::NEVER);
    let organisation = &mut world.organisations[usize::from(number)];
    organisation.members.retain(|m| *m != worker);
    organisation.changes += 1;
    organisation.attenders.retain(|m| *m != worker);
    organisation.link_holders.retain(|m| *m != worker);
    organisation.ledger.retain(|entry| entry.person != Person::Worker(worker));
    organisation.week.left += 1;
}

/// A worker leaves their union.
pub fn leave_union(world: &mut World, worker: u32) {
    let number = world.workers.union.at(worker as usize);
    world.workers.union.put(worker as usize, NONE);
    if let Some(union) = world.unions.get_mut(usize::from(number)) {
        union.members.retain(|m| *m != worker);
    }
}
