//! The program as its users meet it: commands, figures, reports, questions, patterns, sensitivity.
//!
//! One program, so that it is linked once; each module opens with its contract.

#![allow(clippy::disallowed_methods, clippy::print_stdout)] // tests set up files, and say when they skip

#[path = "common/program.rs"]
mod program;
#[path = "common/python.rs"]
mod python;

mod against;
mod cli;
mod figures;
mod network_command;
mod patterns;
mod plot;
mod questions;
mod report;
mod salib;
mod sensitivity;
mod trust;
