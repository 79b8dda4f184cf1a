//! What the figures of a study show: mobilisation over time, what lies behind it, and the paired effects.

mod about;
mod comparison;
mod distributions;
mod weekly;

use crate::study::Study;
use crate::study::results::StudyResults;

use super::picture::Picture;

pub(super) use about::events;
use comparison::{difference_figure, effect_figure, variants_figure};
use distributions::distribution_figure;
use weekly::{PAGES, curve_figure, organisations_figure};

/// What a study shows, most important first: `curves`, `behind`; where a scenario has several organisations
/// `organisations`; where scenarios are compared `effects` and `differences`, and where there are more than two `effects` of all and
/// both of each, numbered from the second scenario on; `distributions`.
pub fn pictures(study: &Study, results: &StudyResults) -> Vec<Picture> {
    let mut pictures: Vec<Picture> = PAGES
        .iter()
        .map(|(name, title, panels)| Picture::new(*name, curve_figure(study, results, title, panels)))
        .collect();
    if let Some(figure) = organisations_figure(study, results) {
        pictures.push(Picture::new("organisations", figure));
    }
    let several = study.scenarios.len() > 2;
    if several {
        pictures.push(Picture::new("effects", variants_figure(study, results)));
    }
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

/// The name of the picture worth showing first: the effects where in one comparison the interval of one of
/// the outcomes shown excludes zero, otherwise the curves.
pub fn worth_showing(study: &Study, results: &StudyResults) -> String {
    let differs = |other: usize| {
        let rows = effect_figure(study, results, other).rows;
        rows.iter().any(|row| row.low > 0.0 || row.high < 0.0)
    };
    let any = (1..study.scenarios.len()).any(differs);
    if any { "effects".to_owned() } else { "curves".to_owned() }
}

/// The figures that every study leaves in its folder: `curves`, `behind`, and `effects` where scenarios are compared.
#[must_use]
pub fn lasting_pictures(study: &Study, results: &StudyResults) -> Vec<Picture> {
    let is_left =
        |picture: &Picture| ["curves", "behind"].contains(&&*picture.name) || picture.name.starts_with("effects");
    pictures(study, results).into_iter().filter(is_left).collect()
}
