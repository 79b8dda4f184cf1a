//! Something an experiment varies, and the levels it takes.

use crate::config::{Entry, Span};
use crate::design::choice;
use crate::knob::Value;
use crate::study::outcomes::cell_of;

use super::kinds::{is_whole, kind};

/// Something that is varied.
#[derive(Debug, Clone)]
pub(crate) struct Factor {
    /// Its name: a knob's dotted name, or that of a set of alternatives.
    pub name: String,
    /// The parts of that name, where the file gives them.
    pub path: Vec<(String, Span)>,
    /// The values it takes.
    pub levels: Levels,
    /// Where the file varies it.
    pub span: Span,
}

/// The values a factor takes.
#[derive(Debug, Clone)]
pub(crate) enum Levels {
    /// Values of a knob, one by one; a point says which.
    Listed(Vec<(Value, Span)>),
    /// Numbers between two ends; a point gives the number.
    Range(Range),
    /// Something with a name that is there or not; a point says which.
    Presence(Vec<(bool, Span)>),
    /// Names of populations, or of scenarios whose organisations are taken; a point says which.
    Named(Vec<(String, Span)>),
    /// Whole layers of a scenario; a point says which.
    Alternatives(Vec<Alternative>),
    /// Numbers of a table's column; a point gives the number.
    Column {
        /// Whether the numbers are whole.
        whole: bool,
    },
}

/// Numbers between two ends.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Range {
    /// The lower end, or wherever the file begins.
    pub from: f64,
    /// The other end.
    pub to: f64,
    /// Into how many values a grid or list divides it.
    pub steps: Option<u32>,
    /// Whether it is divided by factors rather than by differences.
    pub log: bool,
    /// Whether only whole numbers will do.
    pub whole: bool,
}

/// A named layer of a scenario.
#[derive(Debug, Clone)]
pub(crate) struct Alternative {
    /// Its name in tables.
    pub label: String,
    /// What it says, as a scenario would.
    pub entries: Vec<Entry>,
    /// What it leaves out: sort and name.
    pub without: Vec<(String, String, Span)>,
}

impl Range {
    /// A number on the way from one end to the other, given as a share of it.
    pub(crate) fn at(&self, share: f64) -> f64 {
        let x = if self.log {
            self.from * libm::pow(self.to / self.from, share)
        } else {
            self.from + share * (self.to - self.from)
        };
        // The ends are hit exactly, whatever the rounding.
        let x = match share {
            0.0 => self.from,
            1.0 => self.to,
            _ => x,
        };
        if self.whole { x.round() } else { x }
    }

    /// The values it is divided into; whole ones once each.
    pub(crate) fn divided(&self) -> Vec<f64> {
        let steps = self.steps.unwrap_or(1).max(1);
        let share = |step: u32| if steps == 1 { 0.0 } else { f64::from(step) / f64::from(steps - 1) };
        let mut values: Vec<f64> = (0..steps).map(|step| tidy(self.at(share(step)))).collect();
        values.dedup();
        values
    }
}

/// The number without the noise of its last digits: 0.45 for 0.44999999999999996, as one would write it, and as one
/// looks for it in a table.
fn tidy(x: f64) -> f64 {
    format!("{x:.12e}").parse().unwrap_or(x)
}

impl Factor {
    /// How many levels a point can name; nothing where it gives a number.
    pub(crate) fn count(&self) -> Option<usize> {
        match &self.levels {
            Levels::Listed(values) => Some(values.len()),
            Levels::Presence(values) => Some(values.len()),
            Levels::Named(names) => Some(names.len()),
            Levels::Alternatives(alternatives) => Some(alternatives.len()),
            Levels::Range(_) | Levels::Column { .. } => None,
        }
    }

    /// The coordinate that a number from 0 to 1 stands for: of values one by one, and of whole numbers, each has
    /// an equal part of the way.
    pub(crate) fn at(&self, u: f64) -> f64 {
        match &self.levels {
            Levels::Range(range) if range.whole && !range.log => {
                let width = (range.to - range.from).abs();
                let steps = choice(u, width as usize + 1) as f64;
                range.from + steps * (range.to - range.from).signum()
            }
            Levels::Range(range) => range.at(u),
            _ => choice(u, self.count().unwrap_or(1).max(1)) as f64,
        }
    }

    /// Whether a point may have other organisations than its base.
    pub(crate) fn changes_organisations(&self) -> bool {
        match &self.levels {
            Levels::Named(_) => self.name == "organisations",
            Levels::Presence(_) => self.name.starts_with("organisation."),
            Levels::Alternatives(_) => true,
            _ => false,
        }
    }

