//! Process 4: talk on the ties of daily life.

use super::exchange::Exchange;
use super::world::World;

/// On every tie whose two ends are free the two talk; all are updated from the state at the start.
pub fn run(world: &mut World) {
    let behaviour = &world.plan.behaviour;
    let ties = &behaviour.ties;
    let workers = &world.workers;
    let heard = &mut world.scratch.talk;
    heard.clear();
    for i in 0..workers.len() {
        let mut exchange = Exchange::default();
        let mut talked = false;
        world.ties.week(i as u32, &workers.free, ties.gain, ties.loss, ties.floor, |tie| {
            exchange.hear(workers, i, tie.other as usize, tie.trust, behaviour);
            talked = true;
        });
        if talked {
            heard.push((i as u32, exchange));
        }
    }
    for (i, exchange) in heard.iter() {
        exchange.apply(&mut world.workers, *i as usize);
    }
}
