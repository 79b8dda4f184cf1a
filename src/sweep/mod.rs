//! Experiments: what is varied over which scenarios, run unit by unit into a store that survives anything.
//!
//! A unit is one replicate of one point. What a unit gives depends on its scenario, its seed and its number
//! alone, so units can be run in any order, on any number of threads and machines, stopped and taken up
//! again: the tables made of them are the same to the byte.

mod alternatives;
pub mod analysis;
mod designs;
mod dispatch;
pub mod experiment;
pub(crate) mod factor;
pub(crate) mod file;
pub mod forecast;
mod index;
mod interactions;
pub(crate) mod journal;
mod layers;
pub(crate) mod lock;
mod long;
pub mod missing;
mod names;
pub(crate) mod part;
pub mod plan;
mod points;
mod precision;
pub(crate) mod reader;
pub mod record;
pub mod run;
mod shard;
pub mod store;
pub mod structures;
mod table_file;
pub mod tables;
pub mod unit;
pub(crate) mod vary;
pub mod watch;

pub use shard::Shard;
