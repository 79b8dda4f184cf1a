//! Networks against the published numbers of their makers.

use mobilise::knob::network::{DegreeDistribution, NetworkKind, NetworkKnobs};
use mobilise::network::describe::{DISTANCE_STEPS, clustering, components, distances};
use mobilise::network::make;

use super::tools::{chi_square, credible, degrees, knobs, made, mean, rows, word};

// --- Small worlds -------------------------------------------------------------------------------

/// Watts and Strogatz's C and L of a network of 1,000 with ten ties each.
fn c_and_l(rewiring: f64, replicate: u32) -> (f64, f64) {
    let network = rows(&NetworkKnobs { rewiring, ..knobs(NetworkKind::SmallWorld, 10.0) }, 1_000, replicate);
    let largest = components(&network).largest;
    (clustering(&network).local, distances(&network, &largest, DISTANCE_STEPS).mean)
}

/// The ring: C = 3(k − 2) / 4(k − 1) = 2/3, L = 50.4505, both exact.
#[test]
fn the_ring_of_watts_and_strogatz() {
    let (c, l) = c_and_l(0.0, 0);
    assert!((c - 2.0 / 3.0).abs() < 1e-12, "{c}");
    // From each, ten at every distance from 1 to 99 and nine at 100: (10·4950 + 9·100) / 999.
    assert!((l - 50_400.0 / 999.0).abs() < 1e-12, "{l}");
}

/// C and L after rewiring, against means of five networks by others. L at p = .001 hangs on where a handful of
/// shortcuts fall: its standard deviation from network to network is about 5, so the mean of 5 and that of 20
/// may differ by 4 · 5 · √(1/5 + 1/20) = 10. Elsewhere the room is four such deviations too, with the
/// deviation of our twenty networks.
/// Caught by hand: rewiring that moves the near end, by the fewest ties (`rules.rs`) and by C at p = 1.
#[test]
fn small_worlds_have_the_published_clustering_and_distance() {
    for (rewiring, c, l) in [(0.001, 0.665, 26.2), (0.01, 0.646, 8.67), (0.1, 0.490, 4.43), (1.0, 0.0088, 3.27)] {
        let all: Vec<(f64, f64)> = (0..20).map(|replicate| c_and_l(rewiring, replicate)).collect();
        let (cs, ls): (Vec<f64>, Vec<f64>) = all.into_iter().unzip();
        let (mean_c, mean_l) = (mean(&cs), mean(&ls));
        println!("p {rewiring}: C {mean_c:.4} ({c}), L {mean_l:.2} ({l})");
        // Half a unit of the last published digit comes on top.
        assert!((mean_c - c).abs() < room(&cs) + 0.0005, "p {rewiring}: C {mean_c}, published {c}");
        assert!(
            (mean_l - l).abs() < room(&ls) + if rewiring < 0.01 { 0.05 } else { 0.005 },
            "p {rewiring}: L {mean_l}, published {l}"
        );
        if rewiring < 0.5 {
            let law = 2.0 / 3.0 * (1.0 - rewiring) * (1.0 - rewiring) * (1.0 - rewiring);
            assert!((mean_c - law).abs() < 0.01, "C(p) ≈ C(0)(1 − p)³: {mean_c} {law}");
        }
    }
}

/// Four standard deviations of the difference of a mean of 20 and one of 5.
fn room(values: &[f64]) -> f64 {
    let mean = mean(values);
    let variance = values.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / (values.len() as f64 - 1.0);
    4.0 * (variance * (1.0 / 20.0 + 1.0 / 5.0)).sqrt()
}

// --- Preferential attachment --------------------------------------------------------------------

