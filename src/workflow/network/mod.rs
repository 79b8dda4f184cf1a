//! Networks without a scenario's run: made, read, written, and followed through the weeks of one replicate.

mod file;
mod follow;
mod make;
mod shares;

pub use file::{NetworkOutput, read_network, with_names};
pub use follow::{FollowedNetwork, weeks_of};
pub use make::{NetworkRequest, stands_alone};
pub use shares::Shares;
