//! The contract of the estimators: on functions whose indices are known they find them, within what their number of
//! rows allows; what they cannot compute they refuse; and what chance adds is told.
//!
//! What can break it: rows taken for one another, a variance over the wrong rows, a mean that is not taken out, effects
//! whose signs cancel. Each of these is planted below, and the check that holds for the right order must fail.

use std::f64::consts::PI;

use mobilise::internals::design::{Design, Latin, Morris, Points, Saltelli, Stratum, Trajectories};
use mobilise::internals::number::maths::normal_quantile;
use mobilise::internals::sensitivity::{
    Effect, FirstOrder, Index, Outcomes, Refusal, Resampling, effect_noise, elementary_effects, index_noise, ranking,
    sobol_indices,
};
use mobilise::internals::stream::{Purpose, Stream, unit};

/// Ishigami's function with a = 7, b = 0.1, of numbers from 0 to 1.
fn ishigami(u: &[f64]) -> f64 {
    let x = |i: usize| PI * (2.0 * u[i] - 1.0);
    let sine = libm::sin(x(1));
    libm::sin(x(0)) + 7.0 * sine * sine + 0.1 * libm::pow(x(2), 4.0) * libm::sin(x(0))
}

const ISHIGAMI_FIRST: [f64; 3] = [0.313_905_191_148, 0.442_411_144_790, 0.0];
const ISHIGAMI_TOTAL: [f64; 3] = [0.557_588_855_210, 0.442_411_144_790, 0.243_683_664_062];
const ISHIGAMI_VARIANCE: f64 = 13.844_587_940_719;

/// Sobol's g-function.
fn g(a: &[f64], u: &[f64]) -> f64 {
    u.iter().zip(a).map(|(x, a)| ((4.0 * x - 2.0).abs() + a) / (1.0 + a)).product()
}

fn saltelli(factors: usize, base_rows: usize, pairs: bool) -> Saltelli {
    Saltelli::new(factors, base_rows, pairs).expect("fits")
}

fn evaluated(points: &Points, f: impl Fn(&[f64]) -> f64) -> Vec<f64> {
    (0..points.rows()).map(|row| f(&points.values(row))).collect()
}

/// One outcome a row of these blocks under this seed.
fn run(design: &Saltelli, seed: u64, f: impl Fn(&[f64]) -> f64) -> Outcomes {
    Outcomes::new(1, evaluated(&Design::from(design.clone()).points(seed), f)).expect("numbers")
}

fn resampling() -> Resampling {
    Resampling::new(1, 400, 0.95).expect("fits")
}

fn values(indices: &[Index]) -> Vec<f64> {
    indices.iter().map(|index| index.value).collect()
}

fn far(found: &[f64], expected: &[f64]) -> f64 {
    assert_eq!(found.len(), expected.len());
    found.iter().zip(expected).map(|(x, y)| (x - y).abs()).fold(0.0, f64::max)
}

// --- Sobol indices ----------------------------------------------------------------------------------

/// To the digit: the plain sequence from row 1,024 on, as SALib 1.6 and a second program compute it of the same
/// points, in SALib's order.
#[test]
fn ishigami_on_the_plain_sequence_to_the_digit() {
    let plain = Design::from(mobilise::internals::design::Sobol::new(6, 2_048, false).expect("fits")).points(0);
    let rows = (1_024..2_048).flat_map(|row| {
        let (a, b) = (plain.values(row)[..3].to_vec(), plain.values(row)[3..].to_vec());
        let mixed = (0..3).map(|factor| {
            let mut mixed = a.clone();
            mixed[factor] = b[factor];
            ishigami(&mixed)
        });
        [ishigami(&a)].into_iter().chain(mixed.collect::<Vec<_>>()).chain([ishigami(&b)])
    });
    let outcomes = Outcomes::new(1, rows.collect()).expect("numbers");
    let design = saltelli(3, 1_024, false);
    let found = sobol_indices(&design, &outcomes, FirstOrder::Saltelli, &Resampling::none()).expect("varies");
    assert!(far(&values(&found.first), &[0.316_831_538_350, 0.443_763_061_004, 0.012_203_120_086]) < 1e-11);
    assert!(far(&values(&found.total), &[0.555_860_085_136, 0.441_898_071_196, 0.244_675_386_537]) < 1e-11);
    assert!((found.variance - 13.861_931_109_463).abs() < 1e-10);
}

