//! Text files as people write them, and what is wrong with one: the layer below every kind of file this program
//! reads.
//!
//! A TOML text becomes a `tree` in file order, every part with its position; a `ledger` collects what was read and
//! what was wrong; a `problem` says where, what is allowed, and how to mend it.

mod editors;
pub(crate) mod ledger;
pub(crate) mod name;
pub(crate) mod problem;
mod separator;
mod syntax;
pub(crate) mod table;
pub(crate) mod tree;
mod values;

pub(crate) use ledger::{Ledger, MAX_PROBLEMS};
pub use name::nearest;
pub(crate) use name::{NAME_HINT, clip, listed, nearest_slip, unfit_name};
pub use problem::{Problem, Problems, Source, Span};
pub(crate) use problem::{distinct, line_number};
pub(crate) use tree::{Entry, Node, nested, parse};
pub(crate) use values::{name_of, real, stem, switch, whole};
