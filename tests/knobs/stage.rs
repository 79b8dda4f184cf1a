//! Scenarios on which knobs are moved: loading them with settings, running them, reading values off them.

use std::sync::Arc;

use mobilise::knob::catalogue::NAMED;
use mobilise::model::run::{RunResult, run};
use mobilise::scenario::{Overrides, Scenario, load, plan};

/// Everything at once: every knob has something to move in it.
pub const RICH: &str = "tests/rich.toml";
/// One organisation and nothing that happens on a date: what a knob does shows by itself.
pub const PLAIN: &str = "tests/knobs/plain.toml";

const SEED: u64 = 1;

/// A scenario with settings laid over it, or why they are refused.
pub fn scenario(name: &str, sets: &[String]) -> Result<Scenario, String> {
    let overrides = Overrides(sets.iter().map(|set| ("--set".to_owned(), set.clone())).collect());
    load(name, &overrides).map_err(|problems| format!("{name} with {sets:?}\n{}", problems.render(false)))
}

/// Runs some replicates, one after the other.
pub fn results(scenario: &Scenario, replicates: std::ops::Range<u32>) -> Vec<RunResult> {
    let plan = plan(scenario);
    replicates.map(|replicate| run(&Arc::clone(&plan), SEED, replicate)).collect()
}

/// The values of all knobs that a scenario reads, from the scenario written out in full.
pub fn values(scenario: &Scenario) -> toml::Table {
    mobilise::scenario::to_toml_with_every_knob(scenario).parse().expect("what we write is TOML")
}

/// The value of a dotted name.
pub fn value<'a>(values: &'a toml::Table, name: &str) -> Option<&'a toml::Value> {
    let (first, rest) = name.split_once('.').unwrap_or((name, ""));
    let here = values.get(first)?;
    rest.split('.').filter(|part| !part.is_empty()).try_fold(here, |here, part| here.get(part))
}

/// The dotted names that a knob of the table has in a scenario: one for each thing of its sort that reads it.
pub fn places(values: &toml::Table, name: &str) -> Vec<String> {
    let sort = name.split('.').next().unwrap_or_default();
    let things: Vec<&str> = match values.get(sort) {
        Some(toml::Value::Table(things)) if NAMED.contains(&sort) => things.keys().map(String::as_str).collect(),
        _ => vec![""],
    };
    let full = things.into_iter().map(|thing| name.replace("NAME", thing));
    full.filter(|place| value(values, place).is_some()).collect()
}

/// The first thing of a sort in a scenario file.
pub fn first<'a>(scenario: &'a Scenario, sort: &str) -> Option<&'a str> {
    match sort {
        "organisation" => scenario.organisations.first().map(|x| x.name.as_str()),
        "union" => scenario.unions.first().map(|x| x.name.as_str()),
        "agency" => scenario.agencies.first().map(|x| x.name.as_str()),
        "target" => scenario.targets.first().map(|x| x.name.as_str()),
        "demand" => scenario.demands.first().map(|x| x.name.as_str()),
        "intervention" => scenario.interventions.first().map(|x| x.name.as_str()),
        _ => None,
    }
}