/// What is wrong with indices of Ishigami's function, if anything. With 4,096 base rows, errors over seeds have
/// standard deviations up to 0.004 (see the next test); five of them are allowed.
fn unlike_ishigami(outcomes: &Outcomes) -> Option<String> {
    let design = saltelli(3, 4_096, false);
    let found = match sobol_indices(&design, outcomes, FirstOrder::Saltelli, &Resampling::none()) {
        Ok(found) => found,
        Err(refusal) => return Some(refusal.to_string()),
    };
    let (first, total) = (values(&found.first), values(&found.total));
    let wrong = far(&first, &ISHIGAMI_FIRST) > 0.02
        || far(&total, &ISHIGAMI_TOTAL) > 0.02
        || (found.variance / ISHIGAMI_VARIANCE - 1.0).abs() > 0.02
        || (found.mean - 3.5).abs() > 0.02;
    wrong.then(|| format!("{found:?}"))
}

/// Planted: A and B exchanged, columns in place of blocks, AB before A, factors turned round, one row lost and the
/// rest moved up.
#[test]
fn ishigami_is_found_and_rows_in_another_order_are_not() {
    let design = saltelli(3, 4_096, false);
    let right = run(&design, 1, ishigami);
    assert_eq!(unlike_ishigami(&right), None);
    let blocks: Vec<Vec<f64>> = right.means().chunks(5).map(<[f64]>::to_vec).collect();
    let reordered = |order: [usize; 5]| blocks.iter().flat_map(|block| order.map(|place| block[place])).collect();
    let columns = (0..5).flat_map(|place| blocks.iter().map(move |block| block[place])).collect();
    let mut moved = right.means();
    moved.rotate_left(1);
    for (name, rows) in [
        ("A and B exchanged", reordered([4, 1, 2, 3, 0])),
        ("columns in place of blocks", columns),
        ("AB before A", reordered([1, 2, 3, 0, 4])),
        ("factors turned round", reordered([0, 3, 2, 1, 4])),
        ("moved up by one", moved),
    ] {
        let wrong = unlike_ishigami(&Outcomes::new(1, rows).expect("numbers"));
        assert!(wrong.is_some(), "{name} is not seen");
    }
    // Another sample altogether: what SALib calls "indices from the wrong sample order".
    let other = run(&saltelli(3, 4_096, false), 2, ishigami).means();
    let right = right.means();
    let mixed = right.iter().zip(&other).enumerate().map(|(n, (x, y))| if n % 5 == 4 { *y } else { *x });
    assert!(unlike_ishigami(&Outcomes::new(1, mixed.collect()).expect("numbers")).is_some());
}

/// Over seeds: no bias beyond four standard errors, errors that shrink faster than those of random points (below
/// n^−½), and intervals that hold the truth about as often as they say or more (with points that lie more evenly
/// than random ones a bootstrap of blocks is too careful, not too bold).
#[test]
fn errors_shrink_and_intervals_hold_the_truth() {
    let truth: Vec<f64> = [ISHIGAMI_FIRST, ISHIGAMI_TOTAL].concat();
    let seeds = 24;
    let mut spread = Vec::new();
    for base_rows in [128, 1_024] {
        let design = saltelli(3, base_rows, false);
        let (mut errors, mut held) = (vec![Vec::new(); 6], 0);
        for seed in 0..seeds {
            let resampling = Resampling::new(seed, 200, 0.95).expect("fits");
            let outcomes = run(&design, seed, ishigami);
            let found = sobol_indices(&design, &outcomes, FirstOrder::Saltelli, &resampling).expect("varies");
            for (n, (index, truth)) in found.first.iter().chain(&found.total).zip(&truth).enumerate() {
                let (low, high) = index.interval.expect("resampled");
                assert!(low <= high && high - low < 0.8);
                held += u32::from((low..=high).contains(truth));
                errors[n].push(index.value - truth);
            }
        }
        assert!(f64::from(held) >= 0.9 * 6.0 * seeds as f64, "{held} of {}", 6 * seeds);
        let deviation = |errors: &[f64]| (errors.iter().map(|e| e * e).sum::<f64>() / errors.len() as f64).sqrt();
        for errors in &errors {
            let mean = errors.iter().sum::<f64>() / errors.len() as f64;
            assert!(mean.abs() < 4.0 * deviation(errors) / (seeds as f64).sqrt());
        }
        spread.push(errors.iter().map(|errors| deviation(errors)).fold(0.0, f64::max));
    }
    assert!(spread[1] < spread[0] / 8f64.sqrt() && spread[1] < 0.03, "{spread:?}");
}

