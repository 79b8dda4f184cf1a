//! The accepted set at one tolerance.

use std::collections::BTreeMap;

use crate::sensitivity::abc::weighted_quantile;

use super::proposals::shares;
use super::runs::Judgement;
use super::target::Particle;

/// The accepted set at one tolerance.
#[derive(Debug, Clone, PartialEq)]
pub struct Generation {
    /// Its number, from 0.
    pub number: u32,
    /// The largest distance of a particle; infinite for the first generation.
    pub tolerance: f64,
    /// The particles: of the first generation in the order of their proposals, of a later one those who remained and then
    /// those who were moved.
    pub particles: Vec<Particle>,
    /// Their weights, all the same, which add up to 1.
    pub weights: Vec<f64>,
    /// Proposals: of the first generation those up to the last accepted, of a later one all moves.
    pub proposals: u64,
    /// How many of these were run; the prior refused the others.
    pub runs: u64,
    /// How many were accepted.
    pub accepted: u64,
    /// How many failed.
    pub failed: u64,
    /// Of the first generation the draws that were run and lack a value for some pattern.
    pub without_value: Vec<Particle>,
}

impl Generation {
    /// The share of proposals that were accepted; 1 where nothing had to be moved.
    #[must_use]
    pub fn acceptance(&self) -> f64 {
        if self.proposals == 0 { 1.0 } else { self.accepted as f64 / self.proposals as f64 }
    }

    /// The effective sample size: as many different particles of equal weight hold as much. Copies that are still the same
    /// count once.
    #[must_use]
    pub fn effective_size(&self) -> f64 {
        let mut same: BTreeMap<(usize, Vec<u64>), f64> = BTreeMap::new();
        for (particle, weight) in self.particles.iter().zip(&self.weights) {
            let values = particle.values.iter().map(|value| value.to_bits()).collect();
            *same.entry((particle.model, values)).or_default() += weight;
        }
        1.0 / same.values().map(|weight| weight * weight).sum::<f64>()
    }

    /// One parameter of all particles.
    #[must_use]
    pub fn column(&self, parameter: usize) -> Vec<f64> {
        self.particles.iter().map(|particle| particle.values[parameter]).collect()
    }

    /// The share of each model.
    #[must_use]
    pub fn shares(&self, models: usize) -> Vec<f64> {
        shares(models, &self.particles, &self.weights)
    }

    /// The standard error of a model's share: √Σ w² (1 if it is of the model, otherwise 0, less the share)², that of a
    /// weighted mean. With equal weights it is that of a multinomial count, √(share (1 − share) / particles).
    #[must_use]
    pub fn share_error(&self, model: usize, share: f64) -> f64 {
        let off = |particle: &Particle| f64::from(u8::from(particle.model == model)) - share;
        let weighted = self.particles.iter().zip(&self.weights).map(|(particle, w)| w * off(particle));
        weighted.map(|off| off * off).sum::<f64>().sqrt()
    }

    /// The largest distance of its particles that lies below a tolerance, where one does.
    pub(super) fn largest_distance_below(&self, tolerance: f64) -> Option<f64> {
        let below = self.particles.iter().map(|particle| particle.distance).filter(|distance| *distance < tolerance);
        below.reduce(f64::max)
    }

    /// The tolerance that keeps this share of the particles.
    pub(super) fn quantile(&self, share: f64) -> f64 {
        let distances: Vec<f64> = self.particles.iter().map(|particle| particle.distance).collect();
        weighted_quantile(&distances, &self.weights, share).unwrap_or(f64::INFINITY)
    }
}

impl Generation {
    pub(super) fn empty(number: u32, tolerance: f64) -> Self {
        Self {
            number,
            tolerance,
            particles: Vec::new(),
            weights: Vec::new(),
            proposals: 0,
            runs: 0,
            accepted: 0,
            failed: 0,
            without_value: Vec::new(),
        }
    }

    pub(super) fn count(&mut self, judged: &Judgement) {
        self.proposals += 1;
        self.runs += 1;
        self.accepted += u64::from(matches!(judged, Judgement::Accepted(_)));
        self.failed += u64::from(matches!(judged, Judgement::Failed));
    }

    /// Every particle counts alike.
    pub(super) fn weighed(mut self) -> Self {
        self.weights = vec![1.0 / self.particles.len() as f64; self.particles.len()];
        self
    }
}
