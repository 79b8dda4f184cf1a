//! The few functions the equations need, on the pure-Rust `libm`: std's may differ between builds.

/// Two sides of a balance that differ by less count as equal: a share such as 1/3 has no exact floating-point value,
/// and a decision that depends on a tie must not depend on its last digit.
pub const TOLERANCE: f64 = 1e-9;

/// The same for numbers stored in single precision.
pub const SINGLE_TOLERANCE: f64 = 1e-6;

/// The logistic function σ(x) = 1 / (1 + e⁻ˣ).
#[inline]
pub fn logistic(x: f64) -> f64 {
    1.0 / (1.0 + libm::exp(-x))
}

/// Whether u < σ(x), without evaluating σ where a table decides: σ rises, so between two entries of the
/// table it lies between their values. The result is exactly that of comparing with [`logistic`].
#[inline(always)]
pub fn below_logistic(u: f64, x: f64) -> bool {
    if x.abs() < TABLE_END {
        // Adding this number leaves the nearest whole number in the lowest bits.
        const WHOLE: f64 = (3u64 << 51) as f64;
        let nearest = (x * TABLE_STEPS + WHOLE).to_bits() as i32;
        let entry = (nearest + TABLE_END as i32 * TABLE_STEPS as i32) as usize;
        if let (Some(low), Some(high)) = (LOGISTIC.get(entry), LOGISTIC.get(entry + 1)) {
            // One branch, since one of the two nearly always holds but which of them is unpredictable.
            let (is_below, is_above) = (u < low - TABLE_ERROR, u > high + TABLE_ERROR);
            if is_below | is_above {
                return is_below;
            }
        }
    }
    u < logistic(x)
}

/// Entries of the table per unit of x, its range to either side, and its largest error.
const TABLE_STEPS: f64 = 32.0;
const TABLE_END: f64 = 16.0;
const TABLE_ERROR: f64 = 1e-12;

/// σ half a step below each whole number of steps from one end to the other, and beyond the last.
static LOGISTIC: [f64; 2 + 2 * (TABLE_END * TABLE_STEPS) as usize] = {
    let mut table = [0.0; 2 + 2 * (TABLE_END * TABLE_STEPS) as usize];
    let mut entry = 0;
    while entry < table.len() {
        // e⁻ˣ as the 2¹⁰th power of its series, since this is computed when the program is compiled.
        let x = TABLE_END - (entry as f64 - 0.5) / TABLE_STEPS;
        let small = x / 1024.0;
        let mut power =
            1.0 + small * (1.0 + small / 2.0 * (1.0 + small / 3.0 * (1.0 + small / 4.0 * (1.0 + small / 5.0))));
        let mut squared = 0;
        while squared < 10 {
            power *= power;
            squared += 1;
        }
        table[entry] = 1.0 / (1.0 + power);
        entry += 1;
    }
    table
};

/// x / (x + half): 0 at 0, one half at `half`, towards 1 for many.
#[inline]
pub fn saturating(x: f64, half: f64) -> f64 {
    x / (x + half)
}

/// A number of people to the nearest whole person.
pub fn rounded(people: f64) -> usize {
    libm::floor(people + 0.5) as usize
}

/// The cube root of a number from 0 up, by three steps of Halley's method from a guess made of the
/// exponent's bits: right to a few units of the last place, and three times as fast as `libm`'s. Only +, ×
/// and ÷, which every machine rounds alike.
#[inline(always)]
pub fn cube_root(x: f64) -> f64 {
    // A third of the exponent, and of the bias that a third of the bits leaves short: in single precision,
    // which more of can be divided at once.
    const TWO_THIRDS_OF_BIAS: u32 = 0x2a51_19f2;
    let mut y = f64::from(f32::from_bits((x as f32).to_bits() / 3 + TWO_THIRDS_OF_BIAS));
    for _ in 0..3 {
        let cube = y * y * y;
        y *= (cube + x + x) / (cube + cube + x);
    }
    if x > 0.0 { y } else { 0.0 }
}

/// The power mean of three numbers from 0 to 1: the arithmetic mean at p = 1, the geometric at p = 0,
/// nearly the smallest at very negative p (theory B.1 row 10).
#[inline(always)]
pub fn power_mean(p: f64, a: f64, b: f64, c: f64) -> f64 {
    if p == 0.0 {
        return cube_root(a * b * c);
    }
    if p == 1.0 {
        return (a + b + c) / 3.0;
    }
    // A zero makes a mean with p < 0 zero; the formula would divide by it.
    if p < 0.0 && (a <= 0.0 || b <= 0.0 || c <= 0.0) {
        return 0.0;
    }
    let sum = libm::pow(a, p) + libm::pow(b, p) + libm::pow(c, p);
    libm::pow(sum / 3.0, 1.0 / p)
}

