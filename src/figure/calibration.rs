//! What the figures of a calibration show, from its tables: the accepted set, what it predicts week by week, and each
//! pattern.

use crate::calibration::case::Case;
use crate::calibration::pattern::What;
use crate::calibration::plan::CalibrationPlan;
use crate::calibration::predict::{Band, CurveId};
use crate::calibration::verdict::Verdict;
use crate::model::measures::{MEASURES, Sort};
use crate::question::Bar;
use crate::results::calibration::CalibrationTables;
use crate::text::{capital, knob_words, plain};

use super::study::events;
use super::{Curve, CurveFigure, EffectFigure, Event, PairKnob, PairsFigure, Panel, Picture, Point};

/// Points at which a prior is drawn.
const PRIOR: usize = 60;

/// What a calibration shows: `pairs`, `patterns`, and `curves` where a pattern is of weeks.
#[must_use]
pub(crate) fn pictures(plan: &CalibrationPlan, stored: &CalibrationTables) -> Vec<Picture> {
    let mut pictures =
        vec![Picture::new("pairs", pairs(plan, stored)), Picture::new("patterns", patterns(plan, stored))];
    let curves = curves(plan, stored);
    if !curves.panels.is_empty() {
        pictures.push(Picture::new("curves", curves));
    }
    pictures
}

fn caption(plan: &CalibrationPlan, stored: &CalibrationTables) -> String {
    let tolerance = stored.tolerance;
    let near =
        if tolerance.is_finite() { format!("tolerance {}", plain(tolerance)) } else { "no tolerance".to_owned() };
    let seed = plan.settings.seed;
    format!(
        "{}: {} particles, {} fresh runs, {near}. Seed {seed}. mobilise {}.",
        plan.cases.iter().map(|case| case.scenario.name.as_str()).collect::<Vec<_>>().join(", "),
        stored.weights.len(),
        stored.fresh_runs(),
        env!("CARGO_PKG_VERSION")
    )
}

/// The accepted set, by knob and by pair.
#[must_use]
pub(crate) fn pairs(plan: &CalibrationPlan, stored: &CalibrationTables) -> PairsFigure {
    let knobs = plan.knobs.iter().zip(&stored.knobs).enumerate().map(|(n, (knob, found))| {
        // A normal distribution may reach far beyond where anything lies.
        let end = |u: f64, end: f64| if knob.prior.normal.is_some() { knob.prior.quantile(u) } else { end };
        let (low, high) = (end(0.005, knob.prior.from), end(0.995, knob.prior.to));
        let at = |step: usize| low + (high - low) * step as f64 / PRIOR as f64;
        let [from, middle, to] = found.posterior.map(plain);
        let log = if knob.log { ", on a logarithmic scale" } else { "" };
        PairKnob {
            name: knob_words(&knob.name),
            note: format!("{middle} ({from} to {to}){log}"),
            low: (low, plain(knob.number(low))),
            high: (high, plain(knob.number(high))),
            values: stored.coordinates[n].clone(),
            prior: (0..=PRIOR).map(|step| knob.prior.share_below(at(step))).collect(),
        }
    });
    PairsFigure {
        title: format!("{}: the accepted set", plan.name),
        subtitle: format!(
            "{} particles, as much as {:.0} of equal weight; a dot is the larger the more weight it has. Under each name \
             the median and the 95 % interval.",
            stored.weights.len(),
            stored.effective_size
        ),
        caption: caption(plan, stored),
        knobs: knobs.collect(),
        weights: stored.weights.clone(),
    }
}

/// Each pattern: how far what the accepted set gives lies from what was observed.
#[must_use]
pub(crate) fn patterns(plan: &CalibrationPlan, stored: &CalibrationTables) -> EffectFigure {
    let rows = plan.patterns.iter().zip(&stored.patterns).map(|(pattern, found)| {
        let (low, high) = found.observed;
        let half = (high - low) / 2.0;
        let [from, middle, to] = found.posterior;
        let off = |value: f64| (value - pattern.observed) / half;
        Bar {
            label: pattern.name.clone(),
            note: format!("{} to {} ({} to {})", plain(from), plain(to), plain(low), plain(high)),
            middle: off(middle),
            low: off(from),
            high: off(to),
            emphasis: found.verdict.map(|verdict| verdict == Verdict::Outside),
            lower_is_better: false,
        }
    });
    EffectFigure {
        range: Some((-1.0, 1.0)),
        title: format!("{}: what the accepted set gives for each pattern", plan.name),
        subtitle:
            "Fresh runs of the accepted set: median and 95 % interval; shaded what was observed, and in colour what is \
             outside of it: all of the interval, or every run. At the right the interval, and in brackets the observed \
             range."
                .to_owned(),
        caption: caption(plan, stored),
        left: "below what was observed".to_owned(),
        right: "above it".to_owned(),
        left_group: 1,
        right_group: 1,
        better: None,
        unit: "difference; 1 is the edge of the observed range".to_owned(),
        rows: rows.collect(),
    }
}

/// The weeks of fresh runs, with what was observed.
#[must_use]
pub(crate) fn curves(plan: &CalibrationPlan, stored: &CalibrationTables) -> CurveFigure {
    let panels = stored.curves.iter().map(|(drawn, bands)| panel(plan, *drawn, bands));
    CurveFigure {
        title: format!("{}: what the accepted set predicts", plan.name),
        subtitle: format!(
            "Median and 95 % band of {} fresh runs of the accepted set, by its weights; observed: what a pattern asks for.",
            stored.fresh_runs()
        ),
        caption: caption(plan, stored),
        panels: panels.collect(),
        events: plan.cases.iter().flat_map(|case| events_of(plan, case)).collect(),
        alike: false,
    }
}

/// What happens in a scenario, which is named where there are several: all panels show all events.
fn events_of(plan: &CalibrationPlan, case: &Case) -> Vec<Event> {
    let mut all = events(std::slice::from_ref(&case.scenario));
    if plan.has_several_cases() {
        all.iter_mut().for_each(|event| event.label = format!("{} ({})", event.label, case.scenario.name));
    }
    all
}

fn panel(plan: &CalibrationPlan, curve: CurveId, bands: &[Band]) -> Panel {
    let (info, case) = (&MEASURES[curve.measure], &plan.cases[curve.case]);
    let point = |week: usize, middle: f64, low: f64, high: f64| Point {
        date: case.scenario.date_of(week as u32),
        middle,
        low,
        high,
    };
    let weeks = bands.iter().enumerate().map(|(week, band)| point(week, band.median, band.low, band.high));
    let mut curves = vec![Curve { label: "predicted".to_owned(), group: 0, dashed: false, points: weeks.collect() }];
    for pattern in plan.patterns[case.patterns.clone()].iter().filter(|pattern| pattern.over.is_none()) {
        let What::Weeks { measure, from, to } = pattern.of.what else { continue };
        if (measure, pattern.of.group) != (curve.measure, curve.group) {
            continue;
        }
        let (low, high) = pattern.range();
        let weeks = (from..=to).map(|week| point(week as usize, pattern.observed, low, high));
        curves.push(Curve { label: "observed".to_owned(), group: 1, dashed: true, points: weeks.collect() });
    }
    Panel {
        title: format!("{}, {}", capital(&info.name.replace('_', " ")), case.group_name(curve.group)),
        unit: info.unit.to_owned(),
        floor_zero: true,
        ceiling_one: info.sort == Sort::Mean && info.unit == "0–1",
        curves,
    }
}
