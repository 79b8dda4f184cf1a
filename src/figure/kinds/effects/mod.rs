//! Paired differences: a forest plot.

mod axis;
mod data;
mod layout;

pub use data::EffectFigure;
