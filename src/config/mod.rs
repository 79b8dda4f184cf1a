//! Text files as people write them, and what is wrong with one: the layer below every kind of file this program
//! reads.
//!
//! A TOML text becomes a [`tree`] in file order, every part with its position; a [`ledger`] collects what was read and
//! what was wrong; a [`problem`] says where, what is allowed, and how to mend it.

pub(crate) mod cells;
pub(crate) mod ledger;
pub(crate) mod problem;
pub(crate) mod tree;

pub(crate) use cells::{cells, lines};
pub(crate) use ledger::{Ledger, MAX_PROBLEMS};
pub use problem::{Problem, Problems, Source, Span, nearest};
pub(crate) use problem::{clip, listed};
pub(crate) use tree::{Entry, Node, nested, parse};
