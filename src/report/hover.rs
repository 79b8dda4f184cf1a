//! The values of a picture and where they lie on it, as data for the page's script.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::figure::{
    ClassicFigure, Curve, CurveFigure, DistributionFigure, EffectFigure, Figure, GridFigure, MapFigure, NetworkFigure,
    PairsFigure, Region, ScatterFigure, Target, TornadoFigure,
};

use crate::number::quantile::sorted;
use crate::text::{count, number};

/// Values under a picture, with the regions of its drawings by their names.
///
/// A region is `[left, top, right, bottom, …]` in shares of the page; then follow, of a panel of curves its number, the
/// days and the values at its edges; of runs panel, group and values; of all else the number of its words, which are a
/// heading, a value or a list of names with their values, and a note.
pub(super) fn data(figure: &Figure, drawings: &[(&str, &[Region])]) -> Value {
    let mut data = match figure {
        Figure::Curves(figure) => curves(figure),
        Figure::Effects(figure) => words(rows(figure)),
        Figure::Distributions(figure) => distributions(figure),
        Figure::Map(figure) => words(cells(figure)),
        Figure::Network(figure) => words(weeks(figure)),
        Figure::Pairs(figure) => words(pairs(figure)),
        Figure::Tornado(figure) => words(bars(figure)),
        Figure::Scatter(figure) => words(dots(figure)),
        Figure::Classic(figure) => words(points(figure)),
        Figure::Grid(figure) => words(tiles(figure)),
    };
    for (name, regions) in drawings {
        let regions: Vec<Value> = regions.iter().map(|one| region(figure, one)).collect();
        data["places"][*name] = Value::Array(regions);
    }
    data
}

fn words(words: Vec<Value>) -> Value {
    json!({ "kind": "words", "words": words })
}

fn region(figure: &Figure, region: &Region) -> Value {
    let mut numbers: Vec<Value> = region.edges.iter().map(|edge| rounded(*edge, 5)).collect();
    match region.target {
        Target::Curves { panel, days, values } => {
            numbers.extend([json!(panel), json!(days.0), json!(days.1), json!(values.0), json!(values.1)]);
        }
        Target::Item(item) => numbers.push(json!(item)),
        Target::Sample { panel, sample, values } => {
            numbers.extend([json!(panel), json!(sample), json!(values.0), json!(values.1)]);
        }
        Target::Cell { panel, row, column } => {
            let (columns, rows) = match figure {
                Figure::Map(map) => (map.across.1.len(), map.up.1.len()),
                _ => (0, 0),
            };
            numbers.push(json!((panel * rows + row) * columns + column));
        }
    }
    Value::Array(numbers)
}

/// A number in so many digits; null where there is none.
fn rounded(x: f64, digits: usize) -> Value {
    if x.is_finite() { json!(crate::text::rounded(x, digits)) } else { Value::Null }
}

/// Digits of values: more than anyone reads off a figure.
const DIGITS: usize = 5;

fn curves(figure: &CurveFigure) -> Value {
    let points = figure.panels.iter().flat_map(|panel| &panel.curves).flat_map(|curve| &curve.points);
    let dates: BTreeSet<_> = points.map(|point| point.date).collect();
    let series = |curve: &Curve| {
        let mut lists: [Vec<Value>; 3] = std::array::from_fn(|_| vec![Value::Null; dates.len()]);
        // Curves have their points in the order of their dates, as dates have.
        let mut points: Vec<_> = curve.points.iter().collect();
        points.sort_by_key(|point| point.date);
        let mut points = points.into_iter().peekable();
        for (place, date) in dates.iter().enumerate() {
            while let Some(point) = points.next_if(|point| point.date == *date) {
                for (list, value) in lists.iter_mut().zip([point.middle, point.low, point.high]) {
                    list[place] = rounded(value, DIGITS);
                }
            }
        }
        let [middle, low, high] = lists;
        json!({ "label": curve.label, "middle": middle, "low": low, "high": high })
    };
    let panels = figure.panels.iter().map(|panel| {
        let curves: Vec<Value> = panel.curves.iter().map(series).collect();
        json!({ "title": panel.title, "unit": panel.unit, "curves": curves })
    });
    let panels: Vec<Value> = panels.collect();
    let dates: Vec<String> = dates.iter().map(ToString::to_string).collect();
    json!({ "kind": "curves", "dates": dates, "panels": panels })
}

/// A difference with its interval in words.
fn difference(middle: f64, low: f64, high: f64) -> String {
    let (shown, range) = crate::text::difference(middle, low, high);
    shown + &range.map_or(String::new(), |range| format!(" ({range})"))
}

fn rows(figure: &EffectFigure) -> Vec<Value> {
    let words = |row: &crate::question::Bar| {
        let value = match row.middle.is_finite() {
            true if !figure.has_intervals() => difference(row.middle, f64::NAN, f64::NAN),
            true if figure.left.is_empty() => ranged(row.middle, row.low, row.high),
            true => difference(row.middle, row.low, row.high),
            false => "not defined".to_owned(),
        };
        json!([row.label, format!("{value} {}", figure.unit), row.note])
    };
    figure.rows.iter().map(words).collect()
}

