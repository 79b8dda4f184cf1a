//! Calibration: which values of knobs agree with what was observed, by approximate Bayesian computation.
//!
//! Knobs are drawn from a prior, the model is run, and the run is compared with observed patterns. Values whose runs
//! come near enough are accepted, and each generation has to come nearer ([`smc`]). Several scenarios may share the
//! values, and several models compete for the proposals. The answer is the whole accepted
//! set, never a best fit. Every proposal has a number and random numbers of its own, is stored as it
//! ends, and is judged in the order of the numbers: the same set comes out on any number of threads and in any number
//! of sittings.

mod by_scenario;
pub mod case;
mod cases;
mod check;
mod digest;
mod early;
mod file;
mod filling;
mod generation;
mod keeper;
pub mod make;
mod model_file;
pub mod model_summary;
mod outcome;
pub(crate) mod parsing;
pub(crate) mod pattern;
pub(crate) mod pattern_file;
pub mod pattern_use;
pub mod patterns;
pub mod plan;
pub(crate) mod predict;
pub mod prior;
pub mod prior_file;
mod prior_patterns;
mod proposals;
pub(crate) mod quantity_file;
pub mod record;
mod runs;
pub mod sentences;
pub mod smc;
mod steps;
pub mod store;
pub mod summary;
pub mod tables;
pub mod target;
pub mod verdict;
pub mod words;

pub use keeper::{Address, Forgetful, Keeper, Outcome};
