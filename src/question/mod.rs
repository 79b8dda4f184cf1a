//! Questions: experiments that know what is asked of them, and answer in plain language with interval and number of
//! runs.
//!
//! A question is an experiment file with a table `[question]` (`docs/questions.md`). Its answers are of general
//! kinds: each turns the numbers of runs into sentences, and a difference that is not detectable is called so.
//!
//! ```text
//! Question::read    the request of a file, every name in it checked
//! Sample::of        the numbers of all runs, from the store of the experiment
//! Question::answer  for each kind: compute (statistics), say (sentences and numbers), chart
//! page, write       answer.md and answer.json
//! ```

mod answer;
mod chart;
mod context;
mod contrast;
mod definition;
mod file;
pub(crate) mod kind;
mod notes;
mod page;
mod phrases;
mod quantity;
pub(crate) mod readings;
pub mod robust;
pub mod sample;
mod side;
mod sides;
mod statistics;
mod table;
mod words;
pub(crate) mod write;

pub use answer::{Answer, Number, Section};
pub use chart::{Bar, Bars, Chart, Grid, Pane};
pub use definition::Question;
pub(crate) use page::runs as runs_in;
pub use words::Words;

/// What the figures of an answer are called: this, and for all but the first `-` and the name of the part.
pub(crate) const FIGURE: &str = "answer";