/// The quantile of the standard normal distribution, for 0 < u < 1: algorithm AS 241, PPND16
/// (Wichura 1988, Applied Statistics 37, 477–484), to about 16 digits.
pub fn normal_quantile(u: f64) -> f64 {
    const A: [f64; 8] = [
        3.387_132_872_796_366_5,
        1.331_416_678_917_843_8e2,
        1.971_590_950_306_551_3e3,
        1.373_169_376_550_946e4,
        4.592_195_393_154_987e4,
        6.726_577_092_700_87e4,
        3.343_057_558_358_813e4,
        2.509_080_928_730_122_7e3,
    ];
    const B: [f64; 8] = [
        1.0,
        4.231_333_070_160_091e1,
        6.871_870_074_920_579e2,
        5.394_196_021_424_751e3,
        2.121_379_430_158_66e4,
        3.930_789_580_009_271e4,
        2.872_908_573_572_194_3e4,
        5.226_495_278_852_545e3,
    ];
    const C: [f64; 8] = [
        1.423_437_110_749_683_5,
        4.630_337_846_156_546,
        5.769_497_221_460_691,
        3.647_848_324_763_204_5,
        1.270_458_252_452_368_4,
        2.417_807_251_774_506e-1,
        2.272_384_498_926_918_4e-2,
        7.745_450_142_783_414e-4,
    ];
    const D: [f64; 8] = [
        1.0,
        2.053_191_626_637_759,
        1.676_384_830_183_803_8,
        6.897_673_349_851e-1,
        1.481_039_764_274_800_8e-1,
        1.519_866_656_361_645_7e-2,
        5.475_938_084_995_345e-4,
        1.050_750_071_644_416_9e-9,
    ];
    const E: [f64; 8] = [
        6.657_904_643_501_103,
        5.463_784_911_164_114,
        1.784_826_539_917_291_3,
        2.965_605_718_285_048_7e-1,
        2.653_218_952_657_612_4e-2,
        1.242_660_947_388_078_4e-3,
        2.711_555_568_743_487_6e-5,
        2.010_334_399_292_288_1e-7,
    ];
    const F: [f64; 8] = [
        1.0,
        5.998_322_065_558_88e-1,
        1.369_298_809_227_358e-1,
        1.487_536_129_085_061_5e-2,
        7.868_691_311_456_133e-4,
        1.846_318_317_510_054_8e-5,
        1.421_511_758_316_446e-7,
        2.044_263_103_389_939_8e-15,
    ];
    let ratio = |top: &[f64; 8], bottom: &[f64; 8], r: f64| {
        let value = |c: &[f64; 8]| c.iter().rev().fold(0.0, |sum, x| sum * r + x);
        value(top) / value(bottom)
    };
    let q = u - 0.5;
    if q.abs() <= 0.425 {
        return q * ratio(&A, &B, 0.180_625 - q * q);
    }
    let tail = if q < 0.0 { u } else { 1.0 - u };
    let r = libm::sqrt(-libm::log(tail));
    let x = if r <= 5.0 { ratio(&C, &D, r - 1.6) } else { ratio(&E, &F, r - 5.0) };
    if q < 0.0 { -x } else { x }
}

/// The quantile of the Poisson distribution of this mean: the first count at which the distribution function passes `u`.
/// Above a mean of 500, the normal distribution of the same mean and variance stands in for it.
pub fn poisson_quantile(mean: f64, u: f64) -> u32 {
    if mean <= 0.0 {
        return 0;
    }
    if mean > 500.0 {
        let x = mean + libm::sqrt(mean) * normal_quantile(u.clamp(1e-16, 1.0 - 1e-16));
        return libm::round(x.max(0.0)) as u32;
    }
    let mut count = 0;
    let mut term = libm::exp(-mean);
    let mut sum = term;
    // The cap is far out in the tail: rounding could keep `sum` below a `u` next to 1 for ever.
    while u >= sum && count < 2_000 {
        count += 1;
        term *= mean / f64::from(count);
        sum += term;
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Quantiles from tables of the normal distribution (the first also in Wichura's paper).
    #[test]
    fn normal_quantiles_match_the_tables() {
        for (u, x) in
            [(0.25, -0.674_489_750_196_081_7), (0.975, 1.959_963_984_540_054), (1e-20, -9.262_340_089_798_408)]
        {
            assert!((normal_quantile(u) - x).abs() < 1e-14 * x.abs(), "{u}: {}", normal_quantile(u));
        }
    }

    #[test]
    fn poisson_quantiles_give_the_mean() {
        for mean in [0.3, 4.0, 60.0, 900.0] {
            let n = 20_000;
            let sum: u64 = (0..n).map(|i| u64::from(poisson_quantile(mean, (f64::from(i) + 0.5) / f64::from(n)))).sum();
            let found = sum as f64 / f64::from(n);
            assert!((found - mean).abs() < 0.01 * mean.max(1.0), "{mean}: {found}");
        }
        assert_eq!(poisson_quantile(4.0, 1.0), 2_000, "the cap holds");
    }

    #[test]
    fn cube_roots_are_those_of_libm() {
        let mut x = 1e-12;
        while x < 10.0 {
            let expected = libm::cbrt(x);
            assert!((cube_root(x) - expected).abs() <= 4.0 * f64::EPSILON * expected, "{x}");
            x *= 1.000_37;
        }
        assert_eq!(cube_root(0.0), 0.0);
    }

    #[test]
    fn below_logistic_is_what_it_says() {
        let mut word = 1u64;
        for k in 0..400_000 {
            word = word.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let u = (word >> 11) as f64 / (1u64 << 53) as f64;
            let x = f64::from(k) * 1e-4 - 20.0;
            assert_eq!(below_logistic(u, x), u < logistic(x), "{u} {x}");
            // On the edge itself, and a digit to either side.
            let edge = logistic(x);
            for u in [edge, edge.next_up(), edge.next_down()] {
                assert_eq!(below_logistic(u, x), u < edge, "{u} {x}");
            }
        }
        assert!(!below_logistic(0.0, f64::NAN));
    }

    /// C.19 (iv): three equal numbers have that mean for every p.
    #[test]
    fn power_mean_of_equals() {
        for p in [-20.0, -4.0, 0.0, 0.5, 1.0, 20.0] {
            assert!((power_mean(p, 0.3, 0.3, 0.3) - 0.3).abs() < 1e-12);
        }
        assert_eq!(power_mean(-4.0, 0.0, 1.0, 1.0), 0.0);
    }
}
