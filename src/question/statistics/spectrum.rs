//! The strongest period of a series, beside what red noise would show.
//!
//! A series that remembers – this quarter's attendance is much like the last one's – swings slowly without any cycle
//! in it. So the power at each frequency is laid beside that of a first-order autoregression with the series' own
//! variance and autocorrelation (Torrence and Compo 1998; Schulz and Mudelsee 2002). Of noise that ratio is
//! exponential with mean 1; the limit is that which the largest of all frequencies exceeds in one series of twenty.

use std::f64::consts::{PI, TAU};

/// Fewer values are no series.
const FEWEST: usize = 16;

/// The strongest period.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Strongest {
    /// Its length, in steps of the series.
    pub period: f64,
    /// Its share of the series' variance.
    pub share: f64,
    /// Its power over that of red noise.
    pub over_noise: f64,
    /// What the largest of red noise exceeds in one series of twenty.
    pub limit: f64,
}

/// The period that exceeds red noise most; nothing of a series that is short, has gaps or does not vary.
pub(crate) fn strongest(values: &[f64]) -> Option<Strongest> {
    let n = values.len();
    if n < FEWEST || values.iter().any(|x| x.is_nan()) {
        return None;
    }
    let deviations = detrended(values);
    let variance = deviations.iter().map(|x| x * x).sum::<f64>() / n as f64;
    let scale = values.iter().map(|x| x.abs()).fold(0.0, f64::max);
    if variance <= scale * scale * 1e-20 {
        return None;
    }
    let memory = deviations.windows(2).map(|two| two[0] * two[1]).sum::<f64>() / n as f64 / variance;
    let memory = memory.clamp(0.0, 0.99);
    // Frequencies from one period in the whole series to just below two steps.
    let frequencies: Vec<usize> = (1..n.div_ceil(2)).collect();
    let noise = |k: usize| {
        let angle = TAU * k as f64 / n as f64;
        1.0 / (1.0 + memory * memory - 2.0 * memory * libm::cos(angle))
    };
    let all_noise: f64 = frequencies.iter().map(|k| noise(*k)).sum();
    let power = |k: usize| {
        let (mut cosine, mut sine) = (0.0, 0.0);
        for (t, x) in deviations.iter().enumerate() {
            // The angle within one turn: exact for long series.
            let angle = 2.0 * PI * ((k * t) % n) as f64 / n as f64;
            cosine += x * libm::cos(angle);
            sine += x * libm::sin(angle);
        }
        2.0 * (cosine * cosine + sine * sine) / (n as f64 * n as f64)
    };
    let powers: Vec<f64> = frequencies.iter().map(|k| power(*k)).collect();
    let all: f64 = powers.iter().sum();
    let ratio = |place: usize| powers[place] / all * all_noise / noise(frequencies[place]);
    let best = (0..powers.len()).reduce(|best, place| if ratio(place) > ratio(best) { place } else { best })?;
    // The chance that none of m exponential numbers exceeds x is (1 − exp(−x))^m.
    let limit = -libm::log(1.0 - libm::pow(0.95, 1.0 / powers.len() as f64));
    Some(Strongest {
        period: n as f64 / frequencies[best] as f64,
        share: powers[best] / all,
        over_noise: ratio(best),
        limit,
    })
}

/// The series without its straight line.
fn detrended(values: &[f64]) -> Vec<f64> {
    let n = values.len() as f64;
    let (middle, mean) = ((n - 1.0) / 2.0, values.iter().sum::<f64>() / n);
    let each = || values.iter().enumerate().map(|(t, x)| (t as f64 - middle, x - mean));
    let slope = each().map(|(t, x)| t * x).sum::<f64>() / each().map(|(t, _)| t * t).sum::<f64>();
    each().map(|(t, x)| x - slope * t).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers of a simple generator, about normal.
    fn noise(seed: u64, n: usize) -> Vec<f64> {
        let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
        let mut uniform = move || {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            (state >> 11) as f64 / (1u64 << 53) as f64
        };
        (0..n).map(|_| (0..12).map(|_| uniform()).sum::<f64>() - 6.0).collect()
    }

    fn red(seed: u64, n: usize, memory: f64) -> Vec<f64> {
        let mut last = 0.0;
        noise(seed, n + 50)
            .into_iter()
            .map(|e| {
                last = memory * last + e;
                last
            })
            .skip(50)
            .collect()
    }

    /// Red noise without a cycle passes for one in about one series of twenty, not in most of them.
    #[test]
    fn red_noise_is_seldom_taken_for_a_cycle() {
        for memory in [0.0, 0.7, 0.9] {
            let of = |seed| strongest(&red(seed, 200, memory)).expect("a series");
            let taken = (1..=400)
                .filter(|seed| {
                    let s = of(*seed);
                    s.over_noise > s.limit
                })
                .count();
            assert!((4..=44).contains(&taken), "memory {memory}: {taken} of 400");
        }
    }

    #[test]
    fn a_cycle_in_red_noise_is_found() {
        let wave = |t: usize| 3.0 * libm::sin(t as f64 * TAU / 25.0);
        let found = |seed| {
            let values: Vec<f64> = red(seed, 200, 0.6).iter().enumerate().map(|(t, x)| x + wave(t)).collect();
            strongest(&values).expect("a series")
        };
        let right = (1..=100).filter(|seed| {
            let s = found(*seed);
            s.over_noise > s.limit && (s.period - 25.0).abs() < 4.0
        });
        assert!(right.count() > 90);
    }

    #[test]
    fn what_does_not_vary_has_no_period() {
        assert_eq!(strongest(&[3.0; 100]), None);
        let line: Vec<f64> = (0..100).map(f64::from).collect();
        assert_eq!(strongest(&line), None, "a straight line");
        assert_eq!(strongest(&[1.0, 2.0]), None);
    }
}
