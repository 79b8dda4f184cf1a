//! Process 2: workers leave, newcomers take their places.

use super::draws::{Actor, Purpose};
use super::membership;
use super::workers::{NONE, Status};
use super::world::World;

/// Leave with the chance of one's status; a newcomer with fresh traits takes the slot, with daily contacts
/// of their own. Ties of the leaver go.
pub fn run(world: &mut World) {
    let leaving = world.plan.population.knobs.leaving.clone();
    for i in 0..world.workers.len() {
        let chance = match world.workers.status[i] {
            Status::Settled => leaving.settled,
            Status::Visa => leaving.visa,
            Status::Tied => leaving.tied,
            Status::Undocumented => leaving.undocumented,
        };
        if super::draws::Word(world.words[i]).chance(Purpose::Leave, 0, chance) {
            replace(world, i as u32);
        }
    }
}

fn replace(world: &mut World, worker: u32) {
    let i = worker as usize;
    let plan = std::sync::Arc::clone(&world.plan);
    membership::leave(world, worker);
    if world.workers.union[i] != NONE {
        membership::leave_union(world, worker);
    }
    world.ties.clear(worker);
    let word = world.word_of(Actor::Arrival, i);
    world.workers.arrive(i, word, world.week as i32, world.tied_regime, &world.concessions, &plan);
    world.seek_contacts(worker, word, plan.population.knobs.traits.daily_contacts);
}
