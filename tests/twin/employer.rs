//! Process 3: a week at the employer's.

use mobilise::internals::number::draws::Purpose;

use super::kept::kept;
use super::world::World;

impl World {
    pub fn employer(&mut self) {
        let knobs = self.plan.behaviour.clone();
        for i in 0..self.workers.len() {
            let word = self.worker_word(i);
            let w = &mut self.workers[i];
            for framing in 0..3 {
                let anchor = w.anchors[framing];
                w.framings[framing].relax(anchor, knobs.framing.reanchoring);
            }
            w.skill.relax(w.base.skill, knobs.skill.decay);
            w.rights.relax(w.base.rights, knobs.talk.forgetting);
            w.efficacy.relax(w.base.efficacy, knobs.efficacy.decay);
            w.worker_identity.relax(w.base.worker_identity, knobs.identity.decay);
            w.ethnic_identity.relax(w.base.ethnic_identity, knobs.identity.decay);
            w.fatigue.shrink(knobs.fatigue.recovery);
            let u = *w.coping_need;
            w.coping_need = kept((u + knobs.coping.need_growth * (1.0 - u) * (0.5 + w.gap())).min(1.0));
            w.free = word.chance(Purpose::Free, 0, *w.free_time);
            let grievance = (1.0 - *w.pay_ratio + *w.grievance).clamp(0.0, 1.0);
            if w.problem {
                if word.chance(Purpose::Lapse, 0, knobs.problem.lapse) {
                    w.problem = false;
                    self.log.problems_lapsed += 1;
                }
            } else if word.chance(Purpose::Problem, 0, knobs.problem.rate * grievance) {
                w.problem = true;
                self.log.problems += 1;
            }
        }
    }
}
