//! The proposals of a generation: which model and which values each of them tries, and with what density.
//!
//! The first generation comes from the prior. A later one picks a model with the chance it has in the last generation,
//! moved with a small chance to another one, then a particle of that model by its weight, and moves it by that model's
//! own kernel. A model of which too few particles are left for a kernel is drawn from its prior, so that none is lost
//! for good. With one model all of this is what it would be without any.
//!
//! # Source
//!
//! T. Toni, M. P. H. Stumpf (2010), "Simulation-based model selection for dynamical systems in systems and population
//! biology", Bioinformatics 26, 104–110.

use crate::canary::{Canary, is_planted};
use crate::design::stream::{Purpose, Stream};
use crate::sensitivity::Refusal;
use crate::sensitivity::abc::{Kernel, normalised};

use super::keeper::Address;
use super::prior::Prior;
use super::target::{ModelPrior, Particle, Settings, Target, seed_of};

/// The chance that a model picked from the last generation is moved to another one, each of them as likely.
const MOVES: f64 = 0.2;

/// What a proposal tries.
pub(crate) struct Proposal {
    pub model: usize,
    /// In the coordinates of the priors; NaN where the model has no such parameter.
    pub values: Vec<f64>,
}

/// The proposals of a generation.
pub(crate) struct Proposals<'a> {
    pub settings: &'a Settings,
    pub number: u32,
    pub tolerance: f64,
    pub source: ProposalSource<'a>,
    /// Most proposals.
    pub budget: u64,
}

impl Proposals<'_> {
    /// What a proposal tries: it depends on its address and the last generation alone.
    pub(crate) fn propose(&self, number: u32) -> Proposal {
        self.source.propose(&mut Stream::within(self.settings.seed, Purpose::Proposal, self.number, number))
    }

    /// The seed of a proposal's runs.
    pub(crate) fn run_seed(&self, number: u32) -> u64 {
        seed_of(self.settings.seed, Purpose::RunSeed, self.number, number)
    }

    /// The distance of an outcome, or of its beginning, for this proposal.
    pub(crate) fn distance(&self, target: &dyn Target, outcome: &[f64], number: u32) -> f64 {
        let mut stream = Stream::within(self.settings.seed, Purpose::Leeway, self.number, number);
        let leeway: Vec<f64> = (0..target.leeways()).map(|_| stream.open()).collect();
        target.distance(outcome, &leeway)
    }

    /// Whether a distance is accepted. A run without a value is not accepted into the first generation either, whose
    /// tolerance is infinite.
    pub(crate) fn accepts(&self, distance: f64) -> bool {
        distance.is_finite() && distance <= self.tolerance
    }

    /// Whether the beginning of an outcome says already that the whole will not be accepted. Draws of the prior are run
    /// whole: they say what chance alone gives.
    pub(crate) fn is_beyond(&self, target: &dyn Target, beginning: &[f64], number: u32) -> bool {
        let distance = self.distance(target, beginning, number);
        if is_planted(Canary::RejectedTooSoon) {
            return self.number > 0 && !self.accepts(1.5 * distance);
        }
        self.number > 0 && !self.accepts(distance)
    }

    pub(crate) fn address(&self, number: u32) -> Address {
        Address { generation: self.number, number }
    }
}

/// Where proposals come from.
pub(crate) struct ProposalSource<'a> {
    priors: &'a [Prior],
    models: Vec<ModelSource>,
}

/// Where proposals of one model come from.
struct ModelSource {
    parameters: Vec<usize>,
    /// The chance of the model before anything is run.
    prior_share: f64,
    /// The chance that a proposal is of it.
    share: f64,
    /// None: its values are drawn from the prior.
    kernel: Option<Kernel>,
}

impl<'a> ProposalSource<'a> {
    /// The prior.
    pub(crate) fn prior(priors: &'a [Prior], models: &[ModelPrior]) -> Self {
        let models = models.iter().map(|model| ModelSource {
            parameters: model.parameters.clone(),
            prior_share: model.share,
            share: model.share,
            kernel: None,
        });
        Self { priors, models: models.collect() }
    }

