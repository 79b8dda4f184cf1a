//! Process 2: workers leave, newcomers take their places.

use std::sync::Arc;

use crate::number::draws::{Actor, Purpose};

use super::chunks;
use super::membership;
use super::newcomer::{Arrival, Newcomer};
use super::workers::NONE;
use super::world::World;

/// Leave with the chance of one's status. When all who leave this week have gone, and their ties with them,
/// newcomers with fresh traits take the slots and, when all have come, find daily contacts of their own. Last,
/// workers register with agencies.
pub(crate) fn run(world: &mut World) {
    replace_leavers(world);
    super::registration::register(world);
}

fn replace_leavers(world: &mut World) {
    let leaving = &world.plan.population.knobs.leaving;
    let chances_by_status = [leaving.settled, leaving.visa, leaving.tied, leaving.undocumented];
    if chances_by_status == [0.0; 4] {
        return;
    }
    let mut leavers = std::mem::take(&mut world.scratch.leavers);
    leavers.clear();
    let (words, status) = (&world.words, &world.workers.status);
    let chance = |i| chances_by_status[status.kept(i) as usize];
    let most = chances_by_status.into_iter().fold(0.0, f64::max);
    chunks::find(words, Purpose::Leave, most, chance, &mut leavers);
    note(world, &leavers);
    membership::leave_together(world, &leavers);
    membership::leave_unions(world, &leavers);
    for leaver in &leavers {
        world.ties.clear(*leaver);
        world.stepped_down.retain(|(leader, _)| leader != leaver);
        world.quarrels.retain(|(person, _), _| person != leaver);
    }
    super::registration::forget(world, &leavers);
    let newcomers = draw(world, &leavers);
    let plan = Arc::clone(&world.plan);
    for (slot, newcomer) in leavers.iter().zip(&newcomers) {
        world.workers.arrive(*slot as usize, newcomer, &world.concessions, &plan);
        super::liberation::liberate(&mut world.workers, *slot as usize, plan.behaviour.liberation.exponent);
    }
    for (slot, newcomer) in leavers.iter().zip(&newcomers) {
        world.seek_contacts(*slot, newcomer.arrival.word, plan.population.knobs.traits.daily_contacts);
        membership::belong(world, *slot);
    }
    world.scratch.leavers = leavers;
}

/// Notes which ever-members leave the country.
fn note(world: &mut World, leavers: &[u32]) {
    for leaver in leavers {
        let last = world.workers.last_organisation.at(*leaver as usize);
        if last != NONE {
            world.organisations[usize::from(last)].notes.go(*leaver);
        }
    }
}

/// Who comes to these slots.
fn draw(world: &World, slots: &[u32]) -> Vec<Newcomer> {
    let mut all = Vec::with_capacity(slots.len());
    let some = |slots: &[u32]| {
        let draws = &world.draws;
        let one = |slot: &u32| {
            let word = draws.word(Actor::Arrival, world.week + 1, *slot);
            let (week, tied_regime) = (world.week as i32, world.tied_regime);
            Newcomer::draw(*slot as usize, Arrival { word, week, tied_regime, first_day: false }, &world.plan)
        };
        slots.iter().map(one).collect::<Vec<_>>()
    };
    chunks::gather(world.workers.len(), slots.chunks(TOGETHER), some, |some| all.extend(some));
    all
}

/// Newcomers drawn by one thread at a time.
const TOGETHER: usize = 256;
