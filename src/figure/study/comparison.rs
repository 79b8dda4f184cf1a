//! What a study shows of two scenarios: paired effects, and the difference week by week.

use crate::figure::{Curve, CurveFigure, EffectFigure, Panel, Point};
use crate::question::Bar;
use crate::study::Study;
use crate::study::outcomes::{MARK_MEANS, lower_is_better, marked_label, outcome_number};
use crate::study::results::StudyResults;
use crate::text::short;

use super::about::{caption, events};
use super::weekly::{PAGES, PanelContent, drawn_index};

/// Outcomes that the figure of effects shows.
const SHOWN: [&str; 15] = [
    "retention",
    "mobilised",
    "acted",
    "mobilised_weeks",
    "attendance",
    "ever_members",
    "survived",
    "calls_won",
    "claims_won",
    "union_joins",
    "mean_framing",
    "rights",
    "efficacy",
    "coping_need",
    "task_concentration",
];

/// The paired effects of the first scenario and another one.
pub(super) fn effect_figure(study: &Study, results: &StudyResults, other: usize) -> EffectFigure {
    let (first, second) = (&study.scenarios[0].name, &study.scenarios[other].name);
    let effects = results.effects.iter();
    // The first organisations of both, or the fields where one has none.
    let shown = SHOWN
        .iter()
        .filter_map(|name| outcome_number(name))
        .filter_map(|outcome| effects.clone().find(|e| e.versus.0 == other && e.outcome == outcome));
    let rows = shown.map(|e| {
        // As a share of the two means' mean, so that outcomes of all units can stand side by side.
        let [first, other] = e.pairs;
        let share = |x: f64| 200.0 * x / (first.abs() + other.abs());
        Bar {
            label: marked_label(e.outcome),
            note: format!("{} vs {}", short(first), short(other)),
            middle: share(e.difference.mean),
            low: share(e.difference.low),
            high: share(e.difference.high),
            emphasis: None,
            lower_is_better: lower_is_better(e.outcome),
        }
    });
    EffectFigure {
        range: None,
        title: format!("{first} minus {second}: paired differences"),
        subtitle: format!("Mean over {} paired replicates, with its 95 % interval; {MARK_MEANS}", study.replicates),
        caption: caption(study),
        left: format!("{second} higher"),
        right: format!("{first} higher"),
        left_group: other,
        right_group: 0,
        better: Some([format!("{second} does better"), format!("{first} does better")]),
        unit: "difference, % of the mean of the two".to_owned(),
        rows: rows.collect(),
    }
}

/// Outcomes that the figure of all variants shows.
const SHOWN_OF_VARIANTS: [&str; 5] = ["mobilised", "acted", "retention", "attendance", "survived"];

/// What each variant has more than the first scenario, in one figure.
pub(super) fn variants_figure(study: &Study, results: &StudyResults) -> EffectFigure {
    let first = &study.scenarios[0].name;
    let mut rows = Vec::new();
    for outcome in SHOWN_OF_VARIANTS.iter().filter_map(|name| outcome_number(name)) {
        for e in results.effects.iter().filter(|e| e.outcome == outcome) {
            // Once for each variant: the first organisations of both, or the fields where one has none.
            let is_first =
                results.effects.iter().find(|other| other.versus.0 == e.versus.0 && other.outcome == outcome);
            if !is_first.is_some_and(|first| std::ptr::eq(first, e)) {
                continue;
            }
            let [baseline, variant] = e.pairs;
            let share = |x: f64| 200.0 * x / (baseline.abs() + variant.abs());
            rows.push(Bar {
                label: format!("{}: {}", marked_label(outcome), study.scenarios[e.versus.0].name),
                note: format!("{} vs {}", short(variant), short(baseline)),
                middle: share(-e.difference.mean),
                low: share(-e.difference.high),
                high: share(-e.difference.low),
                emphasis: None,
                lower_is_better: lower_is_better(outcome),
            });
        }
    }
    EffectFigure {
        range: None,
        title: format!("Variants minus {first}: paired differences"),
        subtitle: format!("Mean over {} paired replicates, with its 95 % interval", study.replicates),
        caption: caption(study),
        left: format!("{first} higher"),
        right: "the variant higher".to_owned(),
        left_group: 0,
        right_group: 1,
        better: None,
        unit: "difference, % of the mean of the two".to_owned(),
        rows,
    }
}

/// What the first organisation of the first scenario has more of than that of another one, week by week.
pub(super) fn difference_figure(study: &Study, results: &StudyResults, other: usize) -> CurveFigure {
    let (first, second) = (&study.scenarios[0].name, &study.scenarios[other].name);
    let one = |content: &PanelContent| {
        let drawn = drawn_index(content.measures[0]);
        let differences = results.curves.differences((0, 0), (other, 0), drawn);
        let points = differences.into_iter().enumerate().map(|(week, e)| Point {
            date: study.scenarios[0].date_of(week as u32),
            middle: e.mean,
            low: e.low,
            high: e.high,
        });
        let label = format!("{first} minus {second}");
        let curve = Curve { label, group: 0, dashed: false, points: points.collect() };
        let unit = if content.share { "difference" } else { content.unit };
        Panel {
            title: content.title.to_owned(),
            unit: unit.to_owned(),
            floor_zero: true,
            ceiling_one: false,
            curves: vec![curve],
        }
    };
    CurveFigure {
        title: format!("What {first} has more of than {second}, week by week"),
        subtitle: format!(
            "Mean difference within {} paired replicates, with its 95 % interval in each week. Above zero: more in {first}.",
            study.replicates
        ),
        caption: caption(study),
        panels: PAGES[0].2.iter().map(one).collect(),
        events: events(&study.scenarios),
        alike: false,
    }
}
