//! Values to positions on the page, round ticks, and how their numbers are written.

use crate::text::with_separators;

/// Maps values onto a length of the page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Scale {
    /// The values at the two ends.
    pub values: (f64, f64),
    /// The positions of the two ends, in page units.
    pub positions: (f64, f64),
}

impl Scale {
    /// Where `value` lies. Values beyond the ends are drawn at the end.
    pub(super) fn at(&self, value: f64) -> f64 {
        let share = (value - self.values.0) / (self.values.1 - self.values.0);
        self.positions.0 + share.clamp(0.0, 1.0) * (self.positions.1 - self.positions.0)
    }
}

/// The range of an axis of numbers and its labelled ticks.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Axis {
    pub low: f64,
    pub high: f64,
    pub ticks: Vec<(f64, String)>,
}

/// Which values an axis must show whatever the data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Range {
    /// The data decide.
    Free,
    /// Zero is included, and is the edge if all data lie on one side of it.
    Zero,
    /// From 0 to 1.
    Unit,
}

impl Axis {
    /// An axis for `values` (those not finite are ignored) with about `wanted` intervals between ticks.
    pub(super) fn new(values: impl Iterator<Item = f64>, range: Range, wanted: usize) -> Axis {
        let (low, high) = match range {
            Range::Unit => (0.0, 1.0),
            Range::Free | Range::Zero => padded(values, range == Range::Zero),
        };
        // A round step may leave a tick or two where more were wanted; then the next finer one is taken.
        let step = (wanted..wanted + 6)
            .map(|intervals| round_step((high - low) / intervals.max(1) as f64))
            .find(|&step| (high / step).floor() - (low / step).ceil() >= 2.0)
            .unwrap_or_else(|| round_step((high - low) / wanted.max(1) as f64));
        let (mut low, mut high) = (low, high);
        if range != Range::Unit {
            // An axis that nearly reaches the next tick goes there.
            let above = (high / step).ceil() * step;
            if above - high < 0.3 * step {
                high = above;
            }
            let below = (low / step).floor() * step;
            if low != 0.0 && low - below < 0.3 * step {
                low = below;
            }
        }
        Axis { low, high, ticks: ticks(low, high, step) }
    }
}

/// The data's range with a little air, never empty.
fn padded(values: impl Iterator<Item = f64>, with_zero: bool) -> (f64, f64) {
    /// Larger values would overflow when subtracted; smaller ones have too few digits left to divide.
    const LARGEST: f64 = 1e300;
    const SMALLEST: f64 = 1e-290;
    let (mut low, mut high) = values
        .filter(|value| value.is_finite())
        .map(|value| value.clamp(-LARGEST, LARGEST))
        .map(|value| if value.abs() < SMALLEST { 0.0 } else { value })
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(value), high.max(value)));
    if low > high {
        return (0.0, 1.0);
    }
    if with_zero {
        (low, high) = (low.min(0.0), high.max(0.0));
    }
    let (floor, ceiling) = (low == 0.0, high == 0.0);
    // Differences at the limit of the number format are no differences to look at.
    if high - low <= 1e-9 * high.abs().max(low.abs()) {
        return match (low + high) / 2.0 {
            0.0 => (0.0, 1.0),
            value => (value - value.abs() / 2.0, value + value.abs() / 2.0),
        };
    }
    let air = 0.04 * (high - low);
    (if floor { 0.0 } else { low - air }, if ceiling { 0.0 } else { high + air })
}

/// The power of ten at or below a positive number. Read from the printed number, since the logarithm's last
/// digit is not the same on every machine.
fn exponent(value: f64) -> i32 {
    format!("{value:e}").rsplit_once('e').and_then(|(_, exponent)| exponent.parse().ok()).unwrap_or(0)
}

fn power_of_ten(exponent: i32) -> f64 {
    format!("1e{exponent}").parse().unwrap_or(1.0)
}

/// The smallest of 1, 2, 2.5 and 5 times a power of ten that is not much below `step`.
fn round_step(step: f64) -> f64 {
    let ten = power_of_ten(exponent(step));
    [1.0, 2.0, 2.5, 5.0, 10.0]
        .into_iter()
        .map(|factor| factor * ten)
        .find(|&round| round >= 0.85 * step)
        .unwrap_or(10.0 * ten)
}

