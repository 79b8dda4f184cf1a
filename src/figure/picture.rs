//! A figure with its name, whatever its kind, and how it is to look.

use super::{
    ClassicFigure, CurveFigure, DistributionFigure, Drawn, EffectFigure, FigureError, GridFigure, MapFigure,
    NetworkFigure, PairsFigure, ScatterFigure, Size, Theme, TornadoFigure, classic, curves, distributions, effects,
    grid, map, network, pairs, scatter, tornado,
};

/// How a picture is to look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// On what ground.
    pub theme: Theme,
    /// Width in CSS pixels; the height follows from what is drawn.
    pub width: u32,
    /// Size of the labels' type in CSS pixels; as the width suggests where nothing is said.
    pub letters: Option<u32>,
}

impl Default for Look {
    /// For a report: light, 960 wide.
    fn default() -> Self {
        Self { theme: Theme::Light, width: 960, letters: None }
    }
}

/// A figure with its name.
#[derive(Debug, Clone, PartialEq)]
pub struct Picture {
    /// What its files are called, without the ending.
    pub name: String,
    /// What it shows.
    pub figure: Figure,
}

/// A figure of any kind.
#[derive(Debug, Clone, PartialEq)]
pub enum Figure {
    /// Curves over calendar time.
    Curves(CurveFigure),
    /// Differences with their intervals.
    Effects(EffectFigure),
    /// Distributions over replicates.
    Distributions(DistributionFigure),
    /// Maps over two knobs.
    Map(MapFigure),
    /// People and their ties.
    Network(NetworkFigure),
    /// The accepted set of a calibration, two knobs at a time.
    Pairs(PairsFigure),
    /// Knobs by how much they move an outcome.
    Tornado(TornadoFigure),
    /// Knobs by the size of their effects and how these vary.
    Scatter(ScatterFigure),
    /// A classic model: what is expected and what was found.
    Classic(ClassicFigure),
    /// What becomes of statements.
    Grid(GridFigure),
}

impl Picture {
    /// A picture.
    pub fn new(name: impl Into<String>, figure: Figure) -> Self {
        Self { name: name.into(), figure }
    }

    /// What it shows, in one sentence.
    pub fn title(&self) -> &str {
        match &self.figure {
            Figure::Curves(figure) => &figure.title,
            Figure::Effects(figure) => &figure.title,
            Figure::Distributions(figure) => &figure.title,
            Figure::Map(figure) => &figure.title,
            Figure::Network(figure) => &figure.title,
            Figure::Pairs(figure) => &figure.title,
            Figure::Tornado(figure) => &figure.title,
            Figure::Scatter(figure) => &figure.title,
            Figure::Classic(figure) => &figure.title,
            Figure::Grid(figure) => &figure.title,
        }
    }

    /// Draws it as SVG.
    ///
    /// # Errors
    /// As for the kinds: nothing to draw, a size out of range, or plotters fails.
    pub fn svg(&self, look: &Look) -> Result<String, FigureError> {
        self.draw(look).map(|drawn| drawn.svg)
    }

    /// Draws it, and says where on it the values lie.
    ///
    /// # Errors
    /// As for [`svg`](Self::svg).
    pub fn draw(&self, look: &Look) -> Result<Drawn, FigureError> {
        let Look { theme, width, letters } = *look;
        let size = |height| Size { width, height, letters };
        match &self.figure {
            Figure::Curves(figure) => {
                curves::drawn(figure, theme, Size::for_panels(width, letters, figure.panels.len()))
            }
            Figure::Effects(figure) => effects::drawn(figure, theme, size(560)),
            Figure::Distributions(figure) => distributions::drawn(figure, theme, size(560)),
            Figure::Map(figure) => map::drawn(figure, theme, size(560)),
            Figure::Network(figure) => network::drawn(figure, theme, size(560)),
            Figure::Pairs(figure) => pairs::drawn(figure, theme, size(640)),
            Figure::Tornado(figure) => tornado::drawn(figure, theme, size(0)),
            Figure::Scatter(figure) => scatter::drawn(figure, theme, size(0)),
            Figure::Classic(figure) => classic::drawn(figure, theme, Size::for_panels(width, letters, 1)),
            Figure::Grid(figure) => grid::drawn(figure, theme, size(0)),
        }
    }
}
