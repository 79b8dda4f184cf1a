//! The contract of designs: points lie as the design says, rows are what their names say, and no row hangs on
//! what it should not.
//!
//! What can break it: a column taken for another, a scrambling that splits what lay together, a stratum left
//! out by rounding, a factor moved twice. Caught by hand, each planted here once: two columns that share
//! their scrambling; digits scrambled without regard to those before them; A and B exchanged; a step of one level.

use proptest::prelude::*;

use mobilise::internals::design::{
    Design, DesignError, Grid, Latin, Morris, Points, Position, Role, Saltelli, Sobol, Stratum, choice,
};
use mobilise::internals::{owen, stream};

fn column(points: &Points, factor: usize) -> Vec<f64> {
    (0..points.rows()).map(|row| points.values(row)[factor]).collect()
}

/// How many points lie in each of `count` equal parts of the range.
fn strata(values: impl Iterator<Item = f64>, count: usize) -> Vec<usize> {
    let mut strata = vec![0; count];
    values.for_each(|value| strata[(value * count as f64) as usize] += 1);
    strata
}

fn sobol(factors: usize, rows: usize, scrambled: bool, seed: u64) -> Points {
    Design::from(Sobol::new(factors, rows, scrambled).expect("fits")).points(seed)
}

/// The first points of Joe and Kuo's sequence, as SciPy's `qmc.Sobol(5, scramble=False)` gives them.
#[test]
fn the_plain_sequence_is_that_of_others() {
    let expected = [
        [0.0, 0.0, 0.0, 0.0, 0.0],
        [0.5, 0.5, 0.5, 0.5, 0.5],
        [0.75, 0.25, 0.25, 0.25, 0.75],
        [0.25, 0.75, 0.75, 0.75, 0.25],
        [0.375, 0.375, 0.625, 0.875, 0.375],
        [0.875, 0.875, 0.125, 0.375, 0.875],
        [0.625, 0.125, 0.875, 0.625, 0.625],
        [0.125, 0.625, 0.375, 0.125, 0.125],
    ];
    let points = sobol(5, 8, false, 1);
    for (row, expected) in expected.iter().enumerate() {
        assert_eq!(points.values(row), expected);
    }
    // And the crate's own walk from row to row, also where the longer table is read.
    for factors in [3, 100, 101, 500] {
        let points = sobol(factors, 2_000, false, 1);
        let table = ::sobol::params::JoeKuoD6::standard();
        for (row, expected) in ::sobol::Sobol::<f64>::new(factors, &table).take(2_000).enumerate() {
            assert_eq!(points.values(row), expected);
        }
    }
    let mean = column(&sobol(1, 1024, false, 1), 0).iter().sum::<f64>() / 1024.0;
    assert_eq!(mean, 0.499_511_718_75);
}

/// The smallest t for which the first 2ᵐ points of two columns are a (t, m, 2)-net: every box of 2^(t−m) of
/// the square, in whatever shape, holds 2ᵗ points.
fn quality(pairs: &[(f64, f64)], m: u32) -> u32 {
    let holds = |t: u32| {
        (0..=m - t).all(|across| {
            let (columns, rows) = (1usize << across, 1usize << (m - t - across));
            let mut counts = vec![0; columns * rows];
            for (x, y) in pairs {
                counts[(x * columns as f64) as usize * rows + (y * rows as f64) as usize] += 1;
            }
            counts.iter().all(|count| *count == 1 << t)
        })
    };
    (0..=m).find(|t| holds(*t)).expect("the whole square holds all points")
}

/// Scrambling keeps a net a net: each column has one point in each of 2ᵐ strata, and each pair of columns
/// is as good as that of the plain sequence (the first two columns are perfect).
#[test]
fn scrambled_points_lie_as_evenly_as_plain_ones() {
    let m = 9;
    let rows = 1 << m;
    let plain = sobol(8, rows, false, 0);
    for seed in 0..6 {
        let points = sobol(8, rows, true, seed);
        let columns: Vec<Vec<f64>> = (0..8).map(|factor| column(&points, factor)).collect();
        for values in &columns {
            assert_eq!(strata(values.iter().copied(), rows), vec![1; rows]);
        }
        for i in 0..8 {
            for j in 0..i {
                let pair = |i: &[f64], j: &[f64]| i.iter().copied().zip(j.iter().copied()).collect::<Vec<_>>();
                let before = quality(&pair(&column(&plain, i), &column(&plain, j)), m);
                assert_eq!(quality(&pair(&columns[i], &columns[j]), m), before, "columns {j} and {i}");
                assert!((i, j) != (1, 0) || before == 0);
                assert!(before <= 5, "columns {j} and {i}: {before}");
            }
        }
    }
    // What is no net is told from one.
    let random: Vec<(f64, f64)> =
        (0..rows as u64).map(|k| (stream::unit(owen::mixed(1, k)), stream::unit(owen::mixed(2, k)))).collect();
    assert!(quality(&random, m) > 6);
}

