//! Where in the space of factors something happens: a box of one or two cuts that holds most of it and little else.
//!
//! In the manner of scenario discovery (Bryant and Lempert 2010): each cut is a range at one end of a numeric factor,
//! or one level of another; the box is the one of at most two cuts with the best harmonic mean of coverage (which share
//! of the cases it holds) and density (which share of what it holds are cases).

use crate::question::sample::Sample;

/// A box that holds most of the cases.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Region {
    /// Its cuts.
    pub cuts: Vec<Cut>,
    /// Cases in it.
    pub held: usize,
    /// Points in it.
    pub points: usize,
}

/// One cut through the points.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Cut {
    /// Which factor.
    pub factor: usize,
    /// Which part of it.
    pub part: Part,
}

/// A part of a factor's levels.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Part {
    /// This number and all above.
    From(f64),
    /// This number and all below.
    UpTo(f64),
    /// One level.
    At(String),
}

impl Cut {
    fn takes(&self, labels: &[String]) -> bool {
        let label = &labels[self.factor];
        let number = || label.parse::<f64>().unwrap_or(f64::NAN);
        match &self.part {
            Part::From(low) => number() >= *low,
            Part::UpTo(high) => number() <= *high,
            Part::At(level) => label == level,
        }
    }
}

/// The region of some points in which cases lie; nothing where no box is better than all of the space, or the best
/// one could well be chance.
pub(crate) fn region(sample: &Sample, factors: &[usize], points: &[(&[String], bool)]) -> Option<Region> {
    let cases = points.iter().filter(|(_, case)| *case).count();
    let score = |cuts: &[Cut]| {
        let inside = || points.iter().filter(|(labels, _)| cuts.iter().all(|cut| cut.takes(labels)));
        let (all, held) = (inside().count(), inside().filter(|(_, case)| *case).count());
        // Twice the cases held, over cases and points together: the harmonic mean of coverage and density.
        (2.0 * held as f64 / (cases + all) as f64, held, all)
    };
    let candidates: Vec<Cut> = factors.iter().flat_map(|factor| cuts(sample, *factor)).collect();
    let mut best: (Vec<Cut>, f64) = (Vec::new(), score(&[]).0);
    for _ in 0..2 {
        let mut found: Option<(Vec<Cut>, f64)> = None;
        for cut in candidates.iter().filter(|cut| best.0.iter().all(|other| other.factor != cut.factor)) {
            let tried: Vec<Cut> = best.0.iter().chain([cut]).cloned().collect();
            let value = score(&tried).0;
            // A cut must be worth saying.
            if value > best.1 + 0.02 && found.as_ref().is_none_or(|(_, other)| value > *other) {
                found = Some((tried, value));
            }
        }
        match found {
            Some(better) => best = better,
            None => break,
        }
    }
    let (_, held, all) = score(&best.0);
    // As many boxes as might have been picked.
    let tried = candidates.len() as f64;
    let boxes = if best.0.len() == 2 { tried * (tried - 1.0) / 2.0 } else { tried };
    let is_significant = !best.0.is_empty() && boxes * at_least(points.len(), cases, all, held) < 0.05;
    is_significant.then_some(Region { cuts: best.0, held, points: all })
}

/// The chance that of `cases` thrown at random on `points`, at least `held` fall on `inside` of them
/// (hypergeometric). One of many boxes is picked because it holds many: the chance counts once for each.
fn at_least(points: usize, cases: usize, inside: usize, held: usize) -> f64 {
    let ways = |n: usize, k: usize| {
        libm::lgamma(n as f64 + 1.0) - libm::lgamma(k as f64 + 1.0) - libm::lgamma((n - k) as f64 + 1.0)
    };
    let all = ways(points, cases);
    let fits = |k: &usize| cases - k <= points - inside;
    let term = |k: usize| libm::exp(ways(inside, k) + ways(points - inside, cases - k) - all);
    (held..=cases.min(inside)).filter(fits).map(term).sum()
}

fn cuts(sample: &Sample, factor: usize) -> Vec<Cut> {
    let levels = &sample.factors[factor];
    if !levels.is_numeric() {
        return levels.labels.iter().map(|label| Cut { factor, part: Part::At(label.clone()) }).collect();
    }
    let mut values: Vec<f64> = levels.labels.iter().filter_map(|label| label.parse().ok()).collect();
    values.sort_by(f64::total_cmp);
    // Many values are looked at in twenty steps.
    let step = values.len().div_ceil(20).max(1);
    let from = values.iter().skip(1).step_by(step).map(|x| Cut { factor, part: Part::From(*x) });
    let up_to = values[..values.len() - 1].iter().step_by(step).map(|x| Cut { factor, part: Part::UpTo(*x) });
    from.chain(up_to).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::question::sample::Factor;

    /// Cases where x is at least 0.6 and y at most 0.3: the box is found, on whichever side it lies.
    #[test]
    fn a_planted_corner_is_found() {
        let numbers: Vec<String> = (0..=10).map(|n| (f64::from(n) / 10.0).to_string()).collect();
        let levels = |name: &str| Factor { name: name.to_owned(), labels: numbers.clone() };
        let sample = Sample { factors: vec![levels("x"), levels("y"), levels("z")], ..Sample::default() };
        let mut all: Vec<(Vec<String>, bool)> = Vec::new();
        for (n, x) in numbers.iter().enumerate() {
            for (m, y) in numbers.iter().enumerate() {
                all.push((vec![x.clone(), y.clone(), numbers[(n * 3 + m * 7) % 11].clone()], n >= 6 && m <= 3));
            }
        }
        let points: Vec<(&[String], bool)> = all.iter().map(|(labels, case)| (labels.as_slice(), *case)).collect();
        let found = region(&sample, &[0, 1, 2], &points).expect("a region");
        let mut cuts = found.cuts;
        cuts.sort_by_key(|cut| cut.factor);
        assert_eq!(cuts[0], Cut { factor: 0, part: Part::From(0.6) });
        assert_eq!(cuts[1], Cut { factor: 1, part: Part::UpTo(0.3) });
        assert_eq!((cuts.len(), found.held, found.points), (2, 20, 20));
        let everywhere: Vec<(&[String], bool)> = points.iter().map(|(labels, _)| (*labels, true)).collect();
        assert_eq!(region(&sample, &[0, 1, 2], &everywhere), None, "no corner");
        // Cases strewn without regard to any factor: some box always holds more of them than others.
        let strewn: Vec<(&[String], bool)> = points
            .iter()
            .enumerate()
            .map(|(n, (labels, _))| (*labels, (n * 37 + n * n * 11).is_multiple_of(7)))
            .collect();
        assert_eq!(region(&sample, &[0, 1, 2], &strewn), None, "chance");
    }

    /// Of 10 points 4 cases, on 5 of them: 3 or more with (10 · 5 + 5) / 210.
    #[test]
    fn a_box_by_chance_has_the_chance_of_the_urn() {
        assert!((at_least(10, 4, 5, 3) - 55.0 / 210.0).abs() < 1e-12);
        assert!((at_least(10, 4, 5, 0) - 1.0).abs() < 1e-12);
    }
}
