//! Process 8: cognitive liberation.

use crate::number::maths::power_mean;

use super::workers::Workers;
use super::world::World;

/// Injustice is the perceived gap as far as the familial framing lets it count; liberation is the power
/// mean of injustice, rights claimed and efficacy.
pub fn run(world: &mut World) {
    let exponent = world.plan.behaviour.liberation.exponent;
    let w = &mut world.workers;
    for i in 0..w.len() {
        liberate(w, i, exponent);
    }
}

/// Injustice and liberation of one worker.
#[inline]
pub(super) fn liberate(w: &mut Workers, i: usize, exponent: f64) {
    let injustice = (1.0 - w.familial[i]) * w.gap(i);
    w.injustice[i] = injustice;
    w.liberation[i] = power_mean(exponent, injustice, w.rights_claim(i), w.efficacy[i]);
}