#[test]
fn interactions_of_ishigami_are_found() {
    let design = saltelli(3, 8_192, true);
    let outcomes = run(&design, 3, ishigami);
    for estimator in [FirstOrder::Saltelli, FirstOrder::Jansen] {
        let found = sobol_indices(&design, &outcomes, estimator, &Resampling::none()).expect("varies");
        assert!(far(&values(&found.first), &ISHIGAMI_FIRST) < 0.02, "{found:?}");
        assert!(far(&values(&found.total), &ISHIGAMI_TOTAL) < 0.02, "{found:?}");
        let pairs: Vec<(usize, usize)> = found.second.iter().map(|pair| pair.factors).collect();
        assert_eq!(pairs, [(0, 1), (0, 2), (1, 2)]);
        let second: Vec<f64> = found.second.iter().map(|pair| pair.index.value).collect();
        assert!(far(&second, &[0.0, 0.243_683_664_062, 0.0]) < 0.03, "{second:?}");
    }
}

/// The g-function: many factors, of every strength, and interactions of all orders. The error allowed is that of the
/// bootstrap: half of an interval on either side is about two standard errors of random points, and twice that is
/// taken.
#[test]
fn the_g_function_is_found() {
    let cases: [(&[f64], &[f64], &[f64]); 2] = [
        (
            &[0.0, 1.0, 4.5, 9.0, 99.0, 99.0, 99.0, 99.0],
            &[
                0.716_192_168_9,
                0.179_048_042_2,
                0.023_675_774_2,
                0.007_161_921_7,
                7.161_92e-5,
                7.161_92e-5,
                7.161_92e-5,
                7.161_92e-5,
            ],
            &[
                0.787_144_126_7,
                0.242_198_192_8,
                0.034_316_910_2,
                0.010_460_387_1,
                1.049_491e-4,
                1.049_491e-4,
                1.049_491e-4,
                1.049_491e-4,
            ],
        ),
        (
            &[0.0, 0.5, 3.0, 9.0, 99.0, 99.0],
            &[0.586_781_189_8, 0.260_791_639_9, 0.036_673_824_4, 0.005_867_811_9, 5.867_81e-5, 5.867_81e-5],
            &[0.690_085_892_3, 0.356_173_363_8, 0.056_333_542_2, 0.009_170_576_6, 9.200_84e-5, 9.200_84e-5],
        ),
    ];
    for (a, first, total) in cases {
        let design = saltelli(a.len(), 2_048, false);
        let outcomes = run(&design, 4, |u| g(a, u));
        let found = sobol_indices(&design, &outcomes, FirstOrder::Saltelli, &resampling()).expect("varies");
        for (index, truth) in found.first.iter().zip(first).chain(found.total.iter().zip(total)) {
            let (low, high) = index.interval.expect("resampled");
            assert!((index.value - truth).abs() < high - low + 1e-9, "{index:?} for {truth}");
            assert!(high - low < 0.15, "{index:?} says something");
        }
        let factors: f64 = a.iter().map(|a| 1.0 + 1.0 / (3.0 * (1.0 + a) * (1.0 + a))).product();
        assert!((found.variance - (factors - 1.0)).abs() < 0.02 * factors, "{}", found.variance);
        assert!((found.mean - 1.0).abs() < 0.01);
    }
}

