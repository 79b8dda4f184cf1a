//! The table behind each picture.

use maud::{Markup, html};

use crate::figure::{
    ClassicFigure, CurveFigure, DistributionFigure, EffectFigure, Figure, GridFigure, MapFigure, MapPanel,
    NetworkFigure, PairsFigure, ScatterFigure, TornadoFigure,
};

use super::tables::scrolling;
use crate::number::quantile::{quantile, sorted};
use crate::question::{Bar, FIGURE};
use crate::text::{alike, difference, number};

/// Weeks between the rows of a table of curves.
const EVERY: usize = 13;

/// The values of a picture as tables.
pub(super) fn tables(name: &str, figure: &Figure) -> Markup {
    match figure {
        Figure::Curves(figure) => curves(name, figure),
        Figure::Effects(figure) => effects(name, figure),
        Figure::Distributions(figure) => distributions(figure),
        Figure::Map(figure) => map(figure),
        Figure::Network(figure) => network(figure),
        Figure::Pairs(figure) => pairs(figure),
        Figure::Tornado(figure) => tornado(figure),
        Figure::Scatter(figure) => scatter(figure),
        Figure::Classic(figure) => classic(figure),
        Figure::Grid(figure) => grid(figure),
    }
}

fn curves(name: &str, figure: &CurveFigure) -> Markup {
    let file = if name.starts_with("differences") { "weeks.parquet" } else { "curves.csv" };
    let cell = |middle: f64, low: f64, high: f64| {
        let [middle, from, to] = alike([middle, low, high]);
        if low.is_finite() && high.is_finite() { format!("{middle} ({from} to {to})") } else { middle }
    };
    html! {
        p.note { "Every " (EVERY) "th week; all weeks are in " code { (file) } ". In brackets the edges of the band." }
        @for panel in &figure.panels {
            @let dates: std::collections::BTreeSet<_> =
                panel.curves.iter().flat_map(|curve| &curve.points).map(|point| point.date).collect();
            (scrolling(&format!("{}, {}", panel.title, panel.unit), html! {
                thead { tr { th scope="col" { "Date" } @for curve in &panel.curves { th.n scope="col" { (curve.label) } } } }
                tbody { @for date in dates.iter().step_by(EVERY) { tr {
                    th scope="row" { (date) }
                    @for curve in &panel.curves {
                        td.n { @match curve.points.iter().find(|point| point.date == *date) {
                            Some(point) => (cell(point.middle, point.low, point.high)),
                            None => "–",
                        } }
                    }
                } } }
            }))
        }
    }
}

fn effects(name: &str, figure: &EffectFigure) -> Markup {
    let (what, note) = match name {
        "patterns" => ("Pattern", "Simulated (observed)"),
        name if name.starts_with("effects-") && figure.left.contains("baseline") => ("Point", "Means"),
        name if name.starts_with(FIGURE) => ("Of", "Note"),
        _ => ("Outcome", "Means"),
    };
    // What has one side only is no difference; a point without an extent has no interval.
    let number = if figure.left.is_empty() { "Value" } else { "Difference" };
    let (notes, ranges) = (figure.rows.iter().any(|row| !row.note.is_empty()), figure.has_intervals());
    let cells = |row: &Bar| match figure.left.is_empty() {
        true => with_range(row.middle, row.low, row.high),
        false => {
            let (shown, range) = difference(row.middle, row.low, row.high);
            (shown, range.unwrap_or_else(|| "–".to_owned()))
        }
    };
    scrolling(
        &figure.title,
        html! {
            thead { tr {
                th scope="col" { (what) } @if notes { th.n scope="col" { (note) } } th.n scope="col" { (number) }
                @if ranges { th.n scope="col" { "95 % interval" } }
            } }
            tbody { @for row in &figure.rows { tr {
                th scope="row" { (row.label) } @if notes { td.n { (row.note) } }
                @let (shown, range) = cells(row);
                td.n { (shown) } @if ranges { td.n { (range) } }
            } } }
            tfoot { tr {
                td colspan=(2 + usize::from(notes) + usize::from(ranges)) { "Counted in: " (figure.unit) "." }
            } }
        },
    )
}

fn distributions(figure: &DistributionFigure) -> Markup {
    html! {
        @for panel in &figure.panels {
            (scrolling(&format!("{}, {}", panel.title, panel.unit), html! {
                thead { tr {
                    th scope="col" { "Of" } th.n scope="col" { "Runs with a value" } th.n scope="col" { "Lowest" }
                    th.n scope="col" { "Lower quarter" } th.n scope="col" { "Median" } th.n scope="col" { "Upper quarter" }
                    th.n scope="col" { "Highest" }
                } }
                tbody { @for sample in &panel.samples {
                    @let sorted = sorted(&sample.values);
                    tr {
                        th scope="row" { (sample.label) } td.n { (sorted.len()) " of " (sample.values.len()) }
                        @for share in [0.0, 0.25, 0.5, 0.75, 1.0] { td.n { (number(quantile(&sorted, share))) } }
                    }
                } }
            }))
        }
    }
}

fn map(figure: &MapFigure) -> Markup {
    let is_hatched = |panel: &&MapPanel| panel.cells.iter().flatten().flatten().any(|cell| cell.uncertain);
    html! {
        p.note {
            "Down the side " (figure.up.0) ", across " (figure.across.0) "."
            @if let Some(panel) = figure.panels.iter().find(is_hatched) { " A star: " (panel.hatched()) "." }
        }
        @for panel in &figure.panels {
            (scrolling(&format!("{}, {}", panel.title, panel.unit), html! {
                thead { tr {
                    th scope="col" { (figure.up.0) }
                    @for label in &figure.across.1 { th.n scope="col" { (label) } }
                } }
                tbody { @for (label, cells) in figure.up.1.iter().zip(&panel.cells).rev() { tr {
                    th scope="row" { (label) }
                    @for cell in cells { td.n { @match cell {
                        Some(cell) => { (number(cell.value)) @if cell.uncertain { " *" } }
                        None => "–",
                    } } }
                } } }
            }))
        }
    }
}

