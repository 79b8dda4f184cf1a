//! How a workflow reports what it is doing.

use crate::scenario::Scenario;

use super::drawing::missing_letters;

/// Receives what a workflow reports while it works. Methods are called from many threads at once.
pub trait Progress: Sync {
    /// A line about what happens, such as how many runs a folder holds already.
    fn note(&self, text: &str);
    /// A stretch of work begins: `total` runs, or fewer where replicates stop early.
    fn begin(&self, total: u64);
    /// One more run is done.
    fn step(&self);
    /// `done` runs are done by now; for work that happens elsewhere, such as on a cluster. Fewer than before change
    /// nothing.
    fn advance_to(&self, done: u64);
    /// The stretch of work has ended, well or badly.
    fn finish(&self);
}

/// Says which names in figures have letters that the PNGs of results lack: those of scenarios, and `others`.
pub(super) fn say_missing_letters<'s>(
    progress: &dyn Progress,
    scenarios: impl IntoIterator<Item = &'s Scenario>,
    others: impl IntoIterator<Item = &'s str>,
) {
    let names = scenarios.into_iter().flat_map(|scenario| {
        std::iter::once(scenario.name.as_str()).chain(scenario.organisations.iter().map(|o| o.name.as_str()))
    });
    missing_letters(names.chain(others)).iter().for_each(|note| progress.note(note));
}

/// A stretch of work under way; it is finished when this is dropped, whether the work went well or not.
pub(super) struct Stretch<'p>(&'p dyn Progress);

impl<'p> Stretch<'p> {
    /// Begins a stretch of `total` runs.
    pub(super) fn begin(progress: &'p dyn Progress, total: u64) -> Self {
        progress.begin(total);
        Self(progress)
    }
}

impl Drop for Stretch<'_> {
    fn drop(&mut self) {
        self.0.finish();
    }
}

/// Reports nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct Silent;

impl Progress for Silent {
    fn note(&self, _: &str) {}
    fn begin(&self, _: u64) {}
    fn step(&self) {}
    fn advance_to(&self, _: u64) {}
    fn finish(&self) {}
}
