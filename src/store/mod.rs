//! The store of a sweep: units run, kept safely on the disk, taken up again after any interruption, and made into
//! tables whose bytes depend on the plan alone.

mod begun;
mod dispatch;
mod error;
pub(crate) mod headline;
mod index;
mod interaction_table;
mod interactions;
pub(crate) mod journal;
pub(crate) mod lock;
pub mod missing;
mod names;
pub(crate) mod part;
pub(crate) mod point_rows;
pub(crate) mod reader;
pub mod record;
pub mod run;
pub(crate) mod table_file;
pub mod tables;
mod units;
pub mod watch;

pub use begun::belongs_to;
pub(crate) use begun::{PLAN_FILE, begun_alike, check_folder, inner, unreadable};
pub use error::StoreError;
pub use headline::{Headline, Shown};
pub use units::Store;
pub(crate) use units::journals;