/// Columns of a Latin hypercube are uncorrelated: the standard deviation of a correlation is 1/√n.
#[test]
fn columns_of_a_latin_hypercube_are_apart() {
    let rows = 2_000;
    let points = Design::from(Latin::new(6, rows, Stratum::Middle).expect("fits")).points(3);
    for i in 0..6 {
        for j in 0..i {
            let (x, y) = (column(&points, i), column(&points, j));
            let r = x.iter().zip(&y).map(|(x, y)| 12.0 * (x - 0.5) * (y - 0.5)).sum::<f64>() / rows as f64;
            assert!(r.abs() < 4.0 / (rows as f64).sqrt(), "{i} and {j}: {r}");
        }
    }
}

/// Over seeds each point is uniform, two columns of it are uncorrelated, and a mean over the net varies far less
/// than one over random points: for the product of 4 numbers, of standard deviation √(3⁻⁴ − 4⁻⁴), at least
/// thirty times less with 1,024 points.
#[test]
fn means_over_scrambled_points_are_right_and_steady() {
    let seeds = 400;
    let (mut sum, mut squares, mut products) = (0.0, 0.0, 0.0);
    let (mut error, mut bias) = (0.0, 0.0);
    for seed in 0..seeds {
        let points = sobol(4, 1024, true, seed);
        let third = points.values(3);
        sum += third[0];
        squares += third[0] * third[0];
        products += (third[0] - 0.5) * (third[1] - 0.5);
        if seed < 40 {
            let mean = (0..1024).map(|row| points.values(row).iter().product::<f64>()).sum::<f64>() / 1024.0;
            error += (mean - 0.0625) * (mean - 0.0625) / 40.0;
            bias += (mean - 0.0625) / 40.0;
        }
    }
    let n = seeds as f64;
    // Four standard errors: of a uniform number, of its square (4/45), of a product of two (1/144).
    assert!((sum / n - 0.5).abs() < 4.0 * (1.0 / 12.0 / n).sqrt());
    assert!((squares / n - 1.0 / 3.0).abs() < 4.0 * (4.0 / 45.0 / n).sqrt());
    assert!((products / n).abs() < 4.0 * (1.0 / 144.0 / n).sqrt());
    let random = ((1.0f64 / 81.0 - 1.0 / 256.0) / 1024.0).sqrt();
    assert!(error.sqrt() < random / 30.0, "{} against {random}", error.sqrt());
    assert!(bias.abs() < 4.0 * (error / 40.0).sqrt());
}

#[test]
fn more_rows_and_more_factors_leave_what_was_there() {
    let (few, many) = (sobol(3, 10, true, 7), sobol(5, 1000, true, 7));
    assert!((0..10).all(|row| few.values(row) == many.values(row)[..3]));
    let saltelli = |rows| Design::from(Saltelli::new(3, rows, true).expect("fits")).points(7);
    let (few, many) = (saltelli(8), saltelli(64));
    assert!((0..few.rows()).all(|row| few.values(row) == many.values(row)));
    let more = Design::from(Saltelli::new(5, 8, false).expect("fits")).points(7);
    assert_eq!(few.values(0), more.values(0)[..3]);
    assert_eq!(few.values(7), more.values(6)[..3]);
    let morris = |count| Design::from(Morris::new(3, count, 4).expect("fits")).points(7);
    let (few, many) = (morris(5), morris(50));
    assert!((0..few.rows()).all(|row| few.values(row) == many.values(row) && few.position(row) == many.position(row)));
    let latin = |factors| Design::from(Latin::new(factors, 20, Stratum::Anywhere).expect("fits")).points(7);
    assert!((0..20).all(|row| latin(2).values(row) == latin(6).values(row)[..2]));
}

/// Published results rest on these numbers: they never change.
#[test]
fn points_stay_what_they_are() {
    let designs = [
        Design::from(Latin::new(2, 5, Stratum::Anywhere).expect("fits")),
        Design::from(Sobol::new(2, 5, true).expect("fits")),
        Design::from(Morris::new(2, 5, 4).expect("fits")),
        Design::from(Saltelli::new(2, 4, false).expect("fits")),
    ];
    let found = designs.map(|design| design.points(2026).values(4));
    let expected = [
        [0.304_959_738_254_547_14, 0.440_136_730_670_928_96],
        [0.742_933_849_328_233, 0.628_234_078_092_775_6],
        [1.0 / 3.0, 0.0],
        [0.359_604_167_072_074, 0.239_602_656_797_992_64],
    ];
    assert_eq!(found, expected);
}

