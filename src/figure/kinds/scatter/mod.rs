//! μ* against σ: how large a knob's effect is, and how much it differs from place to place.

mod data;
mod layout;
mod plot;

pub use data::{ScatterDot, ScatterFigure, ScatterPanel};