/// The multiples of `step` from `low` to `high`, labelled alike.
pub(super) fn ticks(low: f64, high: f64, step: f64) -> Vec<(f64, String)> {
    let slack = 1e-6;
    let first = (low / step - slack).ceil();
    let last = (high / step + slack).floor();
    let decimals = decimals(step);
    let mut ticks = Vec::new();
    let mut multiple = first;
    // The steps are chosen to give few ticks; the bound holds whatever the numbers.
    while multiple <= last && ticks.len() < 100 {
        let value = multiple * step;
        ticks.push((value, number(value, decimals, step)));
        multiple += 1.0;
    }
    ticks
}

/// Decimals that tell multiples of `step` apart.
fn decimals(step: f64) -> usize {
    let exponent = exponent(step);
    usize::try_from(i32::from(is_two_and_a_half(step)) - exponent).unwrap_or(0)
}

/// A number with thousands separators and a true minus sign; with a power of ten where plain digits would be
/// longer than ten.
fn number(value: f64, decimals: usize, step: f64) -> String {
    // Sums of steps leave crumbs at zero, and a minus sign on it.
    let value = if value.abs() < step * 1e-6 { 0.0 } else { value };
    if value == 0.0 {
        return "0".to_string();
    }
    let sign = if value < 0.0 { "−" } else { "" };
    let size = value.abs();
    if size >= 1e10 || decimals > 7 {
        let shown = usize::try_from(exponent(size) - exponent(step)).unwrap_or(0);
        let half = usize::from(is_two_and_a_half(step));
        let text = format!("{size:.*e}", (shown + half).min(6));
        return format!("{sign}{text}");
    }
    let text = format!("{size:.decimals$}");
    let (whole, fraction) = match text.split_once('.') {
        Some((whole, fraction)) => (whole, format!(".{fraction}")),
        None => (text.as_str(), String::new()),
    };
    format!("{sign}{}{fraction}", with_separators(whole))
}

/// Whether a step is 2.5 times a power of ten.
fn is_two_and_a_half(step: f64) -> bool {
    (step / power_of_ten(exponent(step)) - 2.5).abs() < 1e-6
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(values: &[f64], range: Range) -> Vec<String> {
        Axis::new(values.iter().copied(), range, 4).ticks.into_iter().map(|(_, label)| label).collect()
    }

    #[test]
    fn ticks_are_round_and_few() {
        assert_eq!(labels(&[0.0], Range::Unit), ["0", "0.25", "0.50", "0.75", "1.00"]);
        assert_eq!(labels(&[3.0, 9.7e6], Range::Zero), ["0", "2,500,000", "5,000,000", "7,500,000", "10,000,000"]);
        assert_eq!(labels(&[0.0, 3e-4], Range::Zero), ["0", "0.0001", "0.0002", "0.0003"]);
        assert_eq!(labels(&[-40.0, 38.0], Range::Free), ["−40", "−20", "0", "20", "40"]);
        assert_eq!(labels(&[0.0, 3e-12], Range::Zero), ["0", "1e-12", "2e-12", "3e-12"]);
        assert_eq!(labels(&[0.0, 4.2e15], Range::Zero)[1], "1e15");
    }

    #[test]
    fn odd_data_still_have_an_axis() {
        let cases: [&[f64]; 9] = [
            &[],
            &[f64::NAN, f64::INFINITY],
            &[0.0, 0.0],
            &[7.0],
            &[-7.0, -7.0],
            &[1e7, 1e7 + 1e-6],
            &[f64::MIN, f64::MAX],
            &[5e-324, 1e-323],
            &[1e-4],
        ];
        for values in cases {
            for range in [Range::Free, Range::Zero, Range::Unit] {
                for wanted in [1, 3, 6] {
                    let axis = Axis::new(values.iter().copied(), range, wanted);
                    assert!(axis.low < axis.high, "{values:?} {axis:?}");
                    assert!(axis.ticks.len() <= 12, "{values:?} {axis:?}");
                    for value in values.iter().filter(|value| value.abs() < 1e300 && value.abs() > 1e-290) {
                        let inside = (axis.low..=axis.high).contains(value);
                        assert!(inside || range == Range::Unit, "{value} {axis:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn a_scale_keeps_to_its_ends() {
        let scale = Scale { values: (0.0, 10.0), positions: (100.0, 0.0) };
        assert_eq!(scale.at(2.5), 75.0);
        assert_eq!(scale.at(-3.0), 100.0);
        assert_eq!(scale.at(99.0), 0.0);
    }
}
