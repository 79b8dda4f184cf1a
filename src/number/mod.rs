//! Numbers: the named random draws, and the few functions the equations need. Everything above stands on
//! these, so they know nothing of workers or networks.

mod chacha;
pub mod draws;
pub mod maths;
pub mod quantile;
pub mod wide;
