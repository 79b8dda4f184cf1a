//! What came out, in sentences: made of the numbers, with their intervals, and saying so where nothing can be told.

use maud::{Markup, html};

use crate::calibration::plan::CalibrationPlan;
use crate::config::Problem;
use crate::figure::Figure;
use crate::model::sustainability::{OUTCOMES, Outcome, OutcomeInfo};
use crate::results::FolderResults;
use crate::results::calibration::CalibrationTables;
use crate::results::sweep::{PointEffect, SweepTables};
use crate::study::Study;
use crate::study::diagnosis::diagnosis;
use crate::study::effects::Effect;
use crate::study::estimate::Estimate;
use crate::study::outcomes::outcome_number;
use crate::study::results::StudyResults;
use crate::study::share::pairs_needed;
use crate::study::table::cell;

use super::folder::Folder;
use super::tables::scrolling;
use super::{Section, answer, classics, knobs, patterns, robust};
use crate::text::{alike, capital, count, difference, number, signed};

/// Outcomes of which the headline speaks: how much there is, how much of it lasts, what it wins.
pub(super) const SPOKEN: [&str; 5] = ["mobilised", "retention", "attendance", "survived", "calls_won"];

pub(super) fn section(folder: &Folder) -> Result<Option<Section>, Problem> {
    let body = match &folder.results {
        FolderResults::Study(study) => html! {
            @let said = diagnosis(&study.0, &study.1);
            @if !said.is_empty() { ul.headline { @for line in said { li.said { (line) } } } }
            @if study.0.scenarios.len() > 1 { (compared(&study.0, &study.1)) } @else { (single(&study.0, &study.1)) }
        },
        FolderResults::Sweep(sweep) => match &folder.answer {
            Some(answer) => answer::headline(answer),
            None => knobs::headline(folder).unwrap_or_else(|| swept(&sweep.1)),
        },
        FolderResults::Calibration(calibration) => calibrated(&calibration.0, &calibration.1, &calibration.2),
        FolderResults::Networks(..) => followed(folder),
        FolderResults::Classics(classics, _, comparisons) => classics::headline(classics, comparisons),
        FolderResults::Patterns(compared, rows, _) => patterns::compared(compared, rows),
        FolderResults::Robustness(robust) => robust::headline(&robust.1),
    };
    Ok(Some(Section::new("headline", "What came out", body)))
}

/// How a calibration ended, and which patterns it meets.
fn calibrated(plan: &CalibrationPlan, stored: &CalibrationTables, sentences: &[String]) -> Markup {
    html! {
        ul.headline {
            (patterns::headline(plan, stored))
            @if let Some(ending) = sentences.first() { li.open { (ending) } }
            li.open {
                (count(stored.weights.len(), "particle was", "particles were")) " accepted, which say as much as "
                span.number { (number(stored.effective_size)) } " of equal weight; it took "
                (count(stored.runs as usize, "run", "runs")) "."
            }
        }
        p.note {
            "The values that agree with what was observed, given the model and what was held of the knobs beforehand. That              they agree does not make the model true."
        }
    }
}

/// What each of the weeks that were followed shows.
fn followed(folder: &Folder) -> Markup {
    let figures = folder.pictures.iter().filter_map(|picture| match &picture.figure {
        Figure::Network(figure) => Some(figure),
        _ => None,
    });
    let panels: Vec<_> = figures.take(1).flat_map(|figure| &figure.panels).collect();
    html! {
        ul.headline { @for panel in panels { li.open { strong { (panel.title) } ": " (panel.note) "." } } }
        p.note { "One replicate: another one ends otherwise. " code { "mobilise run" } " says what holds over many." }
    }
}

/// What an interval lets one say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Above,
    Below,
    /// It holds zero.
    Open,
    /// No difference in any replicate.
    Same,
    /// There is none.
    Unknown,
}

