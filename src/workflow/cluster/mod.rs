//! A sweep in shards on a cluster: submitted, followed, submitted again where runs are missing, and collected.
//!
//! The contract is that of a shard alone: a plan that never changes, files with names of their own, and only what lies
//! on the disk counts as done. An engine starts processes; whether it loses them, starts them twice or reports wrongly
//! changes no number.

mod draft;
mod engine;
mod failure;
mod follow;
mod hyperqueue;
mod settings;
mod size;
mod slurm;
mod submission;
mod sweep;

pub use draft::{ClusterForecast, forecast_on_cluster};
pub use settings::{ClusterEngine, ClusterSettings};
pub use sweep::run_on_cluster;
