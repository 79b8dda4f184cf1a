//! Element 2 as it is here: how many of each entity, and the scales.

use std::fmt::Write;

use crate::scenario::{Organisation, Scenario};

use super::markdown::{cell, percent, table};

/// Entities of the scenarios, side by side.
pub(super) fn entities(scenarios: &[Scenario]) -> String {
    let mut heads = vec!["*Here*".to_owned()];
    heads.extend(scenarios.iter().map(|scenario| cell(&scenario.name)));
    let row = |head: &str, words: &dyn Fn(&Scenario) -> String| {
        let mut cells = vec![head.to_owned()];
        cells.extend(scenarios.iter().map(words));
        cells
    };
    let named = |names: Vec<&String>| {
        if names.is_empty() {
            "none".to_owned()
        } else {
            names.into_iter().map(|name| cell(name)).collect::<Vec<_>>().join(", ")
        }
    };
    let shares = |list: &[(String, f64)]| {
        let words: Vec<String> =
            list.iter().map(|(name, share)| format!("{} {}", cell(name), percent(*share))).collect();
        if words.is_empty() { "one, without a name".to_owned() } else { words.join(", ") }
    };
    let rows = vec![
        row("Workers", &|s| s.population.knobs.traits.workers.to_string()),
        row("Population", &|s| cell(&s.population.name)),
        row("Origins", &|s| shares(&s.population.origins)),
        row("Areas", &|s| shares(&s.population.areas)),
        row("Legal status", &status),
        row("Organisations", &|s| named(s.organisations.iter().map(|o| &o.name).collect())),
        row("Unions", &|s| named(s.unions.iter().map(|u| &u.name).collect())),
        row("Referral agencies", &|s| named(s.agencies.iter().map(|a| &a.name).collect())),
        row("Targets", &|s| named(s.targets.iter().map(|t| &t.name).collect())),
        row("Demands", &|s| named(s.demands.iter().map(|d| &d.name).collect())),
        row("Interventions", &|s| s.interventions.len().to_string()),
        row("First week", &|s| s.start.to_string()),
        row("Last week", &|s| s.date_of(s.run.weeks - 1).to_string()),
        row("Weeks", &|s| s.run.weeks.to_string()),
    ];
    let several = scenarios.len() > 1;
    let all = scenarios.iter().flat_map(|scenario| scenario.organisations.iter().map(move |o| (scenario, o)));
    let practices: Vec<Vec<String>> = all.map(|(scenario, o)| practices(o, scenario, several)).collect();
    let mut out = table(&heads, rows);
    if !practices.is_empty() {
        let heads = ["*Here*", "Founded", "Founders", "Paid", "Hours", "Message", "Tasks", "Money", "Demands"];
        let _ = write!(out, "\n{}", table(&heads, practices));
    }
    out.trim_end().to_owned()
}

fn status(scenario: &Scenario) -> String {
    let s = &scenario.population.knobs.status;
    let shares =
        [("settled", s.settled), ("open visa", s.visa), ("tied visa", s.tied), ("undocumented", s.undocumented)];
    let held = shares.iter().filter(|(_, share)| *share > 0.0);
    held.map(|(name, share)| format!("{name} {}", percent(*share))).collect::<Vec<_>>().join(", ")
}

/// One organisation: who founds it, and its four channels.
fn practices(o: &Organisation, scenario: &Scenario, several: bool) -> Vec<String> {
    let h = &o.knobs.hours;
    let hours = [
        ("sharing", h.sharing),
        ("politicised learning", h.learning),
        ("training", h.training),
        ("services", h.service),
        ("outreach", h.outreach),
        ("profile", h.profile),
        ("campaigning", h.campaigning),
    ];
    let spent = hours.iter().filter(|(_, share)| *share > 0.0);
    let spent: Vec<String> = spent.map(|(name, share)| format!("{name} {}", percent(*share))).collect();
    let of = if several { format!(" ({})", cell(&scenario.name)) } else { String::new() };
    let place = o.area.as_ref().map_or(String::new(), |area| format!(", in {}", cell(area)));
    let origin = o.founders_origin.as_ref().map_or(String::new(), |origin| format!(" from {}", cell(origin)));
    let (message, tasks) = (&o.knobs.message, &o.knobs.tasks);
    let demands: Vec<String> = o.demands.iter().map(|demand| cell(demand)).collect();
    vec![
        format!("{}{of}", cell(&o.name)),
        format!("{}{place}", o.founded.unwrap_or(scenario.start)),
        format!("{}{origin}", o.knobs.founders.count),
        o.knobs.staff.count.to_string(),
        spent.join(", "),
        format!("class {}, ethnicity {}", message.class, message.ethnic),
        format!("{} a session, given by skill to the power of {}", tasks.slots, tasks.exponent),
        if o.knobs.money.accepts_grants { "takes state grants" } else { "no state grants" }.to_owned(),
        if demands.is_empty() { "none named".to_owned() } else { demands.join(", ") },
    ]
}
