//! What the figures of a sweep show, from its tables: the effect of every point, and maps where two knobs make a
//! grid.

use std::path::Path;
use std::sync::Arc;

use serde_json::Value;

use crate::config::{Node, Problem, Source, parse};
use crate::experiment::file::stem;
use crate::files;
use crate::knob::Value as Given;
use crate::model::sustainability::{OUTCOMES, OutcomeInfo};
use crate::question::Words;
use crate::text::{capital, rounded, short};

use super::{EffectFigure, EffectRow, Figure, MapCell, MapFigure, MapPanel, Picture};

/// No table of a sweep that is drawn is larger.
const MOST_BYTES: u64 = 1 << 30;

/// More points than this would not fit on a page; the largest effects are drawn.
const MOST_ROWS: usize = 30;

/// The tables of a sweep's folder, as far as figures and reports need them.
#[derive(Debug)]
pub struct Tables {
    factors: Vec<String>,
    points: Vec<PointOf>,
    outcomes: Vec<Cells>,
    effects: Vec<Cells>,
    said: Said,
}

/// What the experiment file in the folder says for readers.
#[derive(Debug, Default)]
struct Said {
    /// The experiment's name, where it gives one.
    name: Option<String>,
    /// What it calls its base scenarios by, first first.
    scenarios: Vec<String>,
    /// Its plain words, where it asks a question.
    words: Words,
}

impl Said {
    /// Nothing of a folder without the file, or one that was damaged: the tables stand by themselves.
    fn read(folder: &Path) -> Self {
        let path = folder.join("experiment.toml");
        let Ok(text) = files::read_text(&path, MOST_BYTES) else { return Self::default() };
        let Ok(entries) = parse(&Arc::new(Source { name: path.display().to_string(), text })) else {
            return Self::default();
        };
        let node = |key: &str| entries.iter().find(|entry| entry.key == key).map(|entry| &entry.node);
        let text = |key: &str| match node(key) {
            Some(Node::Value(Given::Text(text))) => Some(text.clone()),
            _ => None,
        };
        let several = match node("scenarios") {
            Some(Node::Words(words)) => words.iter().map(|(word, _)| word.clone()).collect(),
            _ => Vec::new(),
        };
        let scenarios = text("scenario").into_iter().chain(several).map(|word| stem(&word)).collect();
        Self { name: text("name"), scenarios, words: Words::of_file(&entries) }
    }
}

/// A row of `points.csv`.
#[derive(Debug)]
struct PointOf {
    scenario: String,
    baseline: bool,
    labels: Vec<String>,
    replicates: u32,
    failed: u32,
}

/// A point of the design laid beside its baseline.
#[derive(Debug, Clone, PartialEq)]
pub struct Laid {
    /// What it turns, in words.
    pub words: String,
    /// Its mean.
    pub mean: f64,
    /// The baseline's.
    pub baseline: f64,
    /// Mean paired difference, point less baseline.
    pub difference: f64,
    /// Lower end of its 95 % interval.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// Pairs in which both have a value.
    pub replicates: u32,
}

/// A row of a table, by the names of its columns.
#[derive(Debug)]
struct Cells(Vec<(String, String)>);

impl Cells {
    fn text(&self, name: &str) -> &str {
        self.0.iter().find(|(known, _)| known == name).map_or("", |(_, cell)| cell)
    }

    fn number(&self, name: &str) -> f64 {
        self.text(name).parse().unwrap_or(f64::NAN)
    }

    fn place(&self, name: &str) -> usize {
        self.text(name).parse().unwrap_or(usize::MAX)
    }
}

/// What a finished sweep shows: for each outcome of interest `effects-OUTCOME`, and `map-OUTCOME` where two knobs
/// vary.
///
/// # Errors
/// A table that is missing or cannot be read.
pub fn pictures(record: &Value, folder: &Path) -> Result<Vec<Picture>, Problem> {
    let tables = Tables::read(folder)?;
    let mut pictures = Vec::new();
    let caption = caption(record, &tables);
    for info in tables.outcomes() {
        let effects = tables.effects(info, &caption);
        if !effects.rows.is_empty() {
            pictures.push(Picture::new(format!("effects-{}", info.name), Figure::Effects(effects)));
        }
        if let Some(map) = tables.map(info, &caption) {
            pictures.push(Picture::new(format!("map-{}", info.name), Figure::Map(map)));
        }
    }
    Ok(pictures)
}

