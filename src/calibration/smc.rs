//! The algorithm: ABC by sequential Monte Carlo with a tolerance that finds its own way down.
//!
//! Generation 0 is drawn from the prior. Each later one picks a particle of the last by its weight, moves it, and is
//! kept where its runs are off by no more than the tolerance, which is a quantile of the last generation's
//! distances. A move out of the prior's range is drawn again, pick and move together, so that the density of
//! proposals stays that of the kernel up to a constant; weights are prior by that density.
//!
//! # Source
//!
//! M. A. Beaumont, J.-M. Cornuet, J.-M. Marin, C. P. Robert (2009), "Adaptive approximate Bayesian computation",
//! Biometrika 96, 983–990; T. Toni, D. Welch, N. Strelkowa, A. Ipsen, M. P. H. Stumpf (2009), "Approximate Bayesian
//! computation scheme for parameter inference and model selection in dynamical systems", J. R. Soc. Interface 6,
//! 187–202.

use crate::canary::{Canary, is_planted};
use crate::design::stream::{Purpose, Stream};
use crate::sensitivity::Refusal;
use crate::sensitivity::abc::{Kernel, effective_size, normalised, weighted_quantile};
use crate::store::StoreError;

use super::keeper::{Address, Keeper};
use super::prior::Prior;
use super::run;

/// What is calibrated: a prior, something to run, and how far off a run is. The model, or in a test a toy.
pub trait Target: Sync {
    /// The prior law of each parameter.
    fn priors(&self) -> &[Prior];

    /// Runs the target at some values, with random numbers of this seed; the numbers that are looked at.
    ///
    /// # Errors
    /// Why there are none.
    fn run(&self, values: &[f64], seed: u64) -> Result<Vec<f64>, String>;

    /// How many numbers from 0 to 1 [`Target::distance`] takes.
    fn leeways(&self) -> usize;

    /// How far what a run gave is from what was observed: 0 not at all, infinite where it says nothing. `leeway` are
    /// numbers from 0 to 1 that decide what a proposal may miss of that which has a likelihood.
    fn distance(&self, outcome: &[f64], leeway: &[f64]) -> f64;
}

/// How large, how narrow, how long.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Settings {
    /// Particles of a generation.
    pub particles: usize,
    /// Which share of a generation's distances the next tolerance is to keep.
    pub keep: f64,
    /// The tolerance that is good enough.
    pub tolerance: f64,
    /// No further generation when fewer of the last one's proposals than this share were accepted.
    pub acceptance: f64,
    /// Proposals at most, of all generations together.
    pub at_most: u64,
    /// The seed of all random numbers.
    pub seed: u64,
}

/// A proposal that was accepted.
#[derive(Debug, Clone, PartialEq)]
pub struct Particle {
    /// Its parameters, in the coordinates of the priors.
    pub values: Vec<f64>,
    /// What its runs gave.
    pub outcome: Vec<f64>,
    /// How far off that is.
    pub distance: f64,
}

/// The accepted set at one tolerance.
#[derive(Debug, Clone, PartialEq)]
pub struct Generation {
    /// Its number, from 0.
    pub number: u32,
    /// How far off a particle may be; infinite for the first generation.
    pub tolerance: f64,
    /// The particles, in the order of their proposals.
    pub particles: Vec<Particle>,
    /// Their weights, which add up to 1.
    pub weights: Vec<f64>,
    /// Proposals that were looked at, the last of them accepted.
    pub proposals: u64,
    /// How many of these failed.
    pub failed: u64,
}

impl Generation {
    /// The share of proposals that were accepted.
    #[must_use]
    pub fn acceptance(&self) -> f64 {
        self.particles.len() as f64 / self.proposals as f64
    }

    /// How many particles of equal weight would say as much.
    #[must_use]
    pub fn effective_size(&self) -> f64 {
        effective_size(&self.weights).unwrap_or(0.0)
    }

    /// One parameter of all particles.
    #[must_use]
    pub fn column(&self, parameter: usize) -> Vec<f64> {
        self.particles.iter().map(|particle| particle.values[parameter]).collect()
    }

    fn kernel(&self) -> Result<Kernel, Refusal> {
        let rows: Vec<Vec<f64>> = self.particles.iter().map(|particle| particle.values.clone()).collect();
        Kernel::new(&rows, &self.weights)
    }

    /// The tolerance that keeps this share of the particles, by weight.
    fn quantile(&self, share: f64) -> f64 {
        let distances: Vec<f64> = self.particles.iter().map(|particle| particle.distance).collect();
        weighted_quantile(&distances, &self.weights, share).unwrap_or(f64::INFINITY)
    }
}

/// Why it ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stop {
    /// The tolerance asked for was reached.
    Reached,
    /// Too few proposals were accepted.
    Acceptance,
    /// The number of proposals was used up.
    Proposals,
    /// The tolerance no longer falls: too many particles are equally far off.
    Level,
    /// The particles no longer spread in all directions.
    Flat,
}

/// Everything a calibration gave.
#[derive(Debug, Clone, PartialEq)]
pub struct Calibrated {
    /// The generations that were filled, the last being the answer; none where even the first could not be.
    pub generations: Vec<Generation>,
    /// Why there was no further one.
    pub stop: Stop,
    /// Proposals of a last generation that was not filled.
    pub unfinished: u64,
}

