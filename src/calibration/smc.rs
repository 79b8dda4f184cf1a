//! The algorithm: ABC by sequential Monte Carlo with moves and an adaptive tolerance.
//!
//! Generation 0 is drawn from the prior. For each later one the tolerance is a quantile of the last one's distances; those
//! beyond it are replaced by copies of those within, and the copies are moved by Markov chains that stay in the prior
//! within the tolerance, until hardly any is where it began. So all particles count alike, and how many moves it takes
//! grows with the logarithm of what is asked and not with the number of parameters, as the weights of independent proposals
//! do. Which model a particle is of moves in the same way (`proposals`).
//!
//! # Source
//!
//! C. C. Drovandi, A. N. Pettitt (2011), "Estimation of parameters for macroparasite population evolution using approximate
//! Bayesian computation", Biometrics 67, 225–233; P. Del Moral, A. Doucet, A. Jasra (2012), "An adaptive sequential Monte
//! Carlo method for approximate Bayesian computation", Statistics and Computing 22, 1009–1020.

use crate::store::StoreError;

use super::filling::{first, next};
pub use super::generation::Generation;
use super::keeper::Keeper;
use super::proposals::Space;
use super::runs::Runs;
use super::target::{Settings, Target};

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
    /// Runs of a last generation that was not filled.
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
    let space = Space { priors: target.priors(), models: target.models() };
    let runs = Runs { target, settings, keeper, threads, progress };
    let mut generations: Vec<Generation> = Vec::new();
    let mut left = settings.at_most;
    loop {
        let filled = match generations.last() {
            None => first(&space, &runs, left)?,
            Some(last) => match next_tolerance(last, settings) {
                Err(stop) => return Ok(AbcRun { generations, stop, unfinished: 0 }),
                Ok(tolerance) => match next(&space, &runs, last, tolerance, left)? {
                    None => return Ok(AbcRun { generations, stop: Stop::Flat, unfinished: 0 }),
                    Some(filled) => filled,
                },
            },
        };
        match filled {
            Err(unfinished) => return Ok(AbcRun { generations, stop: Stop::Proposals, unfinished }),
            Ok(generation) => {
                left -= generation.runs;
                on_generation(&generation);
                generations.push(generation);
            }
        }
    }
}

/// The tolerance of the generation after this one, or why there is none.
fn next_tolerance(last: &Generation, settings: &Settings) -> Result<f64, Stop> {
    if last.tolerance <= settings.tolerance {
        return Err(Stop::Reached);
    }
    if last.acceptance() < settings.acceptance {
        return Err(Stop::Acceptance);
    }
    let quantile = last.quantile(settings.keep);
    // Many runs may be off by exactly as much, as those in which an organisation falls asleep at once: then the way leads
    // on over the others.
    let below = || last.largest_distance_below(last.tolerance);
    let next = if quantile < last.tolerance { Some(quantile) } else { below() };
    next.map(|next| next.max(settings.tolerance)).ok_or(Stop::Level)
}
