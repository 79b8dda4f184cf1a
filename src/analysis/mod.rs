//! The influence of knobs in a finished sweep: which of them move an outcome, and which reverse a ranking.
//!
//! For trajectories of Morris elementary effects, for blocks of Saltelli shares of variance, each beside what
//! the replicates' chance alone would show (`docs/sensitivity.md`). Every run must be there: a run that failed
//! is no zero.

mod analyse;
mod columns;
mod finding;
mod fit;
pub mod summary;
pub(crate) mod tables;
mod verdict;
pub mod words;

pub use analyse::analyse;
pub use finding::{Analysis, Finding, Influence, Measure, NoValue, Points, Subject};
pub use fit::{Fit, Missing, fit, missing};
pub use verdict::{Importance, Verdict};

/// What the names of an analysis's figures begin with: tornados, and μ* against σ.
pub(crate) const FIGURES: [&str; 2] = ["tornado", "mu-sigma"];
