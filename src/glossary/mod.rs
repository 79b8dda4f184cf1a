//! What the names of the model mean: knobs, measures, outcomes, interventions, the week, and the files that come with
//! the program. One source for the command line, the page and the documents.
//!
//! ```
//! use mobilise::internals::glossary::look_up;
//!
//! let entries = look_up("coping.relief").expect("a knob");
//! assert!(entries[0].to_string().starts_with("coping.relief"));
//! assert!(look_up("coping.releif").is_err());
//! ```

mod entry;
mod look_up;
mod text;

pub use entry::{Entry, interventions};
pub use look_up::look_up;
pub use text::{all_json, all_text, overview_text};
