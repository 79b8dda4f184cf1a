//! Runs in the connections' own threads take turns, so that many requests for stories do not slow down the curves.

use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Duration;

use super::guard::Role;
use super::http::Refusal;
use super::lock::lock;

/// How long a request waits for a turn.
const PATIENCE: Duration = Duration::from_secs(30);

/// So many at a time; the presenter's are apart, so that no audience takes them.
pub(crate) struct Turns {
    presenter: Queue,
    audience: Queue,
}

struct Queue {
    free: Mutex<usize>,
    wake: Condvar,
}

/// A turn, given back when dropped.
pub(crate) struct Turn<'a>(&'a Queue);

impl Turns {
    /// Turns for so many at a time.
    pub(crate) fn new(many: usize) -> Self {
        let queue = || Queue { free: Mutex::new(many.max(1)), wake: Condvar::new() };
        Self { presenter: queue(), audience: queue() }
    }

    /// Waits for a turn.
    ///
    /// # Errors
    /// None came in time.
    pub(crate) fn take(&self, role: Role) -> Result<Turn<'_>, Refusal> {
        if role == Role::Presenter { self.presenter.take() } else { self.audience.take() }
    }
}

impl Queue {
    fn take(&self) -> Result<Turn<'_>, Refusal> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn guests_never_take_the_presenters_turn() {
        let turns = Turns::new(2);
        let (first, second) = (turns.take(Role::Guest), turns.take(Role::Guest));
        assert!(first.is_ok() && second.is_ok());
        assert!(turns.take(Role::Presenter).is_ok());
    }
}
