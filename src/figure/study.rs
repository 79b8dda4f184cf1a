//! What the figures of a study show: mobilisation over time, what lies behind it, and the paired effects.

use std::path::Path;

use rayon::prelude::*;

use crate::files::{self, FolderInTheMaking};
use crate::knob::Choice;
use crate::model::measures::Measure;
use crate::model::sustainability::OUTCOMES;
use crate::scenario::Scenario;
use crate::study::Study;
use crate::study::curves::DRAWN;
use crate::study::error::StudyError;
use crate::study::outcomes::outcome_number;
use crate::study::results::Results;
use crate::text::{capital, short};

use super::{
    Curve, CurveFigure, DistributionFigure, DistributionPanel, EffectFigure, EffectRow, Event, Figure, FigureError,
    Look, Panel, Picture, Point, Sample, png,
};

/// Pixels of a PNG to a CSS pixel.
const PIXELS: f32 = 2.0;

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

/// What a study shows, most important first: `curves`, `behind`; where a scenario has several organisations
/// `organisations`; where scenarios are compared `effects` and `differences`, numbered from the second scenario on where there are more than two; `distributions`.
pub fn pictures(study: &Study, results: &Results) -> Vec<Picture> {
    let mut pictures: Vec<Picture> = NAMED
        .iter()
        .map(|(name, title, panels)| Picture::new(*name, Figure::Curves(curve_figure(study, results, title, panels))))
        .collect();
    if let Some(figure) = organisations_figure(study, results) {
        pictures.push(Picture::new("organisations", Figure::Curves(figure)));
    }
    let several = study.scenarios.len() > 2;
    for other in 1..study.scenarios.len() {
        let named = |name: &str| if several { format!("{name}-{other}") } else { name.to_owned() };
        pictures.push(Picture::new(named("effects"), Figure::Effects(effect_figure(study, results, other))));
        let differences = difference_figure(study, results, other);
        pictures.push(Picture::new(named("differences"), Figure::Curves(differences)));
    }
    let distributions = distribution_figure(study, results);
    if !distributions.panels.is_empty() {
        pictures.push(Picture::new("distributions", Figure::Distributions(distributions)));
    }
    pictures
}

/// The name of the picture worth showing first: the effects of the first comparison in which the interval of one of
/// the outcomes shown excludes zero, otherwise the curves.
pub fn worth_showing(study: &Study, results: &Results) -> String {
    let told = |other: usize| {
        let rows = effect_figure(study, results, other).rows;
        rows.iter().any(|row| row.low > 0.0 || row.high < 0.0)
    };
    let several = study.scenarios.len() > 2;
    match (1..study.scenarios.len()).find(|other| told(*other)) {
        Some(other) if several => format!("effects-{other}"),
        Some(_) => "effects".to_owned(),
        None => "curves".to_owned(),
    }
}

/// Draws the figures that every study leaves into its folder, each as SVG and PNG: `curves`, `behind`, and
/// `effects` where scenarios are compared; on the threads of rayon's present pool.
///
/// # Errors
/// The first figure that cannot be drawn or written.
pub fn write_all(study: &Study, results: &Results, folder: &FolderInTheMaking) -> Result<(), StudyError> {
    let left =
        |picture: &Picture| ["curves", "behind"].contains(&&*picture.name) || picture.name.starts_with("effects");
    let pictures: Vec<Picture> = pictures(study, results).into_iter().filter(left).collect();
    let written: Vec<Result<(), StudyError>> =
        pictures.par_iter().map(|picture| write(folder.path(), &picture.name, picture.svg(&Look::default()))).collect();
    written.into_iter().collect()
}

fn write(folder: &Path, name: &str, svg: Result<String, FigureError>) -> Result<(), StudyError> {
    let failed = |error: FigureError| StudyError::Table(folder.join(name), error.to_string());
    let svg = svg.map_err(failed)?;
    let picture = png(&svg, PIXELS).map_err(failed)?;
    files::write_new(&folder.join(format!("{name}.svg")), svg.as_bytes())?;
    files::write_new(&folder.join(format!("{name}.png")), &picture)?;
    Ok(())
}