/// Intervals hold on small indices too. They are made as for random points; over seeds most indices scatter less than
/// half as far, since the points lie more evenly. But here and there two columns of the sequence lie badly together, and
/// what hangs on them scatters further (SciPy's scrambled sequence does so too): that should be rare.
#[test]
fn indices_scatter_no_further_than_their_intervals() {
    let a = [0.0, 1.0, 4.5, 9.0, 99.0, 99.0, 99.0, 99.0];
    let (seeds, mut ratios) = (32, Vec::new());
    for base_rows in [256, 1_024] {
        let design = saltelli(8, base_rows, false);
        let (mut found, mut widths) = (vec![Vec::new(); 16], vec![0.0; 16]);
        for seed in 0..seeds {
            let outcomes = run(&design, seed, |u| g(&a, u));
            let resampling = Resampling::new(seed, 100, 0.95).expect("fits");
            let indices = sobol_indices(&design, &outcomes, FirstOrder::Saltelli, &resampling).expect("varies");
            for (n, index) in indices.first.iter().chain(&indices.total).enumerate() {
                let (low, high) = index.interval.expect("resampled");
                found[n].push(index.value);
                widths[n] += (high - low) / (2.0 * 1.96) / seeds as f64;
            }
        }
        let deviation = |values: &Vec<f64>| {
            let mean = values.iter().sum::<f64>() / values.len() as f64;
            (values.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>() / values.len() as f64).sqrt()
        };
        ratios.extend(found.iter().zip(widths).map(|(values, width)| deviation(values) / width));
    }
    ratios.sort_by(f64::total_cmp);
    assert!(ratios[16] < 0.6 && ratios[31] < 1.6, "{ratios:?}");
}

/// 4 x₁² + 3 x₂ on ±½, and far from 0: adding 10⁶ to the outcome changes its indices in no digit that counts.
#[test]
fn a_sum_has_no_interactions_wherever_it_lies() {
    let design = saltelli(2, 2_048, true);
    let sum = |u: &[f64]| 4.0 * (u[0] - 0.5) * (u[0] - 0.5) + 3.0 * (u[1] - 0.5);
    let shares = [0.105_960_265, 0.894_039_735];
    let near = run(&design, 5, sum);
    let distant = run(&design, 5, |u| sum(u) + 1e6);
    let indices =
        |outcomes| sobol_indices(&design, outcomes, FirstOrder::Saltelli, &Resampling::none()).expect("varies");
    let (near, distant) = (indices(&near), indices(&distant));
    assert!(far(&values(&near.first), &shares) < 0.005 && far(&values(&near.total), &shares) < 0.005, "{near:?}");
    assert!(near.second[0].index.value.abs() < 0.01);
    assert!(far(&values(&near.first), &values(&distant.first)) < 1e-7);
}

#[test]
fn what_has_no_indices_is_refused() {
    let design = saltelli(2, 16, false);
    let constant = run(&design, 1, |_| 0.1);
    let indices = |outcomes: &Outcomes| sobol_indices(&design, outcomes, FirstOrder::Saltelli, &resampling());
    assert_eq!(indices(&constant), Err(Refusal::NoVariation(0.1)));
    let short = Outcomes::new(1, vec![1.0; 63]).expect("numbers");
    assert_eq!(indices(&short), Err(Refusal::Length { expected: 64, found: 63 }));
    assert_eq!(index_noise(&design, &short), Err(Refusal::Length { expected: 64, found: 63 }));
    let still = Outcomes::new(2, vec![0.1; 128]).expect("numbers");
    assert!(matches!(index_noise(&design, &still), Err(Refusal::NoVariation(_))));
    // One base row in sixteen that differs: some resample has none of it.
    let points = Design::from(design.clone()).points(1);
    let rare = (0..64).map(|row| if points.position(row).block == 3 { points.values(row)[0] } else { 0.0 });
    let rare = indices(&Outcomes::new(1, rare.collect()).expect("numbers")).expect("varies");
    assert!(rare.first.iter().chain(&rare.total).all(|index| index.interval.is_none() && index.value.is_finite()));
}

