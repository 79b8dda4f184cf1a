//! Vector instructions where the processor has them.

/// Runs `work` compiled for the widest vector instructions of this processor.
///
/// Every operation rounds as in plain code and none is fused with another, so results are the same to the bit on
/// every processor. Only code that is inlined into `work` is vectorised.
#[inline]
pub(crate) fn vectorised<R>(work: impl FnOnce() -> R) -> R {
    pulp::Arch::new().dispatch(work)
}
