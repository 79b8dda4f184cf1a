//! What a calibration runs: a target with its priors, and proposals addressed by generation and number.

use crate::design::stream::{Purpose, Stream};
use crate::sensitivity::abc::Kernel;

use super::keeper::Address;
use super::prior::Prior;

/// What is calibrated: priors, something to run, and the distance of a run from what was observed. The model, or in a
/// test a toy.
pub trait Target: Sync {
    /// The prior of each parameter.
    fn priors(&self) -> &[Prior];

    /// Runs the target at some values, with the random numbers of a seed; its outcome.
    ///
    /// # Errors
    /// Why there is none.
    fn run(&self, values: &[f64], seed: u64) -> Result<Vec<f64>, String>;

    /// How many numbers from 0 to 1 [`Target::distance`] takes.
    fn leeways(&self) -> usize;

    /// The distance of an outcome from what was observed: 0 for the same, infinite for no value. `leeway` are numbers
    /// from 0 to 1 that decide by how much a proposal may miss a pattern that has a likelihood.
    fn distance(&self, outcome: &[f64], leeway: &[f64]) -> f64;
}

/// Size, tolerance and length of a calibration.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Settings {
    /// Particles of a generation.
    pub particles: usize,
    /// The share of a generation's distances that lie within the next tolerance.
    pub keep: f64,
    /// The tolerance that suffices.
    pub tolerance: f64,
    /// The acceptance rate below which there is no further generation.
    pub acceptance: f64,
    /// Most proposals of all generations together.
    pub at_most: u64,
    /// The seed of all random numbers.
    pub seed: u64,
}

/// A proposal that was accepted.
#[derive(Debug, Clone, PartialEq)]
pub struct Particle {
    /// Its parameters, in the coordinates of the priors.
    pub values: Vec<f64>,
    /// The outcome of its runs.
    pub outcome: Vec<f64>,
    /// Its distance from what was observed.
    pub distance: f64,
}

/// The proposals of a generation.
pub(crate) struct Proposals<'a> {
    pub settings: &'a Settings,
    pub number: u32,
    pub tolerance: f64,
    pub kernel: Option<Kernel>,
    /// Most proposals.
    pub budget: u64,
}

impl Proposals<'_> {
    /// The values of a proposal: they depend on its address and the last generation alone.
    pub(crate) fn propose(&self, priors: &[Prior], number: u32) -> Vec<f64> {
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
    pub(crate) fn run_seed(&self, number: u32) -> u64 {
        seed_of(self.settings.seed, Purpose::RunSeed, self.number, number)
    }

    /// The distance of an outcome, for this proposal.
    pub(crate) fn distance(&self, target: &dyn Target, outcome: &[f64], number: u32) -> f64 {
        let mut stream = Stream::within(self.settings.seed, Purpose::Leeway, self.number, number);
        let leeway: Vec<f64> = (0..target.leeways()).map(|_| stream.open()).collect();
        target.distance(outcome, &leeway)
    }

    pub(crate) fn address(&self, number: u32) -> Address {
        Address { generation: self.number, number }
    }
}

/// A seed of 63 bits, which a scenario file can hold too.
pub(crate) fn seed_of(seed: u64, what: Purpose, group: u32, number: u32) -> u64 {
    Stream::within(seed, what, group, number).bits() >> 1
}

/// The logarithm of the prior density, −∞ outside.
#[must_use]
pub fn log_prior(priors: &[Prior], values: &[f64]) -> f64 {
    priors.iter().zip(values).map(|(prior, value)| prior.log_density(*value)).sum()
}
