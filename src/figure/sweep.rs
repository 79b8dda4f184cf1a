//! What the figures of a sweep show: the effect of every point, and maps where two knobs make a grid.

use crate::config::stem;
use crate::model::sustainability::OutcomeInfo;
use crate::question::Bar;
use crate::record::{Record, ReplicatesRecord, SweepRecord};
use crate::results::sweep::{EffectRow as Difference, OutcomeRow, SweepTables, level};
use crate::study::outcomes::{MARK_MEANS, lower_is_better, marked_label, outcome_number};
use crate::text::{capital, short};

use super::{EffectFigure, MapCell, MapFigure, MapPanel, Picture};

/// More points than this would not fit on a page; the largest effects are drawn.
const MAX_ROWS: usize = 30;

/// What a finished sweep shows: for each outcome of interest `effects-OUTCOME`, and `map-OUTCOME` where two knobs
/// vary.
#[must_use]
pub(crate) fn pictures(record: &Record, sweep: &SweepRecord, tables: &SweepTables) -> Vec<Picture> {
    let mut pictures = Vec::new();
    let caption = caption(record, sweep, tables);
    for info in tables.outcomes() {
        let effects = effects(tables, info, &caption);
        if !effects.rows.is_empty() {
            pictures.push(Picture::new(format!("effects-{}", info.name), effects));
        }
        if let Some(map) = map(tables, info, &caption) {
            pictures.push(Picture::new(format!("map-{}", info.name), map));
        }
    }
    pictures
}

fn caption(record: &Record, sweep: &SweepRecord, tables: &SweepTables) -> String {
    let replicates = match &sweep.replicates {
        ReplicatesRecord::Fixed(number) => format!("{number} replicates each"),
        ReplicatesRecord::Until(precision) => {
            // As JSON writes it: 1.0 for 1.
            format!("until {} is known to ± {:?}", precision.outcome, precision.half_width)
        }
    };
    let name = tables.wording.name.clone().unwrap_or_else(|| stem(&sweep.experiment));
    let points = tables.points();
    format!("{name}: {points} points, {replicates}. Seed {}. mobilise {}.", record.seed, record.version)
}

fn effects(tables: &SweepTables, info: &OutcomeInfo, caption: &str) -> EffectFigure {
    let mut shown = tables.effects(info);
    let all = shown.len();
    if all > MAX_ROWS {
        shown.sort_by(|a, b| b.difference.abs().total_cmp(&a.difference.abs()));
        shown.truncate(MAX_ROWS);
    }
    let cut = if all > MAX_ROWS { format!(" The {MAX_ROWS} largest of {all} points.") } else { String::new() };
    let named = if tables.names_points() { "" } else { " points.csv says what each point turns." };
    let baseline = tables.wording.words.baseline();
    let outcome = outcome_number(info.name);
    let marked = outcome.map_or_else(|| info.label.to_owned(), marked_label);
    let better = outcome.filter(|outcome| lower_is_better(*outcome));
    let means = better.map_or_else(String::new, |_| format!(" {MARK_MEANS}."));
    let rows = shown.into_iter().map(|effect| Bar {
        note: format!("{} vs {}", short(effect.mean), short(effect.baseline)),
        label: effect.words,
        middle: effect.difference,
        low: effect.low,
        high: effect.high,
        emphasis: None,
        lower_is_better: outcome.is_some_and(lower_is_better),
    });
    EffectFigure {
        range: None,
        title: format!("What each point does to {marked}"),
        subtitle: format!("Mean paired difference from {baseline}, with its 95 % interval.{cut}{named}{means}"),
        caption: caption.to_owned(),
        left: format!("less than {baseline}"),
        right: format!("more than {baseline}"),
        left_group: 1,
        right_group: 0,
        better: better.map(|_| [format!("worse than {baseline}"), format!("better than {baseline}")]),
        unit: format!("difference, {}", info.unit),
        rows: rows.collect(),
    }
}

