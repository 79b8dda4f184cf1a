//! Individual claims against an employer.

use crate::number::draws::{Purpose, Word};

use super::workers::NONE;
use super::world::World;

/// A claim needs a grievance, rights knowledge free of the servant framing, efficacy, support, and little
/// to lose. Winning puts part of the wrong right and makes a candidate for tasks.
pub(super) fn run(world: &mut World) {
    let claims = world.plan.behaviour.claims.clone();
    for i in 0..world.workers.len() {
        let word = Word(world.words[i]);
        let u = word.uniform(Purpose::Claim, 0);
        // The chance is never above the rate: most workers are done here.
        if u >= claims.rate || world.workers.gap(i) <= 0.0 {
            continue;
        }
        let w = &world.workers;
        let organisation = w.organisation[i];
        let (support, risk) = match world.organisations.get(usize::from(organisation)) {
            Some(o) => (1.0, w.risk[i] * (1.0 - o.support)),
            None => (claims.alone, w.risk[i]),
        };
        if u >= claims.rate * w.rights_claim(i) * w.efficacy[i] * support * (1.0 - risk) {
            continue;
        }
        let won = word.chance(Purpose::ClaimOutcome, 0, claims.win);
        if won {
            let w = &mut world.workers;
            w.pay_ratio[i] += claims.gain * (1.0 - w.pay_ratio[i]).max(0.0);
            w.nonpay_grievance[i] -= claims.gain * w.nonpay_grievance[i];
            w.skill[i] += claims.skill * (1.0 - w.skill[i]);
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
}
