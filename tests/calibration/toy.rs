//! The whole algorithm on problems whose posterior is known.

use std::time::Duration;

use mobilise::internals::calibration::Forgetful;
use mobilise::internals::calibration::prior::Prior;
use mobilise::internals::calibration::smc::{AbcRun, Generation, Stop, calibrate};
use mobilise::internals::calibration::target::{Settings, Target, Trial};
use mobilise::internals::number::maths::normal_quantile;

/// SplitMix64, for numbers above 0 and below 1.
pub struct Dice(pub u64);

impl Dice {
    pub fn unit(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (((z ^ (z >> 31)) >> 12) as f64 + 0.5) / (1u64 << 52) as f64
    }
}

/// The mean of ten numbers of a normal distribution with mean θ and deviation 1.
struct Mean {
    prior: [Prior; 1],
    observed: f64,
    /// The deviation of a normal error of observation; without it there is a tolerance.
    error: Option<f64>,
    /// Large values take longer to run.
    slow: bool,
}

impl Mean {
    fn new(prior: Prior, observed: f64) -> Self {
        Self { prior: [prior], observed, error: None, slow: false }
    }
}

impl Target for Mean {
    fn priors(&self) -> &[Prior] {
        &self.prior
    }

    fn run(&self, &Trial { values, seed, .. }: &Trial<'_>, _: &dyn Fn(&[f64]) -> bool) -> Result<Vec<f64>, String> {
        if self.slow && values[0] > 0.5 {
            std::thread::sleep(Duration::from_micros(300));
        }
        Ok(vec![values[0] + normal_quantile(Dice(seed).unit()) / 10f64.sqrt()])
    }

    fn leeways(&self) -> usize {
        usize::from(self.error.is_some())
    }

    fn distance(&self, outcome: &[f64], leeway: &[f64]) -> f64 {
        let off = (outcome[0] - self.observed).abs();
        self.error.map_or(off, |error| off / error / (-2.0 * libm::log(leeway[0])).sqrt())
    }
}

pub const FREE: Prior = Prior { from: f64::NEG_INFINITY, to: f64::INFINITY, normal: Some((0.0, 1.0)) };

pub fn settings(particles: usize, tolerance: f64, seed: u64) -> Settings {
    Settings { particles, keep: 0.5, tolerance, acceptance: 0.0, at_most: 10_000_000, seed }
}

fn run(target: &Mean, settings: &Settings, threads: usize) -> AbcRun {
    calibrate(target, settings, &Forgetful, threads, &|| (), &mut |_| ()).expect("nothing is written")
}

fn mean_and_deviation(last: &Generation) -> (f64, f64) {
    let values = last.column(0);
    let sum = |of: &dyn Fn(f64) -> f64| values.iter().zip(&last.weights).map(|(x, w)| w * of(*x)).sum::<f64>();
    let mean = sum(&|x| x);
    (mean, sum(&|x| (x - mean) * (x - mean)).sqrt())
}

/// What is wrong with mean or deviation of an accepted set, by four standard errors.
fn off(last: &Generation, mean: f64, deviation: f64) -> Option<String> {
    let size = last.effective_size();
    let (m, d) = mean_and_deviation(last);
    let near = (m - mean).abs() < 4.0 * deviation / size.sqrt()
        && (d - deviation).abs() < 4.0 * deviation / (2.0 * size).sqrt();
    (!near).then(|| format!("{m} ± {d} for {mean} ± {deviation}, effective size {size}"))
}

/// What is wrong with the posterior of the conjugate normal distribution within tolerances, where it is known from the integral.
pub fn conjugate() -> Option<String> {
    let cases = [
        (1.0, 0.675_450_58, 0.552_986_47),
        (0.5, 0.843_137_77, 0.393_937_65),
        (0.25, 0.892_061_10, 0.328_365_63),
        (0.1, 0.906_340_94, 0.306_032_75),
    ];
    cases.into_iter().find_map(|(tolerance, mean, deviation)| {
        let done = run(&Mean::new(FREE, 1.0), &settings(1_000, tolerance, 3), 2);
        let last = done.generations.last().expect("a generation");
        assert_eq!((done.stop, last.tolerance), (Stop::Reached, tolerance));
        off(last, mean, deviation).map(|wrong| format!("tolerance {tolerance}: {wrong}"))
    })
}

