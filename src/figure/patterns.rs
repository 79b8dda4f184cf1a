//! What the figures of runs held to patterns show: simulated counts with what was observed on its dates, and each
//! pattern's interval beside its range.

use std::path::Path;

use jiff::civil::Date;
use serde_json::Value;

use crate::calibration::verdict::Verdict;
use crate::config::Problem;
use crate::files;
use crate::model::measures::MEASURES;
use crate::text::{capital, short};

use super::{Curve, CurveFigure, EffectFigure, EffectRow, Figure, Panel, Picture, Point};

/// No table that is drawn is larger.
const MOST_BYTES: u64 = 1 << 28;

/// A single week is drawn this wide, in weeks.
const LEAST_WEEKS: i32 = 12;

/// How far a row reaches, in halves of an observed range: what lies beyond would flatten all others.
const REACH: f64 = 5.0;

/// What the tables of a folder show: `counts`, where a pattern is of weeks and not a ratio, and `patterns`, where one
/// has a range.
///
/// # Errors
/// A table that is missing or cannot be read.
pub fn pictures(record: &Value, folder: &Path) -> Result<Vec<Picture>, Problem> {
    let (patterns, curves) = (Table::read(folder, "patterns.csv")?, Table::read(folder, "curves.csv")?);
    let mut all = Vec::new();
    let counts = counts(record, &patterns, &curves);
    if !counts.panels.is_empty() {
        all.push(Picture::new("counts", Figure::Curves(counts)));
    }
    let intervals = intervals(record, &patterns);
    if !intervals.rows.is_empty() {
        all.push(Picture::new("patterns", Figure::Effects(intervals)));
    }
    Ok(all)
}

/// A table with its header.
struct Table {
    heads: csv::StringRecord,
    rows: Vec<csv::StringRecord>,
}

impl Table {
    fn read(folder: &Path, name: &str) -> Result<Self, Problem> {
        let path = folder.join(name);
        let hint = "`mobilise rerun` makes it again from the run.json beside it";
        let text = files::read_text(&path, MOST_BYTES).map_err(|error| Problem::whole(error.to_string(), hint))?;
        let unreadable = |error: csv::Error| Problem::whole(format!("cannot read `{}`: {error}", path.display()), hint);
        let mut table = csv::Reader::from_reader(text.as_bytes());
        let heads = table.headers().map_err(unreadable)?.clone();
        let rows = table.records().collect::<Result<_, _>>().map_err(unreadable)?;
        Ok(Self { heads, rows })
    }

    fn text<'a>(&self, row: &'a csv::StringRecord, column: &str) -> &'a str {
        let place = self.heads.iter().position(|head| head == column);
        place.and_then(|place| row.get(place)).unwrap_or_default()
    }

    fn number(&self, row: &csv::StringRecord, column: &str) -> f64 {
        self.text(row, column).parse().unwrap_or(f64::NAN)
    }
}

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn names(record: &Value) -> Vec<String> {
    record["scenarios"].as_array().into_iter().flatten().map(|scenario| text(&scenario["name"])).collect()
}

/// Where values were drawn from, as the command line said.
fn drawn(record: &Value) -> String {
    let settings = record["changes"]["settings"].as_array().into_iter().flatten();
    let from = settings.filter(|setting| setting[0] == "--draw").filter_map(|setting| setting[1].as_str()).next_back();
    from.and_then(|setting| setting.split_once('=')).map_or_else(String::new, |(_, from)| {
        format!(" Values drawn by replicate: {}.", from.trim_matches(['"', '\'']))
    })
}

fn caption(record: &Value) -> String {
    let (seed, version) = (text(&record["seed"]), text(&record["version"]));
    format!("{}. Seed {seed}.{} mobilise {version}.", names(record).join(", "), drawn(record))
}

