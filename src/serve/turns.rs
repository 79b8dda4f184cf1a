//! Runs in the connections' own threads take turns, so that many requests for stories do not slow down the curves.

use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Duration;

use super::http::Refusal;
use super::lock::lock;

/// How long a request waits for a turn.
const PATIENCE: Duration = Duration::from_secs(30);

/// So many at a time.
pub(crate) struct Turns {
    free: Mutex<usize>,
    wake: Condvar,
}

/// A turn, given back when dropped.
pub(crate) struct Turn<'a>(&'a Turns);

impl Turns {
    /// Turns for so many at a time.
    pub(crate) fn new(many: usize) -> Self {
        Self { free: Mutex::new(many.max(1)), wake: Condvar::new() }
    }

    /// Waits for a turn.
    ///
    /// # Errors
    /// None came in time.
    pub(crate) fn take(&self) -> Result<Turn<'_>, Refusal> {
        let waited = self.wake.wait_timeout_while(lock(&self.free), PATIENCE, |free| *free == 0);
        let (mut free, _) = waited.unwrap_or_else(PoisonError::into_inner);
        if *free == 0 {
            return Err(Refusal::new(503, "too many requests at once; try again in a moment"));
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
