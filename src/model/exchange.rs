//! What one person takes away from conversations: the same equations on a daily tie and in a session.

use crate::knob::behaviour::{Behaviour, TalkWeights};

use crate::number::maths::EVEN;

use super::workers::Workers;

/// The sum of what somebody heard, to be applied when all have spoken, so that order cannot matter.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Exchange {
    /// Σ of the weights of those heard: μT, or T where views are averaged by shares.
    weight: f64,
    /// Σ ρ T need need.
    resonance: f64,
    /// Π (1 − rT).
    calm: f64,
    familial: Heard,
    servant: Heard,
    dual_reference: Heard,
    rights: f64,
    efficacy: f64,
    worker_identity: f64,
}

/// What was heard of one framing, from those within confidence.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
struct Heard {
    /// Σ weight · difference.
    pull: f64,
    /// Σ of the weights of those within confidence; not kept where everybody is.
    near: f64,
}

impl Heard {
    #[inline]
    fn hear<const PLAIN: bool>(&mut self, weight: f64, difference: f64, confidence: f64) {
        if PLAIN {
            self.pull += weight * difference;
        } else if difference.abs() <= confidence + EVEN {
            self.pull += weight * difference;
            self.near += weight;
        }
    }
}

impl Default for Exchange {
    fn default() -> Self {
        Self {
            weight: 0.0,
            resonance: 0.0,
            calm: 1.0,
            familial: Heard::default(),
            servant: Heard::default(),
            dual_reference: Heard::default(),
            rights: 0.0,
            efficacy: 0.0,
            worker_identity: 0.0,
        }
    }
}

impl Exchange {
    /// `i` hears `j` on a tie of this trust. `PLAIN` leaves out what [`Plan::talks_plainly`] says is not
    /// asked for; it changes no number, and the week of the cases is a tenth faster for it.
    ///
    /// [`Plan::talks_plainly`]: super::plan::Plan::talks_plainly
    #[inline]
    pub fn hear<const PLAIN: bool>(&mut self, w: &Workers, i: usize, j: usize, trust: f64, behaviour: &Behaviour) {
        let talk = &behaviour.talk;
        let weight = match talk.weights {
            TalkWeights::Shares if !PLAIN => trust,
            _ => talk.influence * trust,
        };
        self.weight += weight;
        self.resonance += behaviour.coping.resonance * trust * w.coping_need[i] * w.coping_need[j];
        self.calm *= 1.0 - behaviour.coping.relief * trust;
        self.familial.hear::<PLAIN>(weight, w.familial[j] - w.familial[i], talk.confidence);
        self.servant.hear::<PLAIN>(weight, w.servant[j] - w.servant[i], talk.confidence);
        self.dual_reference.hear::<PLAIN>(weight, w.dual_reference[j] - w.dual_reference[i], talk.confidence);
        // What one knows is not unlearnt from somebody who knows less.
        self.rights += weight * (w.rights[j] - w.rights[i]).max(0.0);
        self.efficacy += weight * (w.efficacy[j] - w.efficacy[i]);
        self.worker_identity += weight * (w.worker_identity[j] - w.worker_identity[i]);
    }

    /// Applies what was heard to `i`.
    #[inline]
    pub fn apply<const PLAIN: bool>(&self, w: &mut Workers, i: usize, behaviour: &Behaviour) {
        let own = if PLAIN { 0.0 } else { w.own_weight[i] };
        let talk = &behaviour.talk;
        // What a sum of weights times differences is multiplied by, given the sum of the weights.
        let attention = |weight: f64| match talk.weights {
            TalkWeights::Shares if !PLAIN && weight > 0.0 => talk.influence / (own + weight),
            TalkWeights::Shares if !PLAIN => 0.0,
            _ => 1.0 / weight.max(1.0),
        };
        let resonance = self.resonance.min(1.0);
        let stubbornness = if PLAIN { 0.0 } else { w.stubbornness[i] };
        let framing = |s: &mut f64, anchor: f64, heard: &Heard| {
            let moved = *s + attention(if PLAIN { self.weight } else { heard.near }) * heard.pull - resonance * *s;
            let kept = if PLAIN { moved } else { moved + stubbornness * (anchor - moved) };
            *s = kept.clamp(0.0, 1.0);
        };
        framing(&mut w.familial[i], w.familial_anchor[i], &self.familial);
        framing(&mut w.servant[i], w.servant_anchor[i], &self.servant);
        framing(&mut w.dual_reference[i], w.dual_reference_anchor[i], &self.dual_reference);
        w.coping_need[i] *= self.calm;
        let attention = attention(self.weight);
        w.rights[i] += attention * self.rights;
        // Rounding may carry them past the ends, where a power mean has no value.
        w.efficacy[i] = (w.efficacy[i] + attention * self.efficacy).clamp(0.0, 1.0);
        w.worker_identity[i] = (w.worker_identity[i] + attention * self.worker_identity).clamp(0.0, 1.0);
    }
}