fn caption(record: &Value, tables: &Tables) -> String {
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let replicates = match &record["replicates"] {
        Value::Object(precision) => format!(
            "until {} is known to ± {}",
            precision.get("outcome").map_or(String::new(), text),
            precision.get("half_width").map_or(String::new(), text)
        ),
        number => format!("{number} replicates each"),
    };
    let experiment = text(&record["experiment"]);
    let name = tables.said.name.clone().unwrap_or_else(|| stem(&experiment));
    let points = tables.points();
    format!(
        "{name}: {points} points, {replicates}. Seed {}. mobilise {}.",
        text(&record["seed"]),
        text(&record["version"])
    )
}

fn rows(folder: &Path, name: &str) -> Result<(Vec<String>, Vec<Cells>), Problem> {
    let path = folder.join(name);
    let unreadable = |why: String| {
        let hint = "has the sweep ended? The same `mobilise sweep` goes on with what is left and writes its tables";
        Problem::whole(format!("cannot read `{}`: {why}", path.display()), hint)
    };
    let text = files::read_text(&path, MOST_BYTES)
        .map_err(|error| Problem::whole(error.to_string(), "has the sweep ended? Its tables are written then"))?;
    let mut table = csv::Reader::from_reader(text.as_bytes());
    let heads = table.headers().map_err(|error| unreadable(error.to_string()))?;
    let heads: Vec<String> = heads.iter().map(str::to_owned).collect();
    let mut rows = Vec::new();
    for record in table.records() {
        let record = record.map_err(|error| unreadable(error.to_string()))?;
        rows.push(Cells(heads.iter().cloned().zip(record.iter().map(str::to_owned)).collect()));
    }
    Ok((heads, rows))
}

/// A level as a reader meets it: a number without the digits that only a computer needs.
pub fn level(label: &str) -> String {
    match label.parse::<f64>() {
        Ok(number) if label.len() > 7 && number.is_finite() => rounded(number, 4).to_string(),
        _ => label.to_owned(),
    }
}

impl Tables {
    /// Reads them.
    ///
    /// # Errors
    /// A table that is missing or cannot be read.
    pub fn read(folder: &Path) -> Result<Self, Problem> {
        let (heads, points) = rows(folder, "points.csv")?;
        let beside = ["point", "scenario", "baseline", "seed", "replicates", "failed"];
        let factors: Vec<String> = heads.into_iter().filter(|head| !beside.contains(&head.as_str())).collect();
        let points = points.iter().map(|cells| PointOf {
            scenario: cells.text("scenario").to_owned(),
            baseline: cells.text("baseline") == "true",
            labels: factors.iter().map(|factor| cells.text(factor).to_owned()).collect(),
            replicates: cells.text("replicates").parse().unwrap_or(0),
            failed: cells.text("failed").parse().unwrap_or(0),
        });
        let points = points.collect();
        let (_, outcomes) = rows(folder, "outcomes.csv")?;
        let (_, effects) = rows(folder, "effects.csv")?;
        Ok(Self { factors, points, outcomes, effects, said: Said::read(folder) })
    }

