//! Runs that are made in the connection's own thread take turns, so that many who ask for stories at once do not take
//! the machine from those who turn knobs.

use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Duration;

use super::http::Refusal;
use super::jobs::lock;

/// How long somebody waits for a turn.
const PATIENCE: Duration = Duration::from_secs(30);

/// So many at a time.
pub struct Turns {
    free: Mutex<usize>,
    wake: Condvar,
}

/// A turn, given back when dropped.
pub struct Turn<'a>(&'a Turns);

impl Turns {
    /// Turns for so many at a time.
    pub fn new(many: usize) -> Self {
        Self { free: Mutex::new(many.max(1)), wake: Condvar::new() }
    }

    /// Waits for a turn.
    ///
    /// # Errors
    /// None came for long.
    pub fn take(&self) -> Result<Turn<'_>, Refusal> {
        let waited = self.wake.wait_timeout_while(lock(&self.free), PATIENCE, |free| *free == 0);
        let (mut free, _) = waited.unwrap_or_else(PoisonError::into_inner);
        if *free == 0 {
            return Err(Refusal::new(503, "too many ask at once; try again in a moment"));
        }
        *free -= 1;
        Ok(Turn(self))
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        *lock(&self.0.free) += 1;
        self.0.wake.notify_one();
    }
}
