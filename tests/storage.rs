//! What is kept on the disk survives interruption: sweeps, calibrations, clusters.
//!
//! One program, so that it is linked once; each module opens with its contract.

#[path = "common/program.rs"]
mod program;
#[path = "common/python.rs"]
mod python;

mod calibration;
mod cluster;
mod store;
