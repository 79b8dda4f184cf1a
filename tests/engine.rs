//! The engine: golden rules of the week, the slow twin, every knob, networks, the classics, sameness and threads.
//!
//! One program, so that it is linked once; each module opens with its contract.

mod behaviour;
mod classics;
mod knobs;
mod network_import;
mod networks;
mod sameness;
mod threads;
mod twin;
