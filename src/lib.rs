//! lib
#![warn(missing_docs)]
pub mod experiment;
pub mod figure;
pub mod files;
pub mod knob;
pub mod model;
pub mod network;
pub mod scenario;
