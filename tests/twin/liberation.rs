//! Process 8: perceived injustice and cognitive liberation.

use crate::sums::power_mean;
use crate::worker::FAMILIAL;
use crate::world::World;

impl World {
    pub fn liberation(&mut self) {
        let p = self.plan.behaviour.liberation.exponent;
        for w in &mut self.workers {
            w.injustice = (1.0 - w.framings[FAMILIAL]) * w.gap();
            w.liberation = power_mean(p, [w.injustice, w.rights_claimed(), w.efficacy]);
        }
    }
}
