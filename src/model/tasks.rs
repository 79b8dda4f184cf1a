//! Tasks and training: who does the work, and what it does to them.

use crate::knob::behaviour::Link;
use crate::number::draws::{Actor, Purpose, Word};

use super::organisation::{Activity, LedgerEntry, Organisation, Person};
use super::workers::Workers;
use super::world::World;

/// Gives each task slot to somebody present or paid, by skill to the power of the task exponent; doing a
/// task adds skill and fatigue, training adds skill to those who did none. A skilled doer may take up the
/// union link beside its holder.
pub(super) fn run(world: &mut World, o: usize) {
    let word = world.word_of(Actor::Organisation, o);
    let plan = &world.plan;
    let behaviour = &plan.behaviour;
    let enough = behaviour.meeting.initiative_skill;
    let scratch = &mut world.scratch;
    let w = &mut world.workers;
    let organisation = &mut world.organisations[o];
    forget(organisation);

    let present = organisation.attenders.len();
    scratch.did_task.clear();
    scratch.did_task.resize(present, false);
    weigh(&mut scratch.weights, organisation, w);
    let mut left: usize = scratch.weights.len();
    for slot in 0..organisation.knobs.tasks.slots {
        if left == 0 {
            // More tasks than people: everybody may be given a second one.
            weigh(&mut scratch.weights, organisation, w);
            left = scratch.weights.len();
        }
        let Some(index) = draw(&scratch.weights, word.uniform(Purpose::Task, slot)) else { break };
        scratch.weights[index] = 0.0;
        left -= 1;
        let person = match organisation.attenders.get(index) {
            Some(worker) => {
                let i = *worker as usize;
                if grows(w, i, behaviour.skill.per_task, enough) {
                    organisation.joiners.grown(*worker, world.week);
                }
                w.fatigue.gain(i, behaviour.fatigue.per_task);
                scratch.did_task[index] = true;
                Person::Worker(*worker)
            }
            None => Person::Staff((index - present) as u32),
        };
        enter(organisation, person);
    }

    let training = organisation.intensity[Activity::Training as usize];
    for (m, did_task) in organisation.attenders.iter().zip(&scratch.did_task) {
        let i = *m as usize;
        if !did_task && grows(w, i, behaviour.skill.training * training, enough) {
            organisation.joiners.grown(*m, world.week);
        }
    }
    hand_on_link(organisation, w, word, training, &behaviour.link);
}

/// A share of what is missing is added to a person's skill; whether it is enough to organise from now on.
fn grows(w: &mut Workers, i: usize, share: f64, enough: f64) -> bool {
    let before = w.skill.at(i);
    w.skill.gain(i, share);
    before < enough && w.skill.at(i) >= enough
}

/// Weights of all candidates: those present, then paid people.
fn weigh(weights: &mut Vec<f64>, organisation: &Organisation, w: &Workers) {
    let tasks = &organisation.knobs.tasks;
    let weight = |skill: f64, fatigue: f64| libm::pow(skill + tasks.credit, tasks.exponent) * (1.0 - fatigue);
    weights.clear();
    for m in &organisation.attenders {
        weights.push(weight(w.skill.at(*m as usize), w.fatigue.at(*m as usize)));
    }
    for _ in 0..organisation.paid_people() {
        weights.push(weight(organisation.knobs.staff.skill, 0.0));
    }
}

/// An index drawn in proportion to its weight.
fn draw(weights: &[f64], u: f64) -> Option<usize> {
    let total: f64 = weights.iter().sum();
    let mut point = u * total;
    let mut last = None;
    for (index, weight) in weights.iter().enumerate() {
        if *weight > 0.0 {
            last = Some(index);
            if point < *weight {
                return last;
            }
        }
        point -= weight;
    }
    last
}

/// The ledger forgets a little every session; who did next to nothing of late drops out.
fn forget(organisation: &mut Organisation) {
    let keep =
        1.0 - f64::from(organisation.knobs.practice.session_every) / f64::from(organisation.knobs.tasks.memory_weeks);
    for entry in &mut organisation.ledger {
        entry.tasks *= keep.max(0.0);
    }
    organisation.ledger.retain(|entry| entry.tasks >= 0.05);
}

fn enter(organisation: &mut Organisation, person: Person) {
    match organisation.ledger.iter_mut().find(|entry| entry.person == person) {
        Some(entry) => entry.tasks += 1.0,
        None => organisation.ledger.push(LedgerEntry { person, tasks: 1.0 }),
    }
}

/// The union link is held by named people. A first holder is whoever of those present is most skilled and
/// could lead; a second one is trained up, as far as there is training.
fn hand_on_link(organisation: &mut Organisation, w: &Workers, word: Word, training: f64, link: &Link) {
    if organisation.plan.union.is_none() || organisation.link_holders.len() >= link.holders as usize {
        return;
    }
    let ready = match organisation.link_holders.len() {
        0 => word.chance(Purpose::LinkHandOn, 0, link.take_up),
        _ => word.chance(Purpose::LinkHandOn, 0, link.hand_on * training),
    };
    if !ready {
        return;
    }
    let free_hands = organisation.attenders.iter().copied().filter(|m| !organisation.link_holders.contains(m));
    let best = free_hands.max_by(|a, b| w.skill.at(*a as usize).total_cmp(&w.skill.at(*b as usize)));
    if let Some(best) = best {
        organisation.link_holders.push(best);
    }
}
