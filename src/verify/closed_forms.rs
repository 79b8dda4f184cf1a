//! Closed forms where one mechanism is on and all others are off (theory C.19).

use crate::config::Problems;
use crate::knob::Choice;
use crate::knob::organisation::Teaching;
use crate::model::measures::Measure;
use crate::model::mind::State;

use super::formula::logistic;
use super::result::{CaseResult, Curve, Effort};
use super::runs::{KEPT, field, fields, mean_and_error, planned, world_at_end};

/// (i) Nobody in view: the share that acts is the logit of the rule.
pub(crate) fn participation(effort: Effort) -> Result<CaseResult, Problems> {
    let mut outcome = CaseResult::default();
    let (mut points, mut line) = (Vec::new(), Vec::new());
    // The traits of the scenario file, put into the equations of the week by hand.
    let gap: f64 = 1.0 - 0.4 + 0.1 - 0.25 * (1.0 - 0.1);
    let injustice = (1.0 - 0.2) * gap;
    let standard = |x: f64| (x - 0.5) / 0.2;
    let motive = 0.44 * standard(injustice) + 0.41 * standard(0.6) + 0.53 * standard(0.4);
    for (noise, threshold) in [(1.0, -0.2), (0.5, -0.2), (2.0, 1.0), (1.0, -2.0)] {
        let sets = [format!("action.noise={noise}"), format!("action.threshold={threshold}")];
        let plan = planned("logit", &sets)?;
        let shares: Vec<f64> = fields(&plan, effort.seed, effort.of(4, 40))
            .iter()
            .flat_map(|rows| {
                rows.iter().map(|row| row[Measure::Participants] / row[Measure::Asked]).collect::<Vec<_>>()
            })
            .collect();
        let (found, error) = mean_and_error(&shares);
        let expected = logistic((motive - 2.0 * 0.3 - threshold) / noise);
        let what = format!("share that acts, threshold {threshold}, noise {noise}");
        outcome.compare(what, "σ((motive − risk − threshold) / noise)", expected, found, 4.0 * error);
        if noise == 1.0 {
            points.push((threshold, found));
        }
    }
    for step in -30..=20 {
        let threshold = f64::from(step) / 10.0;
        line.push((threshold, logistic(motive - 0.6 - threshold)));
    }
    outcome.curve = Some(Curve { x: "what the call asks, θ", y: "share that acts", expected: line, found: points });
    Ok(outcome)
}

/// (iii) Lessons alone: geometric decay inside the latitude of acceptance, and nothing outside it; taught by
/// questions, a straight line first.
pub(crate) fn learning(effort: Effort) -> Result<CaseResult, Problems> {
    let mut outcome = CaseResult::default();
    let (rate, latitude) = (0.1, 0.35);
    let mut curve = (Vec::new(), Vec::new());
    for teaching in [Teaching::Didactic, Teaching::Dialogic] {
        let plan = planned("lessons", &[format!("organisation.school.teaching={}", teaching.word())])?;
        let rows = field(&plan, effort.seed);
        let step = |s: f64| match teaching {
            Teaching::Didactic if s > latitude => s,
            Teaching::Dialogic if s > 0.9 * latitude => s - rate * 0.9 * latitude,
            _ => s - rate * s,
        };
        for (name, measure, start) in [("inside", Measure::Familial, 0.3), ("outside", Measure::DualReference, 0.7)] {
            let (mut s, mut furthest) = (start, 0.0f64);
            for (week, row) in rows.iter().enumerate() {
                s = step(s);
                furthest = furthest.max((s - row[measure]).abs());
                if teaching == Teaching::Dialogic && name == "outside" {
                    curve.0.push((week as f64 + 1.0, s));
                    curve.1.push((week as f64 + 1.0, row[measure]));
                }
            }
            let what = format!(
                "{} lessons, a framing that begins {name} the latitude: furthest from the formula",
                teaching.word()
            );
            outcome.compare(what, "s(1 − λ)^t, or s − .9 ελ t", 0.0, furthest, KEPT);
        }
    }
    curve.1 = curve.1.into_iter().step_by(4).collect();
    outcome.curve = Some(Curve { x: "lessons", y: "framing, taught by questions", expected: curve.0, found: curve.1 });
    Ok(outcome)
}

/// (iv) Where injustice, rights and efficacy are the same number, liberation is that number, for every exponent.
pub(crate) fn liberation(effort: Effort) -> Result<CaseResult, Problems> {
    let mut outcome = CaseResult::default();
    for exponent in [-20.0, -4.0, 0.0, 0.5, 1.0, 4.0, 20.0] {
        let plan = planned("liberation", &[format!("liberation.exponent={exponent:?}")])?;
        let world = world_at_end(&plan, effort.seed, 0);
        let w = &world.workers;
        let furthest =
            (0..w.len()).map(|i| (w.liberation.at(i) - w.state(State::Efficacy, i)).abs()).fold(0.0, f64::max);
        outcome.compare(
            format!("furthest from the common value, exponent {exponent}"),
            "M_p(x, x, x) = x",
            0.0,
            furthest,
            KEPT,
        );
    }
    Ok(outcome)
}
