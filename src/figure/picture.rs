//! A figure of any kind, with its name and how it is to look.

use super::error::FigureError;
use super::kinds::{
    ClassicFigure, CurveFigure, DistributionFigure, EffectFigure, GridFigure, MapFigure, NetworkFigure, PairsFigure,
    ScatterFigure, TornadoFigure,
};
use super::layout::{self, FigureKind};
use super::pdf::pdf;
use super::raster::{png, png_here};
use super::region::{Drawing, height_of};
use super::size::Size;
use super::theme::Theme;

/// How a picture is to look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// On what ground.
    pub theme: Theme,
    /// Width in CSS pixels; the height follows from what is drawn.
    pub width: u32,
    /// Size of the labels' type in CSS pixels; by default it follows the width.
    pub letters: Option<u32>,
}

impl Default for Look {
    /// For a report: light, 960 wide.
    fn default() -> Self {
        Self { theme: Theme::Light, width: 960, letters: None }
    }
}

/// The figure of any kind, and each kind as one.
macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident($figure:ident),)*) => {
        /// A figure of any kind.
        #[derive(Debug, Clone, PartialEq)]
        pub enum Figure {
            $($(#[$doc])* $name($figure),)*
        }

        $(impl From<$figure> for Figure {
            fn from(figure: $figure) -> Self {
                Self::$name(figure)
            }
        })*

        impl Figure {
            fn kind(&self) -> &dyn FigureKind {
                match self {
                    $(Self::$name(figure) => figure,)*
                }
            }
        }
    };
}

kinds! {
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

impl Figure {
    /// What it shows, in one sentence.
    pub fn title(&self) -> &str {
        self.kind().words()[0]
    }

    /// Draws it on a page of this size, as SVG and with the regions in which its values lie.
    ///
    /// The text stays text, set in Inter or, where a viewer lacks it, in a similar sans-serif.
    ///
    /// # Errors
    /// [`FigureError::Empty`] without anything to draw, [`FigureError::Size`] or [`FigureError::Letters`] for a size out
    /// of range, [`FigureError::Drawing`] if plotters fails.
    pub fn draw(&self, theme: Theme, size: Size) -> Result<Drawing, FigureError> {
        layout::draw(self.kind(), theme, size)
    }
}

/// A figure with its name.
#[derive(Debug, Clone, PartialEq)]
pub struct Picture {
    /// What its files are called, without the extension.
    pub name: String,
    /// What it shows.
    pub figure: Figure,
}

impl Picture {
    /// A figure of any kind under this name.
    pub fn new(name: impl Into<String>, figure: impl Into<Figure>) -> Self {
        Self { name: name.into(), figure: figure.into() }
    }

    /// What it shows, in one sentence.
    pub fn title(&self) -> &str {
        self.figure.title()
    }

    /// Draws it as SVG.
    ///
    /// # Errors
    /// As for [`Figure::draw`].
    pub fn svg(&self, look: &Look) -> Result<String, FigureError> {
        self.draw(look).map(|drawing| drawing.svg)
    }

    /// Draws it as the files that a folder of results holds: `NAME.svg`, and `NAME.png` with two pixels to a CSS pixel.
    ///
    /// # Errors
    /// As for [`Figure::draw`] and [`png`](fn@png).
    pub fn files(&self, look: &Look) -> Result<[(String, Vec<u8>); 2], FigureError> {
        self.files_by(look, png)
    }

    /// The same with typefaces of this machine for letters that the bundled one lacks.
    ///
    /// # Errors
    /// As for [`Picture::files`].
    pub fn files_here(&self, look: &Look) -> Result<[(String, Vec<u8>); 2], FigureError> {
        self.files_by(look, png_here)
    }

    fn files_by(
        &self,
        look: &Look,
        png: fn(&str, f32) -> Result<Vec<u8>, FigureError>,
    ) -> Result<[(String, Vec<u8>); 2], FigureError> {
        const SCALE: f32 = 2.0;
        let svg = self.svg(look)?;
        let pixels = png(&svg, SCALE)?;
        Ok([(format!("{}.svg", self.name), svg.into_bytes()), (format!("{}.png", self.name), pixels)])
    }

    /// Draws it as a PDF page of the same size, for LaTeX.
    ///
    /// # Errors
    /// As for [`Figure::draw`] and [`pdf`].
    pub fn pdf(&self, look: &Look) -> Result<Vec<u8>, FigureError> {
        pdf(&self.svg(look)?)
    }

    /// The same look with smaller type where the page would be more than three times as tall as wide otherwise, and not
    /// smaller than the width suggests by itself.
    ///
    /// # Errors
    /// As for [`Figure::draw`].
    pub fn fitting(&self, look: &Look) -> Result<Look, FigureError> {
        const TALLEST: u32 = 3;
        let mut fitting = *look;
        while let Some(letters) = fitting.letters {
            let svg = self.svg(&fitting)?;
            if height_of(&svg).is_none_or(|height| height <= TALLEST * look.width) {
                break;
            }
            fitting.letters = Some(letters - letters.div_ceil(10)).filter(|letters| *letters >= 6);
        }
        Ok(fitting)
    }

    /// Draws it as SVG, with the regions in which its values lie; the height of the page suits the figure.
    ///
    /// # Errors
    /// As for [`Figure::draw`].
    pub fn draw(&self, look: &Look) -> Result<Drawing, FigureError> {
        let size = self.figure.kind().size(look.width, look.letters);
        self.figure.draw(look.theme, size)
    }
}
