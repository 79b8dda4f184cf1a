//! Where the labels of dated events go: over the lines if they fit, otherwise as numbers with a list.

use jiff::civil::Date;

use crate::figure::font::{self, Face};
use crate::figure::scale::Scale;
use crate::figure::theme::EVENT;

use super::data::Event;
use super::time;

/// How the events of a figure are marked in each of its panels. Places are from the plot's left edge.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Marks {
    pub lines: Vec<Line>,
    pub flags: Vec<Flag>,
    /// Rows of flags over the plot.
    pub rows: usize,
    /// The list under the panels, if the flags are numbers.
    pub list: Vec<Entry>,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    pub x: f64,
    /// How many rows of flags the line passes.
    pub rows: usize,
    pub group: Option<usize>,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Flag {
    pub left: f64,
    /// Counted upwards from the plot.
    pub row: usize,
    pub text: String,
    pub group: Option<usize>,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Entry {
    pub number: usize,
    pub label: String,
    pub date: Date,
    pub group: Option<usize>,
}

impl Entry {
    /// "1 tied visa 2012-04-06"; if that is too wide, the label is shortened, never the date.
    pub(super) fn text(&self, size: f64, room: f64) -> String {
        let Entry { number, date, .. } = self;
        let others = font::width(&format!("{number}  {date}"), size, Face::Regular);
        let label = font::shorten(&self.label, size, Face::Regular, room - others);
        format!("{number} {label} {date}")
    }
}

/// Words in more rows than this push the panels apart.
const MAX_ROWS: usize = 3;
/// Between two flags in a row.
const APART: f64 = 6.0;
/// From an event's line to its words.
const BESIDE: f64 = 3.5;

/// Date, label and group of an event.
type Shown = (Date, String, Option<usize>);

/// The events on the time axis in order, one for each date and label.
fn on_axis(events: &[Event], first: Date, last: Date) -> Vec<Shown> {
    let mut shown: Vec<_> = events
        .iter()
        .filter(|event| (first..=last).contains(&event.date))
        .map(|event| (event.date, font::clean(&event.label), event.group))
        .collect();
    shown.sort();
    shown.dedup_by(|later, kept| {
        let same = later.0 == kept.0 && later.1 == kept.1;
        if same && later.2 != kept.2 {
            kept.2 = None;
        }
        same
    });
    shown
}

impl Marks {
    /// Plans the marks for a plot `length` wide with dates `first..=last`; words may run on to `limit`.
    pub(super) fn new(events: &[Event], first: Date, last: Date, length: f64, limit: f64) -> Marks {
        let shown = on_axis(events, first, last);
        let scale = Scale { values: (time::day(first), time::day(last)), positions: (0.0, length) };
        let places: Vec<f64> = shown.iter().map(|(date, ..)| scale.at(time::day(*date))).collect();
        let words: Vec<String> = shown.iter().map(|(date, label, _)| format!("{label} {date}")).collect();
        if let Some(marks) = beside(&shown, &words, &places, limit) {
            return marks;
        }
        let numbers: Vec<String> = (1..=shown.len()).map(|number| number.to_string()).collect();
        let marks = beside(&shown, &numbers, &places, limit).unwrap_or_else(|| over(&shown, &places, limit));
        Marks { list: list(shown), ..marks }
    }
}

/// The numbered events.
fn list(shown: Vec<Shown>) -> Vec<Entry> {
    shown
        .into_iter()
        .enumerate()
        .map(|(place, (date, label, group))| Entry { number: place + 1, label, date, group })
        .collect()
}

/// A flag beside the top of each line, in as few rows as keep flags clear of flags and of lines.
fn beside(shown: &[Shown], texts: &[String], places: &[f64], limit: f64) -> Option<Marks> {
    let mut marks = Marks::default();
    // From right to left, so that a flag, which hangs to the right, mostly meets flags already placed.
    for (((.., group), text), &x) in shown.iter().zip(texts).zip(places).rev() {
        let width = font::width(text, EVENT, Face::Regular);
        if width > limit * 0.6 {
            return None;
        }
        let (left, beside) = if x + BESIDE + width <= limit { (x + BESIDE, true) } else { (limit - width, false) };
        let right = left + width;
        let free = |row: usize| {
            let clear_of_flags = marks.flags.iter().all(|flag| {
                let flag_right = flag.left + font::width(&flag.text, EVENT, Face::Regular);
                let crosses_it = row > flag.row && (flag.left - 2.0..flag_right + 2.0).contains(&x);
                let meets_it = row == flag.row && left < flag_right + APART && flag.left < right + APART;
                !crosses_it && !meets_it
            });
            let clear_of_lines =
                marks.lines.iter().all(|line| line.rows <= row || !(left - 2.0..right + 2.0).contains(&line.x));
            clear_of_flags && clear_of_lines
        };
        let row = (0..MAX_ROWS).find(|&row| free(row))?;
        marks.rows = marks.rows.max(row + 1);
        marks.lines.push(Line { x, rows: if beside { row + 1 } else { row }, group: *group });
        marks.flags.push(Flag { left, row, text: text.clone(), group: *group });
    }
    Some(marks)
}

/// A number over each line, or "7–9" over lines too close even for numbers.
fn over(shown: &[Shown], places: &[f64], limit: f64) -> Marks {
    struct Cluster {
        numbers: (usize, usize),
        places: (f64, f64),
        group: Option<usize>,
    }
    impl Cluster {
        fn text(&self) -> String {
            match self.numbers {
                (first, last) if first == last => first.to_string(),
                (first, last) => format!("{first}–{last}"),
            }
        }
        fn extent(&self, limit: f64) -> (f64, f64) {
            let width = font::width(&self.text(), EVENT, Face::Regular);
            let left = (self.places.0 + self.places.1 - width) / 2.0;
            let left = left.min(limit - width);
            (left, left + width)
        }
    }
    let mut clusters: Vec<Cluster> = Vec::new();
    for (place, ((.., group), &x)) in shown.iter().zip(places).enumerate() {
        let mut cluster = Cluster { numbers: (place + 1, place + 1), places: (x, x), group: *group };
        while let Some(before) = clusters.pop_if(|before| before.extent(limit).1 + 4.0 > cluster.extent(limit).0) {
            cluster = Cluster {
                numbers: (before.numbers.0, cluster.numbers.1),
                places: (before.places.0, cluster.places.1),
                group: if before.group == cluster.group { before.group } else { None },
            };
        }
        clusters.push(cluster);
    }
    Marks {
        lines: shown.iter().zip(places).map(|((.., group), &x)| Line { x, rows: 0, group: *group }).collect(),
        flags: clusters
            .iter()
            .map(|cluster| Flag { left: cluster.extent(limit).0, row: 0, text: cluster.text(), group: cluster.group })
            .collect(),
        rows: 1,
        list: Vec::new(),
    }
}
