//! lib
#![warn(missing_docs)]
pub mod knob;
pub mod model;
