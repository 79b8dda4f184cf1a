//! A calibration finds what it should, and nothing that happens to it shows.
//!
//! The contract: on problems whose answer is known it gives that answer, within four standard errors, also for a value
//! that two scenarios share and for the shares of models; on the model itself it finds the values that made the data;
//! ranks of the truth are uniform. The accepted set is the same to the byte on any number of threads, killed and
//! resumed, with any operation of the disk failing once, and whether or not a scenario is left out once the first lies
//! beyond the tolerance.
//!
//! It breaks without a sound: weights forgotten, or without the density of proposals; a generation filled by whoever
//! ends first, which prefers values that are quick to run; a move beyond the prior's end that is clamped to it,
//! which bends the density there. Planted (`src/canary.rs`) and caught in `tests/canaries.rs`: the first
//! three, and of several scenarios and models: weights without the models' shares, a scenario that is not run, and one
//! that is left out too soon. The fourth was planted by hand, once, and caught by `the_end_of_a_prior_is_no_edge`.

#![allow(clippy::disallowed_methods)] // tests set up files of their own

use crate::program;

mod bench;
mod files;
pub mod models;
mod ranks;
mod recovery;
pub mod scenarios;
pub mod several;
pub mod toy;