fn side(low: f64, high: f64) -> Side {
    match (low, high) {
        (low, high) if low.is_nan() || high.is_nan() => Side::Unknown,
        (low, high) if low == 0.0 && high == 0.0 => Side::Same,
        (low, _) if low > 0.0 => Side::Above,
        (_, high) if high < 0.0 => Side::Below,
        _ => Side::Open,
    }
}

/// An outcome's name with its unit.
fn of(info: &OutcomeInfo) -> String {
    format!("{} ({})", info.label, info.unit)
}

fn compared(study: &Study, results: &StudyResults) -> Markup {
    let first = &study.scenarios[0].name;
    html! {
        @for other in 1..study.scenarios.len() {
            @let second = &study.scenarios[other].name;
            @if study.scenarios.len() > 2 { h4 { (first) " and " (second) } }
            ul.headline {
                @for effect in SPOKEN.iter().filter_map(|name| spoken(results, other, name)) {
                    (sentence(first, second, effect))
                }
            }
        }
        p.note {
            "Differences are taken within each replicate, in which both have the same random numbers. Intervals (95 %, \
             Student’s t) say how well the mean "
            em { "of this model" }
            " is known after so many runs; they say nothing about how true the model is."
        }
    }
}

/// The effect the headline speaks of: that of the first organisations, or of the fields where one has none.
pub(super) fn spoken<'a>(results: &'a StudyResults, other: usize, name: &str) -> Option<&'a Effect> {
    let outcome = outcome_number(name)?;
    let effect = results.effects.iter().find(|effect| effect.versus.0 == other && effect.outcome == outcome)?;
    effect.difference.mean.is_finite().then_some(effect)
}

fn sentence(first: &str, second: &str, effect: &Effect) -> Markup {
    let of = capital(&of(&OUTCOMES[effect.outcome]));
    let d = &effect.difference;
    let runs = count(d.replicates as usize, "paired run", "paired runs");
    let [a, b] = alike(effect.pairs);
    let numbers = html! { span.number { (a) } " against " span.number { (b) } ", a difference of " };
    let by = html! { (numbers) (with_interval(d.mean, d.low, d.high)) ", " (runs) ")." };
    match side(d.low, d.high) {
        Side::Above => html! { li.apart { strong { (of) ": " (first) " is above " (second) } ", " (by) } },
        Side::Below => html! { li.apart { strong { (of) ": " (first) " is below " (second) } ", " (by) } },
        Side::Open => html! { li.open {
            (of) ": "
            @if effect.outcome == Outcome::Survived as usize {
                "too few runs to tell " (first) " from " (second)
                @if let Some(needed) = pairs_needed(d) { " (about " (needed) " would do)" }
            } @else { (first) " and " (second) " cannot be told apart" }
            ", " (by)
        } },
        Side::Same => html! { li.open {
            (of) ": " (first) " and " (second) " do not differ, " span.number { (a) } " in the mean of both, the same in each of "
            (runs) "."
        } },
        Side::Unknown => html! { li.open {
            (of) ": " (numbers) span.number { (signed(d.mean)) } " between " (first) " and " (second)
            "; one replicate tells no interval."
        } },
    }
}

/// A difference with its interval, up to the bracket that is still open.
fn with_interval(middle: f64, low: f64, high: f64) -> Markup {
    let (shown, range) = difference(middle, low, high);
    html! { span.number { (shown) } " (95 % interval " span.number { (range.unwrap_or_default()) } }
}

fn single(study: &Study, results: &StudyResults) -> Markup {
    let organisations = study.scenarios[0].organisations.len();
    let groups = if organisations == 0 { 0..1 } else { 0..organisations };
    html! {
        @if organisations > FEW { (many(study, results)) }
        @else { @for group in groups {
            @if organisations > 1 { h4 { (study.group_name(0, group)) } }
            ul.headline {
                @for name in SPOKEN {
                    @if let Some(outcome) = outcome_number(name) {
                        (mean_of(&OUTCOMES[outcome], &results.outcomes.estimate(0, group, outcome)))
                    }
                }
            }
        } }
        p.note {
            "Means over replicates. Intervals (95 %, Student’s t) say how well the mean " em { "of this model" }
            " is known after so many runs; they say nothing about how true the model is."
        }
    }
}

