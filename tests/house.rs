//! The documentation, the cases and the structure of the source are what they say.
//!
//! One program, so that it is linked once; each module opens with its contract.

mod cases;
mod docs;
mod rooms;
