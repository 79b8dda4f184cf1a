//! Process 4: talk on the ties of daily life.

use crate::knob::behaviour::Updating;
use crate::number::draws::{Purpose, Word};

use super::exchange::Exchange;
use super::ties::Fate;
use super::world::World;

/// On every tie whose two ends are free the two talk, and all are moved at once; or each free worker turns
/// to one tie, and pair after pair is moved. Ties on which nobody talked lose trust.
pub fn run(world: &mut World) {
    let ties = &world.plan.behaviour.ties;
    let fate = Fate { gain: ties.gain, loss: ties.loss, floor: ties.floor };
    match world.plan.behaviour.talk.updating {
        Updating::Synchronous if world.plan.talks_plainly() => all_at_once::<true>(world, fate),
        Updating::Synchronous => all_at_once::<false>(world, fate),
        Updating::Pairwise => pair_by_pair(world, fate),
    }
}

fn all_at_once<const PLAIN: bool>(world: &mut World, fate: Fate) {
    let behaviour = &world.plan.behaviour;
    let workers = &world.workers;
    let heard = &mut world.scratch.talk;
    heard.clear();
    for i in 0..workers.len() {
        let mut exchange = Exchange::default();
        let mut talked = false;
        let meets = |other: u32| workers.free[i] && workers.free[other as usize];
        world.ties.week(i as u32, fate, meets, |tie| {
            exchange.hear::<PLAIN>(workers, i, tie.other as usize, tie.trust, behaviour);
            talked = true;
        });
        if talked {
            heard.push((i as u32, exchange));
        }
    }
    for (i, exchange) in heard.iter() {
        exchange.apply::<PLAIN>(&mut world.workers, *i as usize, behaviour);
    }
}

/// Pairs in the order of the workers who turn to somebody, each from the state the last one left.
fn pair_by_pair(world: &mut World, fate: Fate) {
    let behaviour = &world.plan.behaviour;
    let workers = &mut world.workers;
    let turned_to = &mut world.scratch.turned_to;
    turned_to.clear();
    turned_to.resize(workers.len(), u32::MAX);
    for (i, turned_to) in turned_to.iter_mut().enumerate() {
        if !workers.free[i] {
            continue;
        }
        let free = world.ties.row(i as u32).iter().filter(|tie| workers.free[tie.other as usize]);
        let number = free.clone().count();
        if number == 0 {
            continue;
        }
        let place = Word(world.words[i]).place(Purpose::TalkWhom, 0, number);
        let Some(tie) = free.clone().nth(place) else { continue };
        let (j, trust) = (tie.other as usize, tie.trust);
        *turned_to = tie.other;
        let (mut one, mut other) = (Exchange::default(), Exchange::default());
        one.hear::<false>(workers, i, j, trust, behaviour);
        other.hear::<false>(workers, j, i, trust, behaviour);
        one.apply::<false>(workers, i, behaviour);
        other.apply::<false>(workers, j, behaviour);
    }
    for i in 0..workers.len() as u32 {
        let meets = |other: u32| turned_to[i as usize] == other || turned_to[other as usize] == i;
        world.ties.week(i, fate, meets, |_| {});
    }
}
