//! What keeps finished proposals, so that they need not be run again.

use crate::store::StoreError;

/// The address of a proposal: its generation and its number in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Address {
    /// The generation, from 0.
    pub generation: u32,
    /// The proposal within it, from 0.
    pub number: u32,
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
