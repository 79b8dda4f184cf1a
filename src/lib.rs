//! An agent-based simulation of how isolated workers come to act together, and when that lasts.
//!
//! A scenario file says who the workers are, which organisations exist, and what happens when. [`Scenario::load`] reads
//! and checks it; [`Scenario::run_replicate`] runs it once; a [`Study`] runs replicates of several scenarios and
//! estimates paired effects. The same scenario, seed and replicate give the same numbers, to the bit, on any number of
//! threads. The command-line program `mobilise` parses, calls this library and prints.
//!
//! ```
//! use mobilise::{Measure, Scenario};
//!
//! // An embedded scenario, for half a year.
//! let scenario = Scenario::load("j4dw", &["run.weeks=26"])?;
//! let result = scenario.run_replicate(1, 0)?;
//!
//! // One row per week for each organisation; the last list is the whole field.
//! let (organisation, field) = (&result.weeks[0], &result.weeks[1]);
//! assert_eq!(organisation.len(), 26);
//! assert!(organisation[0][Measure::Joined] >= 8.0, "eight founders, and whom the agency told at once");
//! assert!(organisation[25][Measure::EverMembers] >= 8.0);
//! // In the field as a whole, framings are stronger than among members.
//! assert!(field[25][Measure::MeanFraming] > organisation[25][Measure::MeanFraming]);
//! # Ok::<(), mobilise::Problems>(())
//! ```
//!
//! The folder `examples` shows one run, a paired comparison, a sweep with a figure of your own, reading results back, a
//! measure and an intervention of your own, and petgraph on the ties.
//!
//! # Rooms
//!
//! Each room answers one question. A lower room never imports a higher one, and no room has circles between its files
//! (`tests/rooms`). Common use needs the names re-exported here only; rooms without a link are no part of the interface.
//!
//! | room | question |
//! |---|---|
//! | `number` | which random number does a decision draw, and how is it computed? |
//! | `text` | how are numbers, lists and words written for readers? |
//! | `design` | which points of the parameter space are tried? |
//! | `sensitivity` | which factors drive an outcome, and how certain is that? |
//! | [`knob`] | which settings are there, and what do they mean? |
//! | `config` | how is a file read, and how does a message point to what is wrong in it? |
//! | [`network`] | how are networks made, described, read and written? |
//! | [`model`] | what happens in a week? |
//! | [`scenario`] | what may a scenario file say? |
//! | `glossary` | what does a name mean? |
//! | `record` | what was run, and which files did it write? |
//! | [`study`] | what do replicates show, and how do scenarios differ? |
//! | [`experiment`] | what is varied over which scenarios? |
//! | `store` | how are very many runs made, stored and resumed? |
//! | `analysis` | which knobs of a finished sweep drive an outcome? |
//! | `calibration` | which values agree with observations? |
//! | `odd` | how is a scenario described in the ODD protocol? |
//! | `verify` | does the engine reproduce the classic models? |
//! | [`question`] | what is the answer to a question about a sweep? |
//! | [`results`] | what does a finished folder hold? |
//! | [`claims`] | where does a result contradict the papers? |
//! | [`figure`] | how are results drawn? |
//! | [`report`] | how are results reported on one page? |
//! | [`serve`] | how does the local page show a run while settings change? |
//! | [`workflow`] | what does a command do, from its request to its folder? |
//!
//! Beside them, `files` alone touches the disk. `docs/model.md` describes the model for social scientists, and
//! `docs/files.md` the files.

#![warn(missing_docs, unreachable_pub)]
// Without the upper rooms, some of what the lower ones share has no caller.
#![cfg_attr(not(feature = "cli"), allow(dead_code, unused_imports))]

mod analysis;
mod calibration;
#[doc(hidden)]
pub mod canary;
pub mod claims;
mod config;
mod design;
pub mod experiment;
#[cfg(feature = "figures")]
pub mod figure;
mod files;
mod glossary;
pub mod knob;
pub mod model;
pub mod network;
mod number;
mod odd;
pub mod question;
mod record;
#[cfg(feature = "report")]
pub mod report;
pub mod results;
pub mod scenario;
mod sensitivity;
#[cfg(feature = "serve")]
pub mod serve;
mod store;
pub mod study;
mod text;
mod verify;
pub mod workflow;

/// What this repository's own program, tests and measurements use beside the interface: the rooms that are not part of
/// it. It may change in any release.
#[doc(hidden)]
pub mod internals {
    #[cfg(feature = "figures")]
    pub use crate::figure::font::text_width;

    macro_rules! rooms {
        ($($room:ident)+) => { $(
            #[allow(missing_docs)]
            pub mod $room {
                pub use crate::$room::*;
            }
        )+ };
    }

    rooms! {
        analysis calibration config design files glossary number odd record sensitivity store text verify
    }

    /// Scrambling of nets.
    pub mod owen {
        pub use crate::design::owen::*;
    }
    /// Random numbers of designs, resamples and calibrations.
    pub mod stream {
        pub use crate::design::stream::*;
    }
}

pub use analysis::{Analysis, Missing};
pub use calibration::plan::CalibrationPlan;
pub use config::{Problem, Problems, Source, Span};
pub use experiment::Experiment;
pub use files::{FolderInTheMaking, IfTaken};
pub use model::measures::{MEASURES, Measure, Row};
pub use model::run::{RunResult, run};
pub use model::sustainability::{OUTCOMES, Outcome, OutcomeRow};
pub use model::ties::{Made, Nature, Tie, Ties};
pub use model::world::World;
pub use number::draws::{Actor, Draws, Purpose, Word};
pub use number::generator::Generator;
pub use record::{Digest, Record};
pub use scenario::Scenario;
pub use store::{Headline, StoreError};
pub use study::Study;
pub use study::effects::Effect;
pub use study::estimate::Estimate;
pub use study::results::StudyResults;
pub use workflow::study::{StudyOutcome, StudyRequest, run_study};
pub use workflow::sweep::{SweepOutcome, SweepRequest, run_sweep};
pub use workflow::{Progress, Silent, WorkflowError};
