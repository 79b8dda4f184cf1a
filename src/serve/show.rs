//! What the presenter sees, for watchers: kept as it was sent, and sent on as it comes.

use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

use super::lock::lock;

/// Most bytes that are kept of one request's results; what comes after is not shown to watchers.
const MAX_BYTES: usize = 48 << 20;

#[derive(Default)]
struct Events {
    /// Counts what was shown; a new number, a new show.
    number: u64,
    events: Vec<Arc<str>>,
    bytes: usize,
}

/// The present show.
#[derive(Default)]
pub(crate) struct Show {
    kept: Mutex<Events>,
    wake: Condvar,
}

/// How far a watcher has come.
#[derive(Default)]
pub(crate) struct Position {
    number: u64,
    event: usize,
}

impl Show {
    /// Begins a new show with its first event; gives its number.
    pub(crate) fn begin(&self, first: String) -> u64 {
        let mut kept = lock(&self.kept);
        *kept = Events { number: kept.number + 1, bytes: first.len(), events: vec![first.into()] };
        self.wake.notify_all();
        kept.number
    }

    /// Adds to a show, if it is still on.
    pub(crate) fn add(&self, number: u64, event: &str) {
        let mut kept = lock(&self.kept);
        if kept.number == number && kept.bytes + event.len() <= MAX_BYTES {
            kept.bytes += event.len();
            kept.events.push(event.into());
            self.wake.notify_all();
        }
    }

    /// What comes next for a watcher; nothing where nothing came within a while.
    pub(crate) fn next(&self, position: &mut Position, within: Duration) -> Option<Arc<str>> {
        let is_behind = |kept: &Events| kept.number != position.number || kept.events.len() > position.event;
        let kept = self.wake.wait_timeout_while(lock(&self.kept), within, |kept| !is_behind(kept));
        let (kept, _) = kept.unwrap_or_else(PoisonError::into_inner);
        if kept.number != position.number {
            *position = Position { number: kept.number, event: 0 };
        }
        let event = kept.events.get(position.event).cloned();
        position.event += usize::from(event.is_some());
        event
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_watcher_sees_the_present_show_from_its_beginning() {
        let (show, mut position) = (Show::default(), Position::default());
        let next = |position: &mut Position| show.next(position, Duration::ZERO).map(|event| event.to_string());
        assert_eq!(next(&mut position), None);
        let first = show.begin("a".to_owned());
        show.add(first, "b");
        assert_eq!(next(&mut position).as_deref(), Some("a"));
        let second = show.begin("c".to_owned());
        show.add(first, "of the older one");
        show.add(second, "d");
        let all: Vec<_> = std::iter::from_fn(|| next(&mut position)).collect();
        assert_eq!(all, ["c", "d"]);
    }
}