/// A generation about to be made.
pub(crate) struct Task<'a> {
    pub settings: &'a Settings,
    pub number: u32,
    pub tolerance: f64,
    pub kernel: Option<Kernel>,
    /// Proposals at most.
    pub budget: u64,
}

impl Task<'_> {
    /// The values a proposal tries: they depend on its address and on the last generation alone.
    pub fn propose(&self, priors: &[Prior], number: u32) -> Vec<f64> {
        let mut stream = Stream::within(self.settings.seed, Purpose::Proposal, self.number, number);
        let Some(kernel) = &self.kernel else {
            return priors.iter().map(|prior| prior.quantile(stream.open())).collect();
        };
        loop {
            let uniforms: Vec<f64> = (0..=priors.len()).map(|_| stream.open()).collect();
            let values = kernel.propose(&uniforms);
            if log_prior(priors, &values) > f64::NEG_INFINITY {
                return values;
            }
        }
    }

    /// The seed of a proposal's runs.
    pub fn run_seed(&self, number: u32) -> u64 {
        seed_of(self.settings.seed, Purpose::RunSeed, self.number, number)
    }

    /// How far off an outcome is, for this proposal.
    pub fn distance(&self, target: &dyn Target, outcome: &[f64], number: u32) -> f64 {
        let mut stream = Stream::within(self.settings.seed, Purpose::Leeway, self.number, number);
        let leeway: Vec<f64> = (0..target.leeways()).map(|_| stream.open()).collect();
        target.distance(outcome, &leeway)
    }

    pub fn address(&self, number: u32) -> Address {
        Address { generation: self.number, number }
    }
}

/// A seed that a scenario file could hold too: 63 bits.
pub(crate) fn seed_of(seed: u64, what: Purpose, group: u32, number: u32) -> u64 {
    Stream::within(seed, what, group, number).bits() >> 1
}

/// The logarithm of the prior density, −∞ outside.
#[must_use]
pub fn log_prior(priors: &[Prior], values: &[f64]) -> f64 {
    priors.iter().zip(values).map(|(prior, value)| prior.log_density(*value)).sum()
}

/// Calibrates: makes generations until something stops it.
///
/// What the target gives for an address must depend on the values and the seed alone; then the result is the same on
/// any number of threads and with any part of it known already. `progress` hears of each proposal that is run, and
/// `told` of each generation that is filled.
///
/// # Errors
/// What the keeper said.
pub fn calibrate(
    target: &dyn Target,
    settings: &Settings,
    keeper: &dyn Keeper,
    threads: usize,
    progress: &(dyn Fn() + Sync),
    told: &mut dyn FnMut(&Generation),
) -> Result<Calibrated, StoreError> {
    let mut generations: Vec<Generation> = Vec::new();
    let mut left = settings.at_most;
    loop {
        let ended = |generations, stop, unfinished| Ok(Calibrated { generations, stop, unfinished });
        let (mut tolerance, mut kernel) = (f64::INFINITY, None);
        if let Some(last) = generations.last() {
            if last.tolerance <= settings.tolerance {
                return ended(generations, Stop::Reached, 0);
            }
            if last.acceptance() < settings.acceptance {
                return ended(generations, Stop::Acceptance, 0);
            }
            tolerance = last.quantile(settings.keep).max(settings.tolerance);
            if tolerance >= last.tolerance {
                return ended(generations, Stop::Level, 0);
            }
            match last.kernel() {
                Ok(made) => kernel = Some(made),
                Err(_) => return ended(generations, Stop::Flat, 0),
            }
        }
        let number = generations.len() as u32;
        let task = Task { settings, number, tolerance, kernel, budget: left };
        let filled = run::generation(target, &task, keeper, threads, progress)?;
        left -= filled.proposals;
        if filled.particles.len() < settings.particles {
            return ended(generations, Stop::Proposals, filled.proposals);
        }
        let weights = weights(target.priors(), &task, &filled.particles);
        let run::Filled { particles, proposals, failed } = filled;
        let generation = Generation { number, tolerance, particles, weights, proposals, failed };
        told(&generation);
        generations.push(generation);
    }
}

/// The weights of a generation: equal ones for draws from the prior, otherwise prior by density of proposals.
fn weights(priors: &[Prior], task: &Task<'_>, particles: &[Particle]) -> Vec<f64> {
    let even = || vec![1.0 / particles.len() as f64; particles.len()];
    let Some(kernel) = &task.kernel else { return even() };
    if is_planted(Canary::ParticlesUnweighed) {
        return even();
    }
    let rows: Vec<Vec<f64>> = particles.iter().map(|particle| particle.values.clone()).collect();
    let logs: Vec<f64> = rows.iter().map(|row| log_prior(priors, row)).collect();
    if is_planted(Canary::KernelOmitted) {
        let densities: Vec<f64> = logs.iter().map(|log| libm::exp(*log)).collect();
        return normalised(&densities).unwrap_or_else(|_| even());
    }
    // Proposals lie within the prior's range, so there is always a density.
    kernel.weights(&rows, &logs).unwrap_or_else(|_| even())
}
