//! What was run.

use maud::{Markup, html};

use crate::results::FolderResults;
use crate::scenario::Scenario;

use super::folder::Folder;
use super::{Section, robust};
use crate::results::sweep::level;
use crate::text::{count, knob_words, list, number};

pub(super) fn section(folder: &Folder) -> Section {
    let record = &folder.record;
    let body = html! {
        @for scenario in &folder.scenarios { (about(scenario)) }
        dl.facts {
            @match &folder.results {
                FolderResults::Sweep(sweep) => {
                    @let tables = &sweep.1;
                    @let (least, most, _) = tables.runs();
                    div { dt { "Points" } dd { (tables.points()) " beside the baseline" @if folder.scenarios.len() > 1 { "s" } } }
                    div {
                        dt { "Replicates" }
                        dd { @if least == most { (most) } @else { (least) " to " (most) } " a point" }
                    }
                    @for (factor, values) in tables.factors() { div { dt { (tables.wording.words.of(factor)) } dd { (few(&values)) } } }
                }
                FolderResults::Calibration(calibration) => {
                    @let stored = &calibration.1;
                    div { dt { "Particles" } dd { (stored.weights.len()) } }
                    div { dt { "Generations" } dd { (stored.generations) } }
                    div { dt { "Runs" } dd { (stored.runs) ", and " (stored.fresh_runs()) " fresh ones of the accepted set" } }
                    div { dt { "Tolerance" } dd { @if stored.tolerance.is_finite() { (number(stored.tolerance)) } @else { "none" } } }
                }
                FolderResults::Networks(networks, _) => {
                    div { dt { "Replicate" } dd { (networks.replicate) } }
                    @let weeks: Vec<String> = networks.weeks.iter().map(|week| week.week.to_string()).collect();
                    div { dt { "Weeks" } dd { (list(&weeks)) } }
                }
                FolderResults::Classics(classics, ..) => {
                    div { dt { "Cases" } dd { (classics.cases.len()) } }
                    div { dt { "Form" } dd { @if classics.long { "long: the sizes of the literature" } @else { "short" } } }
                }
                FolderResults::Robustness(robust) => (robust::facts(&robust.0, &robust.1)),
                FolderResults::Study(study) => (replicates(study.0.replicates, folder)),
                FolderResults::Patterns(patterns, ..) => (replicates(patterns.replicates, folder)),
            }
            @for scenario in &folder.scenarios { @if let Some(draw) = &scenario.draw {
                div {
                    dt { "Drawn by replicate" }
                    dd { (scenario.name) ": " (list(&draw.knobs.iter().map(|knob| knob_words(knob)).collect::<Vec<_>>())) " from " (draw.rows()) " rows of " (draw.from) }
                }
            } }
            div { dt { "Seed" } dd { (record.seed) } }
            div { dt { "Program" } dd { "mobilise " (record.version) } }
        }
        @if let FolderResults::Robustness(robust) = &folder.results { (robust::variants(&robust.1)) }
    };
    Section::new("run", "What was run", body)
}

fn replicates(replicates: u32, folder: &Folder) -> Markup {
    html! { div { dt { "Replicates" } dd { (replicates) @if folder.scenarios.len() > 1 { " of each, paired" } } } }
}

fn about(scenario: &Scenario) -> Markup {
    let last = scenario.date_of(scenario.run.weeks.saturating_sub(1));
    let organisations: Vec<&str> = scenario.organisations.iter().map(|o| o.name.as_str()).collect();
    html! {
        p {
            strong { (scenario.name) } ": "
            @if !scenario.about.is_empty() { (scenario.about) " " }
            (scenario.population.knobs.traits.workers) " workers"
            @if !scenario.population.name.is_empty() { " (" (scenario.population.name) ")" }
            ", " (scenario.run.weeks) " weeks from " span.number { (scenario.start) } " to " span.number { (last) } ", "
            @if organisations.is_empty() { "no organisation." }
            @else { @if organisations.len() == 1 { "organisation " } @else { "organisations " } (list(&organisations)) "." }
        }
    }
}

/// The values of a factor: all of a few, the ends of many.
fn few(values: &[&str]) -> String {
    const MOST: usize = 12;
    let mut numbers: Vec<f64> = values.iter().filter_map(|value| value.parse().ok()).collect();
    numbers.sort_by(f64::total_cmp);
    if values.len() <= MOST {
        let sorted = numbers.iter().map(|number| level(&number.to_string()));
        let words = values.iter().map(|value| level(value));
        let shown: Vec<String> = if numbers.len() == values.len() { sorted.collect() } else { words.collect() };
        return shown.join(", ");
    }
    match (numbers.first(), numbers.last()) {
        (Some(low), Some(high)) if numbers.len() == values.len() => {
            let (low, high) = (level(&low.to_string()), level(&high.to_string()));
            format!("{} from {low} to {high}", count(values.len(), "value", "values"))
        }
        _ => format!("{} and {} more", values[..MOST].join(", "), values.len() - MOST),
    }
}
