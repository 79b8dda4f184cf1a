//! Whether ABC-SMC of these parts finds posteriors that are known.

use mobilise::internals::number::maths::normal_quantile;
use mobilise::internals::sensitivity::Refusal;
use mobilise::internals::sensitivity::abc::*;
use mobilise::internals::stream::{Purpose, Stream, unit};

#[test]
fn sizes_and_quantiles_by_hand() {
    assert_eq!(effective_size(&[2.0, 2.0, 2.0, 2.0]), Ok(4.0));
    assert_eq!(effective_size(&[0.0, 3.0]), Ok(1.0));
    let size = effective_size(&[1.0, 2.0, 3.0]).expect("weights");
    assert!((size - 36.0 / 14.0).abs() < 1e-12);
    let values = [3.0, 1.0, 2.0, 9.0];
    let weights = [1.0, 1.0, 2.0, 0.0];
    for (share, expected) in [(0.0, 1.0), (0.25, 1.0), (0.26, 2.0), (0.75, 2.0), (0.76, 3.0), (1.0, 3.0)] {
        assert_eq!(weighted_quantile(&values, &weights, share), Ok(expected), "{share}");
    }
    for bad in [&[][..], &[0.0, 0.0], &[-1.0, 2.0], &[f64::NAN, 1.0], &[f64::INFINITY, 1.0]] {
        assert_eq!(effective_size(bad), Err(Refusal::Weights));
    }
    assert_eq!(weighted_quantile(&[f64::NAN], &[1.0], 0.5), Err(Refusal::Weights));
    assert_eq!(weighted_quantile(&[1.0], &[1.0, 1.0], 0.5), Err(Refusal::Weights));
}

/// Against the formula of two correlated normal numbers, written out.
#[test]
fn the_density_is_that_of_the_formula() {
    let particles = [vec![0.0, 1.0], vec![2.0, 2.0], vec![1.0, 4.0], vec![3.0, 7.0]];
    let weights = [0.1, 0.2, 0.3, 0.4];
    let kernel = Kernel::new(&particles, &weights).expect("a kernel");
    let mean = |i: usize| particles.iter().zip(weights).map(|(row, w)| w * row[i]).sum::<f64>();
    let twice = |i: usize, j: usize| {
        let terms = particles.iter().zip(weights).map(|(row, w)| w * (row[i] - mean(i)) * (row[j] - mean(j)));
        2.0 * terms.sum::<f64>()
    };
    let (a, b, c) = (twice(0, 0), twice(0, 1), twice(1, 1));
    let determinant = a * c - b * b;
    for at in [[0.5, 0.5], [1.0, 4.0], [-3.0, 8.0]] {
        let density: f64 = particles
            .iter()
            .zip(weights)
            .map(|(row, w)| {
                let (x, y) = (at[0] - row[0], at[1] - row[1]);
                let square = (c * x * x - 2.0 * b * x * y + a * y * y) / determinant;
                w * libm::exp(-square / 2.0) / (2.0 * std::f64::consts::PI * determinant.sqrt())
            })
            .sum();
        let found = kernel.log_density(&at);
        assert!((found - libm::log(density)).abs() < 1e-12, "{found}");
    }
    // Far away every term is 0 by itself, and the logarithm of their sum is still a number.
    assert!(kernel.log_density(&[1e6, -1e6]).is_finite());
}

/// Proposals have the kernel's mean and covariance: the particles' own, three times over.
#[test]
fn proposals_are_of_the_density() {
    let particles = [vec![0.0, 1.0], vec![2.0, 2.0], vec![1.0, 4.0], vec![3.0, 7.0]];
    let kernel = Kernel::new(&particles, &[1.0; 4]).expect("a kernel");
    let n = 40_000;
    let mut stream = Stream::new(2, Purpose::Resample, 0);
    let proposed: Vec<Vec<f64>> = (0..n).map(|_| kernel.propose(&[(); 3].map(|()| open(&mut stream)))).collect();
    let mean = |rows: &[Vec<f64>], i: usize| rows.iter().map(|row| row[i]).sum::<f64>() / rows.len() as f64;
    let covariance = |rows: &[Vec<f64>], i: usize, j: usize| {
        let (x, y) = (mean(rows, i), mean(rows, j));
        rows.iter().map(|row| (row[i] - x) * (row[j] - y)).sum::<f64>() / rows.len() as f64
    };
    for i in 0..2 {
        let error = (3.0 * covariance(&particles, i, i) / f64::from(n)).sqrt();
        assert!((mean(&proposed, i) - mean(&particles, i)).abs() < 4.0 * error);
        for j in 0..2 {
            let expected = 3.0 * covariance(&particles, i, j);
            let scale = 3.0 * (covariance(&particles, i, i) * covariance(&particles, j, j)).sqrt();
            let found = covariance(&proposed, i, j);
            assert!((found - expected).abs() < 4.0 * scale * (2.0 / f64::from(n)).sqrt(), "{found} for {expected}");
        }
    }
}

