//! What all figures of a study say: names, source, and the events of their scenarios.

use crate::figure::Event;
use crate::knob::Choice;
use crate::scenario::Scenario;
use crate::study::Study;
use crate::text::list;

/// What a group of a scenario is called among all that a figure shows: by its organisation, by its scenario, or by both.
pub(super) fn group_label(study: &Study, scenario: usize, group: usize) -> String {
    let name = &study.scenarios[scenario].name;
    match (study.scenarios[scenario].organisations.len(), study.scenarios.len()) {
        (0 | 1, _) => name.clone(),
        (_, 1) => study.group_name(scenario, group).to_owned(),
        _ => format!("{name}, {}", study.group_name(scenario, group)),
    }
}

/// The names of the scenarios in a title.
pub(super) fn scenario_names(study: &Study) -> String {
    let names: Vec<&str> = study.scenarios.iter().map(|scenario| scenario.name.as_str()).collect();
    list(&names)
}

/// The source of a figure: workers, replicates, seed and version.
pub(super) fn caption(study: &Study) -> String {
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

/// What happens in these scenarios on a date: interventions, and their ends.
pub(in crate::figure) fn events(scenarios: &[Scenario]) -> Vec<Event> {
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
