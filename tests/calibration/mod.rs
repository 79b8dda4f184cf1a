//! A calibration finds what it should, and nothing that happens to it shows.
//!
//! The contract: on problems whose answer is known it gives that answer, within four standard errors; on the model
//! itself it finds the values that made the data; ranks of the truth are uniform. The accepted set is the same to the
//! byte on any number of threads, killed and resumed, and with any operation of the disk failing once.
//!
//! It breaks without a sound: weights forgotten, or without the density of proposals; a generation filled by whoever
//! ends first, which prefers values that are quick to run; a move beyond the prior's end that is clamped to it,
//! which bends the density there. Planted (`src/canary.rs`) and caught in `tests/canaries.rs`: the first
//! three. The fourth was planted by hand, once, and caught by `the_end_of_a_prior_is_no_edge`.

#![allow(clippy::disallowed_methods)] // tests set up files of their own

use crate::program;

mod bench;
mod files;
mod ranks;
mod recovery;
pub mod toy;
