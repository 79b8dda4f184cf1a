//! Process 8: cognitive liberation.

use crate::number::maths::power_mean;
use crate::number::wide::wide;

use super::mind::State;
use super::shares::{self, SHARE};
use super::workers::{Workers, gap};
use super::world::World;

/// Injustice is the perceived gap as far as the familial framing lets it count; liberation is the power
/// mean of injustice, rights claimed and efficacy.
pub fn run(world: &mut World) {
    let exponent = world.plan.behaviour.liberation.exponent;
    let w = &mut world.workers;
    let Workers { minds, pay_ratio, home_ratio, nonpay_grievance, injustice, liberation, .. } = w;
    if !(minds.is_alike() && pay_ratio.is_alike() && home_ratio.is_alike() && nonpay_grievance.is_alike()) {
        injustice.spread();
        liberation.spread();
    }
    let alike = injustice.is_alike() || liberation.is_alike();
    let n = if alike { 1 } else { minds.len() };
    let parts = injustice.all_mut()[..n].chunks_mut(SHARE).zip(liberation.all_mut()[..n].chunks_mut(SHARE)).enumerate();
    shares::for_each(n, parts, |(place, (injustice, liberation))| {
        wide(
            #[inline(always)]
            || {
                for (i, (injustice, liberation)) in (place * SHARE..).zip(injustice.iter_mut().zip(liberation)) {
                    let mind = minds.kept(i);
                    let gap =
                        gap(pay_ratio.at(i), home_ratio.at(i), nonpay_grievance.at(i), mind.at(State::DualReference));
                    let unjust = (1.0 - mind.at(State::Familial)) * gap;
                    let claim = (1.0 - mind.at(State::Servant)) * mind.at(State::Rights);
                    *injustice = unjust as f32;
                    *liberation = power_mean(exponent, unjust, claim, mind.at(State::Efficacy)) as f32;
                }
            },
        );
    });
}

/// Injustice and liberation of one worker.
pub(super) fn liberate(w: &mut Workers, i: usize, exponent: f64) {
    let injustice = (1.0 - w.state(State::Familial, i)) * w.gap(i);
    w.injustice.put(i, injustice);
    w.liberation.put(i, power_mean(exponent, injustice, w.rights_claim(i), w.state(State::Efficacy, i)));
}
