//! Where does a result contradict the papers?
//!
//! What the papers claim is data: the embedded files of patterns, and `scenarios/claims.toml` with comparisons of two
//! cases. A claim is looked up where its cases are run, by their names, whatever settings were changed in them. A result
//! contradicts a claim only if its interval excludes what the papers' wording supports ([`interval`]).

mod all;
pub mod case;
pub mod claim;
mod drawn;
mod file;
mod finding;
pub mod interval;
mod look;
mod moved;
mod points;
pub mod table;
mod weekly;
pub mod words;

pub use all::claims;
pub use claim::Compare;
pub use drawn::{DrawnClaim, drawn_claims};
pub use finding::{Finding, Stand};
pub use look::{of_folder, of_study};
pub use moved::{Reason, reasons};
pub use points::of_sample;
