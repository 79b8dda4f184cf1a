//! Tornadoes: what each knob does, the most important at the top, beside what chance alone would show.

mod bars;
mod data;
mod layout;

pub use data::{TornadoBar, TornadoFigure, TornadoPanel, TornadoRow};