// --- Elementary effects -----------------------------------------------------------------------------

fn trajectories(factors: usize, count: usize, levels: u32, seed: u64) -> (Trajectories, Points) {
    let points = Design::from(Morris::new(factors, count, levels).expect("fits")).points(seed);
    (points.trajectories().expect("trajectories").clone(), points)
}

fn effects(factors: usize, count: usize, levels: u32, f: impl Fn(&[f64]) -> f64) -> Vec<Effect> {
    let (trajectories, points) = trajectories(factors, count, levels, 6);
    let outcomes = Outcomes::new(1, evaluated(&points, f)).expect("numbers");
    elementary_effects(&trajectories, &outcomes, &resampling()).expect("as many rows")
}

/// Linear: each effect is the slope through the whole range, to the last digits, and σ is 0.
#[test]
fn slopes_are_found_exactly() {
    let slopes = [2.0, -12.0, 5.0, 0.0];
    for levels in [2, 4, 10] {
        let found = effects(4, 10, levels, |u| u.iter().zip(slopes).map(|(x, slope)| slope * x).sum());
        for (effect, slope) in found.iter().zip(slopes) {
            assert!((effect.mu.value - slope).abs() < 1e-12 && (effect.mu_star.value - f64::abs(slope)).abs() < 1e-12);
            assert!(effect.sigma.value < 1e-12);
            let (low, high) = effect.mu_star.interval.expect("resampled");
            assert!(high - low < 1e-12);
        }
    }
}

/// x₁ x₂ has μ = μ* = ½ and σ = √(5/36); x² has 1 and ⅓; |x − ½| has μ = 0 and yet μ* = ½: signs do not cancel.
#[test]
fn small_functions_have_the_known_effects() {
    let near = |found: f64, expected: f64| (found - expected).abs() < 0.02;
    for effect in effects(2, 4_000, 4, |u| u[0] * u[1]) {
        assert!(near(effect.mu.value, 0.5) && near(effect.mu_star.value, 0.5), "{effect:?}");
        assert!(near(effect.sigma.value, (5.0f64 / 36.0).sqrt()), "{effect:?}");
    }
    let square = effects(1, 4_000, 4, |u| u[0] * u[0])[0];
    assert!(near(square.mu.value, 1.0) && near(square.sigma.value, 1.0 / 3.0), "{square:?}");
    // From 0 to ⅔, or ⅓ to 1: from ½ to ⅙ away from the middle, or back. By ⅔ that is ± ½.
    let valley = effects(1, 4_000, 4, |u| (u[0] - 0.5).abs())[0];
    assert!(valley.mu.value.abs() < 0.04 && near(valley.mu_star.value, 0.5), "{valley:?}");
}

/// Morris's function of 1991, the coefficients that he drew set to ± 1.
fn morris_function(u: &[f64]) -> f64 {
    let w = |i: usize| {
        let x = if [2, 4, 6].contains(&i) { 1.1 * u[i] / (u[i] + 0.1) } else { u[i] };
        2.0 * (x - 0.5)
    };
    let w: Vec<f64> = (0..20).map(w).collect();
    let sign = |odd: usize| if odd.is_multiple_of(2) { 1.0 } else { -1.0 };
    let mut sum = 0.0;
    for i in 0..20 {
        // Counted from 1 in the paper.
        sum += if i < 10 { 20.0 } else { sign(i + 1) } * w[i];
        for j in i + 1..20 {
            sum += if j < 6 { -15.0 } else { sign(i + j + 2) } * w[i] * w[j];
            for k in j + 1..5 {
                sum -= 10.0 * w[i] * w[j] * w[k];
                for l in k + 1..4 {
                    sum += 5.0 * w[i] * w[j] * w[k] * w[l];
                }
            }
        }
    }
    sum
}

