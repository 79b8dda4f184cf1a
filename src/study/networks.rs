//! The ties of one replicate at chosen weeks, with what a picture of them shows.

use crate::model::workers::NONE;
use crate::model::world::World;
use crate::network::{Attribute, AttributeValue, NetworkFile};
use crate::scenario::{self, Scenario};

/// The network of one replicate at the end of each of these weeks (counted from 0, ascending).
///
/// Nodes are the workers' slots, by their numbers from 1. Their attributes are `origin` and `area` where the population
/// has names for these, `organisation` (of members) and `mobilised` (whether they acted within
/// `action.memory_weeks`, as the weekly table counts it). Ties carry their trust.
pub(crate) fn networks(scenario: &Scenario, seed: u64, replicate: u32, weeks: &[u32]) -> Vec<NetworkFile> {
    let mut world = World::new(&scenario::plan(scenario), seed, replicate);
    let mut found = Vec::with_capacity(weeks.len());
    for week in 0..=weeks.last().copied().unwrap_or(0) {
        world.step();
        if weeks.contains(&week) {
            found.push(network(scenario, &world));
        }
    }
    found
}

fn network(scenario: &Scenario, world: &World) -> NetworkFile {
    let workers = &world.workers;
    let named = |name: &str, value: &dyn Fn(usize) -> Option<AttributeValue>| Attribute {
        name: name.to_owned(),
        values: (0..workers.len()).map(value).collect(),
    };
    let text = |name: Option<&String>| name.map(|name| AttributeValue::Text(name.clone()));
    let mut attributes = Vec::new();
    let (origins, areas) = (&scenario.population.origins, &scenario.population.areas);
    if !origins.is_empty() {
        let origin = |i: usize| text(origins.get(usize::from(workers.origin.at(i))).map(|(name, _)| name));
        attributes.push(named("origin", &origin));
    }
    if !areas.is_empty() {
        let area = |i: usize| text(areas.get(usize::from(workers.area.at(i))).map(|(name, _)| name));
        attributes.push(named("area", &area));
    }
    let organisation = |i: usize| {
        let number = workers.organisation.at(i);
        text(scenario.organisations.get(usize::from(number)).filter(|_| number != NONE).map(|o| &o.name))
    };
    attributes.push(named("organisation", &organisation));
    let memory = scenario.behaviour.action.memory_weeks;
    // The week has ended: who acted in it counts, as in the weekly table.
    let mobilised =
        |i: usize| Some(AttributeValue::Switch(workers.is_mobilised(i, world.week().saturating_sub(1), memory)));
    attributes.push(named("mobilised", &mobilised));
    let mut network = NetworkFile {
        ids: (1..=workers.len()).map(|number| number.to_string()).collect(),
        attributes,
        ..NetworkFile::default()
    };
    for (a, b, tie) in world.ties.iter() {
        network.ties.push((a, b));
        network.trust.push(Some(tie.trust()));
    }
    network
}
