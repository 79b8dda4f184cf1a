//! Which knobs matter beyond chance.

use crate::sensitivity::Index;

use super::{Finding, Found};

/// How much a knob matters to an outcome.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Importance {
    /// The knob's place among those that were varied.
    pub knob: usize,
    /// μ* or the total index: what knobs are ranked by.
    pub index: Index,
    /// The same as chance alone would show it; `None` with one replicate.
    pub chance: Option<f64>,
    /// What is to be made of the two.
    pub verdict: Verdict,
}

/// Whether a knob matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// The whole interval lies above what chance alone would show.
    Beyond,
    /// It may as well be an inert knob that changes only who draws what.
    Within,
    /// All runs are what they were without it: it changes nothing at all.
    Inert,
    /// It changes something, and what chance would show is not known: there is one replicate, or no interval.
    Unknown,
}

impl Verdict {
    fn of(index: Index, chance: Option<f64>) -> Self {
        match (index.interval, chance) {
            _ if index.value == 0.0 => Verdict::Inert,
            (Some((low, _)), Some(chance)) if low > chance => Verdict::Beyond,
            (Some(_), Some(_)) => Verdict::Within,
            _ => Verdict::Unknown,
        }
    }
}

impl Finding {
    /// The knobs by importance, the largest first; nothing where nothing could be computed.
    pub fn ranked(&self) -> Vec<Importance> {
        let one = |(knob, index, chance): (usize, Index, Option<f64>)| {
            let verdict = Verdict::of(index, chance);
            Importance { knob, index, chance, verdict }
        };
        let mut all: Vec<Importance> = match &self.found {
            Found::Effects(effects) => {
                let each = effects.iter().enumerate();
                each.map(|(knob, (effect, noise))| one((knob, effect.mu_star, noise.map(|n| n.mu_star)))).collect()
            }
            Found::Shares(indices, noise) => {
                let chance = |knob: usize| noise.as_ref().map(|noise| noise.total[knob]);
                indices.total.iter().enumerate().map(|(knob, total)| one((knob, *total, chance(knob)))).collect()
            }
            Found::Still(_) | Found::NoValue { .. } => Vec::new(),
        };
        // Stable: of equals the one that stands first in the file.
        all.sort_by(|one, other| other.index.value.total_cmp(&one.index.value));
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_knob_matters_where_its_whole_interval_lies_above_chance() {
        let of = |value, low, chance| Verdict::of(Index { value, interval: Some((low, value + 1.0)) }, chance);
        assert_eq!(of(2.0, 1.1, Some(1.0)), Verdict::Beyond);
        assert_eq!(of(2.0, 1.0, Some(1.0)), Verdict::Within);
        assert_eq!(of(0.0, 0.0, Some(0.0)), Verdict::Inert);
        assert_eq!(of(0.0, 0.0, None), Verdict::Inert);
        assert_eq!(of(2.0, 1.9, None), Verdict::Unknown);
        assert_eq!(Verdict::of(Index { value: 2.0, interval: None }, Some(0.0)), Verdict::Unknown);
    }
}
