//! What is kept on the disk survives interruption: sweeps, calibrations, clusters.
//!
//! One program, so that it is linked once; each module opens with its contract.

#![allow(clippy::disallowed_methods, clippy::print_stdout)] // tests set up files, and say when they skip

#[path = "common/disk.rs"]
mod disk;
#[path = "common/program.rs"]
mod program;
#[path = "common/python.rs"]
mod python;

mod calibration;
mod cluster;
mod losses;
mod store;
