//! The horizontal axis of paired differences.

use crate::figure::font::{self, Face};
use crate::figure::page::Page;
use crate::figure::scale::{Axis, Range, Scale};
use crate::figure::theme::TICK;
use crate::question::Bar;

use super::data::EffectFigure;

/// The ends of a row's interval, if it has both.
pub(super) fn interval(row: &Bar) -> Option<(f64, f64)> {
    (row.low.is_finite() && row.high.is_finite()).then(|| (row.low.min(row.high), row.low.max(row.high)))
}

/// The axis holds all rows, the range that counts as no difference, and zero, and leaves each side with words over it a
/// third at least.
pub(super) fn axis(figure: &EffectFigure, width: f64) -> Axis {
    let values = figure
        .rows
        .iter()
        .filter(|row| row.middle.is_finite())
        .flat_map(|row| [row.middle, row.low, row.high])
        .filter(|value| value.is_finite());
    let values = values.chain(figure.range.into_iter().flat_map(|(low, high)| [low, high]));
    let (low, high) = values.fold((0.0_f64, 0.0_f64), |(low, high), value| (low.min(value), high.max(value)));
    let third = |words: &str, other: f64| if words.is_empty() { 0.0 } else { other / 2.0 };
    let (low, high) = (low.min(-third(&figure.left, high)), high.max(third(&figure.right, -low)));
    let ends = if low == high { [-1.0, 1.0] } else { [low, high] };
    let wanted = (width / 80.0).clamp(2.0, 8.0) as usize;
    Axis::new(ends.into_iter(), Range::Free, wanted)
}

/// A number under the plot and the line over it.
pub(super) struct Tick {
    pub value: f64,
    pub label: String,
    /// Middle of the label, which stays on the page.
    pub label_x: f64,
}

/// The axis' ticks, or every second or third of them, counted from zero, where the numbers are too wide.
pub(super) fn ticks(axis: &Axis, scale: &Scale, page: &Page) -> Vec<Tick> {
    let half = |label: &str| font::width(label, TICK, Face::Regular) / 2.0;
    let zero = axis.ticks.iter().position(|(value, _)| *value == 0.0);
    let every = |stride: usize| -> Vec<Tick> {
        axis.ticks
            .iter()
            .enumerate()
            .filter(|(n, _)| n.abs_diff(zero.unwrap_or(0)) % stride == 0)
            .map(|(_, (value, label))| Tick {
                value: *value,
                label: label.clone(),
                label_x: scale.at(*value).min(page.width - page.margin - half(label)).max(page.margin + half(label)),
            })
            .collect()
    };
    let fit = |ticks: &Vec<Tick>| {
        ticks.windows(2).all(|pair| {
            let apart = pair[1].label_x - pair[0].label_x;
            apart > half(&pair[0].label) + half(&pair[1].label) + 8.0
        })
    };
    (1..=axis.ticks.len()).map(every).find(fit).unwrap_or_default()
}
