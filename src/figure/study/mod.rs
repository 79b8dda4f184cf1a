//! What the figures of a study show: mobilisation over time, what lies behind it, and the paired effects.

mod about;
mod comparison;
mod distributions;
mod weekly;

use std::path::Path;

use rayon::prelude::*;

use crate::files::{self, FolderInTheMaking};
use crate::study::Study;
use crate::study::error::StudyError;
use crate::study::results::Results;

use super::error::FigureError;
use super::picture::{Look, Picture};

pub(super) use about::events;
use comparison::{difference_figure, effect_figure};
use distributions::distribution_figure;
use weekly::{PAGES, curve_figure, organisations_figure};

/// What a study shows, most important first: `curves`, `behind`; where a scenario has several organisations
/// `organisations`; where scenarios are compared `effects` and `differences`, numbered from the second scenario on where there are more than two; `distributions`.
pub fn pictures(study: &Study, results: &Results) -> Vec<Picture> {
    let mut pictures: Vec<Picture> = PAGES
        .iter()
        .map(|(name, title, panels)| Picture::new(*name, curve_figure(study, results, title, panels)))
        .collect();
    if let Some(figure) = organisations_figure(study, results) {
        pictures.push(Picture::new("organisations", figure));
    }
    let several = study.scenarios.len() > 2;
    for other in 1..study.scenarios.len() {
        let named = |name: &str| if several { format!("{name}-{other}") } else { name.to_owned() };
        pictures.push(Picture::new(named("effects"), effect_figure(study, results, other)));
        let differences = difference_figure(study, results, other);
        pictures.push(Picture::new(named("differences"), differences));
    }
    let distributions = distribution_figure(study, results);
    if !distributions.panels.is_empty() {
        pictures.push(Picture::new("distributions", distributions));
    }
    pictures
}

/// The name of the picture worth showing first: the effects of the first comparison in which the interval of one of
/// the outcomes shown excludes zero, otherwise the curves.
pub fn worth_showing(study: &Study, results: &Results) -> String {
    let differs = |other: usize| {
        let rows = effect_figure(study, results, other).rows;
        rows.iter().any(|row| row.low > 0.0 || row.high < 0.0)
    };
    let several = study.scenarios.len() > 2;
    match (1..study.scenarios.len()).find(|other| differs(*other)) {
        Some(other) if several => format!("effects-{other}"),
        Some(_) => "effects".to_owned(),
        None => "curves".to_owned(),
    }
}

/// Draws the figures that every study leaves into its folder, each as SVG and PNG: `curves`, `behind`, and
/// `effects` where scenarios are compared; on the threads of rayon's present pool.
///
/// # Errors
/// The first figure that cannot be drawn or written.
pub fn write_all(study: &Study, results: &Results, folder: &FolderInTheMaking) -> Result<(), StudyError> {
    let kept =
        |picture: &Picture| ["curves", "behind"].contains(&&*picture.name) || picture.name.starts_with("effects");
    let pictures: Vec<Picture> = pictures(study, results).into_iter().filter(kept).collect();
    let written: Vec<Result<(), StudyError>> =
        pictures.par_iter().map(|picture| write(folder.path(), picture)).collect();
    written.into_iter().collect()
}

fn write(folder: &Path, picture: &Picture) -> Result<(), StudyError> {
    let failed = |error: FigureError| StudyError::Table(folder.join(&picture.name), error.to_string());
    for (name, bytes) in picture.files(&Look::default()).map_err(failed)? {
        files::write_new(&folder.join(name), &bytes)?;
    }
    Ok(())
}
