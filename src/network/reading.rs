//! How a network file is read where it may be read in several ways, as the user declares, and what came of it.

use std::fmt;
use std::str::FromStr;

/// What the weights of ties are.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub enum Weights {
    /// Trust, above 0 and up to 1.
    #[default]
    Trust,
    /// Counts or other numbers: the largest becomes a trust of 1. A weight of 0 is no tie.
    Largest,
    /// The same, divided by this number; no weight may be larger.
    DividedBy(f64),
    /// Of no concern: every tie begins with `ties.daily_trust`. A weight of 0 is no tie.
    Ignore,
}

/// What becomes of a pair that the file ties more than once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Twice {
    /// It is refused.
    #[default]
    Refuse,
    /// One tie, with the mean of what is known of its trust.
    Mean,
    /// One tie, with the highest trust.
    Most,
    /// One tie, with the lowest trust.
    Least,
    /// One tie, as it is written first.
    One,
}

/// What becomes of a tie of somebody to themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SelfTies {
    /// It is refused.
    #[default]
    Refuse,
    /// It is left out.
    Drop,
}

/// Which ties of a directed network are ties here, where a tie is mutual.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Direction {
    /// Those that either of the two names.
    #[default]
    Either,
    /// Those that both name.
    Both,
}

/// How a network file is read.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Reading {
    /// What weights are: `network.weights`.
    pub weights: Weights,
    /// What becomes of pairs tied more than once: `network.twice`.
    pub twice: Twice,
    /// What becomes of ties to oneself: `network.self_ties`.
    pub self_ties: SelfTies,
    /// Which directed ties count: `network.direction`.
    pub direction: Direction,
}

impl Reading {
    /// The keys of a scenario's `[network]`, with what each takes.
    pub const KEYS: [(&'static str, &'static str); 4] = [
        ("weights", "\"trust\", \"largest\", \"ignore\" or a number to divide by"),
        ("twice", "\"refuse\", \"mean\", \"most\", \"least\" or \"one\""),
        ("self_ties", "\"refuse\" or \"drop\""),
        ("direction", "\"either\" or \"both\""),
    ];

    /// Sets a key to a word or number.
    ///
    /// # Errors
    /// What the key takes.
    pub fn set(&mut self, key: &str, value: &str) -> Result<(), String> {
        match key {
            "weights" => self.weights = value.parse()?,
            "twice" => self.twice = value.parse()?,
            "self_ties" => self.self_ties = value.parse()?,
            "direction" => self.direction = value.parse()?,
            _ => return Err(format!("there is no `{key}`")),
        }
        Ok(())
    }

    /// The keys that are not at their defaults, each with its value as a scenario file writes it.
    #[must_use]
    pub fn declared(&self) -> Vec<(&'static str, String)> {
        let quoted = |word: String| match word.parse::<f64>() {
            Ok(_) => word,
            Err(_) => format!("\"{word}\""),
        };
        let all = [
            ("weights", self.weights != Weights::default(), self.weights.to_string()),
            ("twice", self.twice != Twice::default(), self.twice.to_string()),
            ("self_ties", self.self_ties != SelfTies::default(), self.self_ties.to_string()),
            ("direction", self.direction != Direction::default(), self.direction.to_string()),
        ];
        all.into_iter().filter(|(_, is_declared, _)| *is_declared).map(|(key, _, word)| (key, quoted(word))).collect()
    }
}

macro_rules! words {
    ($type:ident, $key:literal, $($variant:ident = $word:literal),+) => {
        impl FromStr for $type {
            type Err = String;

            fn from_str(word: &str) -> Result<Self, String> {
                match word {
                    $($word => Ok(Self::$variant),)+
                    _ => Err(takes($key)),
                }
            }
        }

        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(match self {
                    $(Self::$variant => $word,)+
                })
            }
        }
    };
}

words!(Twice, "twice", Refuse = "refuse", Mean = "mean", Most = "most", Least = "least", One = "one");
words!(SelfTies, "self_ties", Refuse = "refuse", Drop = "drop");
words!(Direction, "direction", Either = "either", Both = "both");

impl FromStr for Weights {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        match word {
            "trust" => Ok(Self::Trust),
            "largest" => Ok(Self::Largest),
            "ignore" => Ok(Self::Ignore),
            number => match number.parse::<f64>() {
                Ok(number) if number.is_finite() && number > 0.0 => Ok(Self::DividedBy(number)),
                _ => Err(takes("weights")),
            },
        }
    }
}

impl fmt::Display for Weights {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Trust => f.write_str("trust"),
            Self::Largest => f.write_str("largest"),
            Self::Ignore => f.write_str("ignore"),
            Self::DividedBy(number) => number.fmt(f),
        }
    }
}

fn takes(key: &str) -> String {
    let words = Reading::KEYS.iter().find(|(name, _)| *name == key).map_or("", |(_, words)| words);
    format!("it takes {words}")
}

/// What a file was taken for: what a reader would want to check.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Account {
    /// Sentences for the user: what was assumed, joined, left out, and what looks odd.
    pub notes: Vec<String>,
}

impl Account {
    pub(super) fn note(&mut self, note: impl Into<String>) {
        self.notes.push(note.into());
    }
}

/// A number of things in words: `1 tie`, `2 ties`.
pub(super) fn count(number: usize, one: &str, many: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{number} {many}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_declared_is_written_as_it_is_read() {
        let mut reading = Reading::default();
        assert_eq!(reading.declared(), []);
        for (key, value) in [("weights", "12.5"), ("twice", "least"), ("self_ties", "drop"), ("direction", "both")] {
            reading.set(key, value).expect(key);
            assert!(reading.set(key, "nonsense").is_err_and(|hint| hint.contains("it takes")), "{key}");
        }
        let mut again = Reading::default();
        for (key, value) in reading.declared() {
            again.set(key, value.trim_matches('"')).expect(key);
        }
        assert_eq!(again, reading);
        for bad in ["0", "-1", "nan", "inf", "TRUST", ""] {
            assert!(reading.set("weights", bad).is_err(), "{bad}");
        }
    }
}