#[test]
fn flat_clouds_and_bad_weights_are_refused() {
    let line = [vec![0.0, 0.0], vec![1.0, 2.0], vec![2.0, 4.0]];
    assert_eq!(Kernel::new(&line, &[1.0; 3]), Err(Refusal::Flat));
    assert_eq!(Kernel::new(&[vec![1.0]], &[1.0]), Err(Refusal::Flat));
    assert_eq!(Kernel::new(&[vec![1.0], vec![f64::NAN]], &[1.0; 2]), Err(Refusal::Weights));
    assert_eq!(Kernel::new(&[vec![1.0], vec![2.0, 3.0]], &[1.0; 2]), Err(Refusal::Weights));
    assert_eq!(Kernel::new(&[], &[]), Err(Refusal::Weights));
    let kernel = Kernel::new(&[vec![0.0], vec![1.0]], &[1.0; 2]).expect("a kernel");
    let one = [vec![0.5]];
    assert_eq!(kernel.weights(&one, &[f64::NEG_INFINITY]), Err(Refusal::Weights));
    assert_eq!(kernel.weights(&one, &[f64::NAN]), Err(Refusal::Weights));
    assert_eq!(kernel.weights(&one, &[]), Err(Refusal::Weights));
    assert_eq!(kernel.weights(&one, &[-5.0]), Ok(vec![1.0]));
}

/// A number above 0 and below 1.
fn open(stream: &mut Stream) -> f64 {
    unit(stream.bits()) + 0.5 / (1u64 << 53) as f64
}

/// ABC-SMC with one parameter, as it should be run, or, `weigh` being false, without weighing anew.
struct Toy {
    prior: fn(f64) -> f64,
    log_prior: fn(f64) -> f64,
    distance: fn(f64, &mut Stream) -> f64,
    weigh: bool,
}

/// Particles, weights and distances of the last generation.
struct Generation {
    particles: Vec<Vec<f64>>,
    weights: Vec<f64>,
    distances: Vec<f64>,
}

impl Toy {
    fn generation(&self, count: usize, last: Option<&Generation>, tolerance: f64, stream: &mut Stream) -> Generation {
        let kernel = last.map(|last| Kernel::new(&last.particles, &last.weights).expect("a cloud"));
        let mut found = Generation { particles: Vec::new(), weights: vec![1.0; count], distances: Vec::new() };
        while found.particles.len() < count {
            let particle = match &kernel {
                None => (self.prior)(open(stream)),
                Some(kernel) => kernel.propose(&[open(stream), open(stream)])[0],
            };
            let distance = (self.distance)(particle, stream);
            if distance <= tolerance && (self.log_prior)(particle) > f64::NEG_INFINITY {
                found.particles.push(vec![particle]);
                found.distances.push(distance);
            }
        }
        if let Some(kernel) = kernel.filter(|_| self.weigh) {
            let priors: Vec<f64> = found.particles.iter().map(|particle| (self.log_prior)(particle[0])).collect();
            found.weights = kernel.weights(&found.particles, &priors).expect("weights");
        }
        found
    }
}

impl Generation {
    fn mean_and_deviation(&self) -> (f64, f64) {
        let weights = normalised(&self.weights).expect("weights");
        let sum =
            |of: &dyn Fn(f64) -> f64| -> f64 { self.particles.iter().zip(&weights).map(|(x, w)| w * of(x[0])).sum() };
        let mean = sum(&|x| x);
        (mean, sum(&|x| (x - mean) * (x - mean)).sqrt())
    }
}

/// Ten numbers of a normal distribution with mean θ and deviation 1, of which only the mean is looked at, and was 1; θ ~ N(0, 1).
fn conjugate(weigh: bool) -> Toy {
    Toy {
        prior: normal_quantile,
        log_prior: |theta| -theta * theta / 2.0,
        distance: |theta, stream| (theta + normal_quantile(open(stream)) / 10f64.sqrt() - 1.0).abs(),
        weigh,
    }
}

const PARTICLES: usize = 1_000;