/// m = 3: P(k) = 2m(m + 1) / k(k + 1)(k + 2) (Dorogovtsev, Mendes & Samukhin 2000), nobody below m, mean 2m; the
/// exponent of the tail is near 3. Degrees of one network hang together, so instead of a χ² each share has room
/// for five standard deviations of independent people.
/// Caught by hand: attachment to everybody alike (P(10) = .008, exponent 9).
#[test]
fn preferential_attachment_has_its_degree_law() {
    let n = 100_000;
    let all = degrees(&made(&knobs(NetworkKind::Preferential, 6.0), n, 0), n);
    assert_eq!(all.iter().min(), Some(&3));
    let share = |k: u32| all.iter().filter(|d| **d == k).count() as f64 / n as f64;
    for k in 3..=20 {
        let x = f64::from(k);
        let law = 24.0 / (x * (x + 1.0) * (x + 2.0));
        assert!((share(k) - law).abs() < 5.0 * (law / n as f64).sqrt(), "P({k}) = {}, law {law}", share(k));
    }
    let found = exponent(&all, 30);
    println!("P(3) {:.4}, P(6) {:.4}, P(10) {:.4}, exponent {found:.3}", share(3), share(6), share(10));
    // About 1,300 people have 30 ties or more: standard error 2/√1300 = .055.
    assert!((found - 2.97).abs() < 0.25, "{found}");
}

/// The maximum-likelihood exponent of the tail from `from` up, in the usual approximation for whole numbers
/// (Clauset, Shalizi & Newman 2009, eq. 3.7).
fn exponent(degrees: &[u32], from: u32) -> f64 {
    let tail = degrees.iter().filter(|k| **k >= from);
    let logs: Vec<f64> = tail.map(|k| libm::log(f64::from(*k) / (f64::from(from) - 0.5))).collect();
    1.0 + 1.0 / mean(&logs)
}

/// Older people have more ties: on average m·√(n / arrival) (Barabási & Albert 1999), here as the ratio of those
/// who came at n/100 to those who came at n/4, which is 5, over twenty networks.
#[test]
fn preferential_attachment_favours_the_old() {
    let n = 10_000;
    let around = |all: &[u32], place: usize| all[place - 20..place + 20].iter().map(|k| f64::from(*k)).sum::<f64>();
    let (mut old, mut young) = (0.0, 0.0);
    for replicate in 0..20 {
        let all = degrees(&made(&knobs(NetworkKind::Preferential, 6.0), n, replicate), n);
        old += around(&all, n / 100);
        young += around(&all, n / 4);
    }
    assert!((old / young - 5.0).abs() < 0.5, "{}", old / young);
}

// --- Poisson ------------------------------------------------------------------------------------

/// Degrees are binomial, by χ² (a wrong alarm once in 30,000; degrees of two people hang together by 1/n only).
#[test]
fn poisson_degrees_have_their_law() {
    let n = 20_000;
    for (z, replicate) in [(0.5, 0), (4.0, 1), (12.0, 2)] {
        let ties = made(&knobs(NetworkKind::Poisson, z), n, replicate);
        // The number of ties is binomial: four standard deviations.
        let expected = n as f64 * z / 2.0;
        assert!((ties.len() as f64 - expected).abs() < 4.0 * expected.sqrt(), "{z}: {}", ties.len());
        let all = degrees(&ties, n);
        let mut found = vec![0.0; 60];
        all.iter().for_each(|k| found[*k as usize] += 1.0);
        let chi = chi_square(&found, &poisson(z, n as f64));
        println!("z {z}: mean {:.4}, χ² {:.1} of {}", 2.0 * ties.len() as f64 / n as f64, chi.0, chi.1);
        assert!(credible(chi), "{z}: {chi:?}");
    }
}

/// Expected numbers of people with 0, 1, 2 … ties, the last for all that follow.
fn poisson(z: f64, people: f64) -> Vec<f64> {
    let mut terms = vec![people * libm::exp(-z)];
    for k in 1..59 {
        terms.push(terms[k - 1] * z / k as f64);
    }
    let rest = people - terms.iter().sum::<f64>();
    terms.push(rest.max(0.0));
    terms
}

/// The share of the giant component solves S = 1 − e^(−zS). Its variance is below (1 − S) S / n · (1 / (1 − z(1 − S)))²
/// in order of magnitude; .012 is more than four standard deviations at the worst, z = 1.5.
#[test]
fn the_giant_component_has_its_size() {
    for (z, share) in [(1.5, 0.5828), (2.0, 0.7968), (3.0, 0.9405), (4.0, 0.9802)] {
        let found = components(&rows(&knobs(NetworkKind::Poisson, z), 50_000, 4)).largest.len() as f64 / 50_000.0;
        println!("z {z}: giant component {found:.4} ({share})");
        assert!((found - share).abs() < 0.012, "{z}: {found}");
    }
    let small = components(&rows(&knobs(NetworkKind::Poisson, 0.8), 50_000, 4)).largest.len();
    assert!(small < 500, "below 1 there is none: {small}");
}

