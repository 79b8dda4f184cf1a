//! What the figures of a study show: mobilisation over time, what lies behind it, and the paired effects.

use std::path::Path;

use crate::experiment::curves::DRAWN;
use crate::experiment::error::StudyError;
use crate::experiment::outcomes::outcome_number;
use crate::experiment::results::Results;
use crate::experiment::study::Study;
use crate::files::{self, FolderInTheMaking};
use crate::knob::Choice;
use crate::model::measures::Measure;
use crate::model::sustainability::OUTCOMES;

use super::{
    Curve, CurveFigure, EffectFigure, EffectRow, Event, FigureError, Panel, Point, Size, Theme, curves_svg,
    effects_svg, png,
};

/// Width of the figures in CSS pixels; the PNG has twice as many.
const WIDTH: u32 = 960;

/// Outcomes that the figure of effects shows.
const SHOWN: [&str; 14] = [
    "retention",
    "mobilised",
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

/// Draws a study's figures into its folder, each as SVG and PNG: `curves`, `behind`, and `effects` where
/// scenarios are compared.
///
/// # Errors
/// A figure that cannot be drawn or written.
pub fn write_all(study: &Study, results: &Results, folder: &FolderInTheMaking) -> Result<(), StudyError> {
    let first = "How mobilisation rises and lasts";
    let behind = "What lies behind it";
    let mobilisation = [
        panel("Members", "people", false, &[Measure::Members]),
        panel("Attendance at the weekly session", "people", false, &[Measure::Attendance]),
        panel("Mobilised: acted in the last 26 weeks", "people", false, &[Measure::Mobilised]),
        panel("Mean framing", "0 free of it, 1 full", true, &[Measure::MeanFraming, Measure::MeanFramingNever]),
    ];
    let conditions = [
        panel("Rights knowledge", "0–1", true, &[Measure::Rights, Measure::RightsNever]),
        panel("Efficacy", "0–1", true, &[Measure::Efficacy, Measure::EfficacyNever]),
        panel("Unmet coping need", "0–1", true, &[Measure::CopingNeed, Measure::CopingNeedNever]),
        panel("Concentration of tasks", "1: one person does all", true, &[Measure::TaskConcentration]),
    ];
    for (name, title, panels) in [("curves", first, mobilisation), ("behind", behind, conditions)] {
        let figure = curve_figure(study, results, title, panels.to_vec());
        let size = Size::for_panels(WIDTH, figure.panels.len());
        write(folder.path(), name, curves_svg(&figure, Theme::Light, size))?;
    }
    for other in 1..study.scenarios.len() {
        let name = if study.scenarios.len() == 2 { "effects".to_owned() } else { format!("effects-{other}") };
        let figure = effect_figure(study, results, other);
        write(folder.path(), &name, effects_svg(&figure, Theme::Light, Size { width: WIDTH, height: 560 }))?;
    }
    Ok(())
}

fn write(folder: &Path, name: &str, svg: Result<String, FigureError>) -> Result<(), StudyError> {
    let failed = |error: FigureError| StudyError::Table(folder.join(name), error.to_string());
    let svg = svg.map_err(failed)?;
    let picture = png(&svg, 2.0).map_err(failed)?;
    files::write_new(&folder.join(format!("{name}.svg")), svg.as_bytes())?;
    files::write_new(&folder.join(format!("{name}.png")), &picture)?;
    Ok(())
}

/// A panel yet to be filled: its measures, the first among members, a second one among those who never
/// joined.
#[derive(Debug, Clone, Copy)]
struct Wanted {
    title: &'static str,
    unit: &'static str,
    share: bool,
    measures: &'static [Measure],
}

const fn panel(title: &'static str, unit: &'static str, share: bool, measures: &'static [Measure]) -> Wanted {
    Wanted { title, unit, share, measures }
}

fn curve_figure(study: &Study, results: &Results, title: &str, wanted: Vec<Wanted>) -> CurveFigure {
    let panels = wanted.into_iter().map(|wanted| Panel {
        title: wanted.title.to_owned(),
        unit: wanted.unit.to_owned(),
        floor_zero: true,
        ceiling_one: wanted.share,
        curves: curves_of(study, results, wanted.measures),
    });
    let names: Vec<&str> = study.scenarios.iter().map(|s| s.name.as_str()).collect();
    let subtitle = format!(
        "Median of {} replicates a scenario; the band holds nine in ten. {}",
        study.replicates,
        if names.len() > 1 { "Replicates are paired: the same random numbers in every scenario." } else { "" }
    );
    CurveFigure {
        title: format!("{title}: {}", names.join(" and ")),
        subtitle: subtitle.trim_end().to_owned(),
        caption: caption(study),
        panels: panels.collect(),
        events: events(study),
    }
}

fn caption(study: &Study) -> String {
    let workers: Vec<String> =
        study.scenarios.iter().map(|s| format!("{}: {} workers", s.name, s.population.knobs.traits.workers)).collect();
    format!("{}. Seed {}. mobilise {}.", workers.join("; "), study.seed, env!("CARGO_PKG_VERSION"))
}

fn curves_of(study: &Study, results: &Results, measures: &[Measure]) -> Vec<Curve> {
    let mut curves = Vec::new();
    for (s, scenario) in study.scenarios.iter().enumerate() {
        let field = scenario.organisations.len();
        let groups = if field == 0 { 0..1 } else { 0..field };
        for group in groups {
            let label = match (field, study.scenarios.len()) {
                (0 | 1, _) => scenario.name.clone(),
                (_, 1) => study.group_name(s, group).to_owned(),
                _ => format!("{}, {}", scenario.name, study.group_name(s, group)),
            };
            let colour = if study.scenarios.len() == 1 { group } else { s };
            curves.push(curve(
                study,
                results,
                (s, group),
                measures[0],
                label,
                colour,
                group > 0 && study.scenarios.len() > 1,
            ));
        }
        if let Some(never) = measures.get(1).filter(|_| field > 0) {
            let label = format!("{}, never joined", scenario.name);
            curves.push(curve(
                study,
                results,
                (s, field),
                *never,
                label,
                if study.scenarios.len() == 1 { field } else { s },
                true,
            ));
        }
    }
    curves
}

fn curve(
    study: &Study,
    results: &Results,
    (scenario, group): (usize, usize),
    measure: Measure,
    label: String,
    colour: usize,
    dashed: bool,
) -> Curve {
    let drawn = DRAWN.iter().position(|drawn| *drawn == measure).unwrap_or(0);
    let bands = results.curves.bands(scenario, group, drawn);
    let points = bands.into_iter().enumerate().map(|(week, band)| Point {
        date: study.scenarios[scenario].date_of(week as u32),
        middle: band.median,
        low: band.low,
        high: band.high,
    });
    Curve { label, group: colour, dashed, points: points.collect() }
}

fn events(study: &Study) -> Vec<Event> {
    let mut events = Vec::new();
    for (s, scenario) in study.scenarios.iter().enumerate() {
        for intervention in scenario.interventions.iter().filter(|i| i.knobs.strength > 0.0) {
            let Some(kind) = intervention.kind else { continue };
            let group = (study.scenarios.len() > 1).then_some(s);
            let date = intervention.from.unwrap_or(scenario.start);
            events.push(Event { date, label: kind.word().replace('-', " "), group });
            if let Some(until) = intervention.until {
                events.push(Event { date: until, label: format!("{} ends", kind.word().replace('-', " ")), group });
            }
        }
    }
    events
}

fn effect_figure(study: &Study, results: &Results, other: usize) -> EffectFigure {
    let (first, second) = (&study.scenarios[0].name, &study.scenarios[other].name);
    let effects = results.effects.iter();
    // The first organisations of both, or the fields where one has none.
    let shown = SHOWN
        .iter()
        .filter_map(|name| outcome_number(name))
        .filter_map(|outcome| effects.clone().find(|e| e.versus.0 == other && e.outcome == outcome));
    let rows = shown.map(|e| {
        // As a share of the two means' mean, so that outcomes of all units can stand side by side.
        let share = |x: f64| 200.0 * x / (e.first.mean.abs() + e.other.mean.abs());
        EffectRow {
            label: OUTCOMES[e.outcome].label.to_owned(),
            note: format!("{} vs {}", short(e.first.mean), short(e.other.mean)),
            middle: share(e.difference.mean),
            low: share(e.difference.low),
            high: share(e.difference.high),
        }
    });
    EffectFigure {
        title: format!("{first} less {second}: paired differences"),
        subtitle: format!("Mean over {} paired replicates, with its 95 % interval", study.replicates),
        caption: caption(study),
        left: format!("{second} higher"),
        right: format!("{first} higher"),
        left_group: other,
        right_group: 0,
        unit: "difference, % of the mean of the two".to_owned(),
        rows: rows.collect(),
    }
}

pub(super) fn short(x: f64) -> String {
    match x.abs() {
        _ if x.is_nan() => "–".to_owned(),
        a if a >= 100.0 => format!("{x:.0}"),
        a if a >= 10.0 => format!("{x:.1}"),
        _ => format!("{x:.2}"),
    }
}
