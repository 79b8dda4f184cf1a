//! Numbers computed from a sample; no words.

pub mod best;
pub mod comparison;
pub mod contest;
pub mod region;
pub mod spectrum;
pub mod tally;
pub mod trend;
pub mod variance;
pub mod verdict;
