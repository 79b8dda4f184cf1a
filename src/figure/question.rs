//! What the figures of an answer show, from what its parts say of themselves.

use crate::question::{Answer, Bars, Chart, FIGURE, Grid};
use crate::text::knob_words;

use super::{EffectFigure, Figure, MapCell, MapFigure, MapPanel, Picture};

/// The pictures of an answer, the one worth showing first among them under the plain name.
pub(crate) fn pictures(answer: &Answer, caption: &str) -> Vec<Picture> {
    let named = |name: &str| match answer.figure.as_deref() == Some(name) {
        true => FIGURE.to_owned(),
        false => format!("{FIGURE}-{name}"),
    };
    let charts = answer.sections.iter().filter_map(|section| Some((named(&section.name), section.chart.as_ref()?)));
    let mut pictures: Vec<Picture> = charts.map(|(name, chart)| Picture::new(name, figure(chart, caption))).collect();
    pictures.sort_by_key(|picture| picture.name != FIGURE);
    pictures
}

fn figure(chart: &Chart, caption: &str) -> Figure {
    match chart {
        Chart::Grid(grid) => map(grid, caption).into(),
        Chart::Bars(bars) => rows(bars, caption).into(),
    }
}

fn map(grid: &Grid, caption: &str) -> MapFigure {
    let panels = grid.panes.iter().map(|pane| {
        let cell = |cell: &Option<(f64, bool)>| cell.map(|(value, uncertain)| MapCell { value, uncertain });
        MapPanel {
            title: pane.title.clone(),
            unit: pane.unit.clone(),
            sides: pane.sides.is_some(),
            ends: pane.sides.clone().unwrap_or_default(),
            cells: pane.cells.iter().map(|row| row.iter().map(cell).collect()).collect(),
        }
    });
    MapFigure {
        title: grid.title.clone(),
        subtitle: grid.subtitle.clone(),
        caption: caption.to_owned(),
        across: plain(&grid.across),
        up: plain(&grid.up),
        panels: panels.collect(),
    }
}

/// A knob across or upwards: in plain words where the file has none for it.
fn plain((name, levels): &(String, Vec<String>)) -> (String, Vec<String>) {
    let words = if name.contains('.') { knob_words(name) } else { name.clone() };
    (words, levels.clone())
}

fn rows(bars: &Bars, caption: &str) -> EffectFigure {
    EffectFigure {
        title: bars.title.clone(),
        subtitle: bars.subtitle.clone(),
        caption: caption.to_owned(),
        left: bars.left.clone(),
        right: bars.right.clone(),
        left_group: 1,
        right_group: 0,
        better: None,
        unit: bars.unit.clone(),
        range: None,
        rows: bars.rows.clone(),
    }
}
