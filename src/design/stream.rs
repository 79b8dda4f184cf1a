//! Random numbers of designs, resamples and calibrations, apart from those of the model.
//!
//! As in the model, a draw has an address: seed, purpose, and a number (a factor, a trajectory, a resample). So one more
//! factor moves no other column, and more rows move no earlier row.

use rand_chacha::ChaCha8Rng;
use std::convert::Infallible;

use rand::{Rng, SeedableRng, TryRng};

/// What a draw is for. The number is part of its address and never changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// The scrambling of a column of a Sobol sequence.
    Scramble = 1,
    /// The order of strata in a column of a Latin hypercube.
    LatinOrder = 2,
    /// Where in its stratum a point of a Latin hypercube lies.
    LatinPosition = 3,
    /// A trajectory of Morris.
    Trajectory = 4,
    /// A bootstrap resample.
    Resample = 5,
    /// What a proposal of a calibration tries.
    Proposal = 16,
    /// By how much a proposal may miss what has a likelihood.
    Leeway = 17,
    /// The seed of a proposal's runs.
    RunSeed = 18,
    /// The seed of a particle's fresh runs.
    FreshSeed = 19,
    /// Which row of an accepted set a replicate takes.
    AcceptedRow = 32,
}

/// The draws of one address, one after the other.
#[derive(Debug, Clone)]
pub struct Stream(ChaCha8Rng);

impl Stream {
    /// The draws under this seed for this use, of factor, trajectory or resample `number`.
    pub fn new(seed: u64, what: Purpose, number: u32) -> Self {
        Self::within(seed, what, 0, number)
    }

    /// The same where numbers are counted within groups, such as proposals within a generation.
    pub fn within(seed: u64, what: Purpose, group: u32, number: u32) -> Self {
        let mut key = [0; 32];
        key[..8].copy_from_slice(&seed.to_le_bytes());
        key[8..12].copy_from_slice(&group.to_le_bytes());
        // The model's keys have zeros from the tenth letter on, so that the same seed shares nothing with them.
        key[16..31].copy_from_slice(b"mobilise/design");
        let mut generator = ChaCha8Rng::from_seed(key);
        generator.set_stream((what as u64) << 32 | u64::from(number));
        Self(generator)
    }

    /// 64 random bits.
    pub fn bits(&mut self) -> u64 {
        self.0.next_u64()
    }

    /// A number above 0 and below 1, each end being as far from it as it is from its neighbours.
    pub fn open(&mut self) -> f64 {
        // Half a step is added, and the sum is exact below a half; above, what would be 1 is the step below it.
        (unit(self.bits()) + 0.5 / (1u64 << 53) as f64).min(1.0 - f64::EPSILON / 2.0)
    }

    /// An index below `length`, each equally likely; `length` must not be 0.
    pub fn index(&mut self, length: usize) -> usize {
        // The bias of this multiplication is below length / 2⁶⁴.
        ((u128::from(self.bits()) * length as u128) >> 64) as usize
    }

    /// 0, 1, … `length` − 1 in a random order (Fisher & Yates).
    pub fn order(&mut self, length: usize) -> Vec<u32> {
        let mut order: Vec<u32> = (0..length as u32).collect();
        for last in (1..length).rev() {
            order.swap(last, self.index(last + 1));
        }
        order
    }
}

/// [`rand::Rng`] for it, so that any distribution crate can draw from an address.
impl TryRng for Stream {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        self.0.try_next_u32()
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        self.0.try_next_u64()
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        self.0.try_fill_bytes(bytes)
    }
}

/// The first 53 of 64 bits as a number from 0 (included) to 1 (not included).
pub fn unit(bits: u64) -> f64 {
    (bits >> 11) as f64 * (1.0 / (1u64 << 53) as f64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number::draws::{Actor, Draws};

    #[test]
    fn streams_differ_from_one_another_and_from_the_model() {
        let mut seen = std::collections::BTreeSet::new();
        for seed in 0..3 {
            for what in
                [Purpose::Scramble, Purpose::LatinOrder, Purpose::LatinPosition, Purpose::Trajectory, Purpose::Resample]
            {
                for number in 0..5 {
                    assert!(seen.insert(Stream::new(seed, what, number).bits()));
                }
            }
            for actor in [Actor::Worker, Actor::Arrival, Actor::Organisation, Actor::Union, Actor::Agency] {
                for week in 0..5 {
                    assert!(seen.insert(Draws::new(seed, 0).word(actor, week, 0).0));
                }
            }
        }
    }

    /// Published points rest on these numbers: they never change.
    #[test]
    fn numbers_stay_what_they_are() {
        let mut stream = Stream::new(1, Purpose::Scramble, 0);
        assert_eq!([stream.bits(), stream.bits()], [5_082_969_520_881_726_095, 429_481_192_212_863_669]);
        assert_eq!(Stream::new(7, Purpose::LatinOrder, 2).order(8), [4, 7, 6, 1, 0, 5, 3, 2]);
    }

    /// Through `rand`'s traits the same bits come, also for a distribution crate.
    #[test]
    fn distributions_draw_from_a_stream() {
        let stream = || Stream::new(7, Purpose::Proposal, 3);
        let (mut one, mut other) = (stream(), stream());
        assert_eq!((one.next_u64(), one.bits()), (other.bits(), other.next_u64()));
        let hours = |mut stream: Stream| rand_distr::Distribution::sample(&rand_distr::StandardNormal, &mut stream);
        let found: f64 = hours(stream());
        assert_eq!(hours(stream()), found);
        assert_ne!(hours(Stream::new(7, Purpose::Proposal, 4)), found);
    }

    #[test]
    fn every_order_is_equally_likely() {
        let mut counts = std::collections::BTreeMap::new();
        let mut stream = Stream::new(1, Purpose::LatinOrder, 0);
        for _ in 0..24_000 {
            *counts.entry(stream.order(4)).or_insert(0) += 1;
        }
        assert_eq!(counts.len(), 24);
        // Five standard deviations of a binomial count of mean 1,000.
        assert!(counts.values().all(|count| (1_000i32 - count).abs() < 155), "{counts:?}");
    }
}