#[test]
fn the_known_posterior_is_found() {
    assert_eq!(conjugate(), None);
}

/// With a normal error of observation the accepted set is the posterior of that likelihood, with no error of a
/// tolerance: variance 1/10 + h², prior variance 1, observed 1.
#[test]
fn a_likelihood_is_met_exactly() {
    for (error, mean, deviation) in
        [(1.0, 0.476_190_48, 0.723_746_86), (0.5, 0.740_740_74, 0.509_175_08), (0.1, 0.900_900_90, 0.314_800_09)]
    {
        let target = Mean { error: Some(error), ..Mean::new(FREE, 1.0) };
        let done = run(&target, &settings(1_500, 1.0, 5), 2);
        assert_eq!(done.stop, Stop::Reached);
        assert_eq!(off(done.generations.last().expect("a generation"), mean, deviation), None, "error {error}");
    }
}

/// Where the truth lies at the end of a flat prior, moves beyond it must not bend the answer. Mean and deviation are
/// known from the integral over the prior's range. Now and then a particle far out has a large weight here, so that
/// the error is judged from calibrations side by side and not from one effective size.
#[test]
fn the_end_of_a_prior_is_no_edge() {
    let (from, to, observed, tolerance) = (0.0, 3.0, 0.05, 0.1);
    let deviation = 10f64.sqrt().recip();
    let share = |x: f64| libm::erfc(-x / std::f64::consts::SQRT_2) / 2.0;
    let likelihood = |theta: f64| {
        share((observed + tolerance - theta) / deviation) - share((observed - tolerance - theta) / deviation)
    };
    let points = 30_000;
    let at = |n: usize| from + (to - from) * (n as f64 + 0.5) / points as f64;
    let sum = |of: &dyn Fn(f64) -> f64| (0..points).map(|n| likelihood(at(n)) * of(at(n))).sum::<f64>();
    let mean = sum(&|x| x) / sum(&|_| 1.0);
    let deviation = (sum(&|x| (x - mean) * (x - mean)) / sum(&|_| 1.0)).sqrt();
    let target = Mean::new(Prior { from, to, normal: None }, observed);
    let found: Vec<(f64, f64)> = (0..24u32)
        .map(|seed| {
            let done = run(&target, &settings(1_000, tolerance, u64::from(seed)), 2);
            let last = done.generations.last().expect("a generation");
            assert!(last.number >= 2, "the kernel was used");
            mean_and_deviation(last)
        })
        .collect();
    for (what, known, of) in
        [("mean", mean, &(|f: &(f64, f64)| f.0) as &dyn Fn(&(f64, f64)) -> f64), ("deviation", deviation, &|f| f.1)]
    {
        let count = found.len() as f64;
        let average = found.iter().map(of).sum::<f64>() / count;
        let spread = found.iter().map(|f| (of(f) - average).powi(2)).sum::<f64>() / (count - 1.0);
        let error = (spread / count).sqrt();
        assert!((average - known).abs() < 4.0 * error, "{what}: {average} ± {error} for {known}");
        assert!(error < 0.02 * known, "{what}: too rough to see anything");
    }
}

/// What differs between one thread and four, where large values take longer to run.
pub fn threads_show() -> Option<String> {
    let target = Mean { slow: true, ..Mean::new(FREE, 1.0) };
    let settings = settings(100, 0.25, 4);
    let (one, four) = (run(&target, &settings, 1), run(&target, &settings, 4));
    if one == four {
        return None;
    }
    let means = [&one, &four].map(|done| mean_and_deviation(done.generations.last().expect("a generation")).0);
    Some(format!("the mean is {} on one thread and {} on four", means[0], means[1]))
}

#[test]
fn the_set_is_the_same_on_any_number_of_threads() {
    assert_eq!(threads_show(), None);
}

