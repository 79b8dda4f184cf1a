//! The one conversion of a checked scenario into what the engine runs: names become numbers, dates weeks.

use std::sync::Arc;

use jiff::civil::Date;

use crate::knob::intervention::InterventionKind;
use crate::model::plan::{
    AgencyPlan, DemandPlan, InterventionPlan, OrganisationPlan, Plan, Population as PopulationPlan,
};

use crate::config::Problems;

use super::{Intervention, Organisation, Scenario};

/// The week of a date: 0 is the week that begins on the start. Dates before it count as week 0.
pub(super) fn week_of(date: Date, start: Date) -> u32 {
    let days = (date - start).get_days();
    u32::try_from(days).unwrap_or(0) / 7
}

/// What the engine runs in each replicate of a scenario.
#[derive(Debug, Clone)]
pub enum Plans {
    /// The same in all of them.
    Same(Arc<Plan>),
    /// The scenario with the values that a replicate draws.
    Drawn(Arc<Scenario>),
}

impl Plans {
    /// What the engine runs in the replicates of a scenario.
    pub fn new(scenario: &Scenario) -> Self {
        match scenario.draw {
            None => Plans::Same(plan(scenario)),
            Some(_) => Plans::Drawn(Arc::new(scenario.clone())),
        }
    }

    /// What it runs in a replicate under a seed.
    ///
    /// # Errors
    /// As [`Scenario::with_row`].
    pub fn of(&self, seed: u64, replicate: u32) -> Result<Arc<Plan>, Problems> {
        match self {
            Plans::Same(plan) => Ok(Arc::clone(plan)),
            Plans::Drawn(scenario) => Ok(plan(&scenario.drawn(seed, replicate)?)),
        }
    }
}

/// What the engine runs, with no value drawn. The scenario must have come from [`load`](super::load()), which checks it.
pub fn plan(scenario: &Scenario) -> Arc<Plan> {
    let week = |date: Option<Date>| date.map_or(0, |date| week_of(date, scenario.start));
    let area = |name: &Option<String>| span(name, scenario.population.areas.iter().map(|(n, _)| n));
    Arc::new(Plan {
        run: scenario.run.clone(),
        behaviour: scenario.behaviour.clone(),
        population: PopulationPlan {
            knobs: scenario.population.knobs.clone(),
            origins: scenario.population.origins.iter().map(|(_, share)| *share).collect(),
            areas: scenario.population.areas.iter().map(|(_, share)| *share).collect(),
        },
        organisations: scenario.organisations.iter().map(|o| organisation(scenario, o)).collect(),
        unions: scenario.unions.iter().map(|u| u.knobs.clone()).collect(),
        agencies: scenario
            .agencies
            .iter()
            .map(|a| AgencyPlan { knobs: a.knobs.clone(), area: area(&a.area) })
            .collect(),
        targets: scenario.targets.iter().map(|t| t.knobs.clone()).collect(),
        demands: scenario
            .demands
            .iter()
            .map(|d| DemandPlan {
                knobs: d.knobs.clone(),
                target: number(&d.target, scenario.targets.iter().map(|t| &t.name)).unwrap_or(0),
                opens: week(d.opens),
            })
            .collect(),
        interventions: scenario.interventions.iter().filter_map(|i| intervention(scenario, i)).collect(),
        network: scenario.network.knobs.clone(),
        given: scenario.network.given(scenario),
        people: scenario
            .workers
            .iter()
            .flat_map(|worker| worker.traits.iter().map(|(trait_, value)| (worker.number - 1, *trait_, *value)))
            .collect(),
    })
}

fn organisation(scenario: &Scenario, o: &Organisation) -> OrganisationPlan {
    let population = &scenario.population;
    let demand_number = |name: &String| scenario.demands.iter().position(|d| d.name == *name);
    OrganisationPlan {
        knobs: o.knobs.clone(),
        founded: o.founded.map_or(0, |date| week_of(date, scenario.start)),
        area: span(&o.area, population.areas.iter().map(|(n, _)| n)),
        founders_origin: span(&o.founders_origin, population.origins.iter().map(|(n, _)| n)),
        union: match &o.union {
            Some(_) => number(&o.union, scenario.unions.iter().map(|u| &u.name)),
            None => (!scenario.unions.is_empty()).then_some(0),
        },
        demands: o.demands.iter().filter_map(demand_number).collect(),
    }
}

/// The first week of an intervention and the first week after it; the largest number where it has no end.
pub(super) fn weeks_of(scenario: &Scenario, i: &Intervention) -> (u32, u32) {
    let from = i.from.map_or(0, |date| week_of(date, scenario.start));
    let until = match i.until {
        Some(until) => week_of(until, scenario.start),
        // A sum of money needs a term; a year is the usual one.
        None if i.kind == Some(InterventionKind::Grant) => from + 52,
        None => u32::MAX,
    };
    (from, until)
}

fn intervention(scenario: &Scenario, i: &Intervention) -> Option<InterventionPlan> {
    let kind = i.kind?;
    let (from, until) = weeks_of(scenario, i);
    let organisation = number(&i.organisation, scenario.organisations.iter().map(|o| &o.name));
    let workers = i.workers.iter().map(|number| number - 1).collect();
    let practices = i.practices.clone();
    Some(InterventionPlan { kind, knobs: i.knobs.clone(), from, until, organisation, workers, practices })
}

fn number<'a>(name: &Option<String>, mut names: impl Iterator<Item = &'a String>) -> Option<usize> {
    let name = name.as_ref()?;
    names.position(|known| known == name)
}

fn span<'a>(name: &Option<String>, names: impl Iterator<Item = &'a String>) -> Option<u16> {
    number(name, names).and_then(|n| u16::try_from(n).ok())
}