/// The weeks of what patterns count, with what was observed on its dates.
fn counts(record: &Value, patterns: &Table, curves: &Table) -> CurveFigure {
    let mut panels: Vec<Panel> = Vec::new();
    let key = |table: &Table, row: &csv::StringRecord| {
        ["scenario", "organisation", "measure"].map(|column| table.text(row, column).to_owned())
    };
    let date = |table: &Table, row: &csv::StringRecord, column: &str| table.text(row, column).parse::<Date>().ok();
    let mut done: Vec<[String; 3]> = Vec::new();
    for row in &patterns.rows {
        let own = key(patterns, row);
        let info = MEASURES.iter().find(|info| info.name == own[2]);
        let counted = info.is_some_and(|info| info.unit == "people");
        if !counted || patterns.number(row, "observed").is_nan() || done.contains(&own) {
            continue;
        }
        done.push(own.clone());
        let weeks = curves.rows.iter().filter(|row| key(curves, row) == own).filter_map(|row| {
            let [middle, low, high] = ["median", "low", "high"].map(|column| curves.number(row, column));
            Some(Point { date: date(curves, row, "date")?, middle, low, high })
        });
        let mut lines = vec![Curve { label: "simulated".to_owned(), group: 0, dashed: false, points: weeks.collect() }];
        for row in patterns.rows.iter().filter(|row| key(patterns, row) == own) {
            let numbers = ["observed", "observed_low", "observed_high"].map(|column| patterns.number(row, column));
            let [middle, low, high] = numbers;
            let ends = [date(patterns, row, "from"), date(patterns, row, "to")];
            let points: Vec<Point> =
                wide(ends).into_iter().flatten().map(|date| Point { date, middle, low, high }).collect();
            if middle.is_finite() && points.len() == 2 {
                lines.push(Curve { label: "observed".to_owned(), group: 1, dashed: true, points });
            }
        }
        panels.push(Panel {
            title: format!("{}, {}", capital(&own[2].replace("ever_", "ever-")), own[0]),
            unit: info.map_or_else(String::new, |info| info.unit.to_owned()),
            floor_zero: true,
            ceiling_one: false,
            curves: lines,
        });
    }
    CurveFigure {
        title: "What the runs give, and what was observed".to_owned(),
        subtitle: format!(
            "Median and 95 % band of {} runs a scenario; observed: the range that a pattern asks for, on its dates.",
            text(&record["replicates"])
        ),
        caption: caption(record),
        panels,
        events: Vec::new(),
        alike: false,
    }
}

/// A number in as few letters as say it.
fn brief(x: f64) -> String {
    let text = short(x).replace('-', "−");
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

/// Two dates far enough apart for a bar between them to be seen.
fn wide([from, to]: [Option<Date>; 2]) -> [Option<Date>; 2] {
    let near = from.zip(to).is_some_and(|(from, to)| (to - from).get_days() < 7 * LEAST_WEEKS);
    let some = jiff::Span::new().days(i64::from(7 * LEAST_WEEKS / 2));
    if near {
        [from.map(|date| date.saturating_sub(some)), to.map(|date| date.saturating_add(some))]
    } else {
        [from, to]
    }
}

/// Each pattern's interval, in halves of the observed range from its middle.
fn intervals(record: &Value, patterns: &Table) -> EffectFigure {
    let several = names(record).len() > 1;
    let mut cut = false;
    let rows: Vec<EffectRow> = patterns
        .rows
        .iter()
        .filter(|row| !patterns.number(row, "observed").is_nan())
        .map(|row| {
            let number = |column: &str| patterns.number(row, column);
            let (low, high) = (number("observed_low"), number("observed_high"));
            let mut off = |column: &str| {
                let off = (number(column) - (low + high) / 2.0) / ((high - low) / 2.0);
                cut |= off.abs() > REACH;
                off.clamp(-REACH, REACH)
            };
            let [from, middle, to] = ["simulated_low", "simulated_median", "simulated_high"].map(&mut off);
            let ends = [number("simulated_low"), number("simulated_high"), low, high].map(brief);
            let of = if several { format!(" ({})", patterns.text(row, "scenario")) } else { String::new() };
            EffectRow {
                label: format!("{}{of}", patterns.text(row, "about")),
                note: format!("{}–{} ({}–{})", ends[0], ends[1], ends[2], ends[3]),
                middle,
                low: from,
                high: to,
                told: Verdict::named(patterns.text(row, "verdict")).map(|verdict| verdict == Verdict::Outside),
            }
        })
        .collect();
    let beyond = if cut { format!(" Beyond {REACH} it is cut off.") } else { String::new() };
    EffectFigure {
        title: format!("Each pattern: what {} runs give beside what was observed", text(&record["replicates"])),
        subtitle: format!(
            "Median and 95 % interval of runs; shaded what was observed, and in colour what is outside of it: all of the \
             interval, or every run. At the right the interval, and in brackets the observed range.{beyond}"
        ),
        caption: caption(record),
        left: "below what was observed".to_owned(),
        right: "above it".to_owned(),
        left_group: 1,
        right_group: 1,
        unit: "difference from the middle of the observed range; ±1 are its edges".to_owned(),
        range: Some((-1.0, 1.0)),
        rows,
    }
}