/// μ, σ and μ* of inputs 1, 2, 3, 5, 6, 7, 8, 9, 11 and 12, from the function's moments (μ* from 400,000 effects).
const MORRIS: [(usize, f64, f64, f64); 10] = [
    (1, 13.500_968, 75.419_951, 64.1),
    (2, 11.895_616, 75.419_951, 63.8),
    (3, 23.952_752, 70.134_289, 51.3),
    (5, 23.952_752, 70.005_091, 50.9),
    (6, 15.117_057, 52.272_843, 43.3),
    (7, 34.647_935, 25.939_614, 34.65),
    (8, 37.591_973, 6.600_114, 37.591_973),
    (9, 42.408_027, 6.600_114, 42.408_027),
    (11, 0.408_027, 6.600_114, 5.29),
    (12, -0.408_027, 6.600_114, 5.29),
];

/// What is wrong with effects on Morris's function: outside four standard errors, σ/√r for means, and for σ about
/// the same (the effects have more weight in the tails than a normal distribution's, σ/√2r).
fn unlike_morris(effects: &[Effect], count: f64) -> Option<String> {
    MORRIS.iter().find_map(|(input, mu, sigma, mu_star)| {
        let effect = &effects[input - 1];
        let allowed = 4.0 * sigma / count.sqrt();
        let off = [(effect.mu.value, mu), (effect.mu_star.value, mu_star), (effect.sigma.value, sigma)];
        off.iter().any(|(found, truth)| (found - *truth).abs() > allowed).then(|| format!("{input}: {effect:?}"))
    })
}

/// Planted: μ in place of μ*, a step without its sign, effects of the factor next to it.
#[test]
fn morris_function_is_found_and_planted_errors_are_not() {
    let count = 2_000;
    let (trajectories, points) = trajectories(20, count, 4, 7);
    let outcomes = Outcomes::new(1, evaluated(&points, morris_function)).expect("numbers");
    let resampling = Resampling::new(1, 100, 0.95).expect("fits");
    let found = elementary_effects(&trajectories, &outcomes, &resampling).expect("as many rows");
    assert_eq!(unlike_morris(&found, count as f64), None);
    for effect in &found {
        let (low, high) = effect.mu_star.interval.expect("resampled");
        assert!(low < effect.mu_star.value && effect.mu_star.value < high && high - low < 10.0);
    }
    let cancelled: Vec<Effect> = found.iter().map(|effect| Effect { mu_star: effect.mu, ..*effect }).collect();
    assert!(unlike_morris(&cancelled, count as f64).is_some(), "μ in place of μ* is not seen");
    let mut beside = found.clone();
    beside.rotate_right(1);
    assert!(unlike_morris(&beside, count as f64).is_some(), "the factor next to it is not seen");
    // Trajectories of another seed: signs and factors are those of other steps.
    let other = Trajectories::new(&Morris::new(20, count, 4).expect("fits"), 8);
    let other = elementary_effects(&other, &outcomes, &resampling).expect("as many rows");
    assert!(unlike_morris(&other, count as f64).is_some(), "rows of another order are not seen");
}

#[test]
fn effects_of_too_few_rows_are_refused() {
    let (trajectories, _) = trajectories(3, 5, 4, 1);
    let short = Outcomes::new(1, vec![1.0; 19]).expect("numbers");
    let refused = Err(Refusal::Length { expected: 20, found: 19 });
    assert_eq!(elementary_effects(&trajectories, &short, &resampling()), refused);
    assert!(effect_noise(&trajectories, &short).is_err());
}

// --- Noise ------------------------------------------------------------------------------------------

