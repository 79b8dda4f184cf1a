//! Origins and areas: names with shares.

use std::str::FromStr;

use crate::number::draws::{Actor, Draws, Purpose, Word};

/// Rounding that a sum of shares may show.
const ROUNDING: f64 = 1e-6;
/// Numbers of origins and areas are kept in 16 bits.
const MAX_NAMES: usize = 10_000;

/// Names and the share of each, in order. They are read from `A=0.6,B=0.4`.
#[derive(Debug, Clone, PartialEq)]
pub struct Shares(pub Vec<(String, f64)>);

impl FromStr for Shares {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let mut shares: Vec<(String, f64)> = Vec::new();
        for part in text.split(',') {
            let Some((name, share)) = part.rsplit_once('=') else {
                return Err(format!("no = in `{part}`; names have shares, as in \"A=0.6,B=0.4\""));
            };
            let name = name.trim();
            if name.is_empty() || name.chars().count() > 80 || name.chars().any(char::is_control) {
                return Err(format!("`{name}` is not a name; a name has 1 to 80 printable characters"));
            }
            if shares.iter().any(|(known, _)| known == name) {
                return Err(format!("`{name}` is listed twice"));
            }
            match share.trim().parse() {
                Ok(share) if (0.0..=1.0).contains(&share) => shares.push((name.to_owned(), share)),
                _ => return Err(format!("the share of `{name}` is not a number from 0 to 1")),
            }
            if shares.len() > MAX_NAMES {
                return Err(format!("more than {MAX_NAMES} names"));
            }
        }
        let sum: f64 = shares.iter().map(|(_, share)| share).sum();
        if (sum - 1.0).abs() > ROUNDING {
            return Err(format!("the shares add up to {}, not to 1", (sum * 1e6).round() / 1e6));
        }
        Ok(Self(shares))
    }
}

/// The origin and area of each worker, as a run of the same seed and replicate draws them; numbers of the shares.
/// Without shares all have number 0.
pub(super) fn draw(
    workers: usize,
    origins: Option<&Shares>,
    areas: Option<&Shares>,
    draws: &Draws,
) -> (Vec<u16>, Vec<u16>) {
    let mut words = vec![0; workers];
    draws.fill(Actor::Arrival, 0, 0, &mut words);
    let column = |purpose: Purpose, shares: Option<&Shares>| {
        let pick = |word: &u64| shares.map_or(0, |shares| shares.pick(Word(*word).uniform(purpose, 0)));
        words.iter().map(pick).collect()
    };
    (column(Purpose::Origin, origins), column(Purpose::Area, areas))
}

impl Shares {
    /// The number of the name at a point of the unit interval.
    fn pick(&self, u: f64) -> u16 {
        let mut sum = 0.0;
        let found = self.0.iter().position(|(_, share)| {
            sum += share;
            u < sum
        });
        found.unwrap_or(self.0.len().saturating_sub(1)) as u16
    }
}
