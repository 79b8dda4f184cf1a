//! A share of the units, for one machine of several.

use std::fmt;
use std::str::FromStr;

/// The i-th of n shares, counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shard {
    /// Which share, from 1.
    pub number: u32,
    /// Of how many.
    pub of: u32,
}

impl Shard {
    /// All of the work.
    pub const WHOLE: Self = Self { number: 1, of: 1 };

    /// Whether it is all of the work.
    pub fn is_whole(&self) -> bool {
        self.of == 1
    }

    /// The share of `0..count` that is this one's; the shares of all shards are `0..count`, each once.
    pub fn part_of(&self, count: u64) -> std::ops::Range<u64> {
        let cut = |n: u32| (u128::from(count) * u128::from(n) / u128::from(self.of)) as u64;
        cut(self.number - 1)..cut(self.number)
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-of-{}", self.number, self.of)
    }
}

impl FromStr for Shard {
    type Err = &'static str;

    /// Reads `i/n`.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong = "a shard is written i/n, as in 1/4: the first of four; i goes from 1 to n, n to 100000";
        let (number, of) = text.trim().split_once('/').ok_or(wrong)?;
        let shard = Self { number: number.parse().map_err(|_| wrong)?, of: of.parse().map_err(|_| wrong)? };
        if (1..=100_000).contains(&shard.of) && (1..=shard.of).contains(&shard.number) { Ok(shard) } else { Err(wrong) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shards_share_everything_once() {
        for (count, of) in [(10, 3), (2, 5), (0, 2), (1_000_003, 7)] {
            let all: Vec<_> = (1..=of).map(|number| Shard { number, of }.part_of(count)).collect();
            assert!(all.windows(2).all(|pair| pair[0].end == pair[1].start), "{all:?}");
            assert_eq!((all[0].start, all[all.len() - 1].end), (0, count));
        }
        assert_eq!("2/4".parse(), Ok(Shard { number: 2, of: 4 }));
        for wrong in ["", "0/2", "3/2", "1", "a/b", "1/0", "-1/2", "1/100001"] {
            assert!(wrong.parse::<Shard>().is_err(), "{wrong}");
        }
    }
}
