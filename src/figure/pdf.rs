//! From SVG to PDF, with the bundled font: a page for LaTeX, or of slides.

use std::sync::{Arc, LazyLock};

use svg2pdf::usvg;

use super::error::FigureError;
use super::typefaces::{REGULAR, SEMI_BOLD};

static FONTS: LazyLock<Arc<usvg::fontdb::Database>> = LazyLock::new(|| {
    let mut fonts = usvg::fontdb::Database::new();
    fonts.load_font_data(REGULAR.to_vec());
    fonts.load_font_data(SEMI_BOLD.to_vec());
    Arc::new(fonts)
});

/// Dots per inch at which a CSS pixel is as large as in print: 96 of them are an inch.
const DPI: f32 = 96.0;

/// Turns an SVG made by this module into a PDF page of the same size, with text that can be selected.
///
/// # Errors
///
/// [`FigureError::Raster`] if `svg` cannot be read or converted.
pub fn pdf(svg: &str) -> Result<Vec<u8>, FigureError> {
    let failed = |error: &dyn std::fmt::Display| FigureError::Raster(error.to_string());
    let options = usvg::Options {
        font_family: "Inter".to_owned(),
        fontdb: FONTS.clone(),
        image_href_resolver: usvg::ImageHrefResolver {
            resolve_data: Box::new(|_, _, _| None),
            resolve_string: Box::new(|_, _| None),
        },
        ..usvg::Options::default()
    };
    let tree = usvg::Tree::from_str(svg, &options).map_err(|error| failed(&error))?;
    let page = svg2pdf::PageOptions { dpi: DPI };
    svg2pdf::to_pdf(&tree, svg2pdf::ConversionOptions::default(), page).map_err(|error| failed(&error))
}
