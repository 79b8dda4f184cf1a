//! From SVG to PDF, with the bundled font: a page for LaTeX, or of slides.

use resvg::usvg;

use super::error::FigureError;
use super::typefaces::options;

/// Dots per inch at which a CSS pixel is as large as in print: 96 of them are an inch.
const DPI: f32 = 96.0;

/// Turns an SVG made by this module into a PDF page of the same size, with text that can be selected.
///
/// # Errors
///
/// [`FigureError::Raster`] if `svg` cannot be read or converted.
pub fn pdf(svg: &str) -> Result<Vec<u8>, FigureError> {
    let failed = |error: &dyn std::fmt::Display| FigureError::Raster(error.to_string());
    let tree = usvg::Tree::from_str(svg, &options()).map_err(|error| failed(&error))?;
    let page = svg2pdf::PageOptions { dpi: DPI };
    svg2pdf::to_pdf(&tree, svg2pdf::ConversionOptions::default(), page).map_err(|error| failed(&error))
}