/// Of so many organisations a headline speaks in sentences; of more in a table.
const FEW: usize = 2;

fn many(study: &Study, results: &StudyResults) -> Markup {
    let spoken: Vec<usize> = SPOKEN.iter().filter_map(|name| outcome_number(name)).collect();
    scrolling(
        "Means over replicates, ± half the 95 % interval",
        html! {
            thead { tr {
                th scope="col" { "Organisation" }
                @for outcome in &spoken { th.n scope="col" { (capital(&of(&OUTCOMES[*outcome]))) } }
            } }
            tbody { @for (group, organisation) in study.scenarios[0].organisations.iter().enumerate() { tr {
                th scope="row" { (organisation.name) }
                @for outcome in &spoken { td.n { (cell(*outcome, &results.outcomes.estimate(0, group, *outcome))) } }
            } } }
        },
    )
}

fn mean_of(info: &OutcomeInfo, e: &Estimate) -> Markup {
    let runs = count(e.replicates as usize, "run", "runs");
    html! {
        li.open {
            strong { (capital(&of(info))) } ": "
            @if e.replicates == 0 { "no value in any run." }
            @else if e.low.is_finite() {
                @let [shown, low, high] = alike([e.mean, e.low, e.high]);
                span.number { (shown) } " (95 % interval " span.number { (low) " to " (high) } ", " (runs) ")."
            } @else { span.number { (number(e.mean)) } "; one replicate tells no interval." }
        }
    }
}

fn swept(tables: &SweepTables) -> Markup {
    html! {
        ul.headline { @for info in tables.outcomes() { (swept_outcome(info, &tables.effects(info))) } }
        p.note {
            "Each point is laid beside its baseline within each replicate, in which both have the same random numbers. Of \
             many intervals of 95 % about one in twenty leaves zero out by chance."
        }
    }
}

fn swept_outcome(info: &OutcomeInfo, effects: &[PointEffect]) -> Markup {
    let told = |one: &&PointEffect| matches!(side(one.low, one.high), Side::Above | Side::Below);
    let found: Vec<&PointEffect> = effects.iter().filter(told).collect();
    let largest = found.iter().max_by(|a, b| a.difference.abs().total_cmp(&b.difference.abs()));
    html! {
        @match largest {
            Some(one) => li.apart {
                strong {
                    (capital(&of(info))) ": "
                    @if found.len() == effects.len() { "all " (count(effects.len(), "point", "points")) }
                    @else { (found.len()) " of " (count(effects.len(), "point", "points")) }
                    @if found.len() == 1 && effects.len() > 1 { " differs" } @else { " differ" }
                    " from the baseline"
                }
                @let [mean, baseline] = alike([one.mean, one.baseline]);
                ". Most of all " (one.words) ": " span.number { (mean) } " against " span.number { (baseline) }
                ", a difference of " (with_interval(one.difference, one.low, one.high)) ", "
                (count(one.replicates as usize, "paired run", "paired runs")) ")."
            },
            None => li.open {
                (capital(&of(info))) ": no point can be told apart from the baseline ("
                (count(effects.len(), "point", "points")) ")."
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_interval_says_which_side_or_none() {
        for ((low, high), expected) in [
            ((1.0, 2.0), Side::Above),
            ((-2.0, -1.0), Side::Below),
            ((-1.0, 2.0), Side::Open),
            ((0.0, 2.0), Side::Open),
            ((0.0, 0.0), Side::Same),
            ((f64::NAN, f64::NAN), Side::Unknown),
        ] {
            assert_eq!(side(low, high), expected, "{low} to {high}");
        }
    }
}
