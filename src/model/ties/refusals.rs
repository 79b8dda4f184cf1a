//! Who said no to whom.

use std::collections::BTreeMap;

/// Number of refusals at which those that no longer count are first looked for.
const FIRST_PURGE: usize = 1_024;

/// The week of each asker's last refusal along a tie, for each organisation.
#[derive(Debug, Clone, Default)]
pub(super) struct Refusals {
    /// By asker, the person asked and organisation.
    weeks: BTreeMap<(u32, u32, u16), u32>,
    purge_at: usize,
}

impl Refusals {
    /// The week of the last refusal.
    pub(crate) fn week(&self, asker: u32, asked: u32, organisation: u16) -> Option<u32> {
        self.weeks.get(&(asker, asked, organisation)).copied()
    }

    pub(crate) fn insert(&mut self, asker: u32, asked: u32, organisation: u16, week: u32) {
        self.weeks.insert((asker, asked, organisation), week);
    }

    /// Forgets what two people said to each other.
    pub(crate) fn forget(&mut self, a: u32, b: u32) {
        if self.weeks.is_empty() {
            return;
        }
        for (asker, asked) in [(a, b), (b, a)] {
            while let Some((key, _)) = self.weeks.range((asker, asked, 0)..=(asker, asked, u16::MAX)).next() {
                let key = *key;
                self.weeks.remove(&key);
            }
        }
    }

    /// Drops what no longer counts, now and then: each refusal is looked at a few times at most.
    pub(crate) fn purge(&mut self, counts: impl Fn(u32, u32, u32) -> bool) {
        if self.weeks.len() < self.purge_at.max(FIRST_PURGE) {
            return;
        }
        self.weeks.retain(|(asker, asked, _), week| counts(*asker, *asked, *week));
        self.purge_at = 2 * self.weeks.len();
    }
}
