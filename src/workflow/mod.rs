//! What a command does, without a terminal: take a request, run what it asks for, leave a folder, return the outcome.
//!
//! A workflow takes a plain request, reports to a [`Progress`], and returns a typed outcome or a [`WorkflowError`]. It
//! never prints and never ends the process. Without the feature `figures` there are studies and sweeps, whose folders then
//! hold no figures. What was run of a sweep, a question or a calibration is kept: the same
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
#[cfg(feature = "figures")]
pub mod calibration;
pub mod changes;
#[cfg(feature = "cluster")]
pub mod cluster;
#[cfg(feature = "figures")]
mod drawing;
pub(crate) mod error;
pub mod folder_names;
pub mod forecast;
pub mod headline;
#[cfg(feature = "figures")]
pub mod network;
#[cfg(not(feature = "figures"))]
mod no_drawing;
#[cfg(not(feature = "workbook"))]
mod no_workbook;
#[cfg(feature = "figures")]
pub mod patterns;
#[cfg(feature = "figures")]
pub mod pictures;
#[cfg(feature = "figures")]
pub mod plot;
pub(crate) mod progress;
pub mod questions;
mod recorded;
#[cfg(feature = "figures")]
mod recorded_folder;
#[cfg(feature = "figures")]
pub mod rerun;
#[cfg(feature = "figures")]
mod rerun_sweep;
#[cfg(feature = "figures")]
pub mod robust;
pub mod sensitivity;
pub mod shard;
pub mod size;
pub mod study;
pub mod sweep;
mod sweep_outcome;
mod sweep_request;
mod sweep_tables;
#[cfg(feature = "figures")]
pub mod verification;
pub mod watch;
#[cfg(feature = "workbook")]
mod workbook;

#[cfg(not(feature = "figures"))]
use no_drawing as drawing;
#[cfg(not(feature = "workbook"))]
use no_workbook as workbook;

/// The workbook in a folder that has one.
pub(crate) const WORKBOOK: &str = "tables.xlsx";

pub use analysis_files::AnalysisOutcome;
pub use changes::ScenarioChanges;
pub use error::WorkflowError;
pub use progress::{Progress, Silent};
