//! How a workflow reports what it is doing.

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
