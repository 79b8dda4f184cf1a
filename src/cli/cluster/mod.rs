//! `mobilise sweep --on`: shards on a cluster, submitted, followed and collected.
//!
//! Ours is the contract of a shard alone: a plan that never changes, files of names nobody else has, and what is
//! done is what lies on the disk. An engine starts processes; whether it loses them, starts them twice or tells
//! stories about them changes nothing.

mod engine;
mod follow;
mod hyperqueue;
mod options;
mod size;
mod slurm;
mod submission;

pub use follow::run;
pub use options::ClusterOptions;
