//! Politicised learning in a session, through classes and through stories; and services.

use crate::canary::{Canary, is_planted};
use crate::knob::behaviour::Learning;
use crate::knob::organisation::Teaching;
use crate::number::draws::{Purpose, Word};
use crate::number::maths::logistic;

use super::mind::{Mind, State};
use super::organisation::{Activity, Organisation};
use super::workers::Workers;
use super::world::World;

/// Those present learn as far as hours, the best facilitator's skill and a clear class message go; radical
/// art adds what they hear in stories, by trust. Services inform and relieve.
pub(super) fn run(world: &mut World, o: usize, art: f64) {
    let plan = &world.plan;
    let behaviour = &plan.behaviour;
    let quality = session_quality(&world.organisations[o], &world.workers, behaviour);
    let organisation = &mut world.organisations[o];
    organisation.session_quality = quality;
    let (class, ethnic) = organisation.clarity(behaviour);
    let both = organisation.both_axes();
    let learning = &behaviour.learning;
    let classes = organisation.intensity[Activity::Learning as usize] * quality;
    let service = organisation.intensity[Activity::Service as usize];
    let w = &mut world.workers;
    let attendance = &behaviour.attendance;
    let remembers = attendance.experience != 0.0;
    let solved = if is_planted(Canary::ProblemKept) { 0.0 } else { behaviour.problem.solved };
    let heard = world.scratch.stories.iter().zip(&world.scratch.sharing);
    for (m, (stories, exchange)) in organisation.attenders.iter().zip(heard) {
        let i = *m as usize;
        // Distance is between people: it weakens teaching, and not the stories that people hear from one another.
        let taught = 1.0 - learning.distance * organisation.distance(w.origin.at(i), behaviour);
        let art = if is_planted(Canary::StoriesWeakened) { art * taught } else { art };
        let lesson = (classes * taught + art * stories.min(1.0)).min(1.0);
        let dose = learning.rate * lesson;
        let (mut mind, mut root) = (w.minds.kept(i), w.roots.kept(i));
        learn(&mut mind, &mut root, dose * class, organisation.knobs.practice.teaching, learning);
        let pride = learning.pride * dose * both * mind.at(State::EthnicIdentity);
        mind.gain(State::Efficacy, pride);
        mind.gain(State::EthnicIdentity, dose * ethnic);
        mind.gain(State::Rights, behaviour.service.rights * service * taught);
        let need = mind.at(State::CopingNeed);
        mind.put(State::CopingNeed, need - behaviour.service.relief * service * need);
        w.minds.put(i, mind);
        w.roots.put(i, root);
        if remembers {
            let learnt = if learning.rate > 0.0 { lesson } else { 0.0 };
            let served = if w.problem.has(i) { service } else { 0.0 };
            remember(w, i, [1.0 - exchange.calm(), learnt, served], attendance.experience_rate);
        }
        if w.problem.has(i) && Word(world.words[i]).chance(Purpose::Solved, 0, solved * service) {
            w.problem.set(i, false);
        }
    }
}

/// A session is good as far as it relieves, teaches or serves; any one of these is enough.
fn remember(w: &mut Workers, i: usize, gains: [f64; 3], rate: f64) {
    let product: f64 = gains.iter().map(|gain| 1.0 - gain).product();
    let good = if is_planted(Canary::ExperienceSkewed) { product } else { 1.0 - product };
    let before = w.experience.at(i);
    w.experience.put(i, before + rate * (good - before));
}

/// How good a session the best facilitator present makes: a soft gate.
fn session_quality(organisation: &Organisation, w: &Workers, behaviour: &crate::knob::behaviour::Behaviour) -> f64 {
    let members = organisation.attenders.iter().map(|m| w.skill.at(*m as usize)).fold(0.0, f64::max);
    let staff = if organisation.paid_people() > 0 { organisation.knobs.staff.skill } else { 0.0 };
    let meeting = &behaviour.meeting;
    logistic(meeting.quality_slope * (members.max(staff) - meeting.quality_skill))
}

/// One lesson: each framing moves to its target if the target lies within the latitude of acceptance, its
/// anchor with it in part; rights knowledge and worker identity rise.
pub(super) fn learn(mind: &mut Mind, root: &mut Mind, dose: f64, teaching: Teaching, learning: &Learning) {
    // Both sides in single precision, or a framing on the edge would fall to either side by its last digit.
    let latitude = f64::from(learning.latitude as f32);
    for framing in State::FRAMINGS {
        let s = mind.at(framing);
        // Questions stay within the latitude of acceptance by what they are; the whole truth may not.
        let (target, accepted) = match teaching {
            Teaching::Didactic => (0.0, s <= latitude),
            Teaching::Dialogic => ((s - learning.step * learning.latitude).max(0.0), true),
        };
        if accepted {
            let change = dose * (target - s);
            mind.put(framing, s + change);
            root.put(framing, (root.at(framing) + learning.anchor_share * change).max(0.0));
        }
    }
    mind.gain(State::Rights, dose);
    mind.gain(State::WorkerIdentity, dose);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(framing: f64) -> (Mind, Mind) {
        let mut mind = Mind::default();
        State::FRAMINGS.into_iter().for_each(|state| mind.put(state, framing));
        (mind, mind)
    }

    /// What single precision allows after some dozens of roundings.
    const SINGLE: f64 = 1e-6;

    /// C.19 (iii): didactic teaching decays geometrically inside the latitude and moves nobody outside.
    #[test]
    fn didactic_learning_follows_the_closed_form() {
        let learning = Learning { rate: 0.1, latitude: 0.35, ..Learning::default() };
        for (start, expected) in [(0.3, 0.3 * libm::pow(0.9, 20.0)), (0.36, 0.36)] {
            let (mut mind, mut root) = one(start);
            for _ in 0..20 {
                learn(&mut mind, &mut root, learning.rate, Teaching::Didactic, &learning);
            }
            let found = mind.at(State::Familial);
            assert!((found - expected).abs() < SINGLE, "{start}: {found}");
        }
    }

    /// C.19 (iii): dialogic teaching falls by λ·0.9ε a week while above 0.9ε, then geometrically.
    #[test]
    fn dialogic_learning_follows_the_closed_form() {
        let learning = Learning { rate: 0.1, latitude: 0.4, step: 0.9, ..Learning::default() };
        let (mut mind, mut root) = one(0.7);
        let mut expected = 0.7;
        for _ in 0..60 {
            learn(&mut mind, &mut root, learning.rate, Teaching::Dialogic, &learning);
            expected -= if expected > 0.36 { 0.1 * 0.36 } else { 0.1 * expected };
            assert!((mind.at(State::Servant) - expected).abs() < SINGLE);
        }
    }
}
