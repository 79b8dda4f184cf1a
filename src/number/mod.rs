//! Addressed random draws, and the few functions that the equations need. They know nothing of workers or networks.

mod address;
mod chacha;
pub mod draws;
pub mod generator;
pub mod maths;
pub(crate) mod quantile;
pub(crate) mod simd;
