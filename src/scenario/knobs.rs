//! The knobs of a scenario by their whole names.

use super::check::BESIDE_WORKERS;
use super::{Scenario, quoted};
use crate::knob::{Knob, Table, Value};

/// A knob of a scenario.
pub(crate) struct ScenarioKnob {
    /// Its whole name, as a file would write it.
    pub name: String,
    /// Its row of the table.
    pub knob: &'static Knob,
    /// Its value.
    pub value: Value,
}

impl Scenario {
    /// All knobs that do something in this scenario, by their dotted names, with their values, in the order of a file.
    pub fn knob_values(&self) -> Vec<(String, Value)> {
        knobs(self).into_iter().map(|knob| (knob.name, knob.value)).collect()
    }
}

/// All knobs of a scenario that do something in it, in the order of a file.
pub(crate) fn knobs(s: &Scenario) -> Vec<ScenarioKnob> {
    let mut all = Vec::new();
    let every = |_: &str| true;
    // How often it is run is asked for with each request; slow measures are not drawn.
    add(&mut all, "run.", &s.run, &|name| name == "weeks");
    add(&mut all, "population.", &s.population.knobs, &every);
    let kind = s.network.knobs.kind;
    add(&mut all, "network.", &s.network.knobs, &|name| name != "kind" && kind.knobs().contains(&name));
    add(&mut all, "", &s.behaviour, &every);
    for o in &s.organisations {
        add(&mut all, &format!("organisation.{}.", key(&o.name)), &o.knobs, &every);
    }
    for u in &s.unions {
        add(&mut all, &format!("union.{}.", key(&u.name)), &u.knobs, &every);
    }
    for a in &s.agencies {
        add(&mut all, &format!("agency.{}.", key(&a.name)), &a.knobs, &every);
    }
    for t in &s.targets {
        add(&mut all, &format!("target.{}.", key(&t.name)), &t.knobs, &every);
    }
    for d in &s.demands {
        add(&mut all, &format!("demand.{}.", key(&d.name)), &d.knobs, &every);
    }
    for i in &s.interventions {
        let named = |name: &str| !i.workers.is_empty() && BESIDE_WORKERS.contains(&name);
        let reads = |name: &str| i.kind.is_some_and(|kind| kind.knobs().contains(&name)) && !named(name);
        add(&mut all, &format!("{}.", intervention_key(&i.name)), &i.knobs, &reads);
    }
    all
}

fn add(all: &mut Vec<ScenarioKnob>, prefix: &str, table: &dyn Table, reads: &dyn Fn(&str) -> bool) {
    table.each("", &mut |name, knob, value| {
        if reads(name) {
            all.push(ScenarioKnob { name: format!("{prefix}{name}"), knob, value });
        }
    });
}

/// How the names of an intervention's knobs begin.
pub(crate) fn intervention_key(name: &str) -> String {
    format!("intervention.{}", key(name))
}

/// A name as a part of a knob's whole name.
pub(crate) fn key(name: &str) -> String {
    let bare = !name.is_empty() && name.bytes().all(|c| c.is_ascii_alphanumeric() || c == b'_' || c == b'-');
    if bare { name.to_owned() } else { quoted(name) }
}