/// A table a week: everybody by group.
fn network(figure: &NetworkFigure) -> Markup {
    html! {
        @for panel in &figure.panels {
            (scrolling(&format!("{}: {}", panel.title, panel.note), html! {
                thead { tr {
                    th scope="col" { "Of" } th.n scope="col" { "People" } th.n scope="col" { "Mobilised" }
                    th.n scope="col" { "Ties among them" }
                } }
                tbody {
                    @let names = figure.groups.iter().map(String::as_str).chain(["none"]);
                    @for (name, of) in names.zip(panel.counts(figure.groups.len())) { tr {
                        th scope="row" { (name) } td.n { (of.people) } td.n { (of.mobilised) } td.n { (of.ties) }
                    } }
                }
            }))
        }
    }
}

fn pairs(figure: &PairsFigure) -> Markup {
    let knobs = &figure.knobs;
    html! {
        (scrolling("The accepted set, knob by knob", html! {
            thead { tr { th scope="col" { "Knob" } th.n scope="col" { "Median (95 % interval)" } th.n scope="col" { "Shown" } } }
            tbody { @for knob in knobs { tr {
                th scope="row" { (knob.name) } td.n { (knob.note) } td.n { (knob.low.1) " to " (knob.high.1) }
            } } }
        }))
        @if knobs.len() > 1 {
            (scrolling("Correlations over the accepted set, by weight", html! {
                thead { tr { th scope="col" { "Knob" } @for knob in knobs { th.n scope="col" { (knob.name) } } } }
                tbody { @for (row, knob) in knobs.iter().enumerate() { tr {
                    th scope="row" { (knob.name) }
                    @for column in 0..knobs.len() {
                        td.n { @if column < row { (number(figure.correlation(row, column))) } }
                    }
                } } }
            }))
        }
    }
}

/// A number and its interval, in the digits of one another.
fn with_range(value: f64, low: f64, high: f64) -> (String, String) {
    let [value, low, high] = alike([value, low, high]);
    let range =
        if [&low, &high].iter().all(|end| *end != "–") { format!("{low} to {high}") } else { "–".to_owned() };
    (value, range)
}

fn tornado(figure: &TornadoFigure) -> Markup {
    html! {
        @for panel in figure.panels.iter().filter(|panel| !panel.rows.is_empty()) {
            (scrolling(&format!("{}, {}", panel.title, panel.unit), html! {
                thead { tr {
                    th scope="col" { "Knob" } th scope="col" { "What" } th.n scope="col" { "Value" }
                    th.n scope="col" { "95 % interval" } th.n scope="col" { "By chance" } th scope="col" { "Beyond chance" }
                } }
                tbody { @for row in &panel.rows { @for (n, bar) in row.bars.iter().enumerate() {
                    @let (value, range) = with_range(bar.value, bar.low, bar.high);
                    tr {
                        th scope="row" { (row.label) }
                        td { (figure.kinds.get(bar.kind).map_or("", |(label, _)| label)) }
                        td.n { (value) } td.n { (range) }
                        // What is said of a knob is said of its first bar.
                        td.n { @if n == 0 { (row.chance.map_or_else(|| "–".to_owned(), number)) } }
                        td { @if n == 0 { @if row.detectable { "yes" } @else { "no" } } }
                    }
                } } }
            }))
        }
    }
}

fn scatter(figure: &ScatterFigure) -> Markup {
    html! {
        @for panel in figure.panels.iter().filter(|panel| !panel.dots.is_empty()) {
            (scrolling(&format!("{}, {}", panel.title, panel.unit), html! {
                thead { tr {
                    th scope="col" { "Knob" } th.n scope="col" { "μ*" } th.n scope="col" { "σ" }
                    th scope="col" { "Beyond chance" }
                } }
                tbody { @for dot in &panel.dots { tr {
                    th scope="row" { (dot.label) } td.n { (number(dot.mu_star)) } td.n { (number(dot.sigma)) }
                    td { @if dot.detectable { "yes" } @else { "no" } }
                } } }
            }))
        }
    }
}

/// A table a row: what becomes of it in each column.
fn grid(figure: &GridFigure) -> Markup {
    html! {
        @for row in &figure.rows {
            (scrolling(&row.label, html! {
                thead { tr {
                    th scope="col" { "Variant" } th.n scope="col" { "Value" } th.n scope="col" { "95 % interval" }
                    th.n scope="col" { "Pairs of runs" } th scope="col" { "What becomes of it" }
                } }
                tbody { @for (n, (column, cell)) in figure.columns.iter().zip(&row.cells).enumerate() { tr {
                    th scope="row" { (n + 1) "  " (column) }
                    td.n { (cell.value) }
                    td.n { @if cell.range.is_empty() { "–" } @else { (cell.range) } }
                    td.n { (cell.runs) } td { (cell.said) }
                } } }
            }))
        }
    }
}

fn classic(figure: &ClassicFigure) -> Markup {
    scrolling(
        &figure.y,
        html! {
            thead { tr { th.n scope="col" { (figure.x) } th.n scope="col" { "Expected" } th.n scope="col" { "The engine" } } }
            tbody { @for (x, y) in &figure.found { tr {
                th.n scope="row" { (number(*x)) }
                @let expected: Vec<String> = figure.expected_at(*x).into_iter().map(number).collect();
                td.n { @if expected.is_empty() { "–" } @else { (expected.join(" or ")) } }
                td.n { (number(*y)) }
            } } }
        },
    )
}