/// Maps where exactly two factors vary: the mean, its difference from the baseline, and where there is a second
/// scenario which of the two is ahead.
fn map(tables: &SweepTables, info: &OutcomeInfo, caption: &str) -> Option<MapFigure> {
    let [across, up] = tables.factors.as_slice() else { return None };
    let grid = Grid { tables, columns: tables.levels(0), rows: tables.levels(1) };
    let (columns, rows) = (grid.columns.len(), grid.rows.len());
    // Points that are not on a grid make no map.
    if columns < 2 || rows < 2 || columns * rows > 2 * tables.points.len() {
        return None;
    }
    let words = &tables.wording.words;
    let axis = |factor: &String, labels: &[&str]| {
        let bare = |label: &&str| match words.0.is_empty() {
            true => level(label),
            false => words.bare(factor, label),
        };
        (words.of(factor).to_owned(), labels.iter().map(bare).collect())
    };
    Some(MapFigure {
        title: format!("{}: {} and {}", capital(info.label), words.of(across), words.of(up)),
        subtitle: "Means over replicates. Hatched: the 95 % interval of the paired difference holds zero. A thick \
                   line runs where the side changes."
            .to_owned(),
        caption: caption.to_owned(),
        across: axis(across, &grid.columns),
        up: axis(up, &grid.rows),
        panels: grid.panels(info),
    })
}

/// The points of two factors as columns and rows.
struct Grid<'a> {
    tables: &'a SweepTables,
    columns: Vec<&'a str>,
    rows: Vec<&'a str>,
}

impl Grid<'_> {
    fn panels(&self, info: &OutcomeInfo) -> Vec<MapPanel> {
        let tables = self.tables;
        let (means, effects) = (tables.first_outcomes(info), tables.first_effects(info));
        let scenarios = tables.scenarios();
        let mut panels = Vec::new();
        for scenario in &scenarios {
            let of = if scenarios.len() > 1 { format!(" in {}", tables.scenario(scenario)) } else { String::new() };
            panels.push(MapPanel {
                title: format!("Mean{of}"),
                unit: info.unit.to_owned(),
                cells: self.means(scenario, &means),
                ..MapPanel::default()
            });
            panels.push(MapPanel {
                title: format!("Difference from {}{of}", tables.wording.words.baseline()),
                unit: info.unit.to_owned(),
                sides: true,
                ends: ("less".to_owned(), "more".to_owned()),
                cells: self.differences(scenario, &effects, |versus| tables.is_baseline(versus)),
            });
        }
        for second in scenarios.iter().skip(1) {
            let [first, other] = [scenarios[0], second].map(|scenario| tables.scenario(scenario));
            panels.push(MapPanel {
                title: format!("{other} minus {first}"),
                unit: info.unit.to_owned(),
                sides: true,
                ends: (format!("{first} ahead"), format!("{other} ahead")),
                cells: self.differences(second, &effects, |versus| !tables.is_baseline(versus)),
            });
        }
        panels
    }

    fn means(&self, scenario: &str, rows: &[&OutcomeRow]) -> Vec<Vec<Option<MapCell>>> {
        self.cells(|labels| {
            let row = rows.iter().find(|row| self.is_here(row.point, scenario, labels))?;
            // A mean is not compared with zero.
            Some(MapCell { value: row.mean, uncertain: false })
        })
    }

    fn differences(
        &self,
        scenario: &str,
        rows: &[&Difference],
        is_versus: impl Fn(usize) -> bool,
    ) -> Vec<Vec<Option<MapCell>>> {
        self.cells(|labels| {
            let row = rows.iter().find(|row| self.is_here(row.point, scenario, labels) && is_versus(row.versus))?;
            Some(MapCell { value: row.difference, uncertain: !(row.low > 0.0 || row.high < 0.0) })
        })
    }

    fn is_here(&self, point: usize, scenario: &str, labels: [&str; 2]) -> bool {
        let point = self.tables.points.get(point);
        point.is_some_and(|point| point.scenario == scenario && !point.baseline && point.labels == labels)
    }

    fn cells(&self, cell: impl Fn([&str; 2]) -> Option<MapCell>) -> Vec<Vec<Option<MapCell>>> {
        let cell = |row: &&str, column: &&str| cell([*column, *row]).filter(|cell| cell.value.is_finite());
        self.rows.iter().map(|row| self.columns.iter().map(|column| cell(row, column)).collect()).collect()
    }
}
