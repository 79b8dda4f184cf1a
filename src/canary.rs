//! Planted bugs. A check that cannot fail is none: with the feature `canaries`, and only with it, a test can
//! plant one of these bugs and see it caught (`tests/canaries.rs`). Without the feature every question in
//! here is answered with no, at compile time.

use std::sync::atomic::{AtomicU8, Ordering};

/// A bug that can be planted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Canary {
    /// Talk comes before the week at the employer's.
    SwappedProcesses = 1,
    /// The decision to come and the decision to act use one draw.
    SharedStream = 2,
    /// A tie that ends leaves its row in order, in place of giving its place to the last.
    RowsInOrder = 3,
    /// What ties add to attendance is read from the knob of need.
    KnobMiswired = 4,
    /// Talk strengthens one half of a tie.
    AsymmetricTie = 5,
    /// Wages are not booked.
    UnbookedWages = 6,
    /// The column of attendance is always zero.
    ZeroColumn = 7,
    /// People act who are not free.
    ActsUnfree = 8,
    /// Noise of 0 is taken for noise of 1.
    NoiseIgnored = 9,
    /// A preferential network ties everybody alike.
    NobodyPreferred = 10,
    /// The year 9999 makes the reader panic.
    ReaderPanics = 11,
    /// A resolved scenario leaves the last agency out.
    LostAgency = 12,
    /// Draws are made by another constant.
    OtherDraws = 13,
    /// A message has no hint.
    NoHint = 14,
    /// Every run of a sweep fails.
    RunFails = 15,
    /// Moves of a calibration do not ask the prior how likely a value is.
    PriorIgnored = 16,
    /// A generation takes the particles that end first.
    FastestAccepted = 17,
    /// A move of a calibration is accepted whatever its run gave.
    AnyMoveAccepted = 18,
    /// A client who was told of an organisation is told again.
    ToldAgain = 19,
    /// A refusal is noted at the other end of the tie.
    RefusalReversed = 20,
    /// No session solves a problem.
    ProblemKept = 21,
    /// A quarrel is forgotten at once.
    GrudgeForgotten = 22,
    /// Social distance weakens stories too.
    StoriesWeakened = 23,
    /// A bad session is remembered as a good one.
    ExperienceSkewed = 24,
    /// Moves from one model of a calibration to another do not ask for the models' chances.
    ModelsUnweighed = 25,
    /// A calibration runs its first scenario only.
    ScenarioSkipped = 26,
    /// A proposal is given up when its first scenario comes near the tolerance.
    RejectedTooSoon = 27,
}

static PLANTED: AtomicU8 = AtomicU8::new(0);

/// Plants a bug, or takes the planted one away.
pub fn plant(canary: Option<Canary>) {
    PLANTED.store(canary.map_or(0, |canary| canary as u8), Ordering::SeqCst);
}

/// Plants the bug whose number stands in the environment, so that the program as a whole can be tested.
#[cfg(feature = "canaries")]
pub fn plant_from_environment() {
    if let Some(number) = std::env::var("MOBILISE_CANARY").ok().and_then(|text| text.parse().ok()) {
        PLANTED.store(number, Ordering::SeqCst);
    }
}

/// Whether this bug is planted.
#[inline(always)]
pub fn is_planted(canary: Canary) -> bool {
    cfg!(feature = "canaries") && PLANTED.load(Ordering::Relaxed) == canary as u8
}
