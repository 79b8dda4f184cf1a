//! Individual claims against an employer.

use crate::number::draws::{Purpose, Word};

use super::chunks;
use super::mind::State;
use super::workers::NONE;
use super::world::World;

/// A claim needs a grievance, rights knowledge free of the servant framing, efficacy, support, and little
/// to lose. Winning puts part of the wrong right and makes a candidate for tasks.
pub(super) fn run(world: &mut World) {
    let claims = world.plan.behaviour.claims.clone();
    if claims.rate == 0.0 {
        return;
    }
    // The chance is never above the rate: most workers are done here.
    let mut candidates = std::mem::take(&mut world.scratch.actors);
    candidates.clear();
    chunks::find(&world.words, Purpose::Claim, claims.rate, |_| claims.rate, &mut candidates);
    for i in candidates.iter().map(|i| *i as usize) {
        let word = Word(world.words[i]);
        let u = word.uniform(Purpose::Claim, 0);
        if world.workers.gap(i) <= 0.0 {
            continue;
        }
        let w = &world.workers;
        let organisation = w.organisation.at(i);
        let (support, risk) = match world.organisations.get(usize::from(organisation)) {
            Some(o) => (1.0, w.risk.at(i) * (1.0 - o.support)),
            None => (claims.alone, w.risk.at(i)),
        };
        if u >= claims.rate * w.rights_claim(i) * w.state(State::Efficacy, i) * support * (1.0 - risk) {
            continue;
        }
        let won = word.chance(Purpose::ClaimOutcome, 0, claims.win);
        if won {
            let w = &mut world.workers;
            let (pay, grievance, skill) = (w.pay_ratio.at(i), w.nonpay_grievance.at(i), w.skill.at(i));
            w.pay_ratio.put(i, pay + claims.gain * (1.0 - pay).max(0.0));
            w.nonpay_grievance.put(i, grievance - claims.gain * grievance);
            w.skill.put(i, skill + claims.skill * (1.0 - skill));
            let enough = world.plan.behaviour.meeting.initiative_skill;
            if organisation != NONE && skill < enough && w.skill.at(i) >= enough {
                world.organisations[usize::from(organisation)].joiners.grown(i as u32, world.week);
            }
        }
        super::encouragement::encourage(world, i, won);
        if organisation != NONE {
            let week = &mut world.organisations[usize::from(organisation)].week;
            week.claims += 1;
            week.claims_won += u32::from(won);
        } else {
            world.lone_claims.0 += 1;
            world.lone_claims.1 += u32::from(won);
        }
    }
    world.scratch.actors = candidates;
}
