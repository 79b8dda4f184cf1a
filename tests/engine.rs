//! The engine: golden rules of the week, the slow twin, every knob, networks, the classics, sameness, threads, designs
//! and estimators, examples.
//!
//! One program, so that it is linked once; each module opens with its contract.

#![allow(clippy::disallowed_methods, clippy::print_stdout)] // tests set up files, and say when they skip

mod abc;
mod behaviour;
mod classics;
mod designs;
mod estimators;
mod examples;
mod history;
mod knobs;
mod network_import;
mod networks;
mod sameness;
mod threads;
mod twin;
