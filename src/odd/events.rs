//! Element 6 as it is here: what happens from outside, with its date.

use crate::knob::intervention::InterventionKind;
use crate::knob::{Choice, Table};
use crate::scenario::{Intervention, Scenario};

use super::markdown::{cell, table};
use super::page;

/// Foundings, openings and interventions of the scenarios, in the order of their dates.
pub(super) fn events(scenarios: &[Scenario]) -> String {
    let mut parts = Vec::new();
    for scenario in scenarios {
        let mut rows = Vec::new();
        for o in &scenario.organisations {
            let founded = o.founded.unwrap_or(scenario.start);
            rows.push((founded, [String::new(), format!("{} is founded", cell(&o.name)), String::new()]));
        }
        for demand in &scenario.demands {
            let opens = demand.opens.unwrap_or(scenario.start);
            let what = format!("the season for the demand {} opens", cell(&demand.name));
            rows.push((opens, [String::new(), what, String::new()]));
        }
        for intervention in &scenario.interventions {
            let Some(kind) = intervention.kind else { continue };
            let until = intervention.until.map_or(String::new(), |until| until.to_string());
            let from = intervention.from.unwrap_or(scenario.start);
            rows.push((from, [until, what(intervention, kind), turned(intervention, kind)]));
        }
        rows.sort_by_key(|(date, _)| *date);
        let rows = rows.into_iter().map(|(date, rest)| {
            let mut row = vec![date.to_string()];
            row.extend(rest);
            row
        });
        let events = table(&["From", "Until", "What", "How strongly, and how much of what"], rows);
        parts.push(format!("*Here: {}.*\n\n{events}", cell(&scenario.name)));
    }
    parts.push(kinds(scenarios));
    parts.retain(|part| !part.is_empty());
    parts.join("\n").trim_end().to_owned()
}

fn what(intervention: &Intervention, kind: InterventionKind) -> String {
    let mut what = format!("{} (`{}`)", cell(&intervention.name), kind.word());
    if let Some(organisation) = &intervention.organisation {
        what += &format!(", done to {}", cell(organisation));
    }
    if !intervention.workers.is_empty() {
        let workers: Vec<String> = intervention.workers.iter().map(u32::to_string).collect();
        what += &format!(", workers {}", workers.join(", "));
    }
    what
}

fn turned(intervention: &Intervention, kind: InterventionKind) -> String {
    let mut turned = Vec::new();
    intervention.knobs.each("", &mut |name, _, value| {
        if kind.knobs().contains(&name) {
            turned.push(format!("{name} = {value}"));
        }
    });
    turned.join(", ")
}

/// What the kinds of intervention that occur do.
fn kinds(scenarios: &[Scenario]) -> String {
    let all = || scenarios.iter().flat_map(|scenario| &scenario.interventions);
    let occur = InterventionKind::ALL.iter().filter(|kind| all().any(|intervention| intervention.kind == Some(**kind)));
    occur.map(|kind| page::kind(*kind) + "\n").collect()
}
