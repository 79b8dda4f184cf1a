//! What winning and losing do to those who tried.

use crate::number::maths::saturating;

use super::world::World;

/// Winning raises efficacy; losing lowers it, the less the more trusted ties there are.
pub(super) fn encourage(world: &mut World, i: usize, won: bool) {
    let behaviour = &world.plan.behaviour;
    let e = &behaviour.efficacy;
    let efficacy = &mut world.workers.efficacy[i];
    if won {
        *efficacy += e.success * (1.0 - *efficacy);
    } else {
        let trust: f64 = world.ties.row(i as u32).iter().map(|tie| tie.trust).sum();
        let cushion = e.cushion * saturating(trust, behaviour.attendance.half_ties);
        *efficacy -= e.failure * (1.0 - cushion) * *efficacy;
    }
}
