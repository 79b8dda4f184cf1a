//! The store of a sweep: units run, kept safely on the disk, taken up again after any interruption, and made into
//! tables whose bytes depend on the plan alone.

mod dispatch;
mod index;
mod interactions;
pub(crate) mod journal;
pub(crate) mod lock;
pub mod missing;
mod names;
pub(crate) mod part;
pub(crate) mod reader;
pub mod record;
pub mod run;
pub mod tables;
mod units;
pub mod watch;

pub use units::*;