#[test]
fn a_grid_is_every_combination_in_order() {
    let points = Design::from(Grid::new(&[2, 1, 3]).expect("fits")).points(1);
    let expected =
        [[0.0, 0.5, 0.0], [0.0, 0.5, 0.5], [0.0, 0.5, 1.0], [1.0, 0.5, 0.0], [1.0, 0.5, 0.5], [1.0, 0.5, 1.0]];
    for (row, expected) in expected.iter().enumerate() {
        assert_eq!(points.values(row), expected);
        let levels = (0..3).map(|factor| points.level(row, factor)).collect::<Vec<_>>();
        assert_eq!(levels, [Some(row as u32 / 3), Some(0), Some(row as u32 % 3)]);
        assert_eq!(points.position(row), Position { block: row, within: 0, role: Role::Alone });
    }
    assert_eq!(points.rows(), 6);
}

#[test]
fn choices_share_the_range() {
    assert_eq!([0.0, 0.33, 0.34, 0.67, 1.0].map(|u| choice(u, 3)), [0, 0, 1, 2, 2]);
    // The levels of a grid or lattice of as many levels are the choices, one each.
    for length in 2..200usize {
        for level in 0..length {
            assert_eq!(choice(level as f64 / (length - 1) as f64, length), level);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

    /// One point in each stratum of each factor, and it lies in the middle where it should.
    #[test]
    fn a_latin_hypercube_has_one_point_a_stratum(factors in 1..6usize, rows in 1..400usize, seed: u64, middle: bool) {
        let stratum = if middle { Stratum::Middle } else { Stratum::Anywhere };
        let points = Design::from(Latin::new(factors, rows, stratum).expect("fits")).points(seed);
        for factor in 0..factors {
            let values = column(&points, factor);
            prop_assert_eq!(strata(values.iter().copied(), rows), vec![1; rows]);
            for value in values {
                let within = (value * rows as f64).fract();
                prop_assert!(!middle || (within - 0.5).abs() < 1e-9);
            }
        }
    }

    /// A trajectory moves each factor once, by the step, in the direction its place says, and stays on the
    /// levels.
    #[test]
    fn a_trajectory_moves_one_factor_a_step(
        factors in 1..9usize, count in 2..12usize, half in 1..5u32, more in 0..9usize, seed: u64,
    ) {
        let levels = 2 * half;
        let design = Morris::new(factors, count, levels).expect("fits").most_spread_of(count + more).expect("fits");
        let step = design.step();
        let points = Design::from(design).points(seed);
        for row in 0..points.rows() {
            let (position, values) = (points.position(row), points.values(row));
            prop_assert_eq!((position.block, position.within), (row / (factors + 1), row % (factors + 1)));
            for (factor, value) in values.iter().enumerate() {
                let level = points.level(row, factor).expect("a lattice has levels");
                prop_assert!(level < levels && *value == f64::from(level) / f64::from(levels - 1));
            }
            match position.role {
                Role::Start => prop_assert_eq!(position.within, 0),
                Role::Moved { factor, up } => {
                    let before = points.values(row - 1);
                    let moved: Vec<usize> = (0..factors).filter(|f| before[*f] != values[*f]).collect();
                    prop_assert_eq!(moved, vec![factor]);
                    let by = if up { step } else { -step };
                    prop_assert!((values[factor] - before[factor] - by).abs() < 1e-15);
                }
                other => prop_assert!(false, "{other:?}"),
            }
        }
        for block in 0..count {
            let role = |within| points.position(block * (factors + 1) + within).role;
            let mut moved: Vec<usize> =
                (1..=factors).filter_map(|s| if let Role::Moved { factor, .. } = role(s) { Some(factor) } else { None }).collect();
            moved.sort_unstable();
            prop_assert_eq!(moved, (0..factors).collect::<Vec<_>>());
        }
    }

    /// Rows of a block are made of A and B as their names say, and A and B of one scrambled sequence.
    #[test]
    fn blocks_are_as_their_rows_are_named(factors in 1..7usize, power in 1..6u32, pairs: bool, seed: u64) {
        let design = Saltelli::new(factors, 1 << power, pairs).expect("fits");
        let points = Design::from(design).points(seed);
        let base = sobol(2 * factors, 1 << power, true, seed);
        let length = if pairs { 2 * factors + 2 } else { factors + 2 };
        prop_assert_eq!(points.rows(), length << power);
        for row in 0..points.rows() {
            let position = points.position(row);
            prop_assert_eq!((position.block, position.within), (row / length, row % length));
            let both = base.values(position.block);
            let every_second = |from: usize| both.iter().skip(from).step_by(2).copied().collect::<Vec<f64>>();
            let (a, b) = (every_second(0), every_second(1));
            let (rest, taken, at) = match position.role {
                Role::A => (&a, &a, 0),
                Role::B => (&b, &b, 0),
                Role::FromB(factor) => (&a, &b, factor),
                Role::FromA(factor) => (&b, &a, factor),
                other => return Err(TestCaseError::fail(format!("{other:?}"))),
            };
            let mut expected = rest.clone();
            expected[at] = taken[at];
            prop_assert_eq!(points.values(row), expected);
        }
        let mut roles: Vec<Role> = (0..length).map(|row| points.position(row).role).collect();
        prop_assert_eq!((roles.remove(0), roles.pop()), (Role::A, Some(Role::B)));
        let expected = (0..factors).map(Role::FromB).chain((0..factors).filter(|_| pairs).map(Role::FromA));
        prop_assert_eq!(roles, expected.collect::<Vec<_>>());
    }
}

/// All levels of all factors are begun at equally often, and orders too: 5 standard deviations.
#[test]
fn trajectories_are_all_equally_likely() {
    let n = 6_000;
    let points = Design::from(Morris::new(3, n, 4).expect("fits")).points(5);
    let mut counts = [[0u32; 4]; 3];
    let mut orders = std::collections::BTreeMap::new();
    for block in 0..n {
        for (factor, counts) in counts.iter_mut().enumerate() {
            counts[points.level(4 * block, factor).expect("a lattice has levels") as usize] += 1;
        }
        let order: Vec<String> = (1..4).map(|s| format!("{:?}", points.position(4 * block + s).role)).collect();
        *orders.entry(order.join(" ").replace("true", "").replace("false", "")).or_insert(0u32) += 1;
    }
    let near = |count: u32, share: f64| {
        (f64::from(count) - n as f64 * share).abs() < 5.0 * (n as f64 * share * (1.0 - share)).sqrt()
    };
    assert!(counts.iter().flatten().all(|count| near(*count, 0.25)), "{counts:?}");
    assert_eq!(orders.len(), 6);
    assert!(orders.values().all(|count| near(*count, 1.0 / 6.0)), "{orders:?}");
}

#[test]
fn what_makes_no_design_is_said() {
    let invalid = |found: Result<Design, DesignError>| found.expect_err("refused").to_string();
    for (found, words) in [
        (invalid(Grid::new(&[]).map(Design::from)), "`factors` is 0"),
        (invalid(Grid::new(&[3, 0]).map(Design::from)), "`levels` is 0"),
        (invalid(Grid::new(&[u32::MAX; 9]).map(Design::from)), "`levels` is 4294967295"),
        (invalid(Grid::new(&[1000; 9]).map(Design::from)), "more than 16777216 combinations"),
        (invalid(Latin::new(501, 5, Stratum::Middle).map(Design::from)), "`factors` is 501"),
        (invalid(Latin::new(5, 0, Stratum::Middle).map(Design::from)), "`rows` is 0"),
        (invalid(Sobol::new(5, usize::MAX, true).map(Design::from)), "`rows` is"),
        (invalid(Morris::new(5, 1, 4).map(Design::from)), "`trajectories` is 1"),
        (invalid(Morris::new(5, 10, 5).map(Design::from)), "`levels` is 5"),
        (invalid(Morris::new(5, 10, 0).map(Design::from)), "`levels` is 0"),
        (invalid(Morris::new(499, 1 << 20, 4).map(Design::from)), "at most 33554"),
        (invalid(Morris::new(5, 10, 4).and_then(|m| m.most_spread_of(9)).map(Design::from)), "from 10 to 1000"),
        (invalid(Saltelli::new(5, 1000, true).map(Design::from)), "base_rows = 1024, or 512"),
        (invalid(Saltelli::new(5, 1, true).map(Design::from)), "`base_rows` is 1"),
        (invalid(Saltelli::new(500, 1 << 20, true).map(Design::from)), "more than 16777216 rows"),
    ] {
        assert!(found.contains(words) && found.contains("\nhint: "), "{found}");
    }
}
