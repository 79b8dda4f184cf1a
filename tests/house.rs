//! The documentation, the cases and the structure of the source are what they say.
//!
//! One program, so that it is linked once; each module opens with its contract.

#![allow(clippy::disallowed_methods, clippy::print_stdout)] // tests set up files, and say when they skip

mod cases;
mod docs;
mod rooms;