/// A model with noise of standard deviation 2, the last factor inert: replicates of a row, and whether rows of a block
/// share their noise.
fn noisy(points: &Points, replicates: usize, shared: bool, f: impl Fn(&[f64]) -> f64) -> Outcomes {
    let mut outcomes = Vec::new();
    for row in 0..points.rows() {
        let f = f(&points.values(row));
        let number = if shared { points.position(row).block } else { row };
        let mut stream = Stream::new(99, Purpose::Resample, number as u32);
        for _ in 0..replicates {
            outcomes.push(f + 2.0 * normal_quantile(unit(stream.bits()).max(1e-16)));
        }
    }
    Outcomes::new(replicates, outcomes).expect("numbers")
}

/// Ishigami's function with an inert fourth factor and noise of variance s²: with independent seeds its total index
/// tends to (Vᵢ + n) / (V + n), n = s²/R, so that the inert one seems to matter; with shared seeds to Vᵢ / (V + n).
/// The noise companion says both.
#[test]
fn an_inert_factor_shows_what_the_noise_predicts() {
    let design = saltelli(4, 2_048, false);
    let points = Design::from(design.clone()).points(8);
    for replicates in [1, 2, 5] {
        let noise = 4.0 / replicates as f64;
        for shared in [false, true] {
            let outcomes = noisy(&points, replicates, shared, ishigami);
            let found = sobol_indices(&design, &outcomes, FirstOrder::Saltelli, &Resampling::none()).expect("varies");
            let with_noise = ISHIGAMI_VARIANCE + noise;
            let added = if shared { 0.0 } else { noise };
            let expected: Vec<f64> = ISHIGAMI_TOTAL
                .iter()
                .chain(&[0.0])
                .map(|total| (total * ISHIGAMI_VARIANCE + added) / with_noise)
                .collect();
            let total = values(&found.total);
            assert!(far(&total, &expected) < 0.035, "{replicates} {shared}: {total:?} for {expected:?}");
            let first: Vec<f64> =
                ISHIGAMI_FIRST.iter().chain(&[0.0]).map(|first| first * ISHIGAMI_VARIANCE / with_noise).collect();
            assert!(far(&values(&found.first), &first) < 0.05, "{replicates} {shared}: {found:?}");
            let companion = index_noise(&design, &outcomes).expect("varies");
            assert_eq!(companion.is_some(), replicates > 1);
            let Some(companion) = companion else { continue };
            assert!((companion.variance_of_mean / noise - 1.0).abs() < 0.05, "{companion:?}");
            assert!((companion.signal / ISHIGAMI_VARIANCE - 1.0).abs() < 0.05, "{companion:?}");
            assert!((companion.inert - noise / with_noise).abs() < 0.01, "{companion:?}");
            for part in &companion.total {
                assert!((part - added / with_noise).abs() < 0.01, "{shared}: {companion:?}");
            }
            if shared {
                assert!(total[3] < 1e-12 && companion.total[3] < 1e-12, "the same seeds keep an inert factor at 0");
            } else {
                assert!((total[3] - companion.inert).abs() < 0.02, "{total:?} {companion:?}");
            }
        }
    }
}

/// The same noise everywhere, as with one list of seeds for all points: the signal is still the signal.
#[test]
fn the_signal_is_found_under_common_seeds() {
    let design = saltelli(3, 2_048, false);
    let points = Design::from(design.clone()).points(9);
    let values = (0..points.rows()).flat_map(|row| {
        let f = ishigami(&points.values(row));
        [f + 2.0, f - 1.0, f - 1.0]
    });
    let outcomes = Outcomes::new(3, values.collect()).expect("numbers");
    let companion = index_noise(&design, &outcomes).expect("varies").expect("replicates");
    assert!((companion.signal / ISHIGAMI_VARIANCE - 1.0).abs() < 0.03);
    assert!((companion.variance_of_mean - 1.0).abs() < 1e-9);
}

