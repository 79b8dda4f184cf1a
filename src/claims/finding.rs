//! A claim beside a result.

use crate::text::{capital, number, signed};

use super::claim::Compare;
use super::interval::Interval;

/// How a result stands to a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stand {
    /// The whole interval lies within what is claimed.
    Agrees,
    /// The interval excludes what is claimed.
    Contradicts,
    /// They overlap, or there is no interval.
    Open,
}

impl Stand {
    /// All of them.
    pub const ALL: [Stand; 3] = [Stand::Agrees, Stand::Contradicts, Stand::Open];

    /// How an interval stands to a range.
    #[must_use]
    pub fn of(interval: &Interval, (low, high): (f64, f64)) -> Self {
        if interval.high < low || interval.low > high {
            Stand::Contradicts
        } else if interval.low >= low && interval.high <= high {
            Stand::Agrees
        } else {
            Stand::Open
        }
    }

    /// In words, for tables.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Stand::Agrees => "agrees",
            Stand::Contradicts => "contradicts",
            Stand::Open => "cannot be told",
        }
    }
}

/// A claim beside a result.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// The claim's name.
    pub claim: String,
    /// The codes of the claims it comes from.
    pub source: String,
    /// The claim in plain words.
    pub about: String,
    /// What is compared.
    pub compare: Compare,
    /// What is measured, in words.
    pub what: String,
    /// The scenarios it was looked up in: one, or two that are compared.
    pub scenarios: Vec<String>,
    /// The range that the papers' wording supports; an end may be infinite.
    pub claimed: (f64, f64),
    /// The means of the two that are compared; none for a claim about one.
    pub sides: Vec<f64>,
    /// What the result says.
    pub here: Interval,
    /// How it stands to the claim.
    pub stand: Stand,
}

impl Finding {
    /// What the papers say, as a number.
    #[must_use]
    pub fn claimed_words(&self) -> String {
        let (low, high) = self.claimed;
        match (self.compare, low.is_finite(), high.is_finite()) {
            (Compare::Difference, true, false) if low == 0.0 => "more".to_owned(),
            (Compare::Difference, false, true) if high == 0.0 => "less".to_owned(),
            (_, true, true) => format!("{} to {}", number(low), number(high)),
            (_, true, false) => format!("at least {}", number(low)),
            _ => format!("at most {}", number(high)),
        }
    }

    /// What this result says, with its interval.
    #[must_use]
    pub fn here_words(&self) -> String {
        let Interval { value, low, high, runs } = self.here;
        let means: Vec<String> = self.sides.iter().map(|mean| number(*mean)).collect();
        match self.compare {
            Compare::Value if low.is_nan() => format!("{} in {runs} runs", number(value)),
            Compare::Value => format!("{}, 95 % of {runs} runs {} to {}", number(value), number(low), number(high)),
            Compare::Difference if low.is_nan() => format!("{}, {runs} pairs", signed(value)),
            Compare::Difference => format!(
                "{}, a difference of {} (95 % {} to {}, {runs} pairs)",
                means.join(" against "),
                signed(value),
                signed(low),
                signed(high)
            ),
            Compare::Ratio if low.is_nan() => format!("{} times, {runs} pairs", number(value)),
            Compare::Ratio => format!(
                "{}, {} times as many (95 % {} to {}, {runs} pairs)",
                means.join(" against "),
                number(value),
                number(low),
                number(high)
            ),
        }
    }

    /// The codes, the claim, and both numbers, in one line.
    #[must_use]
    pub fn sentence(&self) -> String {
        let about = capital(&self.about);
        let scenarios = self.scenarios.join(" against ");
        let (claimed, here) = (self.claimed_words(), self.here_words());
        format!("{about} ({}). The papers: {claimed}. Here, {scenarios}: {here}.", self.source)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_interval_that_excludes_the_claim_contradicts_it() {
        let of = |low, high| Stand::of(&Interval { value: 0.0, low, high, runs: 9 }, (10.0, 20.0));
        assert_eq!(of(12.0, 15.0), Stand::Agrees);
        assert_eq!(of(20.5, 25.0), Stand::Contradicts);
        assert_eq!(of(-5.0, 9.9), Stand::Contradicts);
        assert_eq!(of(5.0, 15.0), Stand::Open);
        assert_eq!(of(5.0, 25.0), Stand::Open, "the claim lies within the interval");
        assert_eq!(of(f64::NAN, f64::NAN), Stand::Open);
        let more = |low, high| Stand::of(&Interval { value: 0.0, low, high, runs: 9 }, (0.0, f64::INFINITY));
        assert_eq!((more(0.0, 3.0), more(-2.0, -0.1)), (Stand::Agrees, Stand::Contradicts));
    }
}
