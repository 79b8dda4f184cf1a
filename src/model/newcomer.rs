//! A person who takes a slot: drawn independently, so that many can be drawn at once.

use crate::knob::population::{Spacing, TraitDistribution};
use crate::number::draws::{Purpose, Word};
use crate::number::maths::normal_quantile;

use super::plan::{Plan, Trait};
use super::status::Status;

/// When and how a person arrives.
#[derive(Debug, Clone, Copy)]
pub struct Arrival {
    /// Their word.
    pub word: Word,
    /// The week they came to the country.
    pub week: i32,
    /// Strength of the tied-visa regime on that day.
    pub tied_regime: f64,
    /// Whether they are there on the first day, rather than newcomers.
    pub first_day: bool,
}

/// A person with their traits, before they have a slot.
#[derive(Debug, Clone, Copy)]
pub struct Newcomer {
    /// When and how they came.
    pub arrival: Arrival,
    /// Their traits, in the order of [`Trait::ALL`].
    pub traits: [f64; Trait::ALL.len()],
    /// Their legal status.
    pub status: Status,
}

impl Newcomer {
    /// Draws who comes to slot `i`, by the population's distributions; origin and area belong to the slot.
    pub fn draw(i: usize, arrival: Arrival, plan: &Plan) -> Self {
        let population = &plan.population.knobs;
        let word = arrival.word;
        let mut traits = [0.0; Trait::ALL.len()];
        for ((k, trait_), value) in (0..).zip(Trait::ALL).zip(&mut traits) {
            let (mean, spread) = trait_.distribution(population);
            let drawn = if spread == 0.0 { mean } else { mean + spread * deviate(i, &arrival, k, plan) };
            *value = drawn.clamp(0.0, trait_.max());
        }
        let s = &population.status;
        let u = word.uniform(Purpose::Status, 0);
        let status = if u < s.visa {
            // Who would hold an open visa holds a tied one while the regime is in force.
            if word.chance(Purpose::Regime, 0, arrival.tied_regime) { Status::Tied } else { Status::Visa }
        } else if u < s.visa + s.tied {
            Status::Tied
        } else if u < s.visa + s.tied + s.undocumented {
            Status::Undocumented
        } else {
            Status::Settled
        };
        Self { arrival, traits, status }
    }
}

/// How many standard deviations a trait lies from its mean: drawn from the population's
/// distribution or, on the first day where the file asks for it, the worker's own quantile of it.
fn deviate(i: usize, arrival: &Arrival, k: u32, plan: &Plan) -> f64 {
    let traits = &plan.population.knobs.traits;
    let even = traits.spacing == Spacing::Even && arrival.first_day;
    let word = arrival.word;
    let quantile = (i as f64 + 0.5) / f64::from(traits.workers);
    match traits.distribution {
        TraitDistribution::Normal if even => normal_quantile(quantile),
        TraitDistribution::Normal => word.normal(Purpose::Trait, k),
        TraitDistribution::Uniform => {
            let u = if even { quantile } else { word.uniform(Purpose::Trait, k) };
            libm::sqrt(3.0) * (2.0 * u - 1.0)
        }
    }
}
