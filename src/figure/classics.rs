//! What the figures of a verification show, from its table of curves: the line of the formula and the points of the
//! engine.

use crate::record::{ClassicsRecord, Record};
use crate::results::classics::CurvePoint;

use super::{ClassicFigure, Picture};

/// A picture of each case that is a curve, by the case's name.
#[must_use]
pub(crate) fn pictures(record: &Record, classics: &ClassicsRecord, curves: &[CurvePoint]) -> Vec<Picture> {
    let seed = record.seed;
    let form = if classics.long { ", long form" } else { "" };
    let mut pictures = Vec::new();
    for case in &classics.cases {
        let name = &case.name;
        let points = |line: &str| -> Vec<(f64, f64)> {
            curves.iter().filter(|row| row.case == *name && row.line == line).map(|row| row.at).collect()
        };
        let (expected, found) = (points("expected"), points("found"));
        if expected.is_empty() && found.is_empty() {
            continue;
        }
        let figure = ClassicFigure {
            title: format!("{name}: {}", case.title),
            subtitle: "What the formula or the literature says, and what the engine gives.".to_owned(),
            caption: format!(
                "Theory {} of docs/sources.md. {} points of the engine{form}. Seed {seed}. mobilise {}.",
                case.source,
                found.len(),
                env!("CARGO_PKG_VERSION")
            ),
            x: case.x.clone().unwrap_or_default(),
            y: case.y.clone().unwrap_or_default(),
            expected,
            found,
        };
        pictures.push(Picture::new(name.as_str(), figure));
    }
    pictures
}
