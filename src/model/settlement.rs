//! What comes of a call.

use crate::number::draws::{Actor, Purpose};

use super::workers::Concessions;
use super::world::World;

/// Success or failure of a call on the class axis or the ethnic one, and what it does to those who acted and to the
/// demand it pressed.
pub(super) fn settle(world: &mut World, o: usize, class: bool, demand: Option<usize>) {
    let plan = std::sync::Arc::clone(&world.plan);
    let outcome = &plan.behaviour.outcome;
    let word = world.word_of(Actor::Organisation, o);
    let number = world.scratch.actors.len();
    let organisation = &world.organisations[o];
    let target = match demand {
        Some(d) => {
            let demand = &plan.demands[d];
            let target = &plan.targets[demand.target];
            target.responsiveness + if world.week >= demand.opens { target.opportunity } else { 0.0 }
        }
        // A call in general is put to whoever is least unwilling; without any target, nobody listens.
        None => plan.targets.iter().map(|t| t.responsiveness).fold(f64::NEG_INFINITY, f64::max),
    };
    let odds = target
        + outcome.turnout * libm::log(1.0 + number as f64)
        + outcome.legitimacy * organisation.legitimacy
        + outcome.union * f64::from(u8::from(organisation.link_stands()));
    let won = number > 0 && word.happens(Purpose::Outcome, 0, odds);

    let matters = if won { plan.behaviour.efficacy.success } else { plan.behaviour.efficacy.failure } > 0.0;
    for index in 0..if matters { number } else { 0 } {
        let i = world.scratch.actors[index] as usize;
        super::encouragement::encourage(world, i, won);
    }
    if won {
        world.organisations[o].week.calls_won += 1;
        world.organisations[o].week.employment_calls_won += u32::from(class);
        if let Some(d) = demand {
            advance(world, d);
        }
    }
}

/// A won call brings a demand nearer; the last one meets it, for everybody and for those who come later.
fn advance(world: &mut World, d: usize) {
    let knobs = world.plan.demands[d].knobs.clone();
    let demand = &mut world.demands[d];
    demand.won_calls += 1;
    if demand.won_calls < knobs.wins {
        return;
    }
    demand.met = true;
    let step = Concessions { pay: knobs.pay, grievance: knobs.grievance, risk: knobs.risk, tied_visa: knobs.tied_visa };
    for i in 0..world.workers.len() {
        world.workers.concede(i, &step);
    }
    let all = &mut world.concessions;
    for (sum, share) in [
        (&mut all.pay, step.pay),
        (&mut all.grievance, step.grievance),
        (&mut all.risk, step.risk),
        (&mut all.tied_visa, step.tied_visa),
    ] {
        *sum += share * (1.0 - *sum);
    }
}