#[test]
fn effects_of_an_inert_factor_are_what_the_noise_predicts() {
    for shared in [false, true] {
        let (trajectories, points) = trajectories(3, 3_000, 4, 9);
        let outcomes = noisy(&points, 4, shared, |u| 3.0 * u[0] + u[1] * u[1]);
        let found = elementary_effects(&trajectories, &outcomes, &Resampling::none()).expect("as many rows");
        let noise = effect_noise(&trajectories, &outcomes).expect("as many rows").expect("replicates");
        // n = 4/4 = 1, twice that by the squared step 4/9.
        let sigma = (2.0f64 * 9.0 / 4.0).sqrt();
        let mu_star = sigma * (2.0 / PI).sqrt();
        for noise in &noise {
            assert!((noise.inert_sigma - sigma).abs() < 0.05 && (noise.inert_mu_star - mu_star).abs() < 0.05);
            let part = if shared { 0.0 } else { 1.0 };
            assert!((noise.sigma - part * sigma).abs() < 0.05 && (noise.mu_star - part * mu_star).abs() < 0.05);
        }
        let inert = &found[2];
        assert!((inert.mu_star.value - noise[2].mu_star).abs() < 0.06, "{inert:?}");
        assert!((inert.sigma.value - noise[2].sigma).abs() < 0.06, "{inert:?}");
    }
    let (trajectories, points) = trajectories(3, 10, 4, 9);
    assert_eq!(effect_noise(&trajectories, &noisy(&points, 1, true, |u| u[0])), Ok(None));
}

// --- Rankings ---------------------------------------------------------------------------------------

/// Two outcomes that both rise with the first factor; which is ahead hangs on the second and third alone: P(x₂ > x₃).
/// The indicator of x₂ > x₃ has first order ⅓ each and total ⅔ each (a variance of ¼, of which ¹⁄₁₂ is each one's).
#[test]
fn what_turns_a_ranking_round_is_found() {
    let design = saltelli(3, 4_096, true);
    let one = run(&design, 10, |u| 5.0 * u[0] + u[1]);
    let other = run(&design, 10, |u| 5.0 * u[0] + u[2]);
    let found = ranking(&one, &other).expect("the same runs");
    let indices = |outcomes| sobol_indices(&design, outcomes, FirstOrder::Saltelli, &resampling()).expect("varies");
    let ahead = indices(&found.ahead);
    assert!(far(&values(&ahead.first), &[0.0, 1.0 / 3.0, 1.0 / 3.0]) < 0.03, "{ahead:?}");
    assert!(far(&values(&ahead.total), &[0.0, 2.0 / 3.0, 2.0 / 3.0]) < 0.03, "{ahead:?}");
    assert!((ahead.second[2].index.value - 1.0 / 3.0).abs() < 0.05, "{ahead:?}");
    assert!((found.points_ahead - 0.5).abs() < 0.02 && (ahead.mean - 0.5).abs() < 0.02);
    // Of the gap itself, half is each one's, and nothing is shared.
    let gap = indices(&found.difference);
    assert!(far(&values(&gap.total), &[0.0, 0.5, 0.5]) < 0.01, "{gap:?}");
    // The outcomes themselves are the first factor's nearly alone: looking at them says nothing of the ranking.
    assert!(indices(&one).total[0].value > 0.9);
    // One ahead everywhere: nothing turns the ranking round, and that is said.
    let below = run(&design, 10, |u| 5.0 * u[0] - 1.0);
    let found = ranking(&one, &below).expect("the same runs");
    let refused = sobol_indices(&design, &found.ahead, FirstOrder::Saltelli, &Resampling::none());
    assert_eq!((refused, found.points_ahead), (Err(Refusal::NoVariation(1.0)), 1.0));
}

/// Indices are of points in the cube: those of a Latin hypercube have no blocks, and its rows are not as many.
#[test]
fn outcomes_of_another_design_are_refused() {
    let points = Design::from(Latin::new(3, 100, Stratum::Anywhere).expect("fits")).points(1);
    let outcomes = Outcomes::new(1, evaluated(&points, ishigami)).expect("numbers");
    let refused = sobol_indices(&saltelli(3, 32, false), &outcomes, FirstOrder::Saltelli, &Resampling::none());
    assert_eq!(refused, Err(Refusal::Length { expected: 160, found: 100 }));
    assert!(points.trajectories().is_none());
}
