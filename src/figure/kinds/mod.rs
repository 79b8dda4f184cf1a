//! The kinds of figures. Each is plain data, implements [`FigureKind`](super::layout::FigureKind) and has a line in the
//! list of `picture`.

mod classic;
pub(super) mod curves;
mod distributions;
mod effects;
mod grid;
mod map;
mod network;
mod pairs;
mod scatter;
mod tornado;

pub use classic::ClassicFigure;
pub use curves::{Curve, CurveFigure, Event, Panel, Point};
pub use distributions::{DistributionFigure, DistributionPanel, Sample};
pub use effects::EffectFigure;
pub use grid::{GridCell, GridFigure, GridRow, Tile};
pub use map::{MapCell, MapFigure, MapPanel};
pub use network::{GroupCount, NetworkFigure, NetworkPanel, Person};
pub use pairs::{PairKnob, PairsFigure};
pub use scatter::{ScatterDot, ScatterFigure, ScatterPanel};
pub use tornado::{TornadoBar, TornadoFigure, TornadoPanel, TornadoRow};