// --- Configuration ------------------------------------------------------------------------------

#[test]
fn configuration_degrees_have_their_laws() {
    let n = 50_000;
    let count = |knobs: &NetworkKnobs| {
        let mut found = vec![0.0; 60];
        make::degrees(knobs, n, word(9)).iter().for_each(|k| found[(*k as usize).min(59)] += 1.0);
        found
    };
    let with = |distribution, degree| NetworkKnobs { distribution, ..knobs(NetworkKind::Configuration, degree) };
    let chi = chi_square(&count(&with(DegreeDistribution::Poisson, 5.0)), &poisson(5.0, n as f64));
    assert!(credible(chi), "Poisson {chi:?}");
    // (1 − q) qᵏ with q = 4/5: mean 4.
    let q = 0.8_f64;
    let mut geometric: Vec<f64> = (0..59).map(|k| n as f64 * 0.2 * libm::pow(q, f64::from(k))).collect();
    geometric.push(n as f64 * libm::pow(q, 59.0));
    let chi = chi_square(&count(&with(DegreeDistribution::Geometric, 4.0)), &geometric);
    assert!(credible(chi), "geometric {chi:?}");
    assert!(count(&with(DegreeDistribution::Regular, 7.0))[7] == n as f64);
}

/// The power law, cut off at √n: its terms by χ², and the exponent that makes the drawn degrees most likely, found
/// on a grid with the truncated distribution's own sum. The standard error of the exponent is below .01 here.
#[test]
fn a_power_law_has_its_exponent() {
    let n = 50_000;
    for exponent in [1.5, 2.0, 2.5, 3.5] {
        let knobs = NetworkKnobs {
            distribution: DegreeDistribution::PowerLaw,
            exponent,
            ..knobs(NetworkKind::Configuration, 4.0)
        };
        let all = make::degrees(&knobs, n, word(3));
        let most = 223; // √50,000, rounded down
        assert!(all.iter().all(|k| (1..=most + 1).contains(k)), "one may have one more, for an even sum");
        let sum = |gamma: f64| (1..=most).map(|k| libm::pow(f64::from(k), -gamma)).sum::<f64>();
        let expected: Vec<f64> =
            (1..=most).map(|k| n as f64 * libm::pow(f64::from(k), -exponent) / sum(exponent)).collect();
        let mut found = vec![0.0; most as usize];
        all.iter().for_each(|k| found[(*k).min(most) as usize - 1] += 1.0);
        assert!(credible(chi_square(&found, &expected)), "{exponent}");
        let logs: f64 = all.iter().map(|k| libm::log(f64::from(*k))).sum();
        let likelihood = |gamma: f64| -gamma * logs - n as f64 * libm::log(sum(gamma));
        let grid = (100..500).map(|g| f64::from(g) / 100.0);
        let best = grid.max_by(|a, b| likelihood(*a).total_cmp(&likelihood(*b))).expect("a grid");
        println!("exponent {exponent}: found {best:.2}");
        assert!((best - exponent).abs() <= 0.04, "{exponent}: {best}");
    }
}

/// Pairing at random makes no clustering but that of chance: (⟨k² − k⟩ / ⟨k⟩)² / (n⟨k⟩) (Newman 2003, eq. 4.24).
#[test]
fn random_pairing_makes_no_clustering() {
    let n = 20_000;
    let knobs = NetworkKnobs { distribution: DegreeDistribution::Geometric, ..knobs(NetworkKind::Configuration, 6.0) };
    let transitivity: Vec<f64> =
        (0..10).map(|replicate| clustering(&rows(&knobs, n, replicate)).transitivity).collect();
    // The geometric distribution of mean 6: ⟨k² − k⟩ = 2·36.
    let expected = 12.0 * 12.0 / (n as f64 * 6.0);
    let found = mean(&transitivity);
    println!("clustering of a configuration: {found:.6} ({expected:.6})");
    // About 860 triangles in the ten networks: four standard errors are 14 %.
    assert!((found / expected - 1.0).abs() < 0.15, "{found} {expected}");
}
