//! What one person takes away from conversations: the same equations on a daily tie and in a session.

use crate::knob::behaviour::{Behaviour, TalkWeights};

use crate::number::maths::SINGLE_TOLERANCE;

use super::mind::{Mind, State};

/// The sum of what somebody heard, to be applied when all have spoken, so that order cannot matter.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Exchange {
    /// Σ of the weights of those heard: μT, or T where views are averaged by shares.
    weight: f64,
    /// Σ ρ T need need.
    resonance: f64,
    /// Π (1 − rT).
    calm: f64,
    /// Σ weight · difference, state by state; of framings, from those within confidence.
    pull: [f64; 8],
    /// Σ of the weights of those within confidence, framing by framing; not kept where everybody is.
    near: [f64; 3],
}

impl Default for Exchange {
    fn default() -> Self {
        Self { weight: 0.0, resonance: 0.0, calm: 1.0, pull: [0.0; 8], near: [0.0; 3] }
    }
}

/// Somebody's weight of their own and how far they keep to their anchors; what [`Plan::talks_plainly`] does
/// without.
///
/// [`Plan::talks_plainly`]: super::plan::Plan::talks_plainly
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Firmness {
    /// Weight of one's own view.
    pub own_weight: f64,
    /// Share of a move that is taken back towards the anchor.
    pub stubbornness: f64,
}

impl Exchange {
    /// Somebody of this mind hears another on a tie of this trust. `PLAIN` leaves out what
    /// [`Plan::talks_plainly`] says is not asked for; it changes no number, and the week of the cases is a
    /// tenth faster for it.
    ///
    /// [`Plan::talks_plainly`]: super::plan::Plan::talks_plainly
    #[inline(always)]
    pub(crate) fn hear<const PLAIN: bool>(&mut self, own: &Mind, other: &Mind, trust: f64, behaviour: &Behaviour) {
        let talk = &behaviour.talk;
        let weight = match talk.weights {
            TalkWeights::Shares if !PLAIN => trust,
            _ => talk.influence * trust,
        };
        self.weight += weight;
        let needs = own.at(State::CopingNeed) * other.at(State::CopingNeed);
        self.resonance += behaviour.coping.resonance * trust * needs;
        self.calm *= 1.0 - behaviour.coping.relief * trust;
        let mut difference = [0.0; 8];
        for ((difference, own), other) in difference.iter_mut().zip(own.0).zip(other.0) {
            *difference = f64::from(other) - f64::from(own);
        }
        // What one knows is not unlearnt from somebody who knows less.
        let knows_more = &mut difference[State::Rights as usize];
        *knows_more = knows_more.max(0.0);
        for ((state, pull), difference) in self.pull.iter_mut().enumerate().zip(difference) {
            if PLAIN || state >= self.near.len() {
                *pull += weight * difference;
            } else if difference.abs() <= talk.confidence + SINGLE_TOLERANCE {
                *pull += weight * difference;
                self.near[state] += weight;
            }
        }
    }

    /// What becomes of a mind that heard this.
    #[inline(always)]
    pub(crate) fn applied<const PLAIN: bool>(
        &self,
        mind: &Mind,
        root: &Mind,
        firm: Firmness,
        behaviour: &Behaviour,
    ) -> Mind {
        let talk = &behaviour.talk;
        // What a sum of weights times differences is multiplied by, given the sum of the weights.
        let attention = |weight: f64| match talk.weights {
            TalkWeights::Shares if !PLAIN && weight > 0.0 => talk.influence / (firm.own_weight + weight),
            TalkWeights::Shares if !PLAIN => 0.0,
            _ => 1.0 / weight.max(1.0),
        };
        let to_all = attention(self.weight);
        let resonance = self.resonance.min(1.0);
        let mut moved = *mind;
        for (k, framing) in State::FRAMINGS.into_iter().enumerate() {
            let s = mind.at(framing);
            let attention = if PLAIN { to_all } else { attention(self.near[k]) };
            let moves = s + attention * self.pull[k] - resonance * s;
            let kept = if PLAIN { moves } else { moves + firm.stubbornness * (root.at(framing) - moves) };
            moved.put(framing, kept.clamp(0.0, 1.0));
        }
        moved.put(State::CopingNeed, mind.at(State::CopingNeed) * self.calm);
        for state in [State::Rights, State::Efficacy, State::WorkerIdentity] {
            // Rounding may carry them past the ends, where a power mean has no value.
            moved.put(state, (mind.at(state) + to_all * self.pull[state as usize]).clamp(0.0, 1.0));
        }
        moved
    }
}
