//! What a calibration tries: draws from the prior, and moves of particles that were accepted.
//!
//! A move is one of a Markov chain whose stationary distribution is the prior: what it proposes is refused at once with
//! the chance that the prior asks for, without a run, and the run then says whether it is near enough. A chain that begins
//! within a tolerance so stays in the prior within that tolerance. Where there are models to choose among, some moves
//! go from one to another: values that both have are kept, and those that only the new one has are drawn from its prior, so
//! that the models' chances beforehand alone decide.
//!
//! # Source
//!
//! P. Marjoram, J. Molitor, V. Plagnol, S. Tavaré (2003), "Markov chain Monte Carlo without likelihoods", PNAS 100,
//! 15324–15328; P. J. Green (1995), "Reversible jump Markov chain Monte Carlo computation and Bayesian model determination",
//! Biometrika 82, 711–732.

use crate::canary::{Canary, is_planted};
use crate::design::stream::Stream;

use super::prior::Prior;
use super::steps::Steps;
use super::target::{ModelPrior, Particle};

/// The chance that a move goes to another model, each of them as likely.
const JUMPS: f64 = 0.2;

/// What is run.
#[derive(Debug, Clone)]
pub(crate) struct Proposal {
    pub model: usize,
    /// In the coordinates of the priors; NaN where the model has no such parameter.
    pub values: Vec<f64>,
}

/// Priors and models: where values may lie.
pub(crate) struct Space<'a> {
    pub priors: &'a [Prior],
    pub models: Vec<ModelPrior>,
}

impl Space<'_> {
    /// A draw from the prior.
    pub(crate) fn draw(&self, stream: &mut Stream) -> Proposal {
        let model = self.draw_model(stream);
        let mut values = vec![f64::NAN; self.priors.len()];
        self.draw_values(model, &mut values, stream);
        Proposal { model, values }
    }

    fn draw_model(&self, stream: &mut Stream) -> usize {
        if self.models.len() == 1 {
            return 0;
        }
        let wanted = stream.open() * self.models.iter().map(|model| model.share).sum::<f64>();
        let mut sum = 0.0;
        let reached = self.models.iter().position(|model| {
            sum += model.share;
            wanted < sum
        });
        reached.unwrap_or(self.models.len() - 1)
    }

    /// Draws those values of a model that are NaN, and makes NaN what it does not have.
    fn draw_values(&self, model: usize, values: &mut [f64], stream: &mut Stream) {
        let own = &self.models[model].parameters;
        for (n, value) in values.iter_mut().enumerate() {
            if !own.contains(&n) {
                *value = f64::NAN;
            } else if value.is_nan() {
                *value = self.priors[n].quantile(stream.open());
            }
        }
    }

    /// The model's own values.
    fn own(&self, model: usize, values: &[f64]) -> Vec<f64> {
        self.models[model].parameters.iter().map(|parameter| values[*parameter]).collect()
    }

    /// The prior's density of a model's own values, up to a constant.
    fn log_prior(&self, model: usize, own: &[f64]) -> f64 {
        let priors = self.models[model].parameters.iter().map(|parameter| &self.priors[*parameter]);
        priors.zip(own).map(|(prior, value)| prior.log_density(*value)).sum()
    }
}

/// How particles move.
pub(crate) struct Moves<'a> {
    space: &'a Space<'a>,
    /// By model; none: too few particles to know how far they lie apart, so that values are drawn from the prior.
    steps: Vec<Option<Steps>>,
}

impl<'a> Moves<'a> {
    /// Moves as far as some particles lie apart; none where those of no model spread in all directions.
    pub(crate) fn among(space: &'a Space<'a>, particles: &[&Particle]) -> Option<Self> {
        let several = space.models.len() > 1;
        let steps = |model: usize| {
            let own = particles.iter().filter(|particle| particle.model == model);
            let rows: Vec<Vec<f64>> = own.map(|particle| space.own(model, &particle.values)).collect();
            let enough = 2 * space.models[model].parameters.len() + 2;
            if several && rows.len() < enough { None } else { Steps::among(&rows) }
        };
        let steps: Vec<Option<Steps>> = (0..space.models.len()).map(steps).collect();
        steps.iter().any(Option::is_some).then_some(Self { space, steps })
    }

    /// A move from where a particle is; none where the prior refuses it.
    pub(crate) fn propose(&self, from: &Particle, stream: &mut Stream) -> Option<Proposal> {
        let models = self.space.models.len();
        if models > 1 && stream.open() < JUMPS { self.jump(from, stream) } else { self.step(from, stream) }
    }

    fn jump(&self, from: &Particle, stream: &mut Stream) -> Option<Proposal> {
        let models = &self.space.models;
        let other = (stream.open() * (models.len() - 1) as f64) as usize;
        let model = other.min(models.len() - 2) + usize::from(other >= from.model);
        let chance = models[model].share / models[from.model].share;
        if stream.open() >= chance && !is_planted(Canary::ModelsUnweighed) {
            return None;
        }
        let mut values = from.values.clone();
        self.space.draw_values(model, &mut values, stream);
        Some(Proposal { model, values })
    }

    fn step(&self, from: &Particle, stream: &mut Stream) -> Option<Proposal> {
        let (space, model) = (self.space, from.model);
        let mut values = vec![f64::NAN; space.priors.len()];
        let Some(steps) = &self.steps[model] else {
            space.draw_values(model, &mut values, stream);
            return Some(Proposal { model, values });
        };
        let here = space.own(model, &from.values);
        let there = steps.from(&here, || stream.open());
        let gain = space.log_prior(model, &there) - space.log_prior(model, &here);
        let gain = if gain.is_finite() && is_planted(Canary::PriorIgnored) { 0.0 } else { gain };
        if libm::log(stream.open()) >= gain {
            return None;
        }
        space.models[model].parameters.iter().zip(there).for_each(|(parameter, value)| values[*parameter] = value);
        Some(Proposal { model, values })
    }
}

/// The weight of each model's particles.
#[must_use]
pub(crate) fn shares(models: usize, particles: &[Particle], weights: &[f64]) -> Vec<f64> {
    let mut shares = vec![0.0; models];
    particles.iter().zip(weights).for_each(|(particle, weight)| shares[particle.model] += weight);
    shares
}
