//! Several scenarios that share values, on a problem whose posterior is known.

use std::sync::atomic::{AtomicU64, Ordering};

use mobilise::internals::calibration::Forgetful;
use mobilise::internals::calibration::prior::Prior;
use mobilise::internals::calibration::smc::{AbcRun, Stop, calibrate};
use mobilise::internals::calibration::target::{Settings, Target, Trial};
use mobilise::internals::number::maths::normal_quantile;

use super::toy::{Dice, FREE, settings};

/// Two places. The first observes a shared number, the second that number and one of its own; each of them is the mean
/// of ten normal numbers, seen with a normal error of observation.
struct Places {
    priors: [Prior; 2],
    observed: [f64; 2],
    error: f64,
    /// Runs both places whatever the first one gives.
    whole: bool,
    /// Runs of the second place.
    second: AtomicU64,
}

impl Places {
    fn new(observed: [f64; 2], error: f64) -> Self {
        Self { priors: [FREE, FREE], observed, error, whole: false, second: AtomicU64::new(0) }
    }

    /// The posterior's means and deviations of both numbers, and the weight of one observation.
    fn posterior(&self) -> [(f64, f64); 2] {
        let exact = 1.0 / (0.1 + self.error * self.error);
        let [first, second] = self.observed;
        let (a, b, d) = (1.0 + 2.0 * exact, exact, 1.0 + exact);
        let determinant = a * d - b * b;
        let (u, v) = (exact * (first + second), exact * second);
        let means = [(d * u - b * v) / determinant, (a * v - b * u) / determinant];
        [(means[0], (d / determinant).sqrt()), (means[1], (a / determinant).sqrt())]
    }
}

impl Target for Places {
    fn priors(&self) -> &[Prior] {
        &self.priors
    }

    fn run(&self, trial: &Trial<'_>, beyond: &dyn Fn(&[f64]) -> bool) -> Result<Vec<f64>, String> {
        let mut dice = Dice(trial.seed);
        let mut noise = || normal_quantile(dice.unit()) / 10f64.sqrt();
        let mut outcome = vec![trial.values[0] + noise()];
        if !self.whole && beyond(&outcome) {
            return Ok(outcome);
        }
        self.second.fetch_add(1, Ordering::Relaxed);
        outcome.push(trial.values[0] + trial.values[1] + noise());
        Ok(outcome)
    }

    fn is_whole(&self, outcome: &[f64]) -> bool {
        outcome.len() == 2
    }

    fn leeways(&self) -> usize {
        2
    }

    fn distance(&self, outcome: &[f64], leeway: &[f64]) -> f64 {
        let one = |((value, observed), leeway): ((&f64, &f64), &f64)| {
            (value - observed).abs() / self.error / (-2.0 * libm::log(*leeway)).sqrt()
        };
        outcome.iter().zip(&self.observed).zip(leeway).map(one).fold(0.0, f64::max)
    }
}

fn run(target: &Places, settings: &Settings, threads: usize) -> AbcRun {
    calibrate(target, settings, &Forgetful, threads, &|| (), &mut |_| ()).expect("nothing is written")
}

#[test]
fn a_shared_value_is_found_from_both_scenarios() {
    let target = Places::new([1.0, -0.5], 0.5);
    let done = run(&target, &settings(1_500, 1.0, 5), 2);
    let last = done.generations.last().expect("a generation");
    assert_eq!(done.stop, Stop::Reached);
    let size = last.effective_size();
    for (parameter, (mean, deviation)) in target.posterior().into_iter().enumerate() {
        let sum = |of: &dyn Fn(f64) -> f64| -> f64 {
            last.column(parameter).iter().zip(&last.weights).map(|(x, w)| w * of(*x)).sum()
        };
        let m = sum(&|x| x);
        let d = sum(&|x| (x - m) * (x - m)).sqrt();
        assert!((m - mean).abs() < 4.0 * deviation / size.sqrt(), "{parameter}: {m} for {mean}, size {size}");
        assert!((d - deviation).abs() < 4.0 * deviation / (2.0 * size).sqrt(), "{parameter}: {d} for {deviation}");
    }
}

/// What is wrong where a second scenario is left out once the first lies beyond the tolerance: the accepted set must be
/// that of runs of both, and much must be left out.
pub fn rejected_early() -> Option<String> {
    let settings = settings(300, 1.0, 7);
    let (early, whole) = (Places::new([1.0, -0.5], 0.2), Places { whole: true, ..Places::new([1.0, -0.5], 0.2) });
    let (one, other) = (run(&early, &settings, 2), run(&whole, &settings, 2));
    let [short, long] = [&early, &whole].map(|target| target.second.load(Ordering::Relaxed));
    if one != other {
        return Some("another set is accepted where scenarios are left out".to_owned());
    }
    (short * 3 > long * 2).then(|| format!("{short} runs of the second scenario, {long} without leaving any out"))
}

#[test]
fn leaving_out_a_scenario_changes_nothing_that_is_accepted() {
    assert_eq!(rejected_early(), None);
}

/// The rank of the shared truth in its posterior is uniform, over 400 truths.
#[test]
fn ranks_of_a_shared_truth_are_uniform() {
    let (cases, bins) = (400, 8);
    let mut counts = vec![0u32; bins];
    for case in 0..cases {
        let mut dice = Dice(1_000_033 * case + 5);
        let truth = [dice.unit(), dice.unit()].map(normal_quantile);
        let error = 0.4;
        let mut seen =
            |value: f64| value + normal_quantile(dice.unit()) / 10f64.sqrt() + error * normal_quantile(dice.unit());
        let target = Places::new([seen(truth[0]), seen(truth[0] + truth[1])], error);
        let done = run(&target, &settings(99, 1.0, case), 1);
        let last = done.generations.last().expect("a generation");
        let pairs = last.column(0).into_iter().zip(last.weights.iter());
        let below: f64 = pairs.filter(|(x, _)| *x < truth[0]).map(|(_, w)| w).sum();
        counts[((below * bins as f64) as usize).min(bins - 1)] += 1;
    }
    let expected = cases as f64 / bins as f64;
    let chi: f64 = counts.iter().map(|count| (f64::from(*count) - expected).powi(2) / expected).sum();
    // The 99.9 % quantile of chi-squared with seven degrees of freedom.
    assert!(chi < 24.3, "{counts:?}: {chi}");
}
