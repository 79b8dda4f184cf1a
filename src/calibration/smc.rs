//! The algorithm: ABC by sequential Monte Carlo with an adaptive tolerance.
//!
//! Generation 0 is drawn from the prior. Each proposal of a later one picks a particle of the last by its weight and
//! moves it; it is accepted if its distance is within the tolerance, a quantile of the last generation's distances.
//! A move out of the prior's range is drawn again, pick and move together, so that the density of proposals stays that
//! of the kernel up to a constant; weights are prior divided by that density. Where there are models to choose among,
//! which one a proposal is of is drawn and weighed in the same way (`proposals`).
//!
//! # Source
//!
//! M. A. Beaumont, J.-M. Cornuet, J.-M. Marin, C. P. Robert (2009), "Adaptive approximate Bayesian computation",
//! Biometrika 96, 983–990; T. Toni, D. Welch, N. Strelkowa, A. Ipsen, M. P. H. Stumpf (2009), "Approximate Bayesian
//! computation scheme for parameter inference and model selection in dynamical systems", J. R. Soc. Interface 6,
//! 187–202.

use crate::sensitivity::abc::{effective_size, weighted_quantile};
use crate::store::StoreError;

use super::generation::{self, Acceptance};
use super::keeper::Keeper;
use super::proposals::{ProposalSource, Proposals, shares};
use super::target::{Particle, Settings, Target};

/// The accepted set at one tolerance.
#[derive(Debug, Clone, PartialEq)]
pub struct Generation {
    /// Its number, from 0.
    pub number: u32,
    /// The largest distance of a particle; infinite for the first generation.
    pub tolerance: f64,
    /// The particles, in the order of their proposals.
    pub particles: Vec<Particle>,
    /// Their weights, which add up to 1.
    pub weights: Vec<f64>,
    /// Proposals up to the last one accepted.
    pub proposals: u64,
    /// How many of these failed.
    pub failed: u64,
    /// Of the first generation the draws that were run and lack a value for some pattern.
    pub without_value: Vec<Particle>,
}

impl Generation {
    /// The share of proposals that were accepted.
    #[must_use]
    pub fn acceptance(&self) -> f64 {
        self.particles.len() as f64 / self.proposals as f64
    }

    /// The effective sample size: as many particles of equal weight hold as much information.
    #[must_use]
    pub fn effective_size(&self) -> f64 {
        effective_size(&self.weights).unwrap_or(0.0)
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
    fn largest_distance_below(&self, tolerance: f64) -> Option<f64> {
        let below = self.particles.iter().map(|particle| particle.distance).filter(|distance| *distance < tolerance);
        below.reduce(f64::max)
    }

    /// The tolerance that keeps this share of the particles, by weight.
    fn quantile(&self, share: f64) -> f64 {
        let distances: Vec<f64> = self.particles.iter().map(|particle| particle.distance).collect();
        weighted_quantile(&distances, &self.weights, share).unwrap_or(f64::INFINITY)
    }
}

/// Why a calibration ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stop {
    /// The tolerance asked for was reached.
    Reached,
    /// Too few proposals were accepted.
    Acceptance,
    /// The number of proposals was used up.
    Proposals,
    /// The tolerance no longer falls: all particles have the same distance.
    Level,
    /// The particles no longer spread in all directions.
    Flat,
}

/// All generations of a calibration.
#[derive(Debug, Clone, PartialEq)]
pub struct AbcRun {
    /// The generations that were filled, the last being the answer; none if even the first could not be.
    pub generations: Vec<Generation>,
    /// Why there was no further one.
    pub stop: Stop,
    /// Proposals of a last generation that was not filled.
    pub unfinished: u64,
}

/// Calibrates: fills generations until something stops it.
///
/// The outcome of the target must depend on the values and the seed alone; then the result is the same on any number
/// of threads and with any part of it known already. `progress` is called for each proposal that is run, and
/// `on_generation` for each generation that is filled.
///
/// # Errors
/// The keeper's.
pub fn calibrate(
    target: &dyn Target,
    settings: &Settings,
    keeper: &dyn Keeper,
    threads: usize,
    progress: &(dyn Fn() + Sync),
    on_generation: &mut dyn FnMut(&Generation),
) -> Result<AbcRun, StoreError> {
    let (priors, models) = (target.priors(), target.models());
    let mut generations: Vec<Generation> = Vec::new();
    let mut left = settings.at_most;
    loop {
        let ended = |generations, stop, unfinished| Ok(AbcRun { generations, stop, unfinished });
        let (mut tolerance, mut source) = (f64::INFINITY, ProposalSource::prior(priors, &models));
        if let Some(last) = generations.last() {
            if last.tolerance <= settings.tolerance {
                return ended(generations, Stop::Reached, 0);
            }
            if last.acceptance() < settings.acceptance {
                return ended(generations, Stop::Acceptance, 0);
            }
            let next = last.quantile(settings.keep);
            // Many runs may be off by exactly as much, as those in which an organisation falls asleep at once: then the
            // way leads on over the others.
            let below = || last.largest_distance_below(last.tolerance);
            let Some(next) = (if next < last.tolerance { Some(next) } else { below() }) else {
                return ended(generations, Stop::Level, 0);
            };
            tolerance = next.max(settings.tolerance);
            match ProposalSource::after(priors, &models, &last.particles, &last.weights) {
                Ok(after) => source = after,
                Err(_) => return ended(generations, Stop::Flat, 0),
            }
        }
        let number = generations.len() as u32;
        let proposals = Proposals { settings, number, tolerance, source, budget: left };
        let filled = generation::fill(target, &proposals, keeper, threads, progress)?;
        left -= filled.proposals;
        if filled.particles.len() < settings.particles {
            return ended(generations, Stop::Proposals, filled.proposals);
        }
        let weights = proposals.source.weights(&filled.particles);
        let Acceptance { particles, without_value, proposals, failed } = filled;
        let generation = Generation { number, tolerance, particles, weights, proposals, failed, without_value };
        on_generation(&generation);
        generations.push(generation);
    }
}
