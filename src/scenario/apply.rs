//! Lays what a file says over a scenario, key by key, collecting everything that is wrong.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use crate::knob::{Table, Value};

use super::named::{agency, demand, intervention, named, organisation};
use super::names::{few, fit};
use super::walk::knobs;
use super::{Named, Population, Scenario};
use crate::config::ledger::Ledger;
use crate::config::tree::{Entry, Node};
use crate::knob::behaviour::Behaviour;

/// Keys of the top that are not tables of knobs.
pub(crate) const TOP: &[&str] = &[
    "version",
    "name",
    "about",
    "start",
    "seed",
    "base",
    "organisations",
    "agencies",
    "run",
    "draw",
    "population",
    "network",
    "worker",
    "organisation",
    "union",
    "agency",
    "target",
    "demand",
    "intervention",
];

/// Lays a scenario file's entries over a scenario. `base`, `organisations` and a population's name are the
/// loader's to follow, and are passed over here.
pub(super) fn scenario(entries: &[Entry], scenario: &mut Scenario, ledger: &mut Ledger) {
    for entry in entries {
        if ledger.full() {
            return;
        }
        match entry.key.as_str() {
            "version" | "base" | "organisations" | "agencies" => {}
            "name" => scenario.name = ledger.text("name", entry).unwrap_or_default(),
            "about" => scenario.about = ledger.text("about", entry).unwrap_or_default(),
            "start" => scenario.start = ledger.date("start", entry).unwrap_or(scenario.start),
            "seed" => scenario.seed = seed(entry, ledger),
            "run" => knobs("run", entry, &mut scenario.run, ledger, &[], &mut |_, _, _| false),
            "population" => population(entry, &mut scenario.population, ledger),
            "network" | "draw" => {} // read by the loader, which knows the folder
            "worker" => {}           // laid when the network is known
            "organisation" => named(entry, &mut scenario.organisations, ledger, organisation),
            "union" => named(entry, &mut scenario.unions, ledger, |name, entry, union: &mut Named<_>, ledger| {
                knobs(name, entry, &mut union.knobs, ledger, &[], &mut |_, _, _| false);
            }),
            "agency" => named(entry, &mut scenario.agencies, ledger, agency),
            "target" => named(entry, &mut scenario.targets, ledger, |name, entry, target: &mut Named<_>, ledger| {
                knobs(name, entry, &mut target.knobs, ledger, &[], &mut |_, _, _| false);
            }),
            "demand" => named(entry, &mut scenario.demands, ledger, demand),
            "intervention" => named(entry, &mut scenario.interventions, ledger, intervention),
            group => behaviour(group, entry, scenario, ledger),
        }
    }
}

fn behaviour(group: &str, entry: &Entry, scenario: &mut Scenario, ledger: &mut Ledger) {
    static NAMES: LazyLock<Vec<String>> = LazyLock::new(|| Behaviour::default().names());
    let groups = || NAMES.iter().filter_map(|name| name.split('.').next());
    if groups().any(|known| known == group) {
        let mut whole = InGroup { group, table: &mut scenario.behaviour };
        knobs(group, entry, &mut whole, ledger, &[], &mut |_, _, _| false);
    } else {
        // A knob written without its table is worth a guess among all of them.
        let groups: BTreeSet<&str> = groups().collect();
        let candidates = groups.into_iter().chain(TOP.iter().copied()).chain(NAMES.iter().map(String::as_str));
        ledger.unknown("", entry, candidates);
    }
}

/// One group of a larger table, by its own short names.
struct InGroup<'a, T> {
    group: &'a str,
    table: &'a mut T,
}

impl<T: Table> Table for InGroup<'_, T> {
    fn each(&self, prefix: &str, visit: &mut dyn FnMut(&str, &'static crate::knob::Knob, Value)) {
        let group = format!("{}.", self.group);
        self.table.each("", &mut |name, knob, value| {
            if let Some(short) = name.strip_prefix(&group) {
                visit(&format!("{prefix}{short}"), knob, value);
            }
        });
    }
    fn slot(&mut self, name: &str) -> Option<crate::knob::Slot<'_>> {
        self.table.slot(&format!("{}.{name}", self.group))
    }
}

fn seed(entry: &Entry, ledger: &mut Ledger) -> Option<u64> {
    ledger.note("seed", &entry.span);
    let allowed = "a whole number from 0 to 9223372036854775807";
    let hint = "any will do; the same gives the same numbers".to_owned();
    match &entry.node {
        Node::Value(Value::Whole(seed)) => match u64::try_from(*seed) {
            Ok(seed) => return Some(seed),
            Err(_) => ledger.out_of_range("seed", entry, allowed, hint),
        },
        _ => ledger.wrong_type("seed", entry, allowed, hint),
    }
    None
}

/// Lays a population's table over a population.
pub(super) fn population(entry: &Entry, population: &mut Population, ledger: &mut Ledger) {
    if matches!(entry.node, Node::Value(Value::Text(_))) {
        return; // a name: the loader has followed it
    }
    if !matches!(entry.node, Node::Table(_)) {
        let hint = "as in population = \"london-domestic-workers\"; how many there are is population.workers";
        return ledger.wrong_type("population", entry, "a name or a table", hint.to_owned());
    }
    let Population { name, knobs: table, origins, areas } = population;
    knobs("population", entry, table, ledger, &["base", "name", "origins", "areas"], &mut |short, entry, ledger| {
        match short {
            "base" => true,
            "name" => {
                *name = ledger.text("population.name", entry).unwrap_or_default();
                true
            }
            "origins" => shares("population.origins", entry, origins, ledger),
            "areas" => shares("population.areas", entry, areas, ledger),
            _ => false,
        }
    });
}

/// Lays a table of names and shares over a list. A file lists all; the command line changes some.
fn shares(name: &str, entry: &Entry, list: &mut Vec<(String, f64)>, ledger: &mut Ledger) -> bool {
    let hint = match name {
        "population.areas" => "as in areas = { west = 0.6, east = 0.4 }",
        _ => "as in origins = { Philippines = 0.6, India = 0.4 }",
    };
    let Node::Table(entries) = &entry.node else {
        ledger.wrong_type(name, entry, "a table of shares", hint.to_owned());
        return true;
    };
    ledger.note(name, &entry.span);
    if !ledger.pinning {
        list.clear();
    }
    if !few(name, entries.len(), entry, ledger) {
        return true;
    }
    for item in entries {
        if ledger.full() {
            break;
        }
        if !fit("origin or area", item, ledger) {
            continue;
        }
        let full = format!("{name}.{}", item.key);
        let share = match &item.node {
            Node::Value(Value::Real(share)) => *share,
            Node::Value(Value::Whole(share)) => *share as f64,
            _ => {
                ledger.wrong_type(&full, item, "a share from 0 to 1", hint.to_owned());
                continue;
            }
        };
        ledger.note(&full, &item.span);
        if !(0.0..=1.0).contains(&share) {
            ledger.out_of_range(&full, item, "a share from 0 to 1", hint.to_owned());
        }
        match list.iter_mut().find(|(known, _)| *known == item.key) {
            Some((_, value)) => *value = share,
            None => list.push((item.key.clone(), share)),
        }
    }
    true
}
