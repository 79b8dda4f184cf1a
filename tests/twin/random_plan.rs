//! Small fields at random, in which much happens: values within what a scenario file could say.

use mobilise::knob::Choice;
use mobilise::knob::field::{AgencyKnobs, DemandKnobs, TargetKnobs, UnionKnobs};
use mobilise::knob::intervention::{InterventionKind, InterventionKnobs};
use mobilise::model::plan::{AgencyPlan, DemandPlan, InterventionPlan, NetworkPlan, Plan, Population, Trait};

use crate::dice::{Dice, perhaps};
use crate::random_organisation::organisation;
use crate::wild_knobs::wild;

/// The plan of a seed.
pub fn random_plan(seed: u64) -> Plan {
    let d = &mut Dice(seed);
    let mut plan = Plan::default();
    plan.run.weeks = d.whole(30, 60);
    plan.run.network_every = d.whole(1, 13);
    plan.population = population(d);
    plan.unions = (0..d.whole(0, 2)).map(|_| union(d)).collect();
    plan.agencies = (0..d.whole(0, 2)).map(|_| agency(d, plan.population.areas.len())).collect();
    let target = |d: &mut Dice| TargetKnobs { responsiveness: d.between(-2.0, 4.0), opportunity: d.between(-1.0, 2.0) };
    plan.targets = (0..d.whole(0, 2)).map(|_| target(d)).collect();
    if !plan.targets.is_empty() {
        plan.demands = (0..d.whole(0, 3)).map(|_| demand(d, plan.targets.len(), plan.run.weeks)).collect();
    }
    plan.organisations = (0..d.whole(0, 3)).map(|_| organisation(d, &plan)).collect();
    crate::random_knobs::behaviour(d, &mut plan.behaviour);
    if d.chance(0.15) {
        plan.network = Some(network(d, &plan));
    }
    if d.chance(0.3) {
        let chance = d.one_of(&[0.02, 0.1]);
        wild(d, &mut plan, chance);
    }
    plan.interventions = (0..d.whole(0, 6)).filter_map(|_| intervention(d, &plan)).collect();
    plan
}

fn population(d: &mut Dice) -> Population {
    let mut population = Population::default();
    let (origins, areas) = (d.whole(1, 4), d.whole(1, 4));
    population.origins = d.shares(origins as usize);
    population.areas = d.shares(areas as usize);
    let knobs = &mut population.knobs;
    let t = &mut knobs.traits;
    t.workers = if d.chance(0.05) { d.whole(1, 4) } else { d.whole(5, 50) };
    t.free_time = d.between(0.3, 1.0);
    t.pay_ratio = d.between(0.1, 1.1);
    t.pay_ratio_spread = d.between(0.0, 0.5);
    t.home_ratio = d.between(0.0, 0.6);
    t.home_ratio_spread = d.between(0.0, 0.4);
    t.nonpay_grievance = d.between(0.0, 0.6);
    t.risk = d.between(0.0, 0.8);
    t.risk_spread = d.between(0.0, 0.5);
    t.rights = d.between(0.0, 0.6);
    t.rights_spread = d.between(0.0, 0.4);
    t.efficacy = d.between(0.0, 0.8);
    t.skill = d.between(0.0, 0.5);
    t.skill_spread = d.between(0.0, 0.3);
    t.familial = d.between(0.1, 0.9);
    t.servant = d.between(0.1, 0.9);
    t.dual_reference = d.between(0.1, 0.9);
    t.ethnic_identity = d.share();
    t.coping_need = d.between(0.2, 1.0);
    t.daily_contacts = if d.chance(0.1) { 0.0 } else { d.between(0.5, 8.0) };
    t.homophily = d.share();
    t.nearness = d.share();
    t.tenure = if d.chance(0.1) { 0.0 } else { d.between(5.0, 200.0) };
    let shares = d.shares(4);
    let s = &mut knobs.status;
    (s.settled, s.visa, s.tied, s.undocumented) = (shares[0], shares[1], shares[2], shares[3]);
    let turnover = d.one_of(&[0.0, 0.01, 0.04, 0.15]);
    let l = &mut knobs.leaving;
    l.settled = turnover;
    l.visa = turnover * d.between(0.5, 2.0);
    l.tied = turnover * d.between(0.5, 3.0);
    l.undocumented = turnover;
    knobs.hardship.free_time = d.share();
    knobs.hardship.risk = d.between(0.0, 0.6);
    population
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
    AgencyPlan { knobs: AgencyKnobs { referrals: d.between(0.0, 3.0) }, area: perhaps(d, 0.5, areas) }
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

fn intervention(d: &mut Dice, plan: &Plan) -> Option<InterventionPlan> {
    let kinds: Vec<InterventionKind> =
        InterventionKind::ALL.iter().copied().filter(|kind| *kind != InterventionKind::FirstMovers).collect();
    let kind = d.one_of(&kinds);
    if kind.needs_organisation() && plan.organisations.is_empty() {
        return None;
    }
    let organisation = kind.needs_organisation().then(|| d.whole(0, plan.organisations.len() as u32 - 1) as usize);
    let from = d.whole(0, plan.run.weeks);
    let until = match kind {
        _ if kind.lasts() && d.chance(0.6) => from + d.whole(1, 40),
        InterventionKind::Grant => from + 52,
        _ => u32::MAX,
    };
    let knobs = InterventionKnobs {
        strength: d.share(),
        hours: d.between(0.0, 20.0),
        people: d.whole(0, 5),
        ties: d.whole(0, 8),
        skill: d.between(0.0, 1.0),
        referrals: d.between(0.0, 4.0),
        amount: d.between(0.0, 20_000.0),
        conditions: d.share(),
        external: d.share(),
        class: d.share(),
        ethnic: d.share(),
        support: d.share(),
        ..InterventionKnobs::default()
    };
    Some(InterventionPlan { kind, knobs, from, until, organisation })
}

/// A network as a file gives it: every pair once, some nodes described and some not.
fn network(d: &mut Dice, plan: &Plan) -> NetworkPlan {
    let nodes = plan.population.knobs.traits.workers;
    let density = d.between(0.0, 0.3);
    let mut network = NetworkPlan::default();
    for i in 0..nodes {
        for j in 0..i {
            if d.chance(density) {
                let (a, b) = if d.chance(0.5) { (i, j) } else { (j, i) };
                network.ties.push((a, b, d.between(0.01, 1.0)));
            }
        }
    }
    for each in Trait::ALL {
        if d.chance(0.4) {
            let value = |d: &mut Dice| d.chance(0.7).then(|| d.between(0.0, each.most()));
            network.traits.push((each, (0..nodes).map(|_| value(d)).collect()));
        }
    }
    let (origins, areas) = (plan.population.origins.len(), plan.population.areas.len());
    network.origins = (0..nodes).map(|_| perhaps(d, 0.5, origins)).collect();
    network.areas = (0..nodes).map(|_| perhaps(d, 0.5, areas)).collect();
    network.members = (0..nodes).map(|_| perhaps(d, 0.3, plan.organisations.len())).collect();
    network
}
