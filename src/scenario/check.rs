//! What the keys of a scenario must say about one another: names that exist, dates in order, sizes that
//! can be held.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::knob::intervention::InterventionKind;

use super::Scenario;
use super::apply::Ledger;
use super::problem::{Problem, nearest};
use super::resolve::week_of;

/// Most things of one sort in a field; numbers of them are kept in 16 bits.
const MOST: usize = 10_000;

/// Checks a scenario whose keys are each right by themselves.
pub(super) fn all(scenario: &mut Scenario, ledger: &mut Ledger) {
    names(scenario, ledger);
    sizes(scenario, ledger);
    references(scenario, ledger);
    dates(scenario, ledger);
    kinds(scenario, ledger);
}

fn say(ledger: &mut Ledger, name: &str, title: String, label: &str, hint: String) {
    let problem = match ledger.places.get(name) {
        Some(place) => Problem::at(place, title, label).hint(hint),
        None => Problem::whole(title, hint),
    };
    ledger.problems.push(problem);
}

/// Names go into tables and figures: they must be there, short, printable, and not taken.
fn names(scenario: &Scenario, ledger: &mut Ledger) {
    let mut all = vec![("name".to_owned(), scenario.name.as_str())];
    let lists: [(&str, Vec<&str>); 6] = [
        ("organisation", scenario.organisations.iter().map(|x| x.name.as_str()).collect()),
        ("union", scenario.unions.iter().map(|x| x.name.as_str()).collect()),
        ("agency", scenario.agencies.iter().map(|x| x.name.as_str()).collect()),
        ("target", scenario.targets.iter().map(|x| x.name.as_str()).collect()),
        ("demand", scenario.demands.iter().map(|x| x.name.as_str()).collect()),
        ("intervention", scenario.interventions.iter().map(|x| x.name.as_str()).collect()),
    ];
    for (sort, names) in lists {
        all.extend(names.into_iter().map(|name| (format!("{sort}.{name}"), name)));
    }
    for (full, name) in all {
        if name.trim().is_empty() || name.chars().count() > 80 || name.chars().any(char::is_control) {
            let title = format!("`{full}` is no name");
            say(
                ledger,
                &full,
                title,
                "empty, too long or not printable",
                "a name has 1 to 80 printable characters".to_owned(),
            );
        }
    }
    if scenario.organisations.iter().any(|o| o.name == "field") {
        let title = "an organisation cannot be called `field`".to_owned();
        say(ledger, "organisation.field", title, "taken", "`field` is the row for the whole population".to_owned());
    }
}

fn sizes(scenario: &Scenario, ledger: &mut Ledger) {
    let counts = [
        ("organisation", scenario.organisations.len()),
        ("union", scenario.unions.len()),
        ("agency", scenario.agencies.len()),
        ("demand", scenario.demands.len()),
        ("intervention", scenario.interventions.len()),
        ("population.origins", scenario.population.origins.len()),
        ("population.areas", scenario.population.areas.len()),
    ];
    for (name, count) in counts {
        if count > MOST {
            let title = format!("{count} entries of `{name}` are too many");
            say(ledger, name, title, "here", format!("at most {MOST} are allowed"));
        }
    }
}

/// One name used in one place that must stand in another.
fn reference(ledger: &mut Ledger, at: &str, used: &str, what: &str, known: &[&str]) {
    if known.contains(&used) {
        return;
    }
    let hint = match nearest(used, known.iter().copied()) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None if known.is_empty() => format!("the field has no {what}"),
        None => format!("the field has {}", known.join(", ")),
    };
    say(ledger, at, format!("there is no {what} `{used}`"), "named here", hint);
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
            reference(ledger, &at("demands"), demand, "demand", &demands);
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
                say(
                    ledger,
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
            say(ledger, &at, format!("`{at}` lies before the start"), "too early", hint);
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
            say(
                ledger,
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
        say(ledger, "run.weeks", "the run goes beyond the year 9999".to_owned(), "too many", hint);
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
            if !ledger.places.contains_key(&format!("{at}.kind")) {
                let hint = format!("add kind = \"…\": {}", <InterventionKind as crate::knob::Choice>::WORDS.join(", "));
                say(ledger, &at, format!("`{at}` does not say of what kind it is"), "no kind", hint);
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
                say(ledger, &at, title, "no organisation", "add organisation = \"…\"".to_owned());
            }
        } else if intervention.organisation.is_some() {
            let title = format!("a {word} is not done to one organisation");
            say(ledger, &format!("{at}.organisation"), title, "has no effect", "leave it out".to_owned());
        }
        if intervention.until.is_some() && !kind.lasts() {
            let title = format!("a {word} happens once");
            say(ledger, &format!("{at}.until"), title, "has no effect", "leave it out".to_owned());
        }
        let names = crate::knob::Table::names(&intervention.knobs);
        let idle: BTreeSet<&String> = names.iter().filter(|name| !kind.knobs().contains(&name.as_str())).collect();
        for name in idle {
            let full = format!("{at}.{name}");
            if ledger.places.contains_key(&full) {
                let hint = format!("a {word} reads {}", kind.knobs().join(", "));
                say(ledger, &full, format!("`{full}` does nothing"), "not read by its kind", hint);
            }
        }
    }
}
