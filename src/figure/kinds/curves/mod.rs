//! Curves over calendar time.

mod data;
mod events;
mod frame;
mod layout;
mod lines;
mod panel;
pub(super) mod time;

pub use data::{Curve, CurveFigure, Event, Panel, Point};
