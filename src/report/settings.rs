//! Everything that a scenario sets.

use crate::knob::{Choice, Knob, Table, Value};
use crate::scenario::{Intervention, Scenario};

/// Groups under which differences stand, in the order in which they are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Group {
    Practices,
    Population,
    Events,
    Behaviour,
    Run,
}

/// A setting of a scenario: a knob, or something else that a file says.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Set {
    pub group: Group,
    /// By what it is found in another scenario: names of organisations are their places, so that the first of one is
    /// laid beside the first of the other.
    pub key: String,
    /// Its name for readers.
    pub name: String,
    pub knob: Option<&'static Knob>,
    pub value: Value,
}

/// Everything a scenario sets, in the order of files.
pub(super) fn settings(s: &Scenario) -> Vec<Set> {
    let mut all = Vec::new();
    let mut knobs = |group, key: &str, name: &str, table: &dyn Table, reads: &dyn Fn(&str) -> bool| {
        table.each("", &mut |dotted, knob, value| {
            if reads(dotted) {
                let (key, name) = (format!("{key}{dotted}"), format!("{name}{dotted}"));
                all.push(Set { group, key, name, knob: Some(knob), value });
            }
        });
    };
    let every = |_: &str| true;
    for (n, o) in s.organisations.iter().enumerate() {
        let name = if s.organisations.len() > 1 { format!("{}: ", o.name) } else { String::new() };
        knobs(Group::Practices, &format!("organisation {n} "), &name, &o.knobs, &every);
    }
    knobs(Group::Population, "population.", "population.", &s.population.knobs, &every);
    let kind = s.network.knobs.kind;
    knobs(Group::Population, "network.", "network.", &s.network.knobs, &|name| kind.knobs().contains(&name));
    for x in &s.unions {
        knobs(Group::Events, &format!("union {}.", x.name), &format!("union {}: ", x.name), &x.knobs, &every);
    }
    for x in &s.agencies {
        knobs(Group::Events, &format!("agency {}.", x.name), &format!("agency {}: ", x.name), &x.knobs, &every);
    }
    for x in &s.targets {
        knobs(Group::Events, &format!("target {}.", x.name), &format!("target {}: ", x.name), &x.knobs, &every);
    }
    for x in &s.demands {
        knobs(Group::Events, &format!("demand {}.", x.name), &format!("demand {}: ", x.name), &x.knobs, &every);
    }
    for x in &s.interventions {
        let Some(kind) = x.kind else { continue };
        let name = format!("{}: ", x.name);
        knobs(Group::Events, &format!("intervention {}.", x.name), &name, &x.knobs, &|name| {
            kind.knobs().contains(&name)
        });
    }
    // How many problems arise and who is asked for help with them is the place's own.
    let of_place = |name: &str| ["problem.rate", "problem.seek"].contains(&name);
    knobs(Group::Population, "", "", &s.behaviour, &of_place);
    knobs(Group::Behaviour, "", "", &s.behaviour, &|name| !of_place(name));
    knobs(Group::Run, "run.", "run.", &s.run, &every);
    others(s, &mut all);
    all
}

/// What files say that is no knob.
fn others(s: &Scenario, all: &mut Vec<Set>) {
    let mut add = |group, key: String, name: String, value: String| {
        all.push(Set { group, key, name, knob: None, value: Value::Text(value) });
    };
    let shares = |list: &[(String, f64)]| {
        list.iter().map(|(name, share)| format!("{name} {share}")).collect::<Vec<_>>().join(", ")
    };
    for (n, o) in s.organisations.iter().enumerate() {
        let name = if s.organisations.len() > 1 { format!("{}: ", o.name) } else { String::new() };
        let mut add = |what: &str, value: String| {
            add(Group::Practices, format!("organisation {n} {what}"), format!("{name}{what}"), value);
        };
        add("founded", o.founded.unwrap_or(s.start).to_string());
        for (what, value) in [("area", &o.area), ("founders.origin", &o.founders_origin), ("union.with", &o.union)] {
            if let Some(value) = value {
                add(what, value.clone());
            }
        }
        if !o.demands.is_empty() {
            add("demands", o.demands.join(", "));
        }
    }
    for (what, list) in [("origins", &s.population.origins), ("areas", &s.population.areas)] {
        if !list.is_empty() {
            add(Group::Population, format!("population {what}"), format!("population.{what}"), shares(list));
        }
    }
    add(Group::Run, "start".to_owned(), "start".to_owned(), s.start.to_string());
    for x in &s.agencies {
        if let Some(area) = &x.area {
            add(Group::Events, format!("agency {} area", x.name), format!("agency {}: area", x.name), area.clone());
        }
    }
    for x in &s.demands {
        let opens = x.opens.unwrap_or(s.start).to_string();
        add(Group::Events, format!("demand {} opens", x.name), format!("demand {}: opens", x.name), opens);
    }
    for x in &s.interventions {
        if let Some(when) = when(s, x) {
            add(Group::Events, format!("intervention {}", x.name), format!("{}: when", x.name), when);
        }
    }
}

/// Kind and dates of an intervention.
fn when(s: &Scenario, x: &Intervention) -> Option<String> {
    let until = x.until.map_or(String::new(), |until| format!(" until {until}"));
    Some(format!("{} from {}{until}", x.kind?.word(), x.from.unwrap_or(s.start)))
}

/// The knobs a scenario has turned.
pub(super) fn turned(scenario: &Scenario) -> Vec<Set> {
    settings(scenario).into_iter().filter(|set| set.knob.is_some_and(|knob| knob.default != set.value)).collect()
}