    /// The particles of the last generation, moved.
    ///
    /// # Errors
    /// The particles of no model spread in all directions.
    pub(crate) fn after(
        priors: &'a [Prior],
        models: &[ModelPrior],
        particles: &[Particle],
        weights: &[f64],
    ) -> Result<Self, Refusal> {
        let mut source = Self::prior(priors, models);
        let several = models.len() > 1;
        let last = shares(models.len(), particles, weights);
        let mut refusal = Refusal::Weights;
        for (n, model) in source.models.iter_mut().enumerate() {
            if several {
                let others = (models.len() - 1) as f64;
                model.share = (1.0 - MOVES) * last[n] + MOVES * (1.0 - last[n]) / others;
            }
            let own = particles.iter().zip(weights).filter(|(particle, _)| particle.model == n);
            let (rows, weights): (Vec<Vec<f64>>, Vec<f64>) =
                own.map(|(particle, weight)| (model.own(&particle.values), *weight)).unzip();
            if several && rows.len() < 2 * model.parameters.len() + 2 {
                continue;
            }
            match Kernel::new(&rows, &weights) {
                Ok(kernel) => model.kernel = Some(kernel),
                Err(why) => refusal = why,
            }
        }
        if source.models.iter().all(|model| model.kernel.is_none()) { Err(refusal) } else { Ok(source) }
    }

    /// A move out of the prior's range is drawn again, model, pick and move together: so the density of proposals stays
    /// that of shares and kernels, up to one constant for all models.
    fn propose(&self, stream: &mut Stream) -> Proposal {
        loop {
            let number = self.pick(stream);
            let model = &self.models[number];
            let own = match &model.kernel {
                None => model.priors(self.priors).map(|prior| prior.quantile(stream.open())).collect(),
                Some(kernel) => {
                    let uniforms: Vec<f64> = (0..=model.parameters.len()).map(|_| stream.open()).collect();
                    kernel.propose(&uniforms)
                }
            };
            if model.log_prior(self.priors, &own) > f64::NEG_INFINITY {
                return Proposal { model: number, values: model.spread(&own, self.priors.len()) };
            }
        }
    }

    fn pick(&self, stream: &mut Stream) -> usize {
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

    /// The weights of accepted particles: equal ones for draws from the prior, otherwise prior by density of proposals,
    /// that of the model among them.
    pub(crate) fn weights(&self, particles: &[Particle]) -> Vec<f64> {
        let even = || vec![1.0 / particles.len() as f64; particles.len()];
        if self.models.iter().all(|model| model.kernel.is_none()) || is_planted(Canary::ParticlesUnweighed) {
            return even();
        }
        let logs: Vec<f64> = particles.iter().map(|particle| self.log_weight(particle)).collect();
        // Proposals lie within the prior's range, so there is always a density.
        let largest = logs.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        normalised(&logs.iter().map(|log| libm::exp(log - largest)).collect::<Vec<_>>()).unwrap_or_else(|_| even())
    }

    fn log_weight(&self, particle: &Particle) -> f64 {
        let model = &self.models[particle.model];
        let own = model.own(&particle.values);
        if is_planted(Canary::KernelOmitted) {
            return model.log_prior(self.priors, &own);
        }
        let within = model.kernel.as_ref().map_or(0.0, |kernel| {
            let log = model.log_prior(self.priors, &own) - kernel.log_density(&own);
            // Between models the constants of their priors count.
            if self.models.len() > 1 { log + model.log_constant(self.priors) } else { log }
        });
        if self.models.len() == 1 || is_planted(Canary::ModelsUnweighed) {
            return within;
        }
        libm::log(model.prior_share) - libm::log(model.share) + within
    }
}

impl ModelSource {
    fn priors<'p>(&'p self, priors: &'p [Prior]) -> impl Iterator<Item = &'p Prior> {
        self.parameters.iter().map(|parameter| &priors[*parameter])
    }

    /// Its own parameters among all.
    fn own(&self, values: &[f64]) -> Vec<f64> {
        self.parameters.iter().map(|parameter| values[*parameter]).collect()
    }

    /// Its own parameters in their positions among all.
    fn spread(&self, own: &[f64], all: usize) -> Vec<f64> {
        let mut values = vec![f64::NAN; all];
        self.parameters.iter().zip(own).for_each(|(parameter, value)| values[*parameter] = *value);
        values
    }

    /// Up to a constant.
    fn log_prior(&self, priors: &[Prior], own: &[f64]) -> f64 {
        self.priors(priors).zip(own).map(|(prior, value)| prior.log_density(*value)).sum()
    }

    /// That constant.
    fn log_constant(&self, priors: &[Prior]) -> f64 {
        self.priors(priors).map(Prior::log_constant).sum()
    }
}

/// The weight of each model's particles.
#[must_use]
pub(crate) fn shares(models: usize, particles: &[Particle], weights: &[f64]) -> Vec<f64> {
    let mut shares = vec![0.0; models];
    particles.iter().zip(weights).for_each(|(particle, weight)| shares[particle.model] += weight);
    shares
}
