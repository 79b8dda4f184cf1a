//! Pictures as the files that a folder holds.

use std::path::Path;

use crate::figure::{Look, Picture, png};
use crate::files::disk::{Disk, write_safely};
use crate::store::StoreError;

use super::error::WorkflowError;

/// Pixels of a PNG per CSS pixel.
pub(super) const PIXELS: f32 = 2.0;

/// A picture as SVG and PNG.
///
/// # Errors
/// It could not be drawn at this size.
pub fn draw(picture: &Picture, look: &Look) -> Result<(String, Vec<u8>), crate::figure::FigureError> {
    let svg = picture.svg(look)?;
    let png = png(&svg, PIXELS)?;
    Ok((svg, png))
}

/// Writes a picture in its default look as SVG and PNG into a folder that others may read at any time; the names.
pub(super) fn write_picture(picture: &Picture, disk: &dyn Disk, folder: &Path) -> Result<[String; 2], WorkflowError> {
    let (svg, png) = draw(picture, &Look::default())?;
    let names = [format!("{}.svg", picture.name), format!("{}.png", picture.name)];
    for (name, bytes) in names.iter().zip([svg.as_bytes(), &png]) {
        write_safely(disk, &folder.join(name), bytes).map_err(StoreError::from)?;
    }
    Ok(names)
}
