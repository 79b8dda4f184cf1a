//! Every knob a user can turn, each defined once.
//!
//! A knob is a field of one of the plain structs in this folder. The macros in `table.rs` make from that
//! one definition the field itself, its default, its range, and the row that the parser, the error
//! messages, `mobilise explain` and the documentation read. There is no second list to keep in step.

pub mod behaviour;
pub mod catalogue;
pub mod field;
pub mod intervention;
pub mod network;
pub mod organisation;
pub mod population;
pub(crate) mod run;
mod table;

pub use table::{Choice, Effect, Kind, Knob, Setting, Slot, Status, Table, Unfit, Value};
