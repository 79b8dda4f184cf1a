//! What the keys of a scenario must say about one another: names that exist, dates in order.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::knob::Table;
use crate::knob::intervention::InterventionKind;

use super::Scenario;
use super::resolve::week_of;
use crate::config::ledger::Ledger;
use crate::config::{NAME_HINT, unfit_name};
use crate::config::{clip, listed, nearest};

/// What first movers do not read where the workers are named.
pub(crate) const BESIDE_WORKERS: [&str; 3] = ["people", "share", "position"];

/// Checks a scenario whose keys are each right by themselves.
pub(super) fn all(scenario: &mut Scenario, ledger: &mut Ledger) {
    names(scenario, ledger);
    network(scenario, ledger);
    super::network_check::check_names(scenario, ledger);
    super::network_check::check_kind(scenario, ledger);
    super::worker::check(scenario, ledger);
    references(scenario, ledger);
    dates(scenario, ledger);
    kinds(scenario, ledger);
    super::practices::check(scenario, ledger);
    caseloads(scenario, ledger);
    forget_what_is_not_read(scenario);
}

/// A base may set what a later layer's choice of kind no longer reads; it goes back to its default, so that
/// the scenario says what it does and nothing else.
fn forget_what_is_not_read(scenario: &mut Scenario) {
    let network = &mut scenario.network.knobs;
    reset_all_but(network.kind.knobs(), network);
    for intervention in &mut scenario.interventions {
        let Some(kind) = intervention.kind else { continue };
        let named = !intervention.workers.is_empty();
        let read: Vec<&str> =
            kind.knobs().iter().copied().filter(|name| !named || !BESIDE_WORKERS.contains(name)).collect();
        reset_all_but(&read, &mut intervention.knobs);
    }
}

fn reset_all_but(read: &[&str], table: &mut dyn Table) {
    for name in table.names() {
        if let Some(slot) = table.slot(&name).filter(|_| !read.contains(&name.as_str())) {
            let fits = slot.setting.set(&slot.knob.default, &slot.knob.kind);
            debug_assert!(fits.is_ok(), "a default fits its knob");
        }
    }
}

/// The names of the scenario and its population; others are checked where they are read.
fn names(scenario: &Scenario, ledger: &mut Ledger) {
    for (key, name) in [("name", &scenario.name), ("population.name", &scenario.population.name)] {
        // A population may go without a name, a scenario without one is called as its file.
        if (key == "name" || !name.is_empty())
            && let Some(why) = unfit_name(name)
        {
            ledger.say(key, format!("`{key}` is not a name"), why, NAME_HINT.to_owned());
        }
    }
}

/// With a network file there are as many workers as it has nodes.
fn network(scenario: &Scenario, ledger: &mut Ledger) {
    let Some(network) = &scenario.network.file else { return };
    let (nodes, workers) = (network.file.ids.len(), scenario.population.knobs.traits.workers);
    if nodes != workers as usize {
        let title = format!("`population.workers` is {workers}, and the network file has {nodes} nodes");
        let hint = "each node is a worker: leave population.workers out, or leave the network out".to_owned();
        ledger.say("population.workers", title, "does not go with a network file", hint);
    }
}

/// One name used in one place that must stand in another.
fn reference(ledger: &mut Ledger, at: &str, used: &str, what: &str, known: &[&str]) {
    if ledger.full() || known.contains(&used) {
        return;
    }
    let hint = match nearest(used, known.iter().copied()) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None if known.is_empty() => format!("the scenario has no {what}: add [{what}.NAME], or leave this out"),
        None => format!("the scenario has {}", listed(known)),
    };
    ledger.say(at, format!("there is no {what} `{}`", clip(used)), "named here", hint);
}

fn references(scenario: &Scenario, ledger: &mut Ledger) {
    let areas: Vec<&str> = scenario.population.areas.iter().map(|(name, _)| name.as_str()).collect();
    let origins: Vec<&str> = scenario.population.origins.iter().map(|(name, _)| name.as_str()).collect();
    let unions: Vec<&str> = scenario.unions.iter().map(|x| x.name.as_str()).collect();
    let targets: Vec<&str> = scenario.targets.iter().map(|x| x.name.as_str()).collect();
    let demands: Vec<&str> = scenario.demands.iter().map(|x| x.name.as_str()).collect();
    let organisations: Vec<&str> = scenario.organisations.iter().map(|x| x.name.as_str()).collect();
    for organisation in &scenario.organisations {
        let at = |key: &str| format!("organisation.{}.{key}", organisation.name);
        if let Some(area) = &organisation.area {
            reference(ledger, &at("area"), area, "area", &areas);
        }
        if let Some(origin) = &organisation.founders_origin {
            reference(ledger, &at("founders.origin"), origin, "origin", &origins);
        }
        if let Some(union) = &organisation.union {
            reference(ledger, &at("union.with"), union, "union", &unions);
        }
        for demand in &organisation.demands {
            reference(ledger, &at(&format!("demands.{demand}")), demand, "demand", &demands);
        }
    }
    for agency in &scenario.agencies {
        if let Some(area) = &agency.area {
            reference(ledger, &format!("agency.{}.area", agency.name), area, "area", &areas);
        }
    }
    for demand in &scenario.demands {
        match &demand.target {
            Some(target) => reference(ledger, &format!("demand.{}.target", demand.name), target, "target", &targets),
            None if targets.len() == 1 => {}
            None => {
                let at = format!("demand.{}", demand.name);
                ledger.say(
                    &at,
                    format!("`{at}` does not say whom it is made of"),
                    "no target",
                    "add target = \"…\"".to_owned(),
                );
            }
        }
    }
    for intervention in &scenario.interventions {
        if let Some(organisation) = &intervention.organisation {
            let at = format!("intervention.{}.organisation", intervention.name);
            reference(ledger, &at, organisation, "organisation", &organisations);
        }
    }
}