fn cells(figure: &MapFigure) -> Vec<Value> {
    let mut words = Vec::new();
    for panel in &figure.panels {
        for (row, up) in figure.up.1.iter().enumerate() {
            for (column, across) in figure.across.1.iter().enumerate() {
                let cell = panel.cells.get(row).and_then(|cells| cells.get(column)).copied().flatten();
                let value = cell.map_or("no value".to_owned(), |cell| {
                    let held = if cell.uncertain { format!(", {}", panel.hatched()) } else { String::new() };
                    format!("{} {}{held}", number(cell.value), panel.unit)
                });
                let place = format!("{} {across}, {} {up}", figure.across.0, figure.up.0);
                words.push(json!([panel.title, value, place]));
            }
        }
    }
    words
}

/// A number with its interval, where it has one.
fn ranged(value: f64, low: f64, high: f64) -> String {
    let range = if low.is_finite() && high.is_finite() {
        format!(" ({} to {})", number(low), number(high))
    } else {
        String::new()
    };
    number(value) + &range
}

fn weeks(figure: &NetworkFigure) -> Vec<Value> {
    let words = |panel: &crate::figure::NetworkPanel| {
        let names = figure.groups.iter().map(String::as_str).chain(["none"]);
        let counts = panel.counts(figure.groups.len());
        let lines: Vec<Value> = names
            .zip(counts)
            .map(|(name, of)| {
                let people = count(of.people, "person", "people");
                json!([
                    name,
                    format!("{people}, {} mobilised, {} among them", of.mobilised, count(of.ties, "tie", "ties"))
                ])
            })
            .collect();
        json!([panel.title, lines, panel.note])
    };
    figure.panels.iter().map(words).collect()
}

fn pairs(figure: &PairsFigure) -> Vec<Value> {
    let words = |(row, column): (usize, usize)| {
        let (up, across) = (&figure.knobs[row], &figure.knobs[column]);
        if row == column {
            return json!([up.name, up.note, "median and 95 % interval of the accepted set"]);
        }
        let head = format!("{} and {}", across.name, up.name);
        json!([
            head,
            format!("correlation {}", number(figure.correlation(row, column))),
            "over the accepted set, by weight"
        ])
    };
    figure.cells().map(words).collect()
}

fn bars(figure: &TornadoFigure) -> Vec<Value> {
    let mut words = Vec::new();
    for panel in &figure.panels {
        for row in &panel.rows {
            let kind = |kind: usize| figure.kinds.get(kind).map_or("", |(label, _)| label);
            let bars = row
                .bars
                .iter()
                .map(|bar| json!([kind(bar.kind), format!("{} {}", ranged(bar.value, bar.low, bar.high), panel.unit)]));
            let chance = row.chance.map(|chance| json!([figure.chance, format!("{} {}", number(chance), panel.unit)]));
            let verdict = if row.detectable { "can be told from chance" } else { "cannot be told from chance" };
            let lines: Vec<Value> = bars.chain(chance).collect();
            words.push(json!([row.label, lines, format!("{}; {verdict}", panel.title)]));
        }
    }
    words
}

fn dots(figure: &ScatterFigure) -> Vec<Value> {
    let mut words = Vec::new();
    for panel in &figure.panels {
        for dot in &panel.dots {
            let value = |x: f64| format!("{} {}", number(x), panel.unit);
            let lines = [["μ*", &value(dot.mu_star)], ["σ", &value(dot.sigma)]];
            let verdict = if dot.detectable { "can be told from chance" } else { "cannot be told from chance" };
            words.push(json!([dot.label, lines, format!("{}; {verdict}", panel.title)]));
        }
    }
    words
}

fn points(figure: &ClassicFigure) -> Vec<Value> {
    let words = |(x, y): &(f64, f64)| {
        let expected: Vec<String> = figure.expected_at(*x).into_iter().map(number).collect();
        let mut lines = vec![["the engine".to_owned(), number(*y)]];
        if !expected.is_empty() {
            lines.push(["expected".to_owned(), expected.join(" or ")]);
        }
        json!([format!("{}: {}", figure.x, number(*x)), lines, figure.y])
    };
    figure.found.iter().map(words).collect()
}

fn tiles(figure: &GridFigure) -> Vec<Value> {
    let mut words = Vec::new();
    for row in &figure.rows {
        for (column, cell) in figure.columns.iter().zip(&row.cells) {
            let range = if cell.range.is_empty() { String::new() } else { format!(" (95 % {})", cell.range) };
            let runs = count(cell.runs as usize, "pair of runs", "pairs of runs");
            let value = format!("{}{range}, {runs}: {}", cell.value, cell.said);
            words.push(json!([column, [[row.label, value]], ""]));
        }
    }
    words
}

fn distributions(figure: &DistributionFigure) -> Value {
    let panels = figure.panels.iter().map(|panel| {
        let samples = panel.samples.iter().map(|sample| {
            let values: Vec<Value> = sorted(&sample.values).into_iter().map(|value| rounded(value, DIGITS)).collect();
            json!({ "label": sample.label, "runs": sample.values.len(), "values": values })
        });
        json!({ "title": panel.title, "unit": panel.unit, "samples": samples.collect::<Vec<_>>() })
    });
    json!({ "kind": "runs", "panels": panels.collect::<Vec<_>>() })
}
