//! From runs to answers: replicates, what they say together, paired effects, and the tables they leave.

pub mod changed;
pub mod curves;
pub mod effects;
pub mod error;
pub mod estimate;
pub mod folder;
pub mod gaps;
pub mod manifest;
pub mod networks;
pub mod outcomes;
pub mod replicates;
pub mod results;
pub mod stored;
pub mod study;
pub mod weeks_csv;
pub mod weeks_parquet;
pub mod words;