    /// The outcomes of interest.
    pub fn outcomes(&self) -> Vec<&'static OutcomeInfo> {
        let has = |info: &&OutcomeInfo| self.outcomes.iter().any(|cells| cells.text("outcome") == info.name);
        OUTCOMES.iter().filter(has).collect()
    }

    /// The factors, each with its values or labels in the order in which points take them.
    pub fn factors(&self) -> Vec<(&str, Vec<&str>)> {
        let values = |place: usize| {
            let mut values: Vec<&str> = Vec::new();
            for point in self.points.iter().filter(|point| !point.baseline) {
                if !values.contains(&point.labels[place].as_str()) {
                    values.push(&point.labels[place]);
                }
            }
            values
        };
        self.factors.iter().enumerate().map(|(place, factor)| (factor.as_str(), values(place))).collect()
    }

    /// Points without the baselines.
    pub fn points(&self) -> usize {
        self.points.iter().filter(|point| !point.baseline).count()
    }

    /// The fewest and the most runs of a point that are in the tables, and how many failed in all.
    pub fn runs(&self) -> (u32, u32, u32) {
        let runs = || self.points.iter().map(|point| point.replicates);
        (runs().min().unwrap_or(0), runs().max().unwrap_or(0), self.points.iter().map(|point| point.failed).sum())
    }

    /// Half the 95 % interval of an outcome's mean at each point, with the point's words and its runs, for one row of
    /// each point: that of the organisation named, or its first.
    pub fn precision(&self, outcome: &str, organisation: Option<&str>) -> Vec<(String, f64, u32)> {
        let mut seen: Vec<usize> = Vec::new();
        let mut found = Vec::new();
        for cells in self.outcomes.iter().filter(|cells| cells.text("outcome") == outcome) {
            let point = cells.place("point");
            let wanted = organisation.is_none_or(|name| cells.text("organisation") == name);
            if !wanted || seen.contains(&point) {
                continue;
            }
            seen.push(point);
            let Some(of) = self.points.get(point) else { continue };
            let words = match of.baseline {
                true => format!("{} {}", self.said.words.baseline(), self.scenario(&of.scenario)),
                false => self.words(point, of),
            };
            found.push((words, (cells.number("high") - cells.number("low")) / 2.0, of.replicates));
        }
        found
    }

    /// Every point of the design laid beside its baseline in one outcome, in the order of the points.
    pub fn laid(&self, info: &OutcomeInfo) -> Vec<Laid> {
        let laid = |(point, cells): (&PointOf, &Cells)| Laid {
            words: self.words(cells.place("point"), point),
            mean: cells.number("point_mean"),
            baseline: cells.number("versus_mean"),
            difference: cells.number("difference"),
            low: cells.number("low"),
            high: cells.number("high"),
            replicates: cells.text("replicates").parse().unwrap_or(0),
        };
        let baseline = |versus: usize| self.points.get(versus).is_some_and(|point| point.baseline);
        self.first(&self.effects, info)
            .into_iter()
            .filter_map(|cells| Some((self.points.get(cells.place("point"))?, cells)))
            .filter(|(point, cells)| !point.baseline && baseline(cells.place("versus")))
            .map(laid)
            .filter(|laid| laid.difference.is_finite())
            .collect()
    }

    /// The scenarios, first first.
    fn scenarios(&self) -> Vec<&str> {
        let mut scenarios: Vec<&str> = Vec::new();
        for point in &self.points {
            if !scenarios.contains(&point.scenario.as_str()) {
                scenarios.push(&point.scenario);
            }
        }
        scenarios
    }

    /// Rows of a table for one outcome, of the first row of each point: its first organisation, or the field.
    fn first<'a>(&self, table: &'a [Cells], info: &OutcomeInfo) -> Vec<&'a Cells> {
        let mut found: Vec<&Cells> = Vec::new();
        for cells in table.iter().filter(|cells| cells.text("outcome") == info.name) {
            let key = (cells.place("point"), cells.text("versus"));
            if found.last().is_none_or(|last| (last.place("point"), last.text("versus")) != key) {
                found.push(cells);
            }
        }
        found
    }

    /// Whether there is room to say what a point turns; otherwise it has its number.
    fn tells_points_apart(&self) -> bool {
        const MOST_FACTORS: usize = 3;
        self.factors.len() <= MOST_FACTORS
    }

    /// What a point turns, in words.
    fn words(&self, number: usize, point: &PointOf) -> String {
        let scenario = match self.scenarios().len() {
            0 | 1 => String::new(),
            _ => format!("{}: ", self.scenario(&point.scenario)),
        };
        if !self.tells_points_apart() {
            return format!("{scenario}point {number}");
        }
        let words = &self.said.words;
        let setting = |(factor, label): (&String, &String)| match words.0.is_empty() {
            true => format!("{factor} {}", level(label)),
            false => words.level(factor, label),
        };
        let settings: Vec<String> = self.factors.iter().zip(&point.labels).map(setting).collect();
        format!("{scenario}{}", settings.join(", "))
    }

    /// A base scenario in the file's words for it, or by its own name.
    fn scenario<'a>(&'a self, name: &'a str) -> &'a str {
        let place = self.scenarios().iter().position(|known| *known == name);
        let called = place.and_then(|place| self.said.scenarios.get(place));
        called.and_then(|called| self.said.words.0.get(called)).map_or(name, String::as_str)
    }

    fn effects(&self, info: &OutcomeInfo, caption: &str) -> EffectFigure {
        let mut shown = self.laid(info);
        let all = shown.len();
        if all > MOST_ROWS {
            shown.sort_by(|a, b| b.difference.abs().total_cmp(&a.difference.abs()));
            shown.truncate(MOST_ROWS);
        }
        let cut = if all > MOST_ROWS { format!(" The {MOST_ROWS} largest of {all} points.") } else { String::new() };
        let named = if self.tells_points_apart() { "" } else { " points.csv says what each point turns." };
        let baseline = self.said.words.baseline();
        let rows = shown.into_iter().map(|laid| EffectRow {
            note: format!("{} vs {}", short(laid.mean), short(laid.baseline)),
            label: laid.words,
            middle: laid.difference,
            low: laid.low,
            high: laid.high,
            told: None,
        });
        EffectFigure {
            range: None,
            title: format!("What each point does to {}", info.label),
            subtitle: format!("Mean paired difference from {baseline}, with its 95 % interval.{cut}{named}"),
            caption: caption.to_owned(),
            left: format!("less than {baseline}"),
            right: format!("more than {baseline}"),
            left_group: 1,
            right_group: 0,
            unit: format!("difference, {}", info.unit),
            rows: rows.collect(),
        }
    }

    /// Maps where exactly two factors vary: the mean, its difference from the baseline, and where there is a second
    /// scenario which of the two is ahead.
    fn map(&self, info: &OutcomeInfo, caption: &str) -> Option<MapFigure> {
        let [across, up] = self.factors.as_slice() else { return None };
        let scenarios = self.scenarios();
        let levels = |factor: usize| {
            let mut levels: Vec<String> = Vec::new();
            for point in self.points.iter().filter(|point| !point.baseline) {
                if !levels.contains(&point.labels[factor]) {
                    levels.push(point.labels[factor].clone());
                }
            }
            levels
        };
        let (columns, rows) = (levels(0), levels(1));
        // Points that are not on a grid make no map.
        if columns.len() < 2 || rows.len() < 2 || columns.len() * rows.len() > 2 * self.points.len() {
            return None;
        }
        let cells = |scenario: &str, found: &[&Cells], versus: &dyn Fn(usize) -> bool, value: &str| {
            let cell = |row: &String, column: &String| {
                let here = |cells: &&&Cells| {
                    self.points.get(cells.place("point")).is_some_and(|point| {
                        point.scenario == scenario && !point.baseline && point.labels == [column.as_str(), row.as_str()]
                    }) && (cells.text("versus").is_empty() || versus(cells.place("versus")))
                };
                let cells = found.iter().find(here)?;
                // A mean is not compared with zero.
                let uncertain = value != "mean" && !(cells.number("low") > 0.0 || cells.number("high") < 0.0);
                Some(MapCell { value: cells.number(value), uncertain }).filter(|cell| cell.value.is_finite())
            };
            rows.iter().map(|row| columns.iter().map(|column| cell(row, column)).collect()).collect()
        };
        let (means, effects) = (self.first(&self.outcomes, info), self.first(&self.effects, info));
        let is_baseline = |versus: usize| self.points.get(versus).is_some_and(|point| point.baseline);
        let words = &self.said.words;
        let axis = |factor: &String, labels: &[String]| {
            let bare = |label: &String| match words.0.is_empty() {
                true => level(label),
                false => words.bare(factor, label),
            };
            (words.of(factor).to_owned(), labels.iter().map(bare).collect())
        };
        let mut panels = Vec::new();
        for scenario in &scenarios {
            let of = if scenarios.len() > 1 { format!(" in {}", self.scenario(scenario)) } else { String::new() };
            panels.push(MapPanel {
                title: format!("Mean{of}"),
                unit: info.unit.to_owned(),
                cells: cells(scenario, &means, &|_| true, "mean"),
                ..MapPanel::default()
            });
            panels.push(MapPanel {
                title: format!("Difference from {}{of}", words.baseline()),
                unit: info.unit.to_owned(),
                sides: true,
                ends: ("less".to_owned(), "more".to_owned()),
                cells: cells(scenario, &effects, &is_baseline, "difference"),
            });
        }
        for second in scenarios.iter().skip(1) {
            let [first, other] = [scenarios[0], second].map(|scenario| self.scenario(scenario));
            panels.push(MapPanel {
                title: format!("{other} less {first}"),
                unit: info.unit.to_owned(),
                sides: true,
                ends: (format!("{first} ahead"), format!("{other} ahead")),
                cells: cells(second, &effects, &|versus| !is_baseline(versus), "difference"),
            });
        }
        Some(MapFigure {
            title: format!("{}: {} and {}", capital(info.label), words.of(across), words.of(up)),
            subtitle: "Means over replicates. Hatched: the 95 % interval of the paired difference holds zero. A thick \
                       line runs where the side changes."
                .to_owned(),
            caption: caption.to_owned(),
            across: axis(across, &columns),
            up: axis(up, &rows),
            panels,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::level;

    #[test]
    fn levels_have_the_digits_a_reader_needs() {
        let read = ["0.041666666666666664", "0.09999999999999999", "0.25", "5000000", "none", "2.083333333333333"];
        assert_eq!(read.map(level), ["0.04167", "0.1", "0.25", "5000000", "none", "2.083"]);
    }
}
