//! Process 4: talk on the ties of daily life.

use crate::knob::behaviour::Updating;
use crate::number::draws::{Purpose, Word};

use super::chunks::{self, CHUNK};
use super::exchange::{Exchange, Firmness};
use super::mind::Mind;
use super::ties::{Fate, Met, Ties};
use super::workers::Workers;
use super::world::World;

/// On every tie whose two ends are free the two talk, and all are moved at once; or each free worker turns
/// to one tie, and pair after pair is moved. Ties on which nobody talked lose trust.
pub(crate) fn run(world: &mut World) {
    let plan = std::sync::Arc::clone(&world.plan);
    let idle = plan.talk_is_idle();
    if idle && world.idle.is_some_and(|(changes, _)| changes == world.ties.changes()) {
        return; // nobody is moved, and no tie has changed since all were last looked at
    }
    let ties = &plan.behaviour.ties;
    let fate = Fate { gain: ties.gain, loss: ties.loss, floor: ties.floor };
    match plan.behaviour.talk.updating {
        Updating::Synchronous if idle => {
            let free = &world.workers.free;
            week_of_ties(&mut world.ties, fate, |a, b| free.has(a as usize) && free.has(b as usize));
        }
        Updating::Synchronous if plan.talks_plainly() => all_at_once::<true>(world, fate),
        Updating::Synchronous => all_at_once::<false>(world, fate),
        Updating::Pairwise => pair_by_pair(world, fate),
    }
    if idle {
        let least = world.ties.least_trust();
        world.idle = (least >= fate.floor as f32).then(|| (world.ties.changes(), least));
    }
}

/// What a share of the workers comes away with.
type Moved = Vec<(u32, Mind)>;

fn all_at_once<const PLAIN: bool>(world: &mut World, fate: Fate) {
    let workers = &mut world.workers;
    workers.minds.spread();
    let n = workers.len();
    let talk = &mut world.scratch.talk;
    talk.resize(n.div_ceil(CHUNK), Moved::new());
    talk.iter_mut().for_each(Vec::clear);
    {
        let (behaviour, w) = (&world.plan.behaviour, &*workers);
        let (minds, free) = (w.minds.all(), &w.free);
        let hear = |moved: &mut Moved, i: u32, met: Met<'_>| {
            let own = minds[i as usize];
            let mut exchange = Exchange::default();
            for tie in met.iter() {
                exchange.hear::<PLAIN>(&own, &minds[tie.other() as usize], tie.trust(), behaviour);
            }
            let (root, firmness) = (w.roots.kept(i as usize), firmness(w, i as usize));
            moved.push((i, exchange.applied::<PLAIN>(&own, &root, firmness, behaviour)));
        };
        let meeters = |share| free.within(share).map(|i| i as u32);
        let meets = |_, other: u32| free.has(other as usize);
        *talk = world.ties.week(fate, meeters, meets, hear, std::mem::take(talk).into_iter());
    }
    let parts = workers.minds.all_mut().chunks_mut(CHUNK).zip(talk.iter());
    chunks::for_each(n, parts, |(minds, moved)| {
        for (worker, mind) in moved {
            minds[*worker as usize % CHUNK] = *mind;
        }
    });
}

pub(super) fn firmness(w: &Workers, i: usize) -> Firmness {
    Firmness { own_weight: w.own_weight.at(i), stubbornness: w.stubbornness.at(i) }
}

/// Pairs in the order of the workers who turn to somebody, each from the state the last one left.
fn pair_by_pair(world: &mut World, fate: Fate) {
    let plan = &world.plan;
    let behaviour = &plan.behaviour;
    let workers = &mut world.workers;
    let turned_to = &mut world.scratch.turned_to;
    turned_to.clear();
    turned_to.resize(workers.len(), u32::MAX);
    for (i, turned_to) in turned_to.iter_mut().enumerate() {
        if !workers.free.has(i) {
            continue;
        }
        let free = world.ties.row(i as u32).iter().filter(|tie| workers.free.has(tie.other() as usize));
        let number = free.clone().count();
        if number == 0 {
            continue;
        }
        let index = Word(world.words[i]).index(Purpose::TalkWhom, 0, number);
        let Some(tie) = free.clone().nth(index) else { continue };
        let (j, trust) = (tie.other() as usize, tie.trust());
        *turned_to = tie.other();
        let [own, other] = [i, j].map(|person| workers.minds.kept(person));
        for (person, mind, heard) in [(i, own, other), (j, other, own)] {
            let mut exchange = Exchange::default();
            exchange.hear::<false>(&mind, &heard, trust, behaviour);
            let (root, firmness) = (workers.roots.kept(person), firmness(workers, person));
            workers.minds.put(person, exchange.applied::<false>(&mind, &root, firmness, behaviour));
        }
    }
    let turned_to = &*turned_to;
    week_of_ties(&mut world.ties, fate, |a, b| turned_to[a as usize] == b || turned_to[b as usize] == a);
}

/// A week of all ties, on which those meet of whom `meets` says so, and nobody is moved.
fn week_of_ties(ties: &mut Ties, fate: Fate, meets: impl Fn(u32, u32) -> bool + Sync + Send) {
    let everybody = |share: std::ops::Range<usize>| share.map(|i| i as u32);
    ties.week(fate, everybody, meets, |(), _, _| {}, std::iter::repeat(()));
}
