//! Models to choose among, on problems whose posterior shares are known.

use mobilise::internals::calibration::Forgetful;
use mobilise::internals::calibration::prior::Prior;
use mobilise::internals::calibration::smc::{AbcRun, Generation, Stop, calibrate};
use mobilise::internals::calibration::target::{ModelPrior, Settings, Target, Trial};
use mobilise::internals::number::maths::normal_quantile;

use super::toy::{Dice, settings};

/// Models of one observation: a normal number of variance 1/10 around a mean that each model knows in its own way, seen
/// with a normal error.
struct Choice {
    priors: Vec<Prior>,
    models: Vec<ModelPrior>,
    observed: f64,
    error: f64,
}

impl Choice {
    /// Each model has its own parameter with this prior and this chance; without one its mean is 0.
    fn new(models: &[(f64, Option<Prior>)], observed: f64, error: f64) -> Self {
        let mut priors = Vec::new();
        let mut one = |(share, prior): &(f64, Option<Prior>)| {
            let parameters = prior.iter().map(|prior| {
                priors.push(*prior);
                priors.len() - 1
            });
            ModelPrior { share: *share, parameters: parameters.collect() }
        };
        let models = models.iter().map(&mut one).collect();
        Self { priors, models, observed, error }
    }

    /// The probability of each model given the observation: its chance times its evidence, from the integral.
    fn shares(&self) -> Vec<f64> {
        let variance = 0.1 + self.error * self.error;
        let likelihood = |mean: f64| libm::exp(-(self.observed - mean).powi(2) / (2.0 * variance));
        let evidence = |model: &ModelPrior| match model.parameters.first() {
            None => likelihood(0.0),
            Some(parameter) => {
                let prior = &self.priors[*parameter];
                let points = 20_000;
                let at = |n: usize| prior.quantile((n as f64 + 0.5) / points as f64);
                (0..points).map(|n| likelihood(at(n))).sum::<f64>() / points as f64
            }
        };
        let all: Vec<f64> = self.models.iter().map(|model| model.share * evidence(model)).collect();
        all.iter().map(|one| one / all.iter().sum::<f64>()).collect()
    }

    fn calibrate(&self, settings: &Settings, threads: usize) -> AbcRun {
        calibrate(self, settings, &Forgetful, threads, &|| (), &mut |_| ()).expect("nothing is written")
    }
}

impl Target for Choice {
    fn priors(&self) -> &[Prior] {
        &self.priors
    }

    fn models(&self) -> Vec<ModelPrior> {
        self.models.clone()
    }

    fn run(&self, trial: &Trial<'_>, _: &dyn Fn(&[f64]) -> bool) -> Result<Vec<f64>, String> {
        let own = &self.models[trial.model].parameters;
        let others = trial.values.iter().enumerate().filter(|(n, _)| !own.contains(n));
        assert!(others.map(|(_, value)| value).all(|value| value.is_nan()), "{trial:?}");
        let mean = own.first().map_or(0.0, |parameter| trial.values[*parameter]);
        Ok(vec![mean + normal_quantile(Dice(trial.seed).unit()) / 10f64.sqrt()])
    }

    fn leeways(&self) -> usize {
        1
    }

    fn distance(&self, outcome: &[f64], leeway: &[f64]) -> f64 {
        (outcome[0] - self.observed).abs() / self.error / (-2.0 * libm::log(leeway[0])).sqrt()
    }
}

fn normal(mean: f64, deviation: f64) -> Option<Prior> {
    Some(Prior { from: f64::NEG_INFINITY, to: f64::INFINITY, normal: Some((mean, deviation)) })
}

fn flat(from: f64, to: f64) -> Option<Prior> {
    Some(Prior { from, to, normal: None })
}

/// What is wrong with the shares of a generation, by four standard errors.
fn off(target: &Choice, last: &Generation) -> Option<String> {
    let found = last.shares(target.models.len());
    let known = target.shares();
    let apart = |n: &usize| (found[*n] - known[*n]).abs() > 4.0 * last.share_error(*n, found[*n]).max(1e-3);
    let wrong: Vec<usize> = (0..known.len()).filter(apart).collect();
    (!wrong.is_empty()).then(|| format!("models {wrong:?} are off: {found:?} for {known:?}"))
}

