//! Files that people write: wrong ones give one clear message, damaged ones never crash the program.
//!
//! One program, so that it is linked once; each module opens with its contract.

#![allow(clippy::disallowed_methods, clippy::print_stdout)] // tests set up files, and say when they skip

#[path = "common/program.rs"]
mod program;
#[path = "common/python.rs"]
mod python;

mod bad;
mod column_types;
mod experiments;
mod hostile;
mod intake;
mod large;
mod odd;
mod recipes;
mod records;