fn dates(scenario: &Scenario, ledger: &mut Ledger) {
    let start = scenario.start;
    let mut check = |at: String, date: Option<Date>| {
        if let Some(date) = date
            && date < start
        {
            let hint = format!("the scenario starts on {start}; a later date, or an earlier start");
            ledger.say(&at, format!("`{at}` lies before the start"), "too early", hint);
        }
    };
    for organisation in &scenario.organisations {
        check(format!("organisation.{}.founded", organisation.name), organisation.founded);
    }
    for demand in &scenario.demands {
        check(format!("demand.{}.opens", demand.name), demand.opens);
    }
    for intervention in &scenario.interventions {
        check(format!("intervention.{}.from", intervention.name), intervention.from);
    }
    for intervention in &scenario.interventions {
        let from = intervention.from.unwrap_or(start);
        if let Some(until) = intervention.until
            && week_of(until, start) <= week_of(from.max(start), start)
        {
            let at = format!("intervention.{}.until", intervention.name);
            let hint = format!("it begins on {from}: `until` lies at least a week later");
            ledger.say(
                &at,
                format!("`intervention.{}` ends before it has begun", intervention.name),
                "too early",
                hint,
            );
        }
    }
    // The last day must be one the calendar has.
    if start.checked_add(jiff::Span::new().days(i64::from(scenario.run.weeks) * 7)).is_err() {
        let hint = "an earlier start, or fewer weeks".to_owned();
        ledger.say("run.weeks", "the run goes beyond the year 9999".to_owned(), "too many", hint);
    }
}

/// Agencies that may keep a caseload: each takes two marks of every worker.
const MAX_CASELOADS: usize = 2;

/// An agency either refers a flow of workers or keeps a caseload, and few keep one.
fn caseloads(scenario: &Scenario, ledger: &mut Ledger) {
    let mut kept = 0;
    for agency in &scenario.agencies {
        let (knobs, at) = (&agency.knobs, format!("agency.{}", agency.name));
        let key = match (knobs.clients > 0, knobs.registrations > 0.0) {
            (true, _) => "clients",
            (false, true) => "registrations",
            (false, false) => continue,
        };
        kept += 1;
        if knobs.referrals > 0.0 {
            let title = format!("`{at}` has {key} and {} referrals a week", knobs.referrals);
            let hint = format!("add `referrals = 0` to {at}: clients are told of organisations, one by one");
            ledger.say(&format!("{at}.{key}"), title, "in place of referrals", hint);
        }
        if kept == MAX_CASELOADS + 1 {
            let title = format!("more than {MAX_CASELOADS} agencies have clients or registrations");
            let hint = "join two of them, or give one `referrals` in their place".to_owned();
            ledger.say(&format!("{at}.{key}"), title, "one too many", hint);
        }
    }
}

/// Interventions say what they are and to whom they are done, and turn only knobs that their kind reads.
fn kinds(scenario: &mut Scenario, ledger: &mut Ledger) {
    let only = match scenario.organisations.as_slice() {
        [one] => Some(one.name.clone()),
        _ => None,
    };
    for intervention in &mut scenario.interventions {
        let at = format!("intervention.{}", intervention.name);
        let Some(kind) = intervention.kind else {
            if !ledger.spans.contains_key(&format!("{at}.kind")) {
                let hint = format!("add kind = \"…\": {}", <InterventionKind as crate::knob::Choice>::WORDS.join(", "));
                ledger.say(&at, format!("`{at}` does not say of what kind it is"), "no kind", hint);
            }
            continue;
        };
        let word = crate::knob::Choice::word(kind);
        if kind.needs_organisation() {
            if intervention.organisation.is_none() {
                intervention.organisation.clone_from(&only);
            }
            if intervention.organisation.is_none() {
                let title = format!("`{at}` does not say to which organisation it is done");
                ledger.say(&at, title, "no organisation", "add organisation = \"…\"".to_owned());
            }
        } else if intervention.organisation.is_some() {
            let title = format!("a {word} is not done to one organisation");
            ledger.say(&format!("{at}.organisation"), title, "has no effect", "leave it out".to_owned());
        }
        if intervention.until.is_some() && !kind.lasts() {
            let title = format!("a {word} happens once");
            ledger.say(&format!("{at}.until"), title, "has no effect", "leave it out".to_owned());
        }
        if !intervention.workers.is_empty() && kind != InterventionKind::FirstMovers {
            let title = format!("a {word} is not done to single workers");
            ledger.say(&format!("{at}.workers"), title, "has no effect", "leave it out".to_owned());
        }
        for name in BESIDE_WORKERS {
            let full = format!("{at}.{name}");
            if !intervention.workers.is_empty() && ledger.meant_with(&full, &format!("{at}.workers")) {
                let hint = "leave it out, or leave `workers` out".to_owned();
                ledger.say(&full, format!("`{full}` does nothing beside `workers`"), "not read", hint);
            }
        }
        let names = crate::knob::Table::names(&intervention.knobs);
        let idle: BTreeSet<&String> = names.iter().filter(|name| !kind.knobs().contains(&name.as_str())).collect();
        for name in idle {
            let full = format!("{at}.{name}");
            if ledger.spans.contains_key(&full) {
                let hint = format!("a {word} reads {}", kind.knobs().join(", "));
                ledger.say(&full, format!("`{full}` does nothing"), "not read by its kind", hint);
            }
        }
    }
}
