//! Vector instructions, where the processor has them.

/// Runs `work` with the widest vector instructions of this processor. Each operation rounds as always, and none is
/// fused with another, so the results are the same to the bit at any width.
///
/// Functions that `work` calls must be inlined into it to be vectorised.
#[inline]
pub fn simd<R>(work: impl FnOnce() -> R) -> R {
    pulp::Arch::new().dispatch(work)
}