/// The rank of the truth in its posterior is uniform (Talts et al. 2018): 1,000 times a truth is drawn from the prior,
/// data from the truth, and a posterior from the data.
#[test]
fn ranks_of_the_truth_are_uniform() {
    let (cases, bins) = (1_000, 10);
    let mut counts = vec![0u32; bins];
    for case in 0..cases {
        let mut dice = Dice(1_000_003 * case + 17);
        let truth = normal_quantile(dice.unit());
        let error = 0.3;
        let observed = truth + normal_quantile(dice.unit()) / 10f64.sqrt() + error * normal_quantile(dice.unit());
        let target = Mean { error: Some(error), ..Mean::new(FREE, observed) };
        let done = run(&target, &settings(99, 1.0, case), 1);
        let last = done.generations.last().expect("a generation");
        let below: f64 = last.column(0).iter().zip(&last.weights).filter(|(x, _)| **x < truth).map(|(_, w)| w).sum();
        counts[((below * bins as f64) as usize).min(bins - 1)] += 1;
    }
    let expected = cases as f64 / bins as f64;
    let chi: f64 = counts.iter().map(|count| (f64::from(*count) - expected).powi(2) / expected).sum();
    // The 99.9 % quantile of chi-squared with nine degrees of freedom.
    assert!(chi < 27.9, "{counts:?}: {chi}");
}

#[test]
fn it_stops_where_it_should() {
    let target = Mean::new(FREE, 1.0);
    let base = settings(50, 0.001, 6);
    let few = run(&target, &Settings { acceptance: 0.2, ..base }, 2);
    let last = few.generations.last().expect("a generation");
    assert!(few.stop == Stop::Acceptance && last.acceptance() < 0.2);
    assert!(few.generations[..few.generations.len() - 1].iter().all(|g| g.acceptance() >= 0.2));

    let short = run(&target, &Settings { at_most: 400, ..base }, 2);
    let used = short.generations.iter().map(|g| g.runs).sum::<u64>() + short.unfinished;
    // A sweep over all copies, at most 25 of 50 particles, is not begun where it cannot be ended.
    assert!(short.stop == Stop::Proposals && (376..=400).contains(&used), "{used}");
    // It was filled in the order of numbers: all that comes out is the beginning of what a longer one gives.
    assert_eq!(short.generations[..], run(&target, &base, 2).generations[..short.generations.len()]);

    let nothing = run(&target, &Settings { at_most: 49, ..base }, 2);
    assert!(nothing.generations.is_empty() && nothing.stop == Stop::Proposals);

    let tolerances: Vec<f64> = few.generations.iter().map(|g| g.tolerance).collect();
    assert!(tolerances.windows(2).all(|pair| pair[1] < pair[0]), "{tolerances:?}");
}

/// A target that is always as far off, fails at times, and has no value at others.
struct Odd([Prior; 1]);

impl Target for Odd {
    fn priors(&self) -> &[Prior] {
        &self.0
    }

    fn run(&self, &Trial { values, .. }: &Trial<'_>, _: &dyn Fn(&[f64]) -> bool) -> Result<Vec<f64>, String> {
        match values[0] {
            x if x > 0.8 => panic!("too large"),
            x if x > 0.6 => Err("large".to_owned()),
            x if x > 0.4 => Ok(vec![f64::INFINITY]),
            _ => Ok(vec![2.0]),
        }
    }

    fn leeways(&self) -> usize {
        0
    }

    fn distance(&self, outcome: &[f64], _: &[f64]) -> f64 {
        outcome[0]
    }
}

#[test]
fn failures_are_counted_and_a_level_distance_ends_it() {
    let target = Odd([Prior { from: 0.0, to: 1.0, normal: None }]);
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {}));
    let done = calibrate(&target, &settings(200, 1.0, 2), &Forgetful, 2, &|| (), &mut |_| ()).expect("no disk");
    std::panic::set_hook(hook);
    assert_eq!((done.stop, done.generations.len()), (Stop::Level, 2));
    let first = &done.generations[0];
    assert!(first.particles.iter().all(|particle| particle.values[0] <= 0.4));
    let failed = first.failed as f64 / first.proposals as f64;
    assert!((failed - 0.4).abs() < 0.1, "{failed}");
}
