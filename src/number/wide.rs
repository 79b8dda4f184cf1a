//! Wide arithmetic where the processor has it.

/// Runs some work with the widest instructions that the processor has. Each operation rounds as always, and
/// none is merged with another, so the results are the same to the bit with any width.
///
/// What `work` calls must be inlined into it to be widened.
#[inline]
pub fn wide<R>(work: impl FnOnce() -> R) -> R {
    pulp::Arch::new().dispatch(work)
}
