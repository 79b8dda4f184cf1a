//! The few functions the equations are written with (docs/model.md, section 7 and process 8).

/// σ(x) = 1 / (1 + e⁻ˣ).
pub fn logistic(x: f64) -> f64 {
    1.0 / (1.0 + libm::exp(-x))
}

/// sat(x, y) = x / (x + y).
pub fn sat(x: f64, y: f64) -> f64 {
    x / (x + y)
}

/// M_p: p = 1 the average, p = 0 the geometric mean, p very negative the smallest.
pub fn power_mean(p: f64, numbers: [f64; 3]) -> f64 {
    if p == 0.0 {
        return libm::cbrt(numbers.iter().product());
    }
    // The limit of a mean with negative exponent as one of its numbers goes to 0.
    if p < 0.0 && numbers.iter().any(|x| *x <= 0.0) {
        return 0.0;
    }
    let powers: f64 = numbers.iter().map(|x| libm::pow(*x, p)).sum();
    libm::pow(powers / 3.0, 1.0 / p)
}

/// A number of people, to the nearest whole one.
pub fn whole(people: f64) -> usize {
    libm::round(people) as usize
}

/// The first place at which the shares, added up, pass `u`.
pub fn pick_by_share(u: f64, shares: &[f64]) -> usize {
    let mut sum = 0.0;
    for (place, share) in shares.iter().enumerate() {
        sum += share;
        if u < sum {
            return place;
        }
    }
    shares.len() - 1
}

/// Where the normal distribution has this share below it: an interval is halved until nothing lies between its ends.
pub fn normal_quantile(share: f64) -> f64 {
    let (mut low, mut high) = (-40.0, 40.0);
    loop {
        let middle = 0.5 * (low + high);
        if middle <= low || middle >= high {
            return middle;
        }
        if 0.5 * libm::erfc(-middle / libm::sqrt(2.0)) < share {
            low = middle;
        } else {
            high = middle;
        }
    }
}
