//! Patterns that were observed, and runs held to them.
//!
//! A file of patterns names a scenario, and what was observed of what it stands for; each pattern says from which claim
//! it comes, and whether calibrations use it or it is a test. Calibrations name the same files, so that nothing is
//! written twice.

pub(super) mod file;
pub mod held;
pub mod plan;
pub mod tables;
pub mod words;
