//! Addressed draws behind `rand`'s traits, so that any distribution crate can draw from an address.

use std::convert::Infallible;

use rand::TryRng;

use super::draws::{Actor, Draws, Purpose, Word};

/// The draws of one address, one after the other: draw k is [`Word::bits`] with that k.
///
/// It implements [`rand::Rng`], so `rand_distr` and others can sample from it. How many bits a sample takes is up to the
/// distribution; since no other address shares them, it shifts no other draw. After 2³² draws the sequence repeats.
///
/// ```
/// use mobilise::internals::number::draws::{Actor, Draws, Purpose};
/// use rand::RngExt;
///
/// let draws = Draws::new(2026, 0);
/// let mut generator = draws.generator(Actor::Worker, 12, 7, Purpose::Custom);
/// let hours = generator.random_range(20.0..40.0);
/// assert_eq!(draws.generator(Actor::Worker, 12, 7, Purpose::Custom).random_range(20.0..40.0), hours);
/// assert_ne!(draws.generator(Actor::Worker, 13, 7, Purpose::Custom).random_range(20.0..40.0), hours);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Generator {
    word: Word,
    purpose: Purpose,
    next: u32,
}

impl Word {
    /// The draws of this word for a purpose as a `rand` generator, from the first on.
    pub fn generator(self, purpose: Purpose) -> Generator {
        Generator { word: self, purpose, next: 0 }
    }
}

impl Draws {
    /// The draws of one address as a `rand` generator. Use [`Purpose::Custom`] for decisions that are not the model's.
    pub fn generator(&self, actor: Actor, week: u32, index: u32, purpose: Purpose) -> Generator {
        self.word(actor, week, index).generator(purpose)
    }
}

impl TryRng for Generator {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        // The upper half, as `Word::uniform` takes the upper bits.
        self.try_next_u64().map(|bits| (bits >> 32) as u32)
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        let bits = self.word.bits(self.purpose, self.next);
        self.next = self.next.wrapping_add(1);
        Ok(bits)
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        rand::rand_core::utils::fill_bytes_via_next_word(bytes, || self.try_next_u64())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::{Rng, RngExt};
    use rand_distr::{Distribution, Exp, Normal};

    #[test]
    fn a_generator_gives_the_draws_of_its_address() {
        let word = Draws::new(5, 2).word(Actor::Worker, 3, 11);
        let mut generator = word.generator(Purpose::Contact);
        assert_eq!(generator.random::<f64>(), word.uniform(Purpose::Contact, 0));
        assert_eq!(generator.next_u64(), word.bits(Purpose::Contact, 1));
        assert_eq!(u64::from(generator.next_u32()), word.bits(Purpose::Contact, 2) >> 32);
        let mut bytes = [0; 8];
        generator.fill_bytes(&mut bytes);
        assert_eq!(bytes, word.bits(Purpose::Contact, 3).to_le_bytes());
    }

    #[test]
    fn a_distribution_is_the_same_on_every_call_and_differs_by_address() {
        let normal = Normal::new(10.0, 2.0).expect("a distribution");
        let draw = |seed, replicate, actor, week, index, purpose| {
            let mut generator = Draws::new(seed, replicate).generator(actor, week, index, purpose);
            [normal.sample(&mut generator), normal.sample(&mut generator)].map(f64::to_bits)
        };
        let here = draw(1, 2, Actor::Worker, 3, 4, Purpose::Custom);
        assert_eq!(draw(1, 2, Actor::Worker, 3, 4, Purpose::Custom), here);
        for elsewhere in [
            draw(9, 2, Actor::Worker, 3, 4, Purpose::Custom),
            draw(1, 9, Actor::Worker, 3, 4, Purpose::Custom),
            draw(1, 2, Actor::Union, 3, 4, Purpose::Custom),
            draw(1, 2, Actor::Worker, 9, 4, Purpose::Custom),
            draw(1, 2, Actor::Worker, 3, 9, Purpose::Custom),
            draw(1, 2, Actor::Worker, 3, 4, Purpose::Leave),
        ] {
            assert!(elsewhere[0] != here[0] && elsewhere[1] != here[1]);
        }
    }

    /// Means over actors of two distributions: within five standard errors.
    #[test]
    fn distributions_have_their_means() {
        let (draws, n) = (Draws::new(1, 0), 20_000);
        let mean = |distribution: &dyn Fn(&mut Generator) -> f64| {
            let of = |index| distribution(&mut draws.generator(Actor::Worker, 0, index, Purpose::Custom));
            (0..n).map(of).sum::<f64>() / f64::from(n)
        };
        let (normal, waiting) = (Normal::new(10.0, 2.0).expect("fits"), Exp::new(0.5).expect("fits"));
        let error = 2.0 / f64::from(n).sqrt();
        assert!((mean(&|generator| normal.sample(generator)) - 10.0).abs() < 5.0 * error);
        assert!((mean(&|generator| waiting.sample(generator)) - 2.0).abs() < 5.0 * error);
    }
}
