//! Why a figure could not be made.

use super::size::Size;

/// Nothing, or why it could not be drawn.
pub(super) type Done = Result<(), FigureError>;

/// Why a figure could not be made.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum FigureError {
    /// There is no panel, row or particle.
    Empty,
    /// The page is narrower than 240, wider than 8000 or higher than 20000 CSS pixels.
    Size(Size),
    /// Letters of this size leave no room on a page of that width, or cannot be read.
    Letters(Size),
    /// The PNG would have no pixel, or more than 200 million.
    Scale(f32),
    /// Plotters failed, with its words.
    Drawing(String),
    /// The SVG could not be turned into a PNG, with the library's words.
    Raster(String),
}

impl std::fmt::Display for FigureError {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            FigureError::Empty => out.write_str("the figure has nothing to draw: no panel or row"),
            FigureError::Size(Size { width, height, .. }) => {
                write!(out, "a figure cannot be {width} by {height} pixels: width 240 to 8000, height at most 20000")
            }
            FigureError::Letters(Size { width, letters, .. }) => {
                let letters = letters.unwrap_or(0);
                write!(
                    out,
                    "letters of {letters} pixels do not go with a page {width} wide: from 6 to a twentieth of it"
                )
            }
            FigureError::Scale(scale) => write!(
                out,
                "a picture cannot be drawn at scale {scale}: it would have no pixel or more than 200 million"
            ),
            FigureError::Drawing(reason) => write!(out, "the figure could not be drawn: {reason}"),
            FigureError::Raster(reason) => write!(out, "the picture could not be made: {reason}"),
        }
    }
}

impl std::error::Error for FigureError {}
