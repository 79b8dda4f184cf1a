//! What keeps finished proposals, so that they need not be run again.

use sha2::{Digest, Sha256};

use crate::store::StoreError;

use super::target::Trial;

/// The address of a proposal: its generation, its number in it, and what it tries. Where a calibration goes on with another
/// tolerance, moves of the same number may try something else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Address {
    /// The generation, from 0.
    pub generation: u32,
    /// The proposal within it, from 0.
    pub number: u32,
    /// The first bits of the digest of model, values and seed.
    pub tries: u64,
}

impl Address {
    /// The address of a trial.
    #[must_use]
    pub fn new(generation: u32, number: u32, trial: &Trial<'_>) -> Self {
        let mut hash = Sha256::new();
        hash.update((trial.model as u64).to_le_bytes());
        hash.update(trial.seed.to_le_bytes());
        trial.values.iter().for_each(|value| hash.update(value.to_bits().to_le_bytes()));
        let digest = hash.finalize();
        let tries = digest.iter().take(8).fold(0, |bits, byte| bits << 8 | u64::from(*byte));
        Self { generation, number, tries }
    }
}

/// What a proposal's runs gave: the numbers that the target measures, or why there are none.
pub type Outcome = Result<Vec<f64>, String>;

/// Keeps what proposals gave.
pub trait Keeper: Sync {
    /// What a proposal gave, if it is known.
    fn known(&self, address: Address) -> Option<&Outcome>;

    /// Keeps what some proposals gave: when this returns, it is safe.
    ///
    /// # Errors
    /// It could not be kept.
    fn keep(&self, done: &[(Address, Outcome)]) -> Result<(), StoreError>;
}

/// Keeps nothing: for calibrations so small that nobody interrupts them.
#[derive(Debug, Clone, Copy, Default)]
pub struct Forgetful;

impl Keeper for Forgetful {
    fn known(&self, _: Address) -> Option<&Outcome> {
        None
    }

    fn keep(&self, _: &[(Address, Outcome)]) -> Result<(), StoreError> {
        Ok(())
    }
}
