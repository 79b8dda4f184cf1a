//! From runs to answers: replicates, what they say together, paired effects, and the tables they leave.

pub mod curves;
pub mod effects;
pub mod estimate;
pub mod manifest;
pub mod outcomes;
pub mod replicates;
pub mod study;
pub mod weeks_csv;
pub mod weeks_parquet;
