//! Politicised learning in a session, through classes and through stories; and services.

use crate::knob::behaviour::Learning;
use crate::knob::organisation::Teaching;
use crate::number::maths::logistic;

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
    for (m, stories) in organisation.attenders.iter().zip(&world.scratch.stories) {
        let i = *m as usize;
        let dose = learning.rate * (classes + art * stories.min(1.0)).min(1.0);
        learn(w, i, dose * class, organisation.knobs.practice.teaching, learning);
        w.efficacy[i] += learning.pride * dose * both * w.ethnic_identity[i] * (1.0 - w.efficacy[i]);
        w.ethnic_identity[i] += dose * ethnic * (1.0 - w.ethnic_identity[i]);
        w.rights[i] += behaviour.service.rights * service * (1.0 - w.rights[i]);
        w.coping_need[i] -= behaviour.service.relief * service * w.coping_need[i];
    }
}

/// How good a session the best facilitator present makes: a soft gate.
fn session_quality(organisation: &Organisation, w: &Workers, behaviour: &crate::knob::behaviour::Behaviour) -> f64 {
    let members = organisation.attenders.iter().map(|m| w.skill[*m as usize]).fold(0.0, f64::max);
    let staff = if organisation.paid_people() > 0 { organisation.knobs.staff.skill } else { 0.0 };
    let meeting = &behaviour.meeting;
    logistic(meeting.quality_slope * (members.max(staff) - meeting.quality_skill))
}

/// One lesson: each framing moves to its target if the target lies within the latitude of acceptance, its
/// anchor with it in part; rights knowledge and worker identity rise.
pub(super) fn learn(w: &mut Workers, i: usize, dose: f64, teaching: Teaching, learning: &Learning) {
    let move_framing = |s: &mut f64, anchor: &mut f64| {
        // Questions stay within the latitude of acceptance by what they are; the whole truth may not.
        let (target, accepted) = match teaching {
            Teaching::Didactic => (0.0, *s <= learning.latitude),
            Teaching::Dialogic => ((*s - learning.step * learning.latitude).max(0.0), true),
        };
        if accepted {
            let change = dose * (target - *s);
            *s += change;
            *anchor = (*anchor + learning.anchor_share * change).max(0.0);
        }
    };
    move_framing(&mut w.familial[i], &mut w.familial_anchor[i]);
    move_framing(&mut w.servant[i], &mut w.servant_anchor[i]);
    move_framing(&mut w.dual_reference[i], &mut w.dual_reference_anchor[i]);
    w.rights[i] += dose * (1.0 - w.rights[i]);
    w.worker_identity[i] += dose * (1.0 - w.worker_identity[i]);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(framing: f64) -> Workers {
        let mut w = Workers::new(1);
        for trait_ in [super::super::plan::Trait::Familial, super::super::plan::Trait::Servant] {
            w.set_trait(trait_, 0, framing);
        }
        w
    }

    /// C.19 (iii): didactic teaching decays geometrically inside the latitude and moves nobody outside.
    #[test]
    fn didactic_learning_follows_the_closed_form() {
        let learning = Learning { rate: 0.1, latitude: 0.35, ..Learning::default() };
        for (start, expected) in [(0.3, 0.3 * libm::pow(0.9, 20.0)), (0.36, 0.36)] {
            let mut w = one(start);
            for _ in 0..20 {
                learn(&mut w, 0, learning.rate, Teaching::Didactic, &learning);
            }
            assert!((w.familial[0] - expected).abs() < 1e-12, "{start}: {}", w.familial[0]);
        }
    }

    /// C.19 (iii): dialogic teaching falls by λ·0.9ε a week while above 0.9ε, then geometrically.
    #[test]
    fn dialogic_learning_follows_the_closed_form() {
        let learning = Learning { rate: 0.1, latitude: 0.4, step: 0.9, ..Learning::default() };
        let mut w = one(0.7);
        let mut expected = 0.7;
        for _ in 0..60 {
            learn(&mut w, 0, learning.rate, Teaching::Dialogic, &learning);
            expected -= if expected > 0.36 { 0.1 * 0.36 } else { 0.1 * expected };
            assert!((w.servant[0] - expected).abs() < 1e-12);
        }
    }
}