/// Mean and deviation of the posterior within a tolerance, from the integral of the normal distribution; at 0 they are 10/11
/// and √(1/11).
#[test]
fn the_conjugate_posterior_is_found_at_each_tolerance() {
    let mut stream = Stream::new(11, Purpose::Resample, 0);
    let toy = conjugate(true);
    let mut last: Option<Generation> = None;
    for (tolerance, mean, deviation) in [
        (1.0, 0.675_450_58, 0.552_986_47),
        (0.5, 0.843_137_77, 0.393_937_65),
        (0.25, 0.892_061_10, 0.328_365_63),
        (0.1, 0.906_340_94, 0.306_032_75),
    ] {
        let found = toy.generation(PARTICLES, last.as_ref(), tolerance, &mut stream);
        let size = effective_size(&found.weights).expect("weights");
        assert!(size > 0.6 * PARTICLES as f64, "{size}");
        // Four standard errors, of a mean and of a deviation.
        let (m, d) = found.mean_and_deviation();
        assert!((m - mean).abs() < 4.0 * deviation / size.sqrt(), "{tolerance}: {m}");
        assert!((d - deviation).abs() < 4.0 * deviation / (2.0 * size).sqrt(), "{tolerance}: {d}");
        last = Some(found);
    }
}

/// The check can fail: particles that are not weighed anew spread as the kernel does.
#[test]
fn forgotten_weights_are_seen() {
    let mut stream = Stream::new(11, Purpose::Resample, 0);
    let toy = conjugate(false);
    let mut last: Option<Generation> = None;
    for tolerance in [1.0, 0.5, 0.25] {
        last = Some(toy.generation(PARTICLES, last.as_ref(), tolerance, &mut stream));
    }
    let (mean, _) = last.expect("three generations").mean_and_deviation();
    assert!((mean - 0.892_061_10).abs() > 4.0 * 0.328_365_63 / (PARTICLES as f64).sqrt(), "{mean}");
}

/// The mixture of a wide and a narrow distribution (Sisson, Fan & Tanaka 2007) with tolerances that each generation finds for
/// the next: the posterior's variance is 0.505 + ε²/3, half of it lies within ± 0.1556.
#[test]
fn the_mixture_is_found_with_tolerances_of_its_own() {
    let toy = Toy {
        prior: |u| 20.0 * u - 10.0,
        log_prior: |theta| if theta.abs() <= 10.0 { 0.0 } else { f64::NEG_INFINITY },
        distance: |theta, stream| {
            let deviation = if open(stream) < 0.5 { 1.0 } else { 0.1 };
            (theta + deviation * normal_quantile(open(stream))).abs()
        },
        weigh: true,
    };
    let mut stream = Stream::new(5, Purpose::Resample, 0);
    let mut tolerance = 2.0;
    let mut found = toy.generation(PARTICLES, None, tolerance, &mut stream);
    let mut generations = 1;
    while tolerance > 0.025 {
        let next = weighted_quantile(&found.distances, &found.weights, 0.4).expect("distances");
        assert!(next < tolerance, "tolerances fall");
        tolerance = next.max(0.025);
        found = toy.generation(PARTICLES, Some(&found), tolerance, &mut stream);
        generations += 1;
    }
    assert!((4..9).contains(&generations), "{generations}");
    let size = effective_size(&found.weights).expect("weights");
    let (mean, deviation) = found.mean_and_deviation();
    let variance: f64 = 0.505_208;
    assert!(mean.abs() < 4.0 * (variance / size).sqrt(), "{mean}");
    // The fourth moment of the mixture is 3 (1 + 10⁻⁴) / 2, so the error of a variance is √((1.5 − 0.2552) / n).
    assert!((deviation * deviation - variance).abs() < 4.0 * (1.245 / size).sqrt(), "{deviation}");
    let values: Vec<f64> = found.particles.iter().map(|particle| particle[0]).collect();
    let within: f64 = values.iter().zip(&found.weights).filter(|(x, _)| x.abs() <= 0.1556).map(|(_, w)| w).sum();
    assert!((within - 0.5).abs() < 4.0 * 0.5 / size.sqrt(), "{within}");
    for (share, quantile, density) in [(0.25, -0.1556, 0.79), (0.75, 0.1556, 0.79), (0.025, -1.645, 0.0516)] {
        let found = weighted_quantile(&values, &found.weights, share).expect("values");
        let error = (share * (1.0 - share) / size).sqrt() / density;
        assert!((found - quantile).abs() < 4.0 * error, "{share}: {found}");
    }
}
