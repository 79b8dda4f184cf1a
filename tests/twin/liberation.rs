//! Process 8: perceived injustice and cognitive liberation.

use super::kept::kept;
use super::sums::power_mean;
use super::worker::{FAMILIAL, Worker};
use super::world::World;

impl World {
    pub fn liberation(&mut self) {
        let p = self.plan.behaviour.liberation.exponent;
        for w in &mut self.workers {
            w.liberate(p);
        }
    }
}

impl Worker {
    pub fn liberate(&mut self, p: f64) {
        // The mean is taken of injustice as it is at this moment, before it is kept.
        let injustice = (1.0 - *self.framings[FAMILIAL]) * self.gap();
        self.liberation = kept(power_mean(p, [injustice, self.rights_claimed(), *self.efficacy]));
        self.injustice = kept(injustice);
    }
}
