//! Process 3: a week at the employer's.

use mobilise::number::draws::Purpose;

use super::world::World;

impl World {
    pub fn employer(&mut self) {
        let knobs = self.plan.behaviour.clone();
        for i in 0..self.workers.len() {
            let word = self.worker_word(i);
            let w = &mut self.workers[i];
            for framing in 0..3 {
                w.framings[framing] += knobs.framing.reanchoring * (w.anchors[framing] - w.framings[framing]);
            }
            w.skill += knobs.skill.decay * (w.base.skill - w.skill);
            w.rights += knobs.talk.forgetting * (w.base.rights - w.rights);
            w.efficacy += knobs.efficacy.decay * (w.base.efficacy - w.efficacy);
            w.worker_identity += knobs.identity.decay * (w.base.worker_identity - w.worker_identity);
            w.ethnic_identity += knobs.identity.decay * (w.base.ethnic_identity - w.ethnic_identity);
            w.fatigue *= 1.0 - knobs.fatigue.recovery;
            let u = w.coping_need;
            w.coping_need = (u + knobs.coping.need_growth * (1.0 - u) * (0.5 + w.gap())).min(1.0);
            w.free = word.chance(Purpose::Free, 0, w.free_time);
        }
    }
}
