//! The fate of a statement: what becomes of its sign in a variant.

use crate::question::statistics::verdict::{Verdict, verdict};
use crate::study::estimate::Estimate;

/// The fate of a statement in a variant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// The same sign, detectable.
    Same,
    /// The same sign, not detectable.
    Leans,
    /// The opposite sign, not detectable.
    LeansAgainst,
    /// The opposite sign, detectable.
    Turns,
    /// Undecided as it stands and here.
    Open,
    /// Undecided as it stands, detectable here.
    Decided,
    /// No value, or no difference in any run.
    Nothing,
}

impl Fate {
    /// All of them, from the best for a statement to the worst, then those of undecided ones.
    pub const ALL: [Fate; 7] =
        [Fate::Same, Fate::Leans, Fate::LeansAgainst, Fate::Turns, Fate::Decided, Fate::Open, Fate::Nothing];

    /// Its name in files and sentences.
    pub fn word(self) -> &'static str {
        match self {
            Fate::Same => "the same beyond chance",
            Fate::Leans => "the same sign within chance",
            Fate::LeansAgainst => "the opposite sign within chance",
            Fate::Turns => "the opposite beyond chance",
            Fate::Open => "undecided",
            Fate::Decided => "beyond chance here",
            Fate::Nothing => "no difference to see",
        }
    }
}

fn verdict_of(mean: f64, low: f64, high: f64) -> Verdict {
    verdict(&Estimate { mean, low, high, ..Estimate::of(std::iter::empty()) })
}

/// The fate of a statement with this number and interval; `first` are those as it stands.
pub(super) fn fate(first: [f64; 3], [value, low, high]: [f64; 3]) -> Fate {
    let beyond = |found: Verdict| matches!(found, Verdict::More | Verdict::Less);
    let (before, here) = (verdict_of(first[0], first[1], first[2]), verdict_of(value, low, high));
    if !beyond(before) {
        return match here {
            _ if beyond(here) => Fate::Decided,
            _ if value.is_nan() => Fate::Nothing,
            _ => Fate::Open,
        };
    }
    let same = (value > 0.0) == (first[0] > 0.0);
    match here {
        Verdict::Same => Fate::Nothing,
        _ if value.is_nan() || value == 0.0 => Fate::Nothing,
        _ if beyond(here) && same => Fate::Same,
        _ if beyond(here) => Fate::Turns,
        _ if same => Fate::Leans,
        _ => Fate::LeansAgainst,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fate_follows_sign_and_interval() {
        let nan = f64::NAN;
        for (first, here, expected) in [
            ((5.0, 3.0, 7.0), (2.0, 1.0, 3.0), Fate::Same),
            ((5.0, 3.0, 7.0), (2.0, -1.0, 5.0), Fate::Leans),
            ((5.0, 3.0, 7.0), (-2.0, -5.0, 1.0), Fate::LeansAgainst),
            ((5.0, 3.0, 7.0), (-2.0, -3.0, -1.0), Fate::Turns),
            ((-5.0, -7.0, -3.0), (-2.0, -3.0, -1.0), Fate::Same),
            ((-5.0, -7.0, -3.0), (2.0, 1.0, 3.0), Fate::Turns),
            ((-5.0, -7.0, -3.0), (-1.0, nan, nan), Fate::Leans),
            ((5.0, 3.0, 7.0), (0.0, 0.0, 0.0), Fate::Nothing),
            ((5.0, 3.0, 7.0), (nan, nan, nan), Fate::Nothing),
            ((5.0, -3.0, 13.0), (2.0, 1.0, 3.0), Fate::Decided),
            ((5.0, -3.0, 13.0), (-2.0, -3.0, 1.0), Fate::Open),
            ((5.0, -3.0, 13.0), (nan, nan, nan), Fate::Nothing),
        ] {
            let found = fate([first.0, first.1, first.2], [here.0, here.1, here.2]);
            assert_eq!(found, expected, "{first:?} and {here:?}");
        }
    }
}
