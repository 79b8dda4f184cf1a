//! How isolated workers come to act together, and when it lasts: a seeded agent-based simulation.
//!
//! The program `mobilise` is a thin layer over this library. A scenario file says who the workers are, which
//! organisations there are, and what happens when; [`scenario::load`] checks it, [`scenario::plan`] turns it
//! into what the engine runs, and [`model::run::run`] runs one replicate. The same scenario, seed and
//! replicate give the same numbers, to the bit.
//!
//! ```
//! use mobilise::model::measures::Measure;
//! use mobilise::model::run::run;
//! use mobilise::scenario::{Overrides, load, plan};
//!
//! // The embedded case, for half a year.
//! let changes = Overrides(vec![("--weeks".to_owned(), "run.weeks=26".to_owned())]);
//! let scenario = load("j4dw", &changes)?;
//! let result = run(&plan(&scenario), 1, 0);
//!
//! // A row a week for each organisation, and the last list for the whole field.
//! let (organisation, field) = (&result.weeks[0], &result.weeks[1]);
//! assert_eq!(organisation.len(), 26);
//! assert_eq!(organisation[0][Measure::Joined], 8.0, "eight founders");
//! assert!(organisation[25][Measure::EverMembers] >= 8.0);
//! // In the field as a whole, framings are stronger than among members.
//! assert!(field[25][Measure::MeanFraming] > organisation[25][Measure::MeanFraming]);
//! # Ok::<(), mobilise::config::Problems>(())
//! ```
//!
//! # The house
//!
//! A folder answers one question; a lower floor never imports a higher one (`tests/rooms`).
//!
//! | floor | question |
//! |---|---|
//! | [`number`] | what is drawn by chance, and how is it computed? |
//! | [`text`] | how are numbers, lists and words written for readers? |
//! | [`design`] | which points are tried? |
//! | [`sensitivity`] | which factors move an outcome, and what do outcomes say of them? |
//! | [`knob`] | what can be turned, and what does it mean? |
//! | [`config`] | how is a text read, and how does a message name what is wrong? |
//! | [`network`] | how are networks made, described, read and written? |
//! | [`model`] | what happens in a week? |
//! | [`scenario`] | what may a file say, and what is wrong with it? |
//! | [`record`] | what was run, and which files did it write? |
//! | [`study`] | what do many runs say together? |
//! | [`experiment`] | what is varied over which scenarios? |
//! | [`store`] | how are very many runs made, kept and taken up again? |
//! | [`analysis`] | which knobs of a finished sweep move an outcome? |
//! | [`calibration`] | which values agree with what was observed? |
//! | [`odd`] | how is a scenario described to those who read about it? |
//! | [`verify`] | does the engine become the classics? |
//! | [`question`] | what do the numbers of a sweep say to what is asked of them? |
//! | [`figure`] | what does it look like? |
//! | [`report`] | what is told of it, on one page? |
//! | [`serve`] | what follows when somebody turns a knob? |
//! | [`workflow`] | what does a command do, from its request to its folder? |
//!
//! Beside them, [`files`] is the one place that touches the disk. The model is described for social
//! scientists in `docs/model.md`, files in `docs/files.md`.

#![warn(missing_docs)]
pub mod analysis;
pub mod calibration;
#[doc(hidden)]
pub mod canary;
pub mod config;
pub mod design;
pub mod experiment;
pub mod figure;
pub mod files;
pub mod knob;
pub mod model;
pub mod network;
pub mod number;
pub mod odd;
pub mod question;
pub mod record;
pub mod report;
pub mod scenario;
pub mod sensitivity;
pub mod serve;
pub mod store;
pub mod study;
pub mod text;
pub mod verify;
pub mod workflow;
