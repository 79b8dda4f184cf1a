//! What one person takes away from conversations: the same equations on a daily tie and in a session.

use crate::knob::behaviour::Behaviour;

use super::workers::Workers;

/// The sum of what somebody heard, to be applied when all have spoken, so that order cannot matter.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Exchange {
    /// Σ μT: above 1, attention is spread over the speakers.
    weight: f64,
    /// Σ ρ T need need.
    resonance: f64,
    /// Π (1 − rT).
    calm: f64,
    familial: f64,
    servant: f64,
    dual_reference: f64,
    rights: f64,
    efficacy: f64,
    worker_identity: f64,
}

impl Default for Exchange {
    fn default() -> Self {
        Self {
            weight: 0.0,
            resonance: 0.0,
            calm: 1.0,
            familial: 0.0,
            servant: 0.0,
            dual_reference: 0.0,
            rights: 0.0,
            efficacy: 0.0,
            worker_identity: 0.0,
        }
    }
}

impl Exchange {
    /// `i` hears `j` on a tie of this trust.
    #[inline]
    pub fn hear(&mut self, w: &Workers, i: usize, j: usize, trust: f64, behaviour: &Behaviour) {
        let pull = behaviour.talk.influence * trust;
        self.weight += pull;
        self.resonance += behaviour.coping.resonance * trust * w.coping_need[i] * w.coping_need[j];
        self.calm *= 1.0 - behaviour.coping.relief * trust;
        self.familial += pull * (w.familial[j] - w.familial[i]);
        self.servant += pull * (w.servant[j] - w.servant[i]);
        self.dual_reference += pull * (w.dual_reference[j] - w.dual_reference[i]);
        // What one knows is not unlearnt from somebody who knows less.
        self.rights += pull * (w.rights[j] - w.rights[i]).max(0.0);
        self.efficacy += pull * (w.efficacy[j] - w.efficacy[i]);
        self.worker_identity += pull * (w.worker_identity[j] - w.worker_identity[i]);
    }

    /// Applies what was heard to `i`.
    #[inline]
    pub fn apply(&self, w: &mut Workers, i: usize) {
        let attention = 1.0 / self.weight.max(1.0);
        let resonance = self.resonance.min(1.0);
        let framing = |s: &mut f64, pull: f64| *s = (*s + attention * pull - resonance * *s).clamp(0.0, 1.0);
        framing(&mut w.familial[i], self.familial);
        framing(&mut w.servant[i], self.servant);
        framing(&mut w.dual_reference[i], self.dual_reference);
        w.coping_need[i] *= self.calm;
        w.rights[i] += attention * self.rights;
        w.efficacy[i] += attention * self.efficacy;
        w.worker_identity[i] += attention * self.worker_identity;
    }
}
