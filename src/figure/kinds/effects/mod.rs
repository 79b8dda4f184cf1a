//! Paired differences: a forest plot.

mod axis;
mod data;
mod key;
mod layout;

pub use data::EffectFigure;
