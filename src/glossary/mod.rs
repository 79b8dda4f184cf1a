//! What names mean: knobs, measures, outcomes, interventions, the week, terms, labels of tables, columns, figures,
//! sources, and the files that come with the program. One source for the command line, the page and the documents.
//!
//! ```
//! use mobilise::internals::glossary::look_up;
//!
//! let entries = look_up("coping.relief").expect("a knob");
//! assert!(entries[0].to_string().starts_with("coping.relief"));
//! assert!(look_up("coping.releif").is_err());
//! ```

mod codes;
mod entry;
mod look_up;
mod pages;
mod shelf;
mod terms;
mod text;

pub use codes::codes;
pub use entry::{Entry, interventions};
pub use look_up::{look_up, look_up_among};
pub use pages::{Described, Source, publication};
pub use shelf::{COLLECTIONS, Collection, about};
pub use terms::{TERMS, Term};
pub use text::{all_json, all_text, overview_text};
