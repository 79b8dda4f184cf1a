//! What the figures of runs held to patterns show: simulated counts with what was observed on its dates, and each
//! pattern's interval beside its range.

use jiff::civil::Date;

use crate::calibration::verdict::Verdict;
use crate::model::measures::MEASURES;
use crate::question::Bar;
use crate::record::{PatternsRecord, Record};
use crate::results::patterns::{PatternRow, Series, WeekRow};
use crate::text::{capital, short};

use super::{Curve, CurveFigure, EffectFigure, Panel, Picture, Point};

/// A single week is drawn this wide, in weeks.
const MIN_WEEKS: i32 = 12;

/// How far a row reaches, in halves of an observed range: what lies beyond would flatten all others.
const REACH: f64 = 5.0;

/// What patterns show: `counts`, where a pattern is of weeks and not a ratio, and `patterns`, where one has a range.
#[must_use]
pub(crate) fn pictures(
    record: &Record,
    compared: &PatternsRecord,
    patterns: &[PatternRow],
    weeks: &[WeekRow],
) -> Vec<Picture> {
    let caption = caption(record, compared);
    let mut all = Vec::new();
    let counts = counts(compared, &caption, patterns, weeks);
    if !counts.panels.is_empty() {
        all.push(Picture::new("counts", counts));
    }
    let intervals = intervals(compared, &caption, patterns);
    if !intervals.rows.is_empty() {
        all.push(Picture::new("patterns", intervals));
    }
    all
}

fn caption(record: &Record, compared: &PatternsRecord) -> String {
    let names: Vec<&str> = compared.scenarios.iter().map(|scenario| scenario.name.as_str()).collect();
    let (seed, version) = (record.seed, &record.version);
    format!("{}. Seed {seed}.{} mobilise {version}.", names.join(", "), drawn(compared))
}

/// Where values were drawn from, as the command line said.
fn drawn(compared: &PatternsRecord) -> String {
    let from = compared.changes.settings.iter().rfind(|(option, _)| option == "--draw");
    from.and_then(|(_, setting)| setting.split_once('=')).map_or_else(String::new, |(_, from)| {
        format!(" Values drawn by replicate: {}.", from.trim_matches(['"', '\'']))
    })
}

/// The weeks of what patterns count, with what was observed on its dates.
fn counts(compared: &PatternsRecord, caption: &str, patterns: &[PatternRow], weeks: &[WeekRow]) -> CurveFigure {
    let mut panels: Vec<Panel> = Vec::new();
    let mut done: Vec<&Series> = Vec::new();
    for PatternRow { series, .. } in patterns.iter().filter(|row| row.is_observed()) {
        let info = MEASURES.iter().find(|info| info.name == series.measure);
        let Some(info) = info.filter(|info| info.unit == "people" && !done.contains(&series)) else { continue };
        done.push(series);
        panels.push(Panel {
            title: format!("{}, {}", capital(&series.measure.replace("ever_", "ever-")), series.scenario),
            unit: info.unit.to_owned(),
            floor_zero: true,
            ceiling_one: false,
            curves: count_curves(series, patterns, weeks),
        });
    }
    CurveFigure {
        title: "What the runs give, and what was observed".to_owned(),
        subtitle: format!(
            "Median and 95 % band of {} runs a scenario; observed: the range that a pattern asks for, on its dates.",
            compared.replicates
        ),
        caption: caption.to_owned(),
        panels,
        events: Vec::new(),
        alike: false,
    }
}

/// The simulated weeks of a series, and each observation of it.
fn count_curves(series: &Series, patterns: &[PatternRow], weeks: &[WeekRow]) -> Vec<Curve> {
    let point = |row: &WeekRow| {
        let [low, middle, high] = row.simulated;
        Point { date: row.date, middle, low, high }
    };
    let points = weeks.iter().filter(|row| row.series == *series).map(point).collect();
    let mut curves = vec![Curve { label: "simulated".to_owned(), group: 0, dashed: false, points }];
    for row in patterns.iter().filter(|row| row.series == *series) {
        let (middle, [low, high]) = (row.observed, row.range);
        let points: Vec<Point> =
            wide(row.dates).into_iter().flatten().map(|date| Point { date, middle, low, high }).collect();
        if middle.is_finite() && points.len() == 2 {
            curves.push(Curve { label: "observed".to_owned(), group: 1, dashed: true, points });
        }
    }
    curves
}

/// A number in as few letters as say it.
fn brief(x: f64) -> String {
    let text = short(x).replace('-', "−");
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

/// Two dates far enough apart for a bar between them to be seen.
fn wide([from, to]: [Option<Date>; 2]) -> [Option<Date>; 2] {
    let near = from.zip(to).is_some_and(|(from, to)| (to - from).get_days() < 7 * MIN_WEEKS);
    let some = jiff::Span::new().days(i64::from(7 * MIN_WEEKS / 2));
    if near {
        [from.map(|date| date.saturating_sub(some)), to.map(|date| date.saturating_add(some))]
    } else {
        [from, to]
    }
}

/// Each pattern's interval, in halves of the observed range from its middle.
fn intervals(compared: &PatternsRecord, caption: &str, patterns: &[PatternRow]) -> EffectFigure {
    let several = compared.scenarios.len() > 1;
    let mut cut = false;
    let row = |row: &PatternRow| {
        let [low, high] = row.range;
        let [from, middle, to] = row.simulated.map(|value| {
            let off = (value - (low + high) / 2.0) / ((high - low) / 2.0);
            cut |= off.abs() > REACH;
            off.clamp(-REACH, REACH)
        });
        let ends = [row.simulated[0], row.simulated[2], low, high].map(brief);
        let of = if several { format!(" ({})", row.series.scenario) } else { String::new() };
        Bar {
            label: format!("{}{of}", row.about),
            note: format!("{}–{} ({}–{})", ends[0], ends[1], ends[2], ends[3]),
            middle,
            low: from,
            high: to,
            emphasis: row.verdict.map(|verdict| verdict == Verdict::Outside),
            lower_is_better: false,
        }
    };
    let rows: Vec<Bar> = patterns.iter().filter(|row| row.is_observed()).map(row).collect();
    let beyond = if cut { format!(" Beyond {REACH} it is cut off.") } else { String::new() };
    EffectFigure {
        title: format!("Each pattern: what {} runs give beside what was observed", compared.replicates),
        subtitle: format!(
            "Median and 95 % interval of runs; shaded what was observed, and in colour what is outside of it: all of the \
             interval, or every run. At the right the interval, and in brackets the observed range.{beyond}"
        ),
        caption: caption.to_owned(),
        left: "below what was observed".to_owned(),
        right: "above it".to_owned(),
        left_group: 1,
        right_group: 1,
        better: None,
        unit: "difference from the middle of the observed range; ±1 are its edges".to_owned(),
        range: Some((-1.0, 1.0)),
        rows,
    }
}
