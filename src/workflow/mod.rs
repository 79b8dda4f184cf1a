//! What a command does, without a terminal: take a request, run what it asks for, leave a folder, return the outcome.
//!
//! A workflow takes a plain request, reports to a [`Progress`], and returns a typed outcome or a [`WorkflowError`]. It
//! never prints and never ends the process. What was run of a sweep, a question or a calibration is kept: the same
//! request goes on with the rest.
//!
//! A sweep, from its request to a finished folder:
//!
//! ```
//! use mobilise::workflow::sweep::{SweepRequest, run_sweep};
//! use mobilise::workflow::Silent;
//!
//! # let temporary = tempfile::tempdir()?;
//! # let folder = temporary.path().join("learning");
//! let mut request = SweepRequest::new("learning-and-relief", &folder);
//! request.changes.set = vec!["population.workers=100".to_owned()];
//! request.changes.weeks = Some(10);
//! request.changes.replicates = Some(2);
//! request.seed = Some(1);
//! let outcome = run_sweep(&request, &Silent)?;
//! assert_eq!(outcome.headline.failed, 0);
//! assert!(folder.join("effects.csv").is_file() && folder.join("run.json").is_file());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod analysis_files;
pub mod answer_files;
pub mod calibration;
pub mod changes;
#[cfg(feature = "cluster")]
pub mod cluster;
pub mod drawing;
pub(crate) mod error;
pub mod forecast;
pub mod headline;
pub mod network;
pub mod patterns;
pub mod pictures;
pub(crate) mod progress;
pub mod questions;
mod recorded;
mod recorded_folder;
pub mod rerun;
mod rerun_sweep;
pub mod robust;
pub mod sensitivity;
pub mod shard;
pub mod study;
pub mod sweep;
mod sweep_outcome;
mod sweep_request;
mod sweep_tables;
pub mod verification;

pub use analysis_files::AnalysisOutcome;
pub use changes::ScenarioChanges;
pub use error::WorkflowError;
pub use progress::{Progress, Silent};
