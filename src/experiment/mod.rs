//! Experiments: what is varied over which scenarios, from the file to the plan of every run.
//!
//! A unit is one replicate of one point. What a unit gives depends on its scenario, its seed and its number
//! alone, so units can run in any order, on any number of threads and machines.

mod alternatives;
mod content;
mod designs;
pub(crate) mod factor;
pub(crate) mod file;
pub mod forecast;
pub(crate) mod kinds;
mod layers;
mod long;
pub mod plan;
mod points;
pub(crate) mod precision;
mod settings;
mod shard;
pub(crate) mod structures;
mod table_file;
pub mod unit;
pub(crate) mod vary;

pub(crate) use content::{BATCH, Baseline};
pub use content::{Design, Experiment, Precision, Replicates};
pub use shard::Shard;
