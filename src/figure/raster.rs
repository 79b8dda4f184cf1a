//! From SVG to PNG.

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};

use super::error::FigureError;
use super::typefaces::{options, options_here};

/// More pixels than any poster needs; beyond, the picture would take gigabytes.
const MAX_PIXELS: f32 = 200e6;

/// Turns an SVG made by this module into a PNG picture, `scale` pixels for each CSS pixel.
///
/// Letters are drawn from the bundled Inter, so the bytes are the same on every machine. A scale of 2 suits
/// slides, 4 print.
///
/// # Errors
///
/// [`FigureError::Scale`] if `scale` is not positive or the picture would have more than 200 million pixels;
/// [`FigureError::Raster`] if `svg` cannot be read or the PNG not be written.
pub fn png(svg: &str, scale: f32) -> Result<Vec<u8>, FigureError> {
    drawn(svg, scale, &options())
}

/// The same with typefaces of this machine for letters that the bundled one lacks, such as Chinese, Arabic or Hindi ones:
/// where there are none of these, the bytes are those of [`png`](fn@png).
///
/// # Errors
///
/// As for [`png`](fn@png).
pub fn png_here(svg: &str, scale: f32) -> Result<Vec<u8>, FigureError> {
    drawn(svg, scale, &options_here())
}

fn drawn(svg: &str, scale: f32, options: &Options<'_>) -> Result<Vec<u8>, FigureError> {
    let raster = |error: &dyn std::fmt::Display| FigureError::Raster(error.to_string());
    let tree = Tree::from_str(svg, options).map_err(|error| raster(&error))?;
    let (width, height) = ((tree.size().width() * scale).round(), (tree.size().height() * scale).round());
    // Written so that NaN is refused as well.
    let drawable = width >= 1.0 && height >= 1.0 && width * height <= MAX_PIXELS;
    if !drawable {
        return Err(FigureError::Scale(scale));
    }
    let mut pixels = Pixmap::new(width as u32, height as u32).ok_or(FigureError::Scale(scale))?;
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixels.as_mut());
    encode(&pixels).map_err(|error| raster(&error))
}

/// Plain rows compress best: most of a figure is one colour.
fn encode(pixels: &Pixmap) -> Result<Vec<u8>, png::EncodingError> {
    let colours: Vec<u8> = pixels
        .pixels()
        .iter()
        .map(|pixel| pixel.demultiply())
        .flat_map(|colour| [colour.red(), colour.green(), colour.blue(), colour.alpha()])
        .collect();
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, pixels.width(), pixels.height());
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Default);
    encoder.set_filter(png::FilterType::NoFilter);
    encoder.write_header()?.write_image_data(&colours)?;
    Ok(file)
}
