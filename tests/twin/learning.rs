//! Process 7: politicised learning, and services.

use mobilise::internals::number::draws::Purpose;
use mobilise::knob::organisation::Teaching;

use super::kept::kept;
use super::meeting::Intensity;
use super::sums::logistic;
use super::world::World;

impl World {
    pub fn learn(
        &mut self,
        o: usize,
        present: &[usize],
        intensity: &Intensity,
        shared: &[Vec<(usize, f64)>],
    ) -> Vec<f64> {
        let mut doses = Vec::new();
        let knobs = self.plan.behaviour.learning.clone();
        let dialogic = self.organisations[o].practices.practice.teaching == Teaching::Dialogic;
        let quality = self.session_quality(o, present);
        self.organisations[o].week.quality = quality;
        let clarity = self.clarity(o);
        let both = self.organisations[o].class * self.organisations[o].ethnic;
        for (i, shared) in present.iter().zip(shared) {
            let taught = self.taught(o, *i);
            let trust: f64 = shared.iter().map(|(_, trust)| trust).sum();
            let art = intensity.art * trust.min(1.0);
            let dose = knobs.rate * (intensity.learning * quality * taught + art).min(1.0);
            self.log.distant_lessons += u32::from(taught < 1.0);
            doses.push(dose);
            let d = dose * clarity.class;
            let w = &mut self.workers[*i];
            for framing in 0..3 {
                let s = *w.framings[framing];
                let target = if dialogic { (s - knobs.step * knobs.latitude).max(0.0) } else { 0.0 };
                // Only didactic teaching may ask for more than the learner's latitude.
                self.log.just_within_latitude +=
                    u32::from(w.framings[framing] == kept(knobs.latitude) && s > knobs.latitude);
                if dialogic || w.framings[framing] <= kept(knobs.latitude) {
                    let moved = d * (target - s);
                    w.framings[framing] = kept(s + moved);
                    w.anchors[framing] = kept((*w.anchors[framing] + knobs.anchor_share * moved).max(0.0));
                } else {
                    self.log.beyond_latitude += 1;
                }
            }
            w.rights.rise(d);
            w.worker_identity.rise(d);
            w.efficacy.rise(knobs.pride * dose * both * *w.ethnic_identity);
            w.ethnic_identity.rise(dose * clarity.ethnic);
        }
        doses
    }

    /// What those present remember of the session; before a service solves their problem.
    pub fn remember(&mut self, present: &[usize], service: f64, shared: &[Vec<(usize, f64)>], doses: &[f64]) {
        let (relief, rate) = (self.plan.behaviour.coping.relief, self.plan.behaviour.learning.rate);
        if self.plan.behaviour.attendance.experience == 0.0 {
            return;
        }
        for ((i, shared), dose) in present.iter().zip(shared).zip(doses) {
            let not_relieved: f64 = shared.iter().map(|(_, trust)| 1.0 - relief * trust).product();
            let not_taught = if rate == 0.0 { 1.0 } else { 1.0 - dose / rate };
            let not_served = if self.workers[*i].problem { 1.0 - service } else { 1.0 };
            let y = 1.0 - not_relieved * not_taught * not_served;
            let v = *self.workers[*i].experience;
            self.workers[*i].experience = kept(v + self.plan.behaviour.attendance.experience_rate * (y - v));
            self.log.experiences += 1;
        }
    }

    /// The share of what is taught that distance to those who run the session leaves.
    fn taught(&self, o: usize, i: usize) -> f64 {
        1.0 - self.plan.behaviour.learning.distance * self.distance(o, i)
    }

    /// By the highest skill among those present and paid.
    fn session_quality(&self, o: usize, present: &[usize]) -> f64 {
        let knobs = &self.plan.behaviour.meeting;
        let mut best = present.iter().map(|i| *self.workers[*i].skill).fold(0.0, f64::max);
        if self.paid_people(o) > 0 {
            best = best.max(self.organisations[o].practices.staff.skill);
        }
        logistic(knobs.quality_slope * (best - knobs.quality_skill))
    }

    pub fn serve(&mut self, o: usize, present: &[usize], intensity: &Intensity) {
        let knobs = self.plan.behaviour.service.clone();
        let solved = self.plan.behaviour.problem.solved * intensity.service;
        for i in present {
            let taught = self.taught(o, *i);
            let solves = self.worker_word(*i).chance(Purpose::Solved, 0, solved);
            let w = &mut self.workers[*i];
            w.rights.rise(knobs.rights * intensity.service * taught);
            w.coping_need.shrink(knobs.relief * intensity.service);
            if w.problem && solves {
                w.problem = false;
                self.log.problems_solved += 1;
            }
        }
    }
}
