//! Calibration: which values of knobs agree with what was observed, by approximate Bayesian computation.
//!
//! Knobs are drawn from a prior, the model is run, and what it gives is laid beside patterns that were observed. What
//! comes near enough is kept, generation by generation nearer ([`smc`]). The answer is the whole accepted set with
//! its weights, never a best fit. Every proposal has a number and draws of its own, is kept as it ends, and is
//! accepted in the order of the numbers: the same set comes out on any number of threads and in any number of
//! sittings.

mod check;
mod file;
mod keeper;
pub mod make;
pub mod pattern;
mod pattern_file;
pub mod patterns;
pub mod plan;
pub mod predict;
pub mod prior;
pub mod prior_file;
pub mod record;
mod run;
pub mod smc;
pub mod store;
pub mod stored;
pub mod summary;
pub mod tables;
pub mod verdict;
pub mod words;

pub use keeper::{Address, Forgetful, Keeper, Outcome};
