//! What a command does, without a terminal: take a request, run what it asks for, leave a folder, return the outcome.
//!
//! A workflow takes a plain request, reports to a [`Progress`], and returns a typed outcome or a [`WorkflowError`]. It
//! never prints and never ends the process.

pub mod error;
pub mod network;
pub mod progress;
pub mod questions;
mod recorded_folder;
pub mod verification;

pub use error::WorkflowError;
pub use progress::{Progress, Silent};
