//! What a study shows week by week: mobilisation, what lies behind it, and each organisation by itself.

use crate::figure::{Curve, CurveFigure, Panel, Point};
use crate::model::measures::Measure;
use crate::study::Study;
use crate::study::curves::DRAWN;
use crate::study::results::StudyResults;

use super::about::{caption, events, group_label, scenario_names};

/// Figures of curves: name, title, panels.
pub(super) const PAGES: [(&str, &str, [PanelContent; 4]); 2] = [
    (
        "curves",
        "How mobilisation rises and lasts",
        [
            panel("Members", "people", false, &[Measure::Members]),
            panel("Attendance at the weekly session", "people", false, &[Measure::Attendance]),
            panel("Mobilised: acted on work in the last 26 weeks", "people", false, &[Measure::Mobilised]),
            panel("Mean framing", "0 free of it, 1 full", true, &[Measure::MeanFraming, Measure::MeanFramingNever]),
        ],
    ),
    (
        "behind",
        "What lies behind it",
        [
            panel("Rights knowledge", "0–1", true, &[Measure::Rights, Measure::RightsNever]),
            panel("Efficacy", "0–1", true, &[Measure::Efficacy, Measure::EfficacyNever]),
            panel("Unmet coping need", "0–1", true, &[Measure::CopingNeed, Measure::CopingNeedNever]),
            panel("Concentration of tasks", "1: one person does all", true, &[Measure::TaskConcentration]),
        ],
    ),
];

/// What a panel shows: its measures, the first among members, a second one among those who never
/// joined.
#[derive(Debug, Clone, Copy)]
pub(super) struct PanelContent {
    pub title: &'static str,
    pub unit: &'static str,
    pub share: bool,
    pub measures: &'static [Measure],
}

const fn panel(title: &'static str, unit: &'static str, share: bool, measures: &'static [Measure]) -> PanelContent {
    PanelContent { title, unit, share, measures }
}

pub(super) fn curve_figure(study: &Study, results: &StudyResults, title: &str, panels: &[PanelContent]) -> CurveFigure {
    let panels = panels.iter().map(|content| Panel {
        title: content.title.to_owned(),
        unit: content.unit.to_owned(),
        floor_zero: true,
        ceiling_one: content.share,
        curves: curves_of(study, results, content.measures),
    });
    let panels: Vec<Panel> = panels.collect();
    let interval = match panels.iter().any(Panel::is_crowded) {
        true => "strokes at the marks hold",
        false => "the band holds",
    };
    let runs = match study.replicates {
        1 => "One replicate a scenario.".to_owned(),
        n => format!("Median of {n} replicates a scenario; {interval} nine in ten."),
    };
    let paired = if study.scenarios.len() > 1 {
        " Replicates are paired: the same random numbers in every scenario."
    } else {
        ""
    };
    CurveFigure {
        title: format!("{title}: {}", scenario_names(study)),
        subtitle: runs + paired,
        caption: caption(study),
        panels,
        events: events(&study.scenarios),
        alike: false,
    }
}

fn curves_of(study: &Study, results: &StudyResults, measures: &[Measure]) -> Vec<Curve> {
    let mut curves = Vec::new();
    for (s, scenario) in study.scenarios.iter().enumerate() {
        let field = scenario.organisations.len();
        let groups = if field == 0 { 0..1 } else { 0..field };
        for group in groups {
            let label = group_label(study, s, group);
            let colour = if study.scenarios.len() == 1 { group } else { s };
            let dashed = group > 0 && study.scenarios.len() > 1;
            curves.push(curve(results, study, (s, group), measures[0], Line { label, colour, dashed }));
        }
        if let Some(never) = measures.get(1).filter(|_| field > 0) {
            let label = format!("{}, never joined", scenario.name);
            let colour = if study.scenarios.len() == 1 { field } else { s };
            curves.push(curve(results, study, (s, field), *never, Line { label, colour, dashed: true }));
        }
    }
    curves
}

/// Small multiples: a panel for each organisation, where a scenario has several.
pub(super) fn organisations_figure(study: &Study, results: &StudyResults) -> Option<CurveFigure> {
    /// More organisations are not drawn, but stand in the tables.
    const MAX_PANELS: usize = 12;
    const SHOWN: [(Measure, &str); 3] =
        [(Measure::Members, "members"), (Measure::Attendance, "attendance"), (Measure::Mobilised, "mobilised")];
    if study.scenarios.iter().all(|scenario| scenario.organisations.len() < 2) {
        return None;
    }
    let groups = study.scenarios.iter().enumerate();
    let groups = groups.flat_map(|(s, scenario)| (0..scenario.organisations.len()).map(move |group| (s, group)));
    let all = groups.clone().count();
    let panel = |(s, group): (usize, usize)| Panel {
        title: match study.scenarios.len() {
            1 => study.group_name(s, group).to_owned(),
            _ => format!("{}, {}", study.scenarios[s].name, study.group_name(s, group)),
        },
        unit: "people".to_owned(),
        floor_zero: true,
        ceiling_one: false,
        curves: SHOWN
            .iter()
            .enumerate()
            .map(|(n, (measure, label))| {
                let line = Line { label: (*label).to_owned(), colour: n, dashed: false };
                curve(results, study, (s, group), *measure, line)
            })
            .collect(),
    };
    let cut = if all > MAX_PANELS { format!(" The first {MAX_PANELS} of {all} organisations.") } else { String::new() };
    Some(CurveFigure {
        title: format!("Each organisation by itself: {}", scenario_names(study)),
        subtitle: format!(
            "Median of {} replicates; the band holds nine in ten. All panels have the same vertical axis.{cut}",
            study.replicates
        ),
        caption: caption(study),
        panels: groups.take(MAX_PANELS).map(panel).collect(),
        // Those of one scenario have no business in another's panels.
        events: if study.scenarios.len() == 1 { events(&study.scenarios) } else { Vec::new() },
        alike: true,
    })
}

/// The index of a measure among those whose curves are kept.
pub(super) fn drawn_index(measure: Measure) -> usize {
    DRAWN.iter().position(|drawn| *drawn == measure).unwrap_or(0)
}

/// How a curve looks and what it is called.
struct Line {
    label: String,
    colour: usize,
    dashed: bool,
}

fn curve(
    results: &StudyResults,
    study: &Study,
    (scenario, group): (usize, usize),
    measure: Measure,
    Line { label, colour, dashed }: Line,
) -> Curve {
    let drawn = drawn_index(measure);
    let bands = results.curves.bands(scenario, group, drawn);
    let points = bands.into_iter().enumerate().map(|(week, band)| Point {
        date: study.scenarios[scenario].date_of(week as u32),
        middle: band.median,
        low: band.low,
        high: band.high,
    });
    Curve { label, group: colour, dashed, points: points.collect() }
}
