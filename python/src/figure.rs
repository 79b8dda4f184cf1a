//! Figures as SVG and PNG.

use std::path::PathBuf;

use mobilise::figure::{FigureError, Look, Picture, Theme, png};
use mobilise::workflow::pictures::folder_pictures;
use mobilise::{Problem, WorkflowError};
use pyo3::prelude::*;

use crate::error::{raise, wrong};

/// How a figure is to look.
pub(crate) fn look(py: Python<'_>, theme: &str, width: u32) -> PyResult<Look> {
    let found = Theme::ALL.iter().find(|(name, _)| *name == theme);
    let names: Vec<&str> = Theme::ALL.iter().map(|(name, _)| *name).collect();
    let refused =
        || wrong(py, Problem::whole(format!("there is no theme `{theme}`"), format!("one of {}", names.join(", "))));
    let (_, theme) = found.ok_or_else(refused)?;
    Ok(Look { theme: *theme, width, ..Look::default() })
}

/// The bytes of a file with this picture.
pub(crate) fn svg_or_png(picture: &Picture, look: &Look, as_png: bool) -> Result<Vec<u8>, FigureError> {
    const SCALE: f32 = 2.0;
    let svg = picture.svg(look)?;
    if as_png { png(&svg, SCALE) } else { Ok(svg.into_bytes()) }
}

/// The names of the figures that the tables of a folder give, most important first, and one of them, if asked for, as the
/// bytes of an SVG or PNG file.
#[pyfunction]
pub(crate) fn folder_figure(
    py: Python<'_>,
    folder: PathBuf,
    name: Option<String>,
    theme: &str,
    width: u32,
    png: bool,
) -> PyResult<(Vec<String>, Option<Vec<u8>>)> {
    let look = look(py, theme, width)?;
    let drawn = py.detach(|| -> Result<_, WorkflowError> {
        let (_, pictures) = folder_pictures(&folder)?;
        let found = name.and_then(|name| pictures.iter().find(|picture| picture.name == name));
        let bytes = found.map(|picture| svg_or_png(picture, &look, png)).transpose()?;
        Ok((pictures.into_iter().map(|picture| picture.name).collect(), bytes))
    });
    drawn.map_err(|error| raise(py, &error))
}
