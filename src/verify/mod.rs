//! Reductions to classic models: what a formula or the literature says, and what the engine gives.
//!
//! Every case runs a scenario of `scenarios/classics/` (or J4DW itself) through the processes that run all scenarios;
//! there is no second path. What is expected is computed here, independently of the engine: by a formula, by solving an
//! equation, or by counting on a list; where it is a number from the literature, the case says so. See theory C in `docs/sources.md`.

mod accounts;
mod cascade;
mod cases;
mod closed_forms;
mod confidence;
mod formula;
mod influence;
mod result;
mod runs;
pub mod selftest;
mod spreading;
mod tasks;
mod threshold;

pub use cases::{CASES, Case};
pub use result::{CaseResult, Comparison, Curve, Effort};
