//! Process 2: workers leave, newcomers take their places.

use crate::number::draws::{Actor, Purpose};

use super::membership;
use super::shares;
use super::workers::Arrival;
use super::world::World;

/// Leave with the chance of one's status; a newcomer with fresh traits takes the slot, with daily contacts
/// of their own. Ties of the leaver go.
pub fn run(world: &mut World) {
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
    shares::find(words, Purpose::Leave, most, chance, &mut leavers);
    membership::leave_together(world, &leavers);
    membership::leave_unions(world, &leavers);
    for leaver in &leavers {
        replace(world, *leaver);
    }
    world.scratch.leavers = leavers;
}

fn replace(world: &mut World, worker: u32) {
    let i = worker as usize;
    let plan = std::sync::Arc::clone(&world.plan);
    world.ties.clear(worker);
    let word = world.word_of(Actor::Arrival, i);
    let arrival = Arrival { word, week: world.week as i32, tied_regime: world.tied_regime, first_day: false };
    world.workers.arrive(i, arrival, &world.concessions, &plan);
    super::liberation::liberate(&mut world.workers, i, plan.behaviour.liberation.exponent);
    world.stepped_down.retain(|(leader, _)| *leader != worker);
    world.seek_contacts(worker, word, plan.population.knobs.traits.daily_contacts);
    membership::belong(world, worker);
}