/// What is wrong with the choice among models whose probabilities are known: normal priors of other widths; flat ones,
/// whose ends cut proposals off; one without a parameter; other chances beforehand.
pub fn known_shares() -> Option<String> {
    let cases = [
        (vec![(0.5, normal(0.0, 1.0)), (0.5, normal(0.0, 4.0))], 1.0),
        (vec![(0.5, normal(0.0, 1.0)), (0.5, normal(2.0, 0.5))], 1.5),
        (vec![(0.25, flat(0.0, 2.0)), (0.75, flat(-6.0, 6.0))], 0.1),
        (vec![(0.4, None), (0.2, normal(0.0, 1.0)), (0.4, flat(-1.0, 1.0))], 0.6),
    ];
    cases.into_iter().enumerate().find_map(|(n, (models, observed))| {
        let target = Choice::new(&models, observed, 0.4);
        let done = target.calibrate(&settings(2_000, 1.0, 11 + n as u64), 2);
        let last = done.generations.last().expect("a generation");
        assert!(done.stop == Stop::Reached && last.number >= 2, "kernels were used");
        off(&target, last).map(|wrong| format!("case {n}: {wrong}"))
    })
}

#[test]
fn known_shares_of_models_are_found() {
    assert_eq!(known_shares(), None);
}

/// Three models that say the same have the shares they had beforehand, and each its own values' posterior.
#[test]
fn even_evidence_gives_even_shares() {
    let model = (1.0 / 3.0, normal(0.0, 1.0));
    let target = Choice::new(&[model, model, model], 1.0, 0.5);
    let known = target.shares();
    assert!(known.iter().all(|share| (share - 1.0 / 3.0).abs() < 1e-12));
    for seed in 0..4 {
        let done = target.calibrate(&settings(1_500, 1.0, seed), 2);
        let last = done.generations.last().expect("a generation");
        assert_eq!(off(&target, last), None, "seed {seed}");
        for n in 0..3 {
            let own: Vec<(f64, f64)> =
                last.column(n).into_iter().zip(last.weights.iter().copied()).filter(|(x, _)| !x.is_nan()).collect();
            let weight: f64 = own.iter().map(|(_, w)| w).sum();
            let mean = own.iter().map(|(x, w)| x * w).sum::<f64>() / weight;
            let size = weight * weight / own.iter().map(|(_, w)| w * w).sum::<f64>();
            // Of a normal distribution with variance 1/10 + 1/4 beside a prior of variance 1.
            assert!((mean - 0.740_740_74).abs() < 4.0 * 0.509_175_08 / size.sqrt(), "seed {seed}, model {n}: {mean}");
        }
    }
}

/// A model that what was observed speaks against nearly dies out, and its share is still that of its evidence, not 0 for
/// good: where too few particles are left it is drawn from its prior.
#[test]
fn an_unlikely_model_is_not_lost() {
    let target = Choice::new(&[(0.5, normal(1.0, 0.3)), (0.5, normal(-2.0, 0.9))], 1.2, 0.3);
    let known = target.shares()[1];
    assert!((0.001..0.02).contains(&known), "{known}");
    let shares: Vec<f64> = (0..12)
        .map(|seed| {
            let done = target.calibrate(&settings(400, 1.0, seed), 2);
            done.generations.last().expect("a generation").shares(2)[1]
        })
        .collect();
    let mean = shares.iter().sum::<f64>() / 12.0;
    let spread = shares.iter().map(|share| (share - mean).powi(2)).sum::<f64>() / 11.0;
    assert!((mean - known).abs() < 4.0 * (spread / 12.0).sqrt(), "{mean} for {known}: {shares:?}");
}

#[test]
fn the_choice_is_the_same_on_any_number_of_threads() {
    let target = Choice::new(&[(0.5, normal(0.0, 1.0)), (0.5, normal(0.0, 4.0))], 1.0, 0.4);
    let settings = settings(150, 1.0, 4);
    let [one, four] = [1, 4].map(|threads| target.calibrate(&settings, threads));
    // Parameters that a model lacks are NaN, which is not equal to itself.
    assert_eq!(format!("{one:?}"), format!("{four:?}"));
}

/// A standard error says how far shares spread from one calibration to the next.
#[test]
fn the_error_of_a_share_is_its_spread() {
    let target = Choice::new(&[(0.5, normal(0.0, 1.0)), (0.5, normal(0.0, 4.0))], 1.0, 0.5);
    let found: Vec<(f64, f64)> = (0..60)
        .map(|seed| {
            let done = target.calibrate(&settings(200, 1.0, 100 + seed), 2);
            let last = done.generations.last().expect("a generation");
            let share = last.shares(2)[0];
            (share, last.share_error(0, share))
        })
        .collect();
    let mean = found.iter().map(|(share, _)| share).sum::<f64>() / 60.0;
    let spread = (found.iter().map(|(share, _)| (share - mean).powi(2)).sum::<f64>() / 59.0).sqrt();
    let said = found.iter().map(|(_, error)| error).sum::<f64>() / 60.0;
    // The spread of 60 is known to about a tenth.
    assert!((0.65..1.5).contains(&(said / spread)), "said {said}, spread {spread}");
    assert!((mean - target.shares()[0]).abs() < 4.0 * spread / 60f64.sqrt(), "{mean} for {:?}", target.shares());
}
