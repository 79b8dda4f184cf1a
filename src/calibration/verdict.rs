//! How what runs give lies to what was observed.

/// How a simulated interval lies to an observed range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// All of the interval lies in the range.
    Inside,
    /// The two overlap, and some runs lie in the range.
    Partly,
    /// They do not overlap; or they do, and no run lies in the range, as where runs stand on either side of it.
    Outside,
}

/// What the words of a verdict mean, for the foot of a table.
pub const MEANING: &str =
    "inside: all of the interval lies in the observed range; partly: some; outside: none, or no run";

impl Verdict {
    /// The verdict on a 95 % interval of runs, of which a share lies within the observed range. None where there is
    /// no interval, or nothing was observed.
    #[must_use]
    pub fn of(simulated: (f64, f64), observed: (f64, f64), within: f64) -> Option<Self> {
        let ends = [simulated.0, simulated.1, observed.0, observed.1];
        if ends.iter().any(|end| end.is_nan()) {
            None
        } else if observed.0 <= simulated.0 && simulated.1 <= observed.1 {
            Some(Verdict::Inside)
        } else if simulated.1 < observed.0 || observed.1 < simulated.0 || within <= 0.0 {
            Some(Verdict::Outside)
        } else {
            Some(Verdict::Partly)
        }
    }

    /// All of them, the best first.
    pub const ALL: [Verdict; 3] = [Verdict::Inside, Verdict::Partly, Verdict::Outside];

    /// The verdict of a word; none of any other.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|verdict| verdict.word() == word)
    }

    /// In a word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Verdict::Inside => "inside",
            Verdict::Partly => "partly",
            Verdict::Outside => "outside",
        }
    }
}

/// The share of runs that lie in a range, by their weights; a run without a value does not.
#[must_use]
pub fn share_within(values: &[f64], weights: &[f64], (low, high): (f64, f64)) -> f64 {
    let hit = |value: f64| (low..=high).contains(&value);
    // From 0, not by `sum`, whose nothing is −0. Over the sum of all, so that all of them are 1 and not 1.0000000000000004.
    let add = |sum, weight: &f64| sum + weight;
    let inside = values.iter().zip(weights).filter(|(value, _)| hit(**value)).map(|(_, weight)| weight).fold(0.0, add);
    let all = weights.iter().fold(0.0, add);
    if all > 0.0 { inside / all } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_verdict_is_of_the_range_and_not_of_its_middle() {
        let of = |low, high, within| Verdict::of((low, high), (30.0, 50.0), within).map(Verdict::word);
        assert_eq!(of(31.0, 50.0, 0.95), Some("inside"));
        assert_eq!(of(1.0, 47.0, 0.3), Some("partly"));
        assert_eq!(of(10.0, 90.0, 0.2), Some("partly"), "the range lies in the interval");
        assert_eq!(of(50.0, 60.0, 0.01), Some("partly"), "they touch");
        assert_eq!(of(50.1, 60.0, 0.01), Some("outside"));
        // The middle of the range lies in the interval, and no run in the range.
        assert_eq!(of(0.0, 90.0, 0.0), Some("outside"));
        assert_eq!(of(f64::NAN, f64::NAN, 0.0), None);
        assert_eq!(Verdict::of((1.0, 2.0), (f64::NAN, f64::NAN), 0.0), None);
    }

    #[test]
    fn a_share_by_weight() {
        assert_eq!(share_within(&[1.0, 2.0, f64::NAN, 3.0], &[0.5, 0.125, 0.125, 0.25], (2.0, 3.0)), 0.375);
    }
}
