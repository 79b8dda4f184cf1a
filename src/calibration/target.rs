//! What a calibration runs: a target with its priors and models, and what comes of it.

use crate::design::stream::{Purpose, Stream};

use super::prior::Prior;

/// A model among those to choose from.
#[derive(Debug, Clone, PartialEq)]
pub struct ModelPrior {
    /// Its chance before anything is run; those of all models add up to 1.
    pub share: f64,
    /// The parameters it has, by their indices among all.
    pub parameters: Vec<usize>,
}

/// What is run of a proposal.
#[derive(Debug, Clone, Copy)]
pub struct Trial<'a> {
    /// The model, by its index; 0 where there is only one.
    pub model: usize,
    /// All parameters, in the coordinates of the priors; NaN where the model has no such parameter.
    pub values: &'a [f64],
    /// The seed of its random numbers.
    pub seed: u64,
}

/// What is calibrated: priors, something to run, and the distance of a run from what was observed. The model, or in a
/// test a toy.
pub trait Target: Sync {
    /// The prior of each parameter, whichever models have it.
    fn priors(&self) -> &[Prior];

    /// The models to choose among; one that has all parameters unless the target says otherwise.
    fn models(&self) -> Vec<ModelPrior> {
        vec![ModelPrior { share: 1.0, parameters: (0..self.priors().len()).collect() }]
    }

    /// Runs the target at some values, with the random numbers of a seed; its outcome.
    ///
    /// A target of several parts may ask `beyond` of the outcome of the first ones whether the whole can still be
    /// accepted, and leave out the others where it cannot: what is accepted stays the same.
    ///
    /// # Errors
    /// Why there is none.
    fn run(&self, trial: &Trial<'_>, beyond: &dyn Fn(&[f64]) -> bool) -> Result<Vec<f64>, String>;

    /// Whether an outcome is of all parts.
    fn is_whole(&self, _outcome: &[f64]) -> bool {
        true
    }

    /// How many numbers from 0 to 1 [`Target::distance`] takes.
    fn leeways(&self) -> usize;

    /// The distance of an outcome from what was observed: 0 for the same, infinite for no value. That of the first
    /// parts alone is no larger than that of the whole. `leeway` are numbers from 0 to 1 that decide by how much a
    /// proposal may miss a pattern that has a likelihood.
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

/// A proposal that was run and, but for draws of the prior without a value, accepted.
#[derive(Debug, Clone, PartialEq)]
pub struct Particle {
    /// Its number in its generation.
    pub number: u32,
    /// Its model.
    pub model: usize,
    /// All parameters, in the coordinates of the priors; NaN where the model has no such parameter.
    pub values: Vec<f64>,
    /// The outcome of its runs.
    pub outcome: Vec<f64>,
    /// Its distance from what was observed.
    pub distance: f64,
}

/// A seed of 63 bits, which a scenario file can hold too.
pub(crate) fn seed_of(seed: u64, what: Purpose, group: u32, number: u32) -> u64 {
    Stream::within(seed, what, group, number).bits() >> 1
}