/// Figures of curves: name, title, panels.
const NAMED: [(&str, &str, [Wanted; 4]); 2] = [
    (
        "curves",
        "How mobilisation rises and lasts",
        [
            panel("Members", "people", false, &[Measure::Members]),
            panel("Attendance at the weekly session", "people", false, &[Measure::Attendance]),
            panel("Mobilised: acted in the last 26 weeks", "people", false, &[Measure::Mobilised]),
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

fn curve_figure(study: &Study, results: &Results, title: &str, wanted: &[Wanted]) -> CurveFigure {
    let panels = wanted.iter().map(|wanted| Panel {
        title: wanted.title.to_owned(),
        unit: wanted.unit.to_owned(),
        floor_zero: true,
        ceiling_one: wanted.share,
        curves: curves_of(study, results, wanted.measures),
    });
    let names: Vec<&str> = study.scenarios.iter().map(|s| s.name.as_str()).collect();
    let runs = match study.replicates {
        1 => "One replicate a scenario.".to_owned(),
        n => format!("Median of {n} replicates a scenario; the band holds nine in ten."),
    };
    let paired =
        if names.len() > 1 { " Replicates are paired: the same random numbers in every scenario." } else { "" };
    CurveFigure {
        title: format!("{title}: {}", names.join(" and ")),
        subtitle: runs + paired,
        caption: caption(study),
        panels: panels.collect(),
        events: events(&study.scenarios),
        alike: false,
    }
}

fn caption(study: &Study) -> String {
    let workers: Vec<String> =
        study.scenarios.iter().map(|s| format!("{}: {} workers", s.name, s.population.knobs.traits.workers)).collect();
    let mut sets: Vec<&str> = study.scenarios.iter().filter_map(|s| Some(s.draw.as_ref()?.from.as_str())).collect();
    sets.dedup();
    let drawn =
        if sets.is_empty() { String::new() } else { format!(" Values drawn by replicate: {}.", sets.join(", ")) };
    let replicates = match study.replicates {
        1 => "1 replicate".to_owned(),
        n => format!("{n} replicates"),
    };
    let workers = workers.join("; ");
    format!("{workers}. {replicates}. Seed {}.{drawn} mobilise {}.", study.seed, env!("CARGO_PKG_VERSION"))
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

/// Small multiples: a panel for each organisation, where a scenario has several.
fn organisations_figure(study: &Study, results: &Results) -> Option<CurveFigure> {
    /// More organisations are not drawn, but stand in the tables.
    const MOST: usize = 12;
    const SHOWN: [(Measure, &str); 3] =
        [(Measure::Members, "members"), (Measure::Attendance, "attendance"), (Measure::Mobilised, "mobilised")];
    if study.scenarios.iter().all(|scenario| scenario.organisations.len() < 2) {
        return None;
    }
    let places = study.scenarios.iter().enumerate();
    let places = places.flat_map(|(s, scenario)| (0..scenario.organisations.len()).map(move |group| (s, group)));
    let all = places.clone().count();
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
            .map(|(n, (measure, label))| curve(study, results, (s, group), *measure, (*label).to_owned(), n, false))
            .collect(),
    };
    let cut = if all > MOST { format!(" The first {MOST} of {all} organisations.") } else { String::new() };
    let names: Vec<&str> = study.scenarios.iter().map(|s| s.name.as_str()).collect();
    Some(CurveFigure {
        title: format!("Each organisation by itself: {}", names.join(" and ")),
        subtitle: format!(
            "Median of {} replicates; the band holds nine in ten. All panels have the same vertical axis.{cut}",
            study.replicates
        ),
        caption: caption(study),
        panels: places.take(MOST).map(panel).collect(),
        // Those of one scenario have no business in another's panels.
        events: if study.scenarios.len() == 1 { events(&study.scenarios) } else { Vec::new() },
        alike: true,
    })
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

/// What happens in these scenarios on a date: interventions, and their ends.
pub(super) fn events(scenarios: &[Scenario]) -> Vec<Event> {
    let mut events = Vec::new();
    for (s, scenario) in scenarios.iter().enumerate() {
        for intervention in scenario.interventions.iter().filter(|i| i.knobs.strength > 0.0) {
            let Some(kind) = intervention.kind else { continue };
            let group = (scenarios.len() > 1).then_some(s);
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
            told: None,
        }
    });
    EffectFigure {
        range: None,
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

/// What the first organisation of the first scenario has more of than that of another one, week by week.
fn difference_figure(study: &Study, results: &Results, other: usize) -> CurveFigure {
    let (first, second) = (&study.scenarios[0].name, &study.scenarios[other].name);
    let one = |wanted: &Wanted| {
        let drawn = DRAWN.iter().position(|drawn| *drawn == wanted.measures[0]).unwrap_or(0);
        let differences = results.curves.differences((0, 0), (other, 0), drawn);
        let points = differences.into_iter().enumerate().map(|(week, e)| Point {
            date: study.scenarios[0].date_of(week as u32),
            middle: e.mean,
            low: e.low,
            high: e.high,
        });
        let label = format!("{first} less {second}");
        let curve = Curve { label, group: 0, dashed: false, points: points.collect() };
        let unit = if wanted.share { "difference" } else { wanted.unit };
        Panel {
            title: wanted.title.to_owned(),
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
        panels: NAMED[0].2.iter().map(one).collect(),
        events: events(&study.scenarios),
        alike: false,
    }
}

/// Outcomes that say whether mobilisation lasts, as distributions over runs.
const LASTING: [&str; 8] = [
    "mobilised",
    "attendance",
    "retention",
    "retention_attendance",
    "weeks_above",
    "half_life",
    "newcomers_mobilised",
    "step_down_retention",
];

fn distribution_figure(study: &Study, results: &Results) -> DistributionFigure {
    let panel = |outcome: usize| {
        let info = &OUTCOMES[outcome];
        let samples = study.scenarios.iter().enumerate().flat_map(|(s, scenario)| {
            let field = scenario.organisations.len();
            (0..field.max(1)).map(move |group| Sample {
                label: match (field, study.scenarios.len()) {
                    (0 | 1, _) => scenario.name.clone(),
                    (_, 1) => study.group_name(s, group).to_owned(),
                    _ => format!("{}, {}", scenario.name, study.group_name(s, group)),
                },
                group: if study.scenarios.len() == 1 { group } else { s },
                values: results.outcomes.values(s, group, outcome).collect(),
            })
        });
        let samples: Vec<Sample> = samples.collect();
        let share =
            info.unit.starts_with("share") && samples.iter().flat_map(|s| &s.values).all(|x| x.is_nan() || *x <= 1.0);
        DistributionPanel { title: capital(info.label), unit: info.unit.to_owned(), share, samples }
    };
    let panels = LASTING.iter().filter_map(|name| outcome_number(name)).map(panel);
    let has_values = |panel: &DistributionPanel| panel.samples.iter().flat_map(|s| &s.values).any(|x| x.is_finite());
    let names: Vec<&str> = study.scenarios.iter().map(|s| s.name.as_str()).collect();
    DistributionFigure {
        title: format!("How runs end: {}", names.join(" and ")),
        subtitle: format!(
            "A dot is one of {} replicates a scenario; the bar holds the middle half of them, the stroke is the median.",
            study.replicates
        ),
        caption: caption(study),
        panels: panels.filter(has_values).collect(),
    }
}
