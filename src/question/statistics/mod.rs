//! Numbers computed from a sample; no words.

pub(crate) mod best;
pub(crate) mod comparison;
pub(crate) mod contest;
pub(crate) mod region;
pub(crate) mod spectrum;
pub(crate) mod tally;
pub(crate) mod trend;
pub(crate) mod variance;
pub(crate) mod verdict;
