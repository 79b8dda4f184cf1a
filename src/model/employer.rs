//! Process 3: a week at the employer's.

use crate::knob::behaviour::Problem;
use crate::number::draws::{Purpose, chances};
use crate::number::simd::vectorised;

use super::chunks::{self, CHUNK};
use super::column::Column;
use super::marks::Marks;
use super::mind::State;
use super::workers::{Workers, gap};
use super::world::World;

/// Framings drift back to their anchors; coping need grows, the more so the wider the perceived gap;
/// skill, fatigue, rights knowledge, efficacy and identities relax to their bases; free Sundays and new problems are
/// drawn.
pub(crate) fn run(world: &mut World) {
    let behaviour = &world.plan.behaviour;
    let framing = behaviour.framing.reanchoring;
    let identity = behaviour.identity.decay;
    // In the order of the states; coping need grows by a rule of its own.
    let rates =
        [framing, framing, framing, behaviour.talk.forgetting, behaviour.efficacy.decay, identity, identity, 0.0];
    let w = &mut world.workers;
    minds(w, rates, behaviour.coping.need_growth);
    relax(&mut w.skill, &w.skill_base, behaviour.skill.decay);
    recover(&mut w.fatigue, behaviour.fatigue.recovery);
    sundays(w, &world.words);
    if behaviour.problem.rate > 0.0 {
        problems(w, &world.words, &behaviour.problem, &mut world.scratch.found);
    }
}

fn minds(w: &mut Workers, rates: [f64; 8], growth: f64) {
    let Workers { minds, roots, pay_ratio, home_ratio, nonpay_grievance, .. } = w;
    if !(roots.is_alike() && pay_ratio.is_alike() && home_ratio.is_alike() && nonpay_grievance.is_alike()) {
        minds.spread();
    }
    let n = minds.len();
    let parts = minds.all_mut().chunks_mut(CHUNK).enumerate();
    chunks::for_each(n, parts, |(index, minds)| {
        vectorised(
            #[inline(always)]
            || {
                for (i, mind) in (index * CHUNK..).zip(minds) {
                    let root = roots.kept(i);
                    for ((x, root), rate) in mind.0.iter_mut().zip(root.0).zip(rates) {
                        *x = (f64::from(*x) + rate * (f64::from(root) - f64::from(*x))) as f32;
                    }
                    let dual_reference = mind.at(State::DualReference);
                    let faster = 0.5 + gap(pay_ratio.at(i), home_ratio.at(i), nonpay_grievance.at(i), dual_reference);
                    let need = mind.at(State::CopingNeed);
                    mind.put(State::CopingNeed, (need + growth * (1.0 - need) * faster).min(1.0));
                }
            },
        );
    });
}

fn relax(state: &mut Column<f32>, base: &Column<f32>, rate: f64) {
    if !base.is_alike() {
        state.spread();
    }
    let n = state.len();
    let parts = state.all_mut().chunks_mut(CHUNK).enumerate();
    chunks::for_each(n, parts, |(index, state)| {
        let relaxed = move |x: f32, base: f32| (f64::from(x) + rate * (f64::from(base) - f64::from(x))) as f32;
        match base.of(index * CHUNK..index * CHUNK + state.len()) {
            [] => state.iter_mut().for_each(|x| *x = relaxed(*x, base.kept(0))),
            bases => vectorised(
                #[inline(always)]
                move || state.iter_mut().zip(bases).for_each(|(x, base)| *x = relaxed(*x, *base)),
            ),
        }
    });
}

fn recover(fatigue: &mut Column<f32>, rate: f64) {
    let n = fatigue.len();
    chunks::for_each(n, fatigue.all_mut().chunks_mut(CHUNK), |fatigue| {
        vectorised(
            #[inline(always)]
            move || fatigue.iter_mut().for_each(|x| *x = (f64::from(*x) - rate * f64::from(*x)) as f32),
        );
    });
}

/// Draws whose problem ends without help, and who of those without one has a new one: the more grievance, in pay and
/// beyond it, the more often.
fn problems(w: &mut Workers, words: &[u64], knobs: &Problem, found: &mut Vec<u32>) {
    found.clear();
    let grievance = |i: usize| (1.0 - w.pay_ratio.at(i) + w.nonpay_grievance.at(i)).clamp(0.0, 1.0);
    let arises = |i: usize| if w.problem.has(i) { 0.0 } else { knobs.rate * grievance(i) };
    chunks::find(words, Purpose::Problem, knobs.rate, arises, found);
    let new = found.len();
    if knobs.lapse > 0.0 {
        let ends = |i: usize| if w.problem.has(i) { knobs.lapse } else { 0.0 };
        chunks::find(words, Purpose::Lapse, knobs.lapse, ends, found);
    }
    for (n, worker) in found.iter().enumerate() {
        w.problem.set(*worker as usize, n < new);
    }
}

/// Draws whose Sunday is free.
fn sundays(w: &mut Workers, words: &[u64]) {
    let Workers { free, free_time, .. } = w;
    if free_time.is_alike() && free_time.at(0) >= 1.0 {
        return free.fill(true);
    }
    let parts = free.words_mut().chunks_mut(CHUNK / Marks::TOGETHER).zip(words.chunks(CHUNK)).enumerate();
    chunks::for_each(words.len(), parts, |(index, (marks, words))| {
        vectorised(
            #[inline(always)]
            || {
                let firsts = (index * CHUNK..).step_by(Marks::TOGETHER);
                for ((first, marks), words) in firsts.zip(marks).zip(words.chunks(Marks::TOGETHER)) {
                    *marks = match free_time.of(first..first + words.len()) {
                        [] => chances(words, Purpose::Free, |_| free_time.at(0)),
                        each => chances(words, Purpose::Free, |k| f64::from(each[k])),
                    };
                }
            },
        );
    });
}
