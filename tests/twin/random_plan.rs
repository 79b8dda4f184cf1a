//! Small fields at random, in which much happens: values within what a scenario file could say.

use mobilise::knob::field::{AgencyKnobs, DemandKnobs, TargetKnobs, UnionKnobs};
use mobilise::model::plan::{AgencyPlan, DemandPlan, Plan};

use super::dice::{Dice, perhaps};
use super::random_edges::edges;
use super::random_intervention::intervention;
use super::random_network::{network, people};
use super::random_organisation::organisation;
use super::random_population::population;
use super::wild_knobs::wild;

/// The plan of a seed.
pub fn random_plan(seed: u64) -> Plan {
    let d = &mut Dice(seed);
    let mut plan = Plan::default();
    plan.run.weeks = d.whole(30, 60);
    plan.run.network_every = d.whole(0, 13);
    plan.population = population(d);
    plan.unions = (0..d.whole(0, 2)).map(|_| union(d)).collect();
    plan.agencies = (0..d.whole(0, 2)).map(|_| agency(d, plan.population.areas.len())).collect();
    let target = |d: &mut Dice| TargetKnobs { responsiveness: d.between(-2.0, 4.0), opportunity: d.between(-1.0, 2.0) };
    plan.targets = (0..d.whole(0, 2)).map(|_| target(d)).collect();
    if !plan.targets.is_empty() {
        plan.demands = (0..d.whole(0, 3)).map(|_| demand(d, plan.targets.len(), plan.run.weeks)).collect();
    }
    plan.organisations = (0..d.whole(0, 3)).map(|_| organisation(d, &plan)).collect();
    super::random_knobs::behaviour(d, &mut plan.behaviour);
    if d.chance(0.3) {
        let chance = d.one_of(&[0.02, 0.1]);
        wild(d, &mut plan, chance);
    }
    // What follows must go with what is there: with the number of workers, with the most ties one can hold.
    network(d, &mut plan);
    if d.chance(0.3) {
        people(d, &mut plan);
    }
    plan.interventions = (0..d.whole(0, 6)).filter_map(|_| intervention(d, &plan)).collect();
    edges(seed, &mut plan);
    plan
}

fn union(d: &mut Dice) -> UnionKnobs {
    UnionKnobs {
        contacts: d.between(0.0, 12.0),
        chance_contacts: d.between(0.0, 2.0),
        distance: d.share(),
        fee: d.between(0.0, 20.0),
        courses: d.between(0.0, 6.0),
    }
}

fn agency(d: &mut Dice, areas: usize) -> AgencyPlan {
    let knobs = if d.chance(0.5) {
        AgencyKnobs { referrals: d.between(0.0, 3.0), ..AgencyKnobs::default() }
    } else {
        AgencyKnobs {
            referrals: 0.0,
            clients: if d.chance(0.3) { 0 } else { d.whole(1, 30) },
            registrations: if d.chance(0.3) { 0.0 } else { d.between(0.0, 2.0) },
            tied_share: d.share(),
            told: d.one_of(&[0.02, 0.1, 0.5, 1.0]),
        }
    };
    AgencyPlan { knobs, area: perhaps(d, 0.5, areas) }
}

fn demand(d: &mut Dice, targets: usize, weeks: u32) -> DemandPlan {
    let knobs = DemandKnobs {
        wins: d.whole(1, 3),
        pay: d.share(),
        grievance: d.share(),
        risk: d.share(),
        tied_visa: d.share(),
    };
    DemandPlan { knobs, target: d.whole(0, targets as u32 - 1) as usize, opens: d.whole(0, weeks) }
}
