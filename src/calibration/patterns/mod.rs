//! Files of patterns, and runs compared with them.
//!
//! A file of patterns names a scenario and what was observed in its place; each pattern names the claim it comes from,
//! and whether calibrations use it or it is a test. Calibrations name the same files.

pub(crate) mod file;
pub mod plan;
pub mod prior;
pub(crate) mod results;
pub(crate) mod tables;
pub mod words;
