//! Process 8: cognitive liberation.

use crate::number::maths::{cube_root, power_mean};
use crate::number::simd::vectorised;

use super::chunks::{self, CHUNK};
use super::mind::State;
use super::workers::{Workers, gap};
use super::world::World;

/// Injustice is the perceived gap as far as the familial framing lets it count; liberation is the power
/// mean of injustice, rights claimed and efficacy.
pub(crate) fn run(world: &mut World) {
    let exponent = world.plan.behaviour.liberation.exponent;
    let w = &mut world.workers;
    let Workers { minds, pay_ratio, home_ratio, nonpay_grievance, injustice, liberation, .. } = w;
    if !(minds.is_alike() && pay_ratio.is_alike() && home_ratio.is_alike() && nonpay_grievance.is_alike()) {
        injustice.spread();
        liberation.spread();
    }
    let alike = injustice.is_alike() || liberation.is_alike();
    let n = if alike { 1 } else { minds.len() };
    let parts = injustice.all_mut()[..n].chunks_mut(CHUNK).zip(liberation.all_mut()[..n].chunks_mut(CHUNK)).enumerate();
    chunks::for_each(n, parts, |(index, (injustice, liberation))| {
        vectorised(
            #[inline(always)]
            || {
                let blocks = injustice.chunks_mut(BLOCK).zip(liberation.chunks_mut(BLOCK));
                for (first, (injustice, liberation)) in (index * CHUNK..).step_by(BLOCK).zip(blocks) {
                    // What the mean is taken of lies in columns for a moment, so that roots are drawn many at a time.
                    let mut of = [[0.0; BLOCK]; 3];
                    for (k, injustice) in injustice.iter_mut().enumerate() {
                        let i = first + k;
                        let mind = minds.kept(i);
                        let due = mind.at(State::DualReference);
                        let gap = gap(pay_ratio.at(i), home_ratio.at(i), nonpay_grievance.at(i), due);
                        let unjust = (1.0 - mind.at(State::Familial)) * gap;
                        *injustice = unjust as f32;
                        let claim = (1.0 - mind.at(State::Servant)) * mind.at(State::Rights);
                        of[0][k] = unjust;
                        of[1][k] = claim;
                        of[2][k] = mind.at(State::Efficacy);
                    }
                    let means = power_means(exponent, &of);
                    liberation.iter_mut().zip(means).for_each(|(liberation, mean)| *liberation = mean as f32);
                }
            },
        );
    });
}

/// The power means of three numbers each.
#[inline(always)]
fn power_means(exponent: f64, of: &[[f64; BLOCK]; 3]) -> [f64; BLOCK] {
    let mut means = [0.0; BLOCK];
    let each = means.iter_mut().zip(of[0]).zip(of[1]).zip(of[2]);
    if exponent == 0.0 {
        each.for_each(|(((mean, a), b), c)| *mean = cube_root(a * b * c));
    } else {
        each.for_each(|(((mean, a), b), c)| *mean = power_mean(exponent, a, b, c));
    }
    means
}

/// Workers whose roots are drawn together.
const BLOCK: usize = 64;

/// Injustice and liberation of one worker.
pub(super) fn liberate(w: &mut Workers, i: usize, exponent: f64) {
    let injustice = (1.0 - w.state(State::Familial, i)) * w.gap(i);
    w.injustice.put(i, injustice);
    w.liberation.put(i, power_mean(exponent, injustice, w.rights_claim(i), w.state(State::Efficacy, i)));
}