    /// The coordinates a grid or list goes through.
    pub(crate) fn coordinates(&self) -> Vec<f64> {
        match &self.levels {
            Levels::Range(range) => range.divided(),
            _ => (0..self.count().unwrap_or(0)).map(|level| level as f64).collect(),
        }
    }

    /// What a coordinate stands for, for readers.
    pub(crate) fn label(&self, coordinate: f64) -> String {
        let level = coordinate as usize;
        match &self.levels {
            Levels::Listed(values) => match &values[level].0 {
                Value::Text(word) => word.clone(),
                Value::Real(number) => number.to_string(),
                other => other.to_string(),
            },
            Levels::Presence(values) => values[level].0.to_string(),
            Levels::Named(names) => names[level].0.clone(),
            Levels::Alternatives(alternatives) => alternatives[level].label.clone(),
            Levels::Range(_) | Levels::Column { .. } => coordinate.to_string(),
        }
    }

    /// The same in a column of a table: numbers have one type each, so that a program that decides on a column's type by
    /// its first rows reads all of them.
    pub(crate) fn cell(&self, coordinate: f64) -> String {
        match &self.levels {
            Levels::Listed(values) => match values[coordinate as usize].0 {
                Value::Whole(number) => cell_of(number as f64, self.has_whole_numbers()),
                Value::Real(number) => cell_of(number, self.has_whole_numbers()),
                _ => self.label(coordinate),
            },
            Levels::Range(_) | Levels::Column { .. } => cell_of(coordinate, self.has_whole_numbers()),
            _ => self.label(coordinate),
        }
    }

    /// Whether all its numbers are whole: those of a knob that takes no others, and of one that is not in the table of
    /// knobs where the file lists no others.
    fn has_whole_numbers(&self) -> bool {
        match &self.levels {
            Levels::Listed(values) => match kind(&self.name) {
                Some(kind) => is_whole(Some(kind)),
                None => values.iter().all(|(value, _)| !matches!(value, Value::Real(_))),
            },
            Levels::Range(range) => range.whole,
            Levels::Column { whole } => *whole,
            _ => false,
        }
    }

    /// Its levels in words: the values one by one, or the ends of the range.
    pub(crate) fn words(&self) -> String {
        match &self.levels {
            Levels::Range(range) => {
                let steps = range.steps.map_or(String::new(), |steps| format!(", in {steps} steps"));
                let whole = if range.whole { ", whole numbers" } else { "" };
                let log = if range.log { ", by factors" } else { "" };
                format!("from {} to {}{steps}{whole}{log}", range.from, range.to)
            }
            Levels::Column { .. } => "the numbers of the table".to_owned(),
            _ => self.coordinates().into_iter().map(|level| self.label(level)).collect::<Vec<_>>().join(", "),
        }
    }

    /// The value of a knob that a coordinate stands for, where it does for one.
    pub(crate) fn value(&self, coordinate: f64) -> Option<(Value, &Span)> {
        let number = |whole: bool| if whole { Value::Whole(coordinate as i64) } else { Value::Real(coordinate) };
        match &self.levels {
            Levels::Listed(values) => values.get(coordinate as usize).map(|(value, span)| (value.clone(), span)),
            Levels::Range(range) => Some((number(range.whole), &self.span)),
            Levels::Column { whole } => Some((number(*whole), &self.span)),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_is_divided_evenly_and_meets_its_ends() {
        let range = |from, to, steps, log, whole| Range { from, to, steps: Some(steps), log, whole };
        assert_eq!(range(0.1, 0.7, 3, false, false).divided(), [0.1, 0.4, 0.7]);
        assert_eq!(range(1.0, 100.0, 3, true, false).divided(), [1.0, 10.0, 100.0]);
        assert_eq!(range(0.001, 1.0, 4, true, false).divided(), [0.001, 0.01, 0.1, 1.0]);
        assert_eq!(range(100.0, 0.01, 5, true, false).divided(), [100.0, 10.0, 1.0, 0.1, 0.01]);
        assert_eq!(range(0.1, 0.8, 3, false, false).divided(), [0.1, 0.45, 0.8]);
        assert_eq!(range(1.0, 3.0, 5, false, true).divided(), [1.0, 2.0, 3.0]);
        assert_eq!(range(3.0, 1.0, 3, false, true).divided(), [3.0, 2.0, 1.0]);
    }
}
