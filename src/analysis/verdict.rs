//! Which knobs matter beyond chance.

use crate::sensitivity::Index;

use super::finding::{Finding, Influence};

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
        let mut all: Vec<Importance> = match &self.influence {
            Influence::Effects(effects) => {
                let each = effects.iter().enumerate();
                each.map(|(knob, (effect, noise))| one((knob, effect.mu_star, noise.map(|n| n.mu_star)))).collect()
            }
            Influence::Shares(indices, noise) => {
                let chance = |knob: usize| noise.as_ref().map(|noise| noise.total[knob]);
                indices.total.iter().enumerate().map(|(knob, total)| one((knob, *total, chance(knob)))).collect()
            }
            Influence::Constant(_) | Influence::NoValue(_) => Vec::new(),
        };
        // Stable: of equals the one that stands first in the file.
        all.sort_by(|one, other| other.index.value.total_cmp(&one.index.value));
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::analyse::influence;
    use crate::analysis::{Measure, Points as Analysed, Subject};
    use crate::design::stream::{Purpose, Stream, unit};
    use crate::design::{Design, Morris, Points, Role, Saltelli};
    use crate::number::maths::normal_quantile;
    use crate::sensitivity::Outcomes;

    /// Three knobs that do nothing and one that does, with noise of its own in every run: how often the idle ones are
    /// taken for more than chance, and the other one for less, of 60 designs.
    fn mistaken(design: &Design, strength: f64) -> (f64, f64) {
        let (mut idle, mut missed) = (0, 0);
        for seed in 0..60 {
            let points: Points = design.points(seed);
            let mut values = Vec::new();
            for row in 0..points.rows() {
                let mut stream = Stream::new(seed, Purpose::Resample, 1_000_000 + row as u32);
                let effect = strength * points.values(row)[3];
                values.extend((0..4).map(|_| effect + normal_quantile(unit(stream.bits()).max(1e-16))));
            }
            let analysed = match (points.trajectories(), design) {
                (Some(trajectories), _) => Analysed::Trajectories(trajectories.clone()),
                (None, Design::Saltelli(blocks)) => Analysed::Blocks(blocks.clone()),
                _ => panic!("no such design here"),
            };
            let outcomes = Outcomes::new(4, values).expect("numbers");
            let subject = Subject { base: 0, scenario: String::new(), organisation: String::new(), row: 0 };
            let finding = Finding {
                subject,
                versus: None,
                outcome: 0,
                measure: Measure::Outcome,
                mean: 0.0,
                points_ahead: None,
                influence: influence(&analysed, &outcomes, seed).expect("computed"),
            };
            assert_eq!(points.position(0).role == Role::Start, points.trajectories().is_some());
            for importance in finding.ranked() {
                let beyond = importance.verdict == Verdict::Beyond;
                idle += u32::from(importance.knob < 3 && beyond);
                missed += u32::from(importance.knob == 3 && !beyond);
            }
        }
        (f64::from(idle) / 180.0, f64::from(missed) / 60.0)
    }

    /// With independent noise every knob differs by chance from row to row, which is the hardest case. An interval
    /// of 95 % has 2.5 % above it; with few trajectories it is a little short.
    #[test]
    fn idle_knobs_are_seldom_taken_for_more_than_chance() {
        for (design, most) in [
            (Design::from(Morris::new(4, 10, 4).expect("fits")), 0.08),
            (Design::from(Morris::new(4, 40, 4).expect("fits")), 0.05),
            (Design::from(Saltelli::new(4, 64, false).expect("fits")), 0.05),
        ] {
            let (idle, missed) = mistaken(&design, 3.0);
            assert!(idle <= most, "{design:?}: {idle}");
            assert!(missed <= 0.05, "{design:?}: {missed}");
        }
    }

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
