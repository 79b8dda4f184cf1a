//! What winning and losing do to those who tried.

use crate::number::maths::saturating;

use super::mind::State;
use super::world::World;

/// Winning raises efficacy; losing lowers it, the less the more trusted ties there are.
pub(super) fn encourage(world: &mut World, i: usize, won: bool) {
    let behaviour = &world.plan.behaviour;
    let e = &behaviour.efficacy;
    let efficacy = world.workers.state(State::Efficacy, i);
    let moved = if won {
        efficacy + e.success * (1.0 - efficacy)
    } else {
        if e.failure == 0.0 || efficacy == 0.0 {
            return;
        }
        let trust: f64 = world.ties.row(i as u32).trust();
        let cushion = e.cushion * saturating(trust, behaviour.attendance.half_ties);
        efficacy - e.failure * (1.0 - cushion) * efficacy
    };
    world.workers.set(State::Efficacy, i, moved);
}
