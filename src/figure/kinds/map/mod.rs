//! Maps over two knobs: a cell a point, coloured by a number.

mod cells;
mod data;
mod layout;

pub use data::{MapCell, MapFigure, MapPanel};
