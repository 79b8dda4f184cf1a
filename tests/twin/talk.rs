//! Process 4: talk on ties; and the equations of hearing, which a session's sharing uses too.

use crate::worker::Worker;
use crate::world::World;

impl World {
    pub fn talk(&mut self) {
        let before = self.workers.clone();
        for i in 0..self.workers.len() {
            let talks = |other: usize| before[i].free && before[other].free;
            let heard: Vec<(usize, f64)> =
                before[i].ties.iter().filter(|t| talks(t.other)).map(|t| (t.other, t.trust)).collect();
            self.workers[i] = self.hear(&before, i, &heard);
        }
        self.trust_after_talk();
    }

    /// What becomes of worker i, who hears each of these with this trust; all from the state before.
    pub fn hear(&self, before: &[Worker], i: usize, heard: &[(usize, f64)]) -> Worker {
        let (influence, relief) = (self.plan.behaviour.talk.influence, self.plan.behaviour.coping.relief);
        let resonance = self.plan.behaviour.coping.resonance;
        let was = &before[i];
        // A sum over those heard of their trust times something of theirs.
        let sum = |of: &dyn Fn(&Worker) -> f64| heard.iter().map(|(j, trust)| trust * of(&before[*j])).sum::<f64>();
        let attention = 1.0 / (influence * sum(&|_| 1.0)).max(1.0);
        let z = (resonance * sum(&|j| was.coping_need * j.coping_need)).min(1.0);
        let mut now = self.workers[i].clone();
        for s in 0..3 {
            let pull = attention * influence * sum(&|j| j.framings[s] - was.framings[s]);
            now.framings[s] = (was.framings[s] + pull - z * was.framings[s]).clamp(0.0, 1.0);
        }
        for (_, trust) in heard {
            now.coping_need *= 1.0 - relief * trust;
        }
        now.rights += attention * influence * sum(&|j| (j.rights - was.rights).max(0.0));
        now.efficacy += attention * influence * sum(&|j| j.efficacy - was.efficacy);
        now.worker_identity += attention * influence * sum(&|j| j.worker_identity - was.worker_identity);
        now
    }

    /// Ties whose two ends are free gain trust; all others lose some, and end below the floor.
    fn trust_after_talk(&mut self) {
        let knobs = self.plan.behaviour.ties.clone();
        let free: Vec<bool> = self.workers.iter().map(|w| w.free).collect();
        for (i, w) in self.workers.iter_mut().enumerate() {
            let mut place = 0;
            while place < w.ties.len() {
                let tie = &mut w.ties[place];
                let talked = free[i] && free[tie.other];
                if talked {
                    tie.trust += knobs.gain * (1.0 - tie.trust);
                } else {
                    tie.trust *= 1.0 - knobs.loss;
                }
                if !talked && tie.trust < knobs.floor {
                    // The last of the row takes its place and is looked at next. The other end has the same
                    // trust and comes to the same end in its own row.
                    w.ties.swap_remove(place);
                    self.log.ties_ended += 1;
                } else {
                    place += 1;
                }
            }
        }
    }
}
