//! Process 3: a week at the employer's.

use crate::number::draws::{Purpose, Word};

use super::world::World;

/// Framings drift back to their anchors; coping need grows, the more so the wider the perceived gap;
/// skill, fatigue, rights knowledge, efficacy and identities relax to their bases; free Sundays are drawn.
pub fn run(world: &mut World) {
    let behaviour = &world.plan.behaviour;
    let w = &mut world.workers;
    relax(&mut w.familial, &w.familial_anchor, behaviour.framing.reanchoring);
    relax(&mut w.servant, &w.servant_anchor, behaviour.framing.reanchoring);
    relax(&mut w.dual_reference, &w.dual_reference_anchor, behaviour.framing.reanchoring);
    relax(&mut w.skill, &w.skill_base, behaviour.skill.decay);
    relax(&mut w.rights, &w.rights_base, behaviour.talk.forgetting);
    relax(&mut w.efficacy, &w.efficacy_base, behaviour.efficacy.decay);
    relax(&mut w.worker_identity, &w.worker_identity_base, behaviour.identity.decay);
    relax(&mut w.ethnic_identity, &w.ethnic_identity_base, behaviour.identity.decay);
    for fatigue in &mut w.fatigue {
        *fatigue -= behaviour.fatigue.recovery * *fatigue;
    }
    let growth = behaviour.coping.need_growth;
    for i in 0..w.len() {
        let faster = 0.5 + w.gap(i);
        let need = &mut w.coping_need[i];
        *need = (*need + growth * (1.0 - *need) * faster).min(1.0);
    }
    for ((free, chance), word) in w.free.iter_mut().zip(&w.free_time).zip(&world.words) {
        *free = Word(*word).chance(Purpose::Free, 0, *chance);
    }
}

fn relax(state: &mut [f64], base: &[f64], rate: f64) {
    for (x, b) in state.iter_mut().zip(base) {
        *x += rate * (b - *x);
    }
}
