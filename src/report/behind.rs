//! The table behind each picture.

use maud::{Markup, html};

use crate::figure::{CurveFigure, DistributionFigure, EffectFigure, Figure, MapFigure};

use super::tables::scrolling;
use super::words::{alike, difference, number};

/// Weeks between the rows of a table of curves.
const EVERY: usize = 13;

/// The values of a picture as tables; nothing of kinds whose values stand in a table of the folder.
pub(super) fn tables(name: &str, figure: &Figure) -> Option<Markup> {
    Some(match figure {
        Figure::Curves(figure) => curves(name, figure),
        Figure::Effects(figure) => effects(figure),
        Figure::Distributions(figure) => distributions(figure),
        Figure::Map(figure) => map(figure),
        Figure::Network(_) | Figure::Pairs(_) | Figure::Tornado(_) | Figure::Scatter(_) => return None,
    })
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

fn effects(figure: &EffectFigure) -> Markup {
    scrolling(
        &figure.title,
        html! {
            thead { tr {
                th scope="col" { "Outcome" } th.n scope="col" { "Means" } th.n scope="col" { "Difference" }
                th.n scope="col" { "95 % interval" }
            } }
            tbody { @for row in &figure.rows { tr {
                th scope="row" { (row.label) } td.n { (row.note) }
                @let (shown, range) = difference(row.middle, row.low, row.high);
                td.n { (shown) } td.n { (range.unwrap_or_else(|| "–".to_owned())) }
            } } }
            tfoot { tr { td colspan="4" { "Counted in: " (figure.unit) "." } } }
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

fn sorted(values: &[f64]) -> Vec<f64> {
    let mut sorted: Vec<f64> = values.iter().copied().filter(|value| value.is_finite()).collect();
    sorted.sort_by(f64::total_cmp);
    sorted
}

/// A quantile of sorted values (type 7 of Hyndman and Fan 1996), as in the figure; NaN of none.
fn quantile(sorted: &[f64], share: f64) -> f64 {
    let Some(last) = sorted.len().checked_sub(1) else { return f64::NAN };
    let place = share * last as f64;
    let (below, above) = (sorted[place as usize], sorted[(place.ceil() as usize).min(last)]);
    below + place.fract() * (above - below)
}

fn map(figure: &MapFigure) -> Markup {
    html! {
        p.note { "Down the side " (figure.up.0) ", across " (figure.across.0) ". A star: cannot be told from zero." }
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

#[cfg(test)]
mod tests {
    use super::*;

    /// R: quantile(c(1, 2, 4, 8), c(0, .25, .5, 1)) gives 1, 1.75, 3, 8.
    #[test]
    fn quantiles_are_those_of_r() {
        for (share, x) in [(0.0, 1.0), (0.25, 1.75), (0.5, 3.0), (1.0, 8.0)] {
            assert_eq!(quantile(&[1.0, 2.0, 4.0, 8.0], share), x);
        }
        assert!(quantile(&[], 0.5).is_nan());
    }
}
